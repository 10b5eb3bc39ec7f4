/** The sample fleet: moved to any day, it says what the original files say; copies are machines of their own. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { interpret } from '../src/activation/interpret.ts';
import { assess } from '../src/assessment/assess.ts';
import { severities } from '../src/assessment/finding.ts';
import { defaultPolicy } from '../src/assessment/policy.ts';
import { copyFor, loadSampleFleet, redate } from '../src/commands/demo/sampleFleet.ts';
import type { Evidence } from '../src/evidence/evidence.ts';
import { readEvidenceFile } from '../src/evidence/readers/evidenceFile.ts';
import { maskProductKeys } from '../src/knowledge/productKey.ts';

const folder = resolve(import.meta.dirname, '../config/sample-fleet');
const manifest: readonly { evidence: string; copies?: string[] }[] = JSON.parse(
  readFileSync(join(folder, 'fleet.json'), 'utf8'),
);
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
const files = manifest.map(({ evidence }) => evidence);

/** What is found, at the moment at which the evidence was taken. */
function findings(evidence: Evidence): string[] {
  const report = interpret(evidence);
  return assess(report, defaultPolicy, report.collectedAt).findings.map(({ id, severity }) => `${id}:${severity}`);
}

const clientIdOf = ({ sources }: Evidence): unknown =>
  sources.cim?.classes.SoftwareLicensingService?.[0]?.ClientMachineID;

const machines = await loadSampleFleet();

const days = [
  ['the day of the design', '2026-11-24T12:00:00.000Z'],
  ['a leap day', '2028-02-29T23:59:59.999Z'],
  ['the day after one', '2028-03-01T00:00:00.000Z'],
  ['the turn of a year', '2026-12-31T23:59:59.000Z'],
  ['ten years on', '2036-06-15T06:00:00.000Z'],
  ['the past', '2020-02-29T00:00:00.000Z'],
] as const;

describe.each(days)('moved to %s', (_, day) => {
  const present = Date.parse(day);

  test('each machine is found to be what its file says', () => {
    const originals = new Map(
      manifest.flatMap(({ evidence, copies = [] }) => {
        const original = readEvidenceFile(textOf(evidence), evidence);
        return [original.machine.name ?? evidence, ...copies].map((name) => [name, findings(original)] as const);
      }),
    );
    expect(originals.size).toBe(machines.length);
    for (const { name, evidenceAt } of machines) {
      expect([name, findings(evidenceAt(present))]).toEqual([name, originals.get(name)]);
    }
  });

  test('none was taken after the present, and none later than three weeks before it but the silent ones', () => {
    for (const { name, evidenceAt, lastHeardDaysAgo } of machines) {
      const ageDays = (present - Date.parse(evidenceAt(present).capturedAt)) / 86_400_000;
      expect([name, ageDays >= (lastHeardDaysAgo ?? 0), ageDays < (lastHeardDaysAgo ?? 0) + 21]).toEqual([
        name,
        true,
        true,
      ]);
    }
  });
});

test('the fleet shows every severity', () => {
  const found = machines.map(({ evidenceAt }) => {
    const report = interpret(evidenceAt(Date.UTC(2026, 10, 24)));
    return assess(report, defaultPolicy, report.collectedAt).severity;
  });
  expect(new Set(found)).toEqual(new Set(severities));
});

test('every machine is one of its own: name, ids, client machine id', () => {
  const all = machines.map(({ evidenceAt }) => evidenceAt(Date.UTC(2026, 10, 24)));
  const distinct = (values: readonly unknown[]): void => {
    const there = values.filter((value) => value !== null && value !== undefined);
    expect(new Set(there).size).toBe(there.length);
  };
  distinct(machines.map(({ name }) => name));
  distinct(all.map(({ machine }) => machine.name));
  distinct(all.map(({ machine }) => machine.fqdn));
  distinct(all.map(({ machine }) => machine.machineGuid));
  distinct(all.map(({ machine }) => machine.smbiosUuid));
  distinct(all.map(clientIdOf));
  expect(all.map(({ machine }) => machine.name)).toEqual(machines.map(({ name }) => name));
});

describe.each(files)('%s', (file) => {
  const text = textOf(file);
  const original = readEvidenceFile(text, file);

  test('a copy is the same but for who it is, also in the text of slmgr', () => {
    const copy = readEvidenceFile(copyFor(text, original, 'COPY-1'), file);
    expect(findings(copy)).toEqual(findings(original));
    const { name, machineGuid, smbiosUuid } = original.machine;
    const whole = JSON.stringify(copy);
    for (const identity of [name, machineGuid, smbiosUuid, clientIdOf(original)]) {
      if (typeof identity === 'string' && identity !== '') expect(whole).not.toContain(identity);
    }
    expect(copy.machine.name).toBe(name === null ? null : 'COPY-1');
    // Made twice it is the same machine, under another name another one.
    expect(copyFor(text, original, 'COPY-1')).toBe(copyFor(text, original, 'COPY-1'));
    if (machineGuid !== null) {
      const other = readEvidenceFile(copyFor(text, original, 'COPY-2'), file);
      expect(other.machine.machineGuid).not.toBe(copy.machine.machineGuid);
    }
  });

  test('moved there and back it is what it was; what is no date stays', () => {
    const by = 1000 * 86_400_000 + 12_345;
    const moved = redate(text, by);
    expect(JSON.parse(redate(moved, -by))).toEqual(JSON.parse(redate(text, 0)));
    const none = /"1601-01-01T[^"]*"/g;
    expect(moved.match(none)).toEqual(text.match(none));
  });

  test('holds no whole product key', () => {
    expect(maskProductKeys(text)).toBe(text);
  });
});

describe('redate', () => {
  const day = 86_400_000;
  test.each([
    ['2028-02-28T12:00:00Z', day, '2028-02-29T12:00:00.000Z'],
    ['2028-02-29T12:00:00Z', day, '2028-03-01T12:00:00.000Z'],
    ['2028-02-29T12:00:00.123Z', 366 * day, '2029-03-01T12:00:00.123Z'],
    ['2026-12-31T23:59:59.999Z', 1, '2027-01-01T00:00:00.000Z'],
    ['1601-01-01T00:00:00Z', day, '1601-01-01T00:00:00Z'],
    ['1601-01-01T00:00:00.000Z', -day, '1601-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', day, '9999-12-31T23:59:59Z'],
    ['2026-11-24', day, '2026-11-24'],
    ['10.0.26100.4351', day, '10.0.26100.4351'],
  ])('%s by %i ms is %s', (instant, by, expected) => {
    expect(JSON.parse(redate(JSON.stringify({ at: instant, n: 4_294_967_295 }), by))).toEqual({
      at: expected,
      n: 4_294_967_295,
    });
  });
});
