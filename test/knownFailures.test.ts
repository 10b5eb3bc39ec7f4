/** Each of these once went wrong: a wrong "ok", a lost alarm, or a report outside its own contract. One test for each. */
import { describe, expect, test } from '@jest/globals';
import { reportSchema } from '../src/activation/report.ts';
import { assess } from '../src/assessment/assess.ts';
import { defaultPolicy, policySchema } from '../src/assessment/policy.ts';
import { evidenceSchema } from '../src/evidence/evidence.ts';
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

  test('an expected add-on that has no key is not the one that is expected to be licensed', () => {
    const policy = policySchema.parse({ expectedAddOns: ['ESU'] });
    const report = having({});
    const [windows] = report.products;
    if (!windows) throw new Error('no product');
    const unkeyed = { ...windows, addOn: true, name: 'Client-ESU-Year3 add-on for X', partialProductKey: null };
    const products = [windows, { ...unkeyed, licenseStatus: 'unlicensed' as const }];
    expect(assess({ ...report, products }, policy, collectedAt).severity).toBe('ok');
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
  const windows = '55c92734-d682-4d71-983e-d6ec3f16059f';
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

describe('guessed', () => {
  test.each(['foo 5', '1', '11/5/2026 8:59:09 PM', '2026-11-01T00:00:00', '2026-11-01 00:00'])('a date: %s', (date) => {
    expect(productOf({ EvaluationEndDate: date }).evaluationEndsAt).toBeNull();
  });

  test.each([4_294_967_295, -1])('a reason that is not set: %s', (reason) => {
    expect(productOf({ LicenseStatusReason: reason }).reason).toBeNull();
  });
});
