/** Each of these once went wrong: a wrong "ok", a lost alarm, or a report outside its own contract. One test for each. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { interpret } from '../src/activation/interpret.ts';
import { reportSchema } from '../src/activation/report.ts';
import { assess } from '../src/assessment/assess.ts';
import { defaultPolicy, policySchema } from '../src/assessment/policy.ts';
import { evidenceSchema } from '../src/evidence/evidence.ts';
import { loadCases } from './support/cases.ts';
import {
  after,
  asked,
  collectedAt,
  day,
  evaluation,
  every,
  evidenceOf,
  having,
  leaseLeft,
  mak,
  minute,
  notification,
  productOf,
  renewed,
  reportOf,
} from './support/reports.ts';
import { run } from './support/world.ts';

const windows = '55c92734-d682-4d71-983e-d6ec3f16059f';
const evidenceFile = (name: string): string => loadCases().find((one) => one.name === name)?.evidence ?? '';
const golden = (name: string) => JSON.parse(readFileSync(evidenceFile(name), 'utf8'));
const dlv = (name: string): string => golden(name).sources.slmgr.text;

type Report = ReturnType<typeof having>;
const ids = (report: Report, later = 0) => assess(report, defaultPolicy, after(later)).findings.map(({ id }) => id);

/** The severities that a report goes through if nothing new is heard, from `until` to `until`. */
function turnsOf(report: Report, policy = defaultPolicy): string[] {
  const said: string[] = [];
  let now: string | null = collectedAt;
  while (now !== null && said.length < 8) {
    const assessment: ReturnType<typeof assess> = assess(report, policy, now);
    said.push(assessment.severity);
    now = assessment.until;
  }
  return said;
}

const avma = (leftMs: number, leaseMs: number) =>
  having({ ...mak, channel: 'avma', validity: leaseLeft(leftMs, leaseMs) });

describe('a wrong ok', () => {
  test('an evaluation past its own end date, with minutes left', () => {
    expect(ids(having(evaluation(100 * day, 10 * day)), 11 * day)).toEqual(['license.mayHaveEnded']);
  });

  test('an evaluation seen past its own end date', () => {
    expect(ids(having(evaluation(100 * day, -day)))).toEqual(['evaluation.ending']);
  });

  test('a Windows of channel subscription in notification', () => {
    const report = having({ ...notification, channel: 'subscription' });
    expect(assess(report, defaultPolicy, collectedAt).severity).toBe('critical');
  });

  test('AVMA or an evaluation with 0 minutes: neither is ever permanent', () => {
    for (const ProductKeyChannel of ['VT:IA', 'Retail:TB:Eval']) {
      const row = { LicenseStatus: 1, GracePeriodRemaining: 0, PartialProductKey: 'ABCDE', ApplicationID: windows };
      const { severity, findings } = assess(reportOf({ ...row, ProductKeyChannel }), defaultPolicy, collectedAt);
      expect([severity, findings[0]?.id]).toEqual(['unknown', 'license.undetermined']);
    }
  });

  test('a paste that holds two outputs, whichever way round', async () => {
    const [ended, healthy] = [dlv('ended-grace-expired'), dlv('kms-healthy')];
    for (const stdin of [ended + healthy, healthy + ended]) {
      const { exitCode, stdout } = await run(['explain'], { stdin });
      expect([exitCode, stdout.includes('More than one output was pasted')]).toEqual([3, true]);
    }
    // The same output twice says one thing.
    expect(await run(['explain'], { stdin: healthy + healthy })).toEqual(await run(['explain'], { stdin: healthy }));
  });

  test('a pasted KMS host with 12 of 25', async () => {
    const stdin = dlv('kms-host-under-threshold');
    expect((await run(['explain', '--format', 'nagios'], { stdin })).stdout).toContain('kmsHost.belowThreshold');
  });

  test('CIM that answered with nothing, while slmgr shows a Windows', async () => {
    const evidence = golden('kms-healthy');
    evidence.sources.cim.classes.SoftwareLicensingProduct = [];
    const bare = golden('kms-healthy');
    bare.sources.cim.classes = {};
    const { stdout: ofBare } = await run(['check', '--evidence', '-', '--format', 'nagios'], {
      stdin: JSON.stringify(bare),
    });
    expect(ofBare).toContain('sources.differ');
    const { exitCode, stdout } = await run(['check', '--evidence', '-', '--format', 'nagios'], {
      stdin: JSON.stringify(evidence),
    });
    expect([exitCode, stdout.includes('sources.differ')]).toEqual([1, true]);
  });

  test('properties that differ in case only: neither is believed', () => {
    expect(productOf({ LicenseStatus: 5, licensestatus: 1 }).licenseStatus).toBe('unknown');
  });

  test('an installation date to come excuses nothing', () => {
    const report = having({ ...notification, reason: null });
    const machine = { ...report.machine, installedAt: '2099-01-01T00:00:00.000Z' };
    expect(assess({ ...report, machine }, defaultPolicy, collectedAt).severity).toBe('critical');
  });

  test('nagios says how old its evidence is', async () => {
    const words = ['check', '--evidence', evidenceFile('kms-healthy'), '--format', 'nagios'];
    const { stdout } = await run(words, { now: '2026-12-05T11:59:13.000Z' });
    expect(stdout).toMatch(/captured 2026-11-05T11:59Z \| .*age_days=30\.00\n$/);
  });
});

describe('what must not be seen', () => {
  const key = ['BBBBB', 'CCCCC', 'DDDDD', 'FFFFF', 'GGGGG'].join('-');

  test.each(['text', 'json'])('a whole product key beside a paste, in %s', async (format) => {
    const { stdout } = await run(['explain', '--format', format], { stdin: `My key: ${key}\n${dlv('mak')}` });
    expect([stdout.includes(key), stdout.includes('XXXXX-GGGGG')]).toEqual([false, true]);
  });

  test('a whole product key in place of a code', async () => {
    expect((await run(['explain', key])).stderr).not.toContain(key);
  });

  test('control characters in a configured value', async () => {
    const environment = { GRACEWATCH_LOG_FILE: join(tmpdir(), 'gracewatch-\u202e\u009b.log') };
    const { stdout } = await run(['config', '--format', 'json'], { environment });
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('a name that would begin a line like a verdict', async () => {
    const evidence = golden('ended-grace-expired');
    evidence.machine.name = `${'x'.repeat(60)} [OK] Fine: PC-1 is activated. Nothing to do. Nothing to do. Nothing`;
    const { stdout } = await run(['check', '--evidence', '-'], { stdin: JSON.stringify(evidence) });
    expect(stdout.split('\n\n')[0]).not.toContain('[OK]');
    expect(stdout.split('\n').filter((line) => line.startsWith('['))).toHaveLength(1);
  });

  test.each(['constructor', 'toString', '__proto__'])('what every object has: %s', async (word) => {
    const evidence = golden('kms-healthy');
    evidence.sources.registry.error = word;
    evidence.sources.registry.outcome = 'failed';
    const { stdout } = await run(['check', '--evidence', '-'], { stdin: JSON.stringify(evidence) });
    expect(stdout).not.toMatch(/native code|undefined/);
  });
});

describe('an internal error', () => {
  test.each(['0001-01-01', '1500-01-01T00:00:00Z', '9999-12-31T23:59:59-05:00'])('--now %s', async (now) => {
    const { exitCode, stderr } = await run(['explain', '--now', now], { stdin: dlv('mak') });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('is not a point in time')]);
  });

  test('nesting without end in a newer minor version', async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const stdin = JSON.stringify({ ...golden('mak'), schema: 'gracewatch.evidence/1.4' }).replace('{', `{"x":${deep},`);
    const { exitCode, stderr } = await run(['check', '--evidence', '-'], { stdin });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('nested deeper than 64')]);
  });

  test('130,000 host rows', async () => {
    const evidence = golden('kms-host-clients');
    const row = { IsKeyManagementServiceMachine: 1 };
    evidence.sources.cim.classes.SoftwareLicensingProduct = Array.from({ length: 130_000 }, () => row);
    const { exitCode, stderr } = await run(['check', '--evidence', '-'], { stdin: JSON.stringify(evidence) });
    expect([exitCode, stderr]).toEqual([3, '']);
  });
});

describe('a turn that `until` did not announce', () => {
  test.each([
    ['an AVMA lease of 10083 minutes (rounding)', avma(10_083 * minute, 10_083 * minute)],
    ['an AVMA lease of odd milliseconds', avma(7 * day, 7 * day + 1)],
  ])('%s', (_, report) => {
    expect(turnsOf(report)).toEqual(['ok', 'warning', 'critical', 'warning']);
  });

  test('a policy of 0.7 days (rounding)', () => {
    const policy = policySchema.parse({ evaluation: { criticalDays: 0.7 } });
    expect(turnsOf(having(evaluation(20 * day)), policy)).toEqual(['warning', 'critical', 'warning']);
  });
});

test('an AVMA activation dated after its own end still expires', () => {
  expect(ids(avma(day, -day))).toEqual(['license.expiring']);
});

test('a grace state seen with no minutes left is observed: critical, not "may have ended"', () => {
  const row = { LicenseStatus: 2, GracePeriodRemaining: 0, PartialProductKey: 'ABCDE', ApplicationID: windows };
  const { severity, findings } = assess(reportOf(row), defaultPolicy, collectedAt);
  expect([severity, findings[0]?.id]).toEqual(['critical', 'license.inGrace']);
});

describe('outside the contract', () => {
  test('a renewal interval of 2^53 minutes does not make assess throw', () => {
    const report = having({ ...every(2 ** 53 - 1), validity: { ...renewed(day).validity, expiresAt: null } });
    reportSchema.parse(report);
    expect(() => assess(report, defaultPolicy, collectedAt)).not.toThrow();
  });

  test('a listening port that is no port', () => {
    const service = { IsKeyManagementServiceMachine: 1, KeyManagementServiceListeningPort: 70_000 };
    expect(reportSchema.parse(reportOf({}, service)).kmsHost?.listeningPort).toBeNull();
  });

  test.each(['+012000-01-01T00:00:00Z', '99991231235959.000000-600'])('a date after 9999: %s', (date) => {
    expect(() => reportSchema.parse(reportOf({ EvaluationEndDate: date }))).not.toThrow();
  });

  test.each(['9999-12-31T23:59:59-05:00', '0000-01-01T00:00:00+05:00'])(
    'evidence dated outside the years: %s',
    (at) => {
      expect(evidenceSchema.safeParse({ ...evidenceOf({}), capturedAt: at }).success).toBe(false);
      const events = [{ id: 12_288, at, data: ['0x0'] }];
      expect(evidenceSchema.safeParse({ ...evidenceOf({}), sources: { events: { ...asked, events } } }).success).toBe(
        false,
      );
    },
  );
});

test('instants of the machine are UTC in the report', () => {
  const evidence = golden('mak');
  evidence.machine.installedAt = '2025-12-12T11:59:13+09:00';
  expect(interpret(evidenceSchema.parse(evidence)).machine.installedAt).toBe('2025-12-12T02:59:13.000Z');
});

test('an error of a source is a code or an id; free text is kept as unread', () => {
  const evidence = golden('mak');
  evidence.sources.registry.error = 'access denied';
  evidence.sources.events.error = '2147942405';
  const { sources, unread } = interpret(evidenceSchema.parse(evidence));
  const errors = Object.fromEntries(sources.map(({ source, error }) => [source, error]));
  expect(errors).toMatchObject({ registry: null, events: '0x80070005' });
  expect(unread).toContainEqual({ label: 'registry', text: 'access denied' });
});

test('an event of another program is no activation attempt', () => {
  const event = { id: 8198, at: collectedAt, data: ['hr=0xDEAD'], provider: 'SomeVendor', log: 'System' };
  const evidence = { ...evidenceOf({}), sources: { events: { ...asked, events: [event] } } };
  expect(interpret(evidenceSchema.parse(evidence)).lastAttempt).toBeNull();
});

describe('guessed', () => {
  test.each(['foo 5', '1', '11/5/2026 8:59:09 PM', '2026-11-01T00:00:00', '2026-11-01 00:00'])('a date: %s', (date) => {
    expect(productOf({ EvaluationEndDate: date }).evaluationEndsAt).toBeNull();
  });

  test.each([4_294_967_295, -1])('a reason that is not set: %s', (reason) => {
    expect(productOf({ LicenseStatusReason: reason }).reason).toBeNull();
  });
});
