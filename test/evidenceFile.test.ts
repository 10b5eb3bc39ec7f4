/** Any evidence file at all: an error of the catalogue, or evidence that the whole path can carry to its end. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { interpret } from '../src/activation/interpret.ts';
import { reportSchema } from '../src/activation/report.ts';
import { assess } from '../src/assessment/assess.ts';
import { defaultPolicy } from '../src/assessment/policy.ts';
import { readEvidenceFile } from '../src/evidence/readers/evidenceFile.ts';
import { dateFormat } from '../src/output/dates.ts';
import { jsonOf } from '../src/output/json.ts';
import { nagiosOf } from '../src/output/nagios.ts';
import { textReport } from '../src/output/text.ts';
import { GracewatchError } from '../src/platform/errors.ts';
import { languages, wordingOf } from '../src/wording/wording.ts';
import { loadCases } from './support/cases.ts';

const files = loadCases().map(({ evidence }) => readFileSync(evidence, 'utf8'));
const control = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** Reads and carries it through; false where it was refused in an orderly way. */
function carry(text: string): boolean {
  let evidence: ReturnType<typeof readEvidenceFile>;
  try {
    evidence = readEvidenceFile(text, 'x.json');
  } catch (error) {
    if (!(error instanceof GracewatchError)) throw error;
    return false;
  }
  const report = interpret(evidence);
  reportSchema.parse(report);
  const assessment = assess(report, defaultPolicy, report.collectedAt);
  for (const language of languages) {
    const shown = {
      policy: defaultPolicy,
      color: false,
      long: true,
      pasted: false,
      undated: false,
      shownAt: report.collectedAt,
    };
    const view = { wording: wordingOf(language), date: dateFormat('UTC'), ...shown };
    expect(textReport(report, assessment, view).replaceAll('\n', '')).not.toMatch(control);
  }
  expect(jsonOf(report, assessment).replaceAll('\n', '')).not.toMatch(control);
  expect(nagiosOf(report, assessment, { policy: defaultPolicy, shownAt: report.collectedAt })).toMatch(
    /^[\x20-\x7e]+\n$/,
  );
  return true;
}

test('every golden machine is carried', () => {
  expect(files.filter((text) => !carry(text))).toEqual([]);
});

test('arbitrary JSON is refused in an orderly way', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(carry(text)).toBe(false);
    }),
    { numRuns: 1000 },
  );
});

test('a file with any value in place of any of its values is refused or carried', () => {
  const strange = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(-1, 1e300, '\u0000\u001b[2J\u202e', '', null, [[]], 4294967295, '1601-01-01T00:00:00Z'),
  );
  let carried = 0;
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(), strange, (text, at, value) => {
      let left = at;
      const copy = JSON.parse(text, (_, one) => {
        left -= 1;
        return left % 400 === 0 ? value : one;
      });
      if (carry(JSON.stringify(copy))) carried += 1;
    }),
    { numRuns: 600 },
  );
  expect(carried).toBeGreaterThan(50); // the property would say nothing if all were refused
});

test('a file cut or changed at any place is refused or carried', () => {
  const edit = fc.tuple(fc.constantFrom(...files), fc.nat(), fc.nat({ max: 30 }), fc.string({ maxLength: 6 }));
  fc.assert(
    fc.property(edit, ([text, from, length, put]) => {
      const start = from % text.length;
      carry(text.slice(0, start) + put + text.slice(start + length));
      carry(text.slice(0, start));
    }),
    { numRuns: 300 },
  );
});
