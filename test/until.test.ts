/** `until` is the very next instant at which the findings change if nothing new is heard: not later, and not for nothing. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { interpret } from '../src/activation/interpret.ts';
import { licenseStatuses, type Product, type Report } from '../src/activation/report.ts';
import { validityOf } from '../src/activation/validity.ts';
import { assess } from '../src/assessment/assess.ts';
import { severities } from '../src/assessment/finding.ts';
import { defaultPolicy } from '../src/assessment/policy.ts';
import { evidenceSchema } from '../src/evidence/evidence.ts';
import { channels } from '../src/knowledge/channels.ts';
import { loadCases } from './support/cases.ts';
import { day, minute } from './support/reports.ts';

const golden: readonly Report[] = loadCases().map(({ evidence }) =>
  interpret(evidenceSchema.parse(JSON.parse(readFileSync(evidence, 'utf8')))),
);

const agoMinutes = (days: number) => fc.option(fc.integer({ min: 0, max: days * 1440 }));
const minutes = fc.option(
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 259_200 }) },
    fc.constantFrom(0, 1, 10_080, 43_200, 259_200, 259_201, 4_294_967_294),
  ),
);
const variation = fc.record({
  licenseStatus: fc.oneof(
    { weight: 2, arbitrary: fc.constant('licensed' as const) },
    fc.constantFrom(...licenseStatuses, 'unknown' as const),
  ),
  channel: fc.oneof({ weight: 2, arbitrary: fc.constant('kmsClient' as const) }, fc.constantFrom(...channels)),
  method: fc.constantFrom('kms', 'ad', 'token', null),
  minutes,
  reason: fc.constantFrom(null, '0xC004F009', '0xC004F074'),
  activatedAgoMs: fc.option(fc.integer({ min: -day, max: 20 * day })),
  renewalIntervalMinutes: fc.option(fc.oneof(fc.integer({ min: 15, max: 43_200 }), fc.constantFrom(0, 4_294_967_294))),
  evaluationEndsIn: fc.option(fc.integer({ min: -1440, max: 300 * 1440 })),
});
const machine = fc.record({ installedAgo: agoMinutes(10), awakeAgo: agoMinutes(60), heard: fc.boolean() });
type Variation = typeof variation extends fc.Arbitrary<infer V> ? V : never;

const before = (instant: string, ago: number | null): string | null =>
  ago === null ? null : new Date(Date.parse(instant) - ago * minute).toISOString();

/** The product, its validity read from the varied status and minutes as it would be from evidence. */
function vary(product: Product, collectedAt: string, one: Variation): Product {
  const { licenseStatus, channel, method, reason } = one;
  const activated = channel === 'avma' && one.activatedAgoMs !== null ? one.activatedAgoMs : null;
  const activatedAt = activated === null ? null : new Date(Date.parse(collectedAt) - activated).toISOString();
  const lease = { status: licenseStatus, channel, method, reason, activatedAt, remainingMinutes: one.minutes };
  const { renewalIntervalMinutes } = one;
  return {
    ...product,
    ...{ licenseStatus, channel, method, reason },
    validity: validityOf({ ...lease, traceOfLease: method !== null }, collectedAt),
    kms: product.kms === null ? null : { ...product.kms, renewalIntervalMinutes },
    evaluationEndsAt: one.evaluationEndsIn === null ? null : before(collectedAt, -one.evaluationEndsIn),
  };
}

const varied: fc.Arbitrary<Report> = fc
  .tuple(fc.constantFrom(...golden), fc.array(variation, { minLength: 3, maxLength: 3 }), machine)
  .map(([report, variations, { installedAgo, awakeAgo, heard }]) => ({
    ...report,
    machine: {
      ...report.machine,
      installedAt: before(report.collectedAt, installedAgo),
      awakeSince: before(report.collectedAt, awakeAgo),
    },
    network: heard ? report.network : null,
    products: report.products.map((product, at) => vary(product, report.collectedAt, variations[at % 3] as Variation)),
  }));

const reports = fc.oneof(fc.constantFrom(...golden), { weight: 3, arbitrary: varied });
const later = fc.integer({ min: 0, max: 400 * day });
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), { minLength: 1, maxLength: 4 });
const at = (time: number): string => new Date(time).toISOString();
const run = { numRuns: 2000 };

/** What must stand still until `until`. */
function findingsAt(report: Report, time: number): string[] {
  return assess(report, defaultPolicy, at(time)).findings.map(
    ({ id, severity, product }) => `${id} ${severity} ${product}`,
  );
}

test('until it, nothing changes; at it, something does; without one, nothing ever does', () => {
  let [changing, lasting] = [0, 0];
  fc.assert(
    fc.property(reports, later, shares, fc.integer({ min: 1, max: 5000 }), (report, ms, parts, days) => {
      const now = Date.parse(report.collectedAt) + ms;
      const { until } = assess(report, defaultPolicy, at(now));
      const present = findingsAt(report, now);
      const end = until === null ? now + days * day : Date.parse(until);
      expect(end).toBeGreaterThan(now);
      const inside = [...parts.map((share) => now + Math.floor(share * (end - now))), end - 1];
      for (const instant of inside) expect([at(instant), findingsAt(report, instant)]).toEqual([at(instant), present]);
      if (until === null) expect(findingsAt(report, end)).toEqual(present);
      else expect(findingsAt(report, end)).not.toEqual(present);
      until === null ? lasting++ : changing++;
    }),
    run,
  );
  expect(Math.min(changing, lasting)).toBeGreaterThan(run.numRuns / 10); // both were really tried
});

test('the same report, policy and instant always give the same; the gravest finding gives the severity', () => {
  fc.assert(
    fc.property(reports, later, (report, ms) => {
      const now = at(Date.parse(report.collectedAt) + ms);
      const frozen = structuredClone(report);
      const first = assess(report, defaultPolicy, now);
      expect(assess(frozen, defaultPolicy, now)).toEqual(first);
      expect(report).toEqual(frozen);
      expect(first.assessedAt).toBe(now);
      const graver = first.findings.map(({ severity }) => severities.indexOf(severity));
      expect(graver).toEqual(graver.toSorted((a, b) => b - a));
      expect(severities.indexOf(first.severity)).toBe(graver[0] ?? 0);
    }),
    run,
  );
});
