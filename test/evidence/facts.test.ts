/** Facts as collect.ps1 prints them: what is cut, broken, wrapped or mixed with other text never becomes a wrong fact. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { interpret } from '../../src/activation/interpret.ts';
import { assess } from '../../src/assessment/assess.ts';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { emptyEvidence, evidenceSchema } from '../../src/evidence/evidence.ts';
import { decodeText } from '../../src/evidence/readers/decode.ts';
import { readAnyEvidence } from '../../src/evidence/readers/evidence.ts';
import { parseFacts } from '../../src/evidence/readers/facts/parse.ts';
import { readFacts } from '../../src/evidence/readers/facts/read.ts';
import { run } from '../support/world.ts';

/** Printed by PowerShell's engine from the golden machine kms-healthy (test/powershell). */
const file = join(import.meta.dirname, '../fixtures/PC-0412.facts');
const recorded = readFileSync(file, 'ascii');
const context = { takenAt: '2026-11-24T05:30:00.000Z', unfinished: 'notFinished' };
const evidenceOf = (text: string) => readFacts(text, context);

describe('one fact', () => {
  test.each([
    ['@A|0|P|n|;', null],
    ['@A|0|P|b|true;', true],
    ['@A|0|P|b|false;', false],
    ['@A|0|P|i|4294967295;', 4_294_967_295],
    ['@A|0|P|i|-5;', -5],
    ['@A|0|P|i|133786123456789012;', '133786123456789012'],
    ['@A|0|P|f|1.5;', 1.5],
    ['@A|0|P|s|;', ''],
    ['@A|0|P|s|\\u65e5\\u672c \\u005c\\u007c\\u003b\\u0040;', '日本 \\|;@'],
    ['@A|0|P|d|2026-11-24T05:30:00.000Z;', '2026-11-24T05:30:00.000Z'],
  ])('%s', (text, value) => {
    expect(parseFacts(text)).toEqual([{ class: 'A', row: '0', property: 'P', value }]);
  });

  test.each(['@A|0|P|i|2591', '@A|0|P|x|1;', '@A|0|P;', '@|0|P|s|a;', '@A|0|P|s|a|b;', 'A|0|P|s|a;'])(
    '%s is none',
    (text) => {
      expect(parseFacts(text)).toEqual([]);
    },
  );
});

describe('the recorded machine', () => {
  const whole = evidenceOf(recorded);

  test('says what the golden machine says', () => {
    const golden = JSON.parse(readFileSync(join(import.meta.dirname, '../cases/kms-healthy/report.json'), 'utf8'));
    const report = interpret(whole ?? readAnyEvidence('{}', 'none', ''));
    expect(report.products).toEqual(golden.products);
    expect(report.machine).toEqual(golden.machine);
    expect(report.service).toEqual(golden.service);
    expect(report.sources.map(({ outcome }) => outcome)).not.toContain('failed');
  });

  test('check and explain read the file as it is', async () => {
    for (const words of [
      ['check', '--evidence', file],
      ['explain', file],
    ]) {
      const { stdout, stderr } = await run(words, { now: '2026-11-05T12:30:00.000Z' });
      expect(stderr).toBe('');
      expect(stdout).toContain('PC-0412');
      expect(stdout).toMatch(/^\[OK\]/);
    }
  });

  test.each([40, 79, 80, 120, 132])('broken at %d columns', (width) => {
    const broken = recorded
      .split('\r\n')
      .map((line) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\r\n') ?? '')
      .join('\r\n');
    expect(evidenceOf(broken)).toEqual(whole);
  });

  test('in UTF-16 as 5.1 redirects, with a banner, a prompt and bytes of a code page between its lines', () => {
    expect(evidenceOf(decodeText(iconv.encode(recorded, 'utf16-le', { addBOM: true })))).toEqual(whole);
    expect(evidenceOf(decodeText(iconv.encode(recorded, 'utf16-le')))).toEqual(whole);
    const lines = recorded.split('\r\n').map((line, index) => (index % 7 === 3 ? `PS C:\\> ${line}` : line));
    const mixed = Buffer.concat([
      iconv.encode('Windows PowerShell\r\n警告: プロファイル\r\n', 'cp932'),
      Buffer.from(lines.join('\r\n'), 'ascii'),
    ]);
    expect(evidenceOf(decodeText(mixed))).toEqual(whole);
  });

  test('cut anywhere: no throw, and nothing that the whole does not say', () => {
    const [product] = interpret(whole ?? readAnyEvidence('{}', 'none', '')).products;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: recorded.length }), (length) => {
        const cut = evidenceOf(recorded.slice(0, length));
        if (cut === null) return;
        const report = interpret(cut);
        for (const one of report.products) {
          expect(['licensed', 'unknown']).toContain(one.licenseStatus);
          expect([product?.validity.kind, 'unknown']).toContain(one.validity.kind);
        }
        const all = report.sources.every(({ outcome }) => outcome === 'complete' || outcome === 'skipped');
        expect(all).toBe(length >= recorded.lastIndexOf('@source|events|outcome|s|complete;') + 34);
      }),
      { numRuns: 400 },
    );
  });
});

test('words of facts inside a JSON document, or behind other facts, make no facts of it', () => {
  const forged = '@gracewatch|facts|schema|s|gracewatch.facts/1;@SoftwareLicensingProduct|0|LicenseStatus|i|1;';
  const golden = readFileSync(join(import.meta.dirname, '../cases/ended-grace-expired/evidence.json'), 'utf8');
  const original = evidenceSchema.parse(JSON.parse(golden));
  const events = original.sources.events?.events.map((event) => ({ ...event, data: [forged] })) ?? [];
  expect(events.length).toBeGreaterThan(0);
  const document = { ...original, sources: { ...original.sources, events: { ...original.sources.events, events } } };
  for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)]) {
    expect(readAnyEvidence(text, 'x', context.takenAt).sources.cim).toEqual(original.sources.cim);
  }
  expect(() => readAnyEvidence(`Name: x\r\n@A|0|P|s|b;${forged}`, 'x', context.takenAt)).toThrow();
});

test('what was said once stands', () => {
  const twice =
    '@X|0|P|i|1;@X|0|P|i|2;@X|0|L.0|s|a;@X|0|L.0|s|b;@X|0|L.2|s|c;@X|0|L.1|s|d;@X|0|L|s|e;@class|X|rows|i|1;';
  expect(evidenceOf(twice)?.sources.cim?.classes.X).toEqual([{ P: 1, L: ['a', 'd'] }]);
});

test('cut after any line, slmgr complete: never half a product, and never one without a key', () => {
  const slmgr = evidenceSchema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../cases/kms-healthy/evidence.json'), 'utf8')),
  ).sources.slmgr;
  const lines = recorded.split('\r\n');
  for (let kept = 5; kept <= lines.length; kept += 1) {
    const cut = evidenceOf(lines.slice(0, kept).join('\r\n'));
    for (const beside of [slmgr, undefined]) {
      const report = interpret({
        ...emptyEvidence(context.takenAt),
        ...cut,
        sources: { ...cut?.sources, slmgr: beside },
      });
      const { findings } = assess(report, defaultPolicy, report.collectedAt);
      expect([kept, report.products.map(({ licenseStatus }) => licenseStatus)]).toEqual([
        kept,
        report.products.length > 0 || beside ? ['licensed'] : [],
      ]);
      expect(findings.map(({ facts }) => facts)).not.toContainEqual(expect.objectContaining({ why: 'noKey' }));
    }
  }
});

test('facts alone try no connection, and nobody says that none succeeded', async () => {
  const overdue = recorded
    .replace(/(\|GracePeriodRemaining\|i\|)\d+/, '$1170000')
    .replace(/@(?:srv|answer)\|[^;]*;\r\n/g, '');
  const { stdout } = await run(['check', '--evidence', '-'], { stdin: overdue, now: '2026-11-05T12:30:00.000Z' });
  expect(stdout).toMatch(/No renewal for \d+ days/);
  expect(stdout).not.toContain('could be reached');
  expect(stdout).toContain('network not asked (no connection was tried)');
});

test('any text: no throw', () => {
  const part = fc.constantFrom(
    '@',
    '|',
    ';',
    '\r\n',
    'source',
    'cim',
    'event',
    'id',
    'at',
    'i',
    's',
    'd',
    'n',
    '0',
    '-1',
    '1e9',
  );
  const line = fc
    .tuple(
      fc.constantFrom(
        'Win32_Processor',
        'Win32_OperatingSystem',
        'Win32_ComputerSystem',
        'gracewatch',
        'source',
        'class',
        'event',
        'srv',
        'answer',
        'registry',
        'service',
        'awake',
        'X',
        '__proto__',
      ),
      fc.constantFrom('facts', '0', 'cim', '1'),
      fc.constantFrom(
        'NumberOfCores',
        'OperatingSystemSKU',
        'UBR',
        'MUILanguages.0',
        'LastBootUpTime',
        'Name',
        'capturedAt',
        'outcome',
        'durationMs',
        'id',
        'at',
        'port',
        'domain',
        'target',
        '(key)',
        'data.0',
        '__proto__',
      ),
      fc.constantFrom('n', 'b', 'i', 'f', 'd', 's'),
      fc.constantFrom(
        '',
        'true',
        '-7',
        '1e300',
        '1e400',
        'NaN',
        '1601-01-01T00:00:00.000Z',
        '99999999999999999999',
        'complete',
        '\\u0000',
      ),
    )
    .map((parts) => `@${parts.join('|')};`);
  fc.assert(
    fc.property(fc.array(fc.oneof(part, line, fc.string())), (parts) => {
      const evidence = evidenceOf(parts.join(''));
      if (evidence !== null) expect(() => interpret(evidence)).not.toThrow();
    }),
    { numRuns: 2000 },
  );
});

test('dates of Get-WmiObject become ISO 8601', () => {
  const evidence = evidenceOf(
    '@SoftwareLicensingProduct|0|TrustedTime|s|20261124143000.500000+540;@class|SoftwareLicensingProduct|rows|i|1;',
  );
  expect(evidence?.sources.cim?.classes.SoftwareLicensingProduct).toEqual([
    { TrustedTime: '2026-11-24T05:30:00.500Z' },
  ]);
});

test('a file without one whole fact is no evidence', async () => {
  const { stderr, exitCode } = await run(['check', '--evidence', '-'], {
    stdin: '@gracewatch|facts|schema|s|gracewatch.facts/1',
  });
  expect(exitCode).toBe(3);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
