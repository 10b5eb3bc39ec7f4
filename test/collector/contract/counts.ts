/** The counts that are kept are those of the machines, whatever happened; the questions say what counting would say. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assess } from '../../../src/assessment/assess.ts';
import { defaultPolicy, type Policy, policySchema } from '../../../src/assessment/policy.ts';
import { endOf } from '../../../src/assessment/rule.ts';
import { markDueIfPolicyChanged } from '../../../src/collector/due.ts';
import { expiry } from '../../../src/collector/questions/expiry.ts';
import { overdue, silent } from '../../../src/collector/questions/lists.ts';
import { summary } from '../../../src/collector/questions/summary.ts';
import type { Store } from '../../../src/collector/store/store.ts';
import { sweep } from '../../../src/collector/sweep.ts';
import { day } from '../../support/reports.ts';
import type { Place } from '../../support/stores.ts';
import { expectCountsRight } from '../counts.ts';
import { deliveryOf, senderTo, start } from '../deliveries.ts';
import { reportOf, someMachines, type Variant, variant } from './fleet.ts';

const unreadable = (agentId: string, error: unknown): never => {
  throw new Error(agentId, { cause: error });
};
const sweepOf = (store: Store, policy: Policy, now: number): Promise<number> =>
  sweep({ store, policy, rememberDays: 90, onUnreadable: unreadable }, now);

const policies = [
  defaultPolicy,
  policySchema.parse({ expiring: { warningDays: 90 } }),
  policySchema.parse({ expiring: { warningDays: 1, criticalDays: 1 }, renewal: { slackDays: 100, warningDays: 110 } }),
];

const operation = fc.oneof(
  { weight: 6, arbitrary: fc.record({ agent: fc.nat(5), sequence: fc.integer({ min: 1, max: 30 }), variant }) },
  { weight: 2, arbitrary: fc.record({ days: fc.constantFrom(0, 1, 7, 40) }) },
  { weight: 1, arbitrary: fc.record({ policy: fc.nat(policies.length - 1) }) },
);

const of = <T>(values: readonly T[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  return counts;
};
const withoutZeros = (tally: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(tally).filter(([, machines]) => machines !== 0));

/** Sends one machine of each variant, a day apart in fives, and returns when each was heard of. */
async function sendFleet(store: Store, fleet: readonly Variant[]): Promise<number[]> {
  const send = senderTo(store);
  const heard = fleet.map((_, agent) => start + Math.floor(agent / 5) * day + agent);
  for (const [agent, one] of fleet.entries()) {
    await send([deliveryOf({ agent, sequence: 1, report: reportOf(one) })], heard[agent]);
  }
  return heard;
}

export function counts(place: () => Place, renew: () => Promise<void>, numRuns: number): void {
  test('counts equal counting, after any reports, sweeps and policies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
        await renew();
        const store = await place().open();
        let [policy, now, n] = [defaultPolicy, start, 0];
        for (const one of operations) {
          n += 1;
          now += 60_000;
          if ('days' in one) {
            now += one.days * day;
            await sweepOf(store, policy, now);
          } else if ('policy' in one) {
            policy = policies[one.policy] ?? defaultPolicy;
            await markDueIfPolicyChanged(store, policy, '0.1.0');
          } else {
            const given = { agent: one.agent, sequence: one.sequence, report: reportOf(one.variant) };
            await senderTo(store, policy)(
              [deliveryOf({ ...given, id: `0193a5c4-7d1e-7000-8000-${String(n).padStart(12, '0')}` })],
              now,
            );
          }
        }
        await expectCountsRight(store);
        await sweepOf(store, policy, now);
        await expectCountsRight(store);
      }),
      { numRuns, seed: 26 },
    );
  }, 60_000);

  test('summary and expiry say what counting the reports says', async () => {
    const store = await place().open();
    const fleet = someMachines(60);
    const heard = await sendFleet(store, fleet);
    const now = start + 30 * day;
    await sweepOf(store, defaultPolicy, now);
    const reports = fleet.map(reportOf);
    const judged = reports.map((report) => assess(report, defaultPolicy, new Date(now).toISOString()));
    const ends = reports.map((report) => report.products.map(endOf)[0] ?? null);
    const within = (days: number): number =>
      ends.filter((end) => end !== null && end > now && end <= now + days * day).length;
    const isOverdue = judged.map(({ findings }) => findings.some(({ id }) => id === 'renewal.overdue'));
    const silentMs = defaultPolicy.silent.days * day;
    const asking = { store, policy: defaultPolicy, now };

    const told = await summary(asking);
    expect(told).toMatchObject({
      machines: fleet.length,
      expiringWithin: { days7: within(7), days30: within(30), days90: within(90) },
      ended: judged.filter(({ findings }) => findings.some(({ id }) => /^license\.(ended|mayHaveEnded)$/.test(id)))
        .length,
      overdue: isOverdue.filter(Boolean).length,
      silent: heard.filter((at) => at < now - silentMs).length,
      silentDays: 21,
    });
    expect(withoutZeros(told.bySeverity)).toEqual(of(judged.map(({ severity }) => severity)));
    expect(withoutZeros(told.byLicenseStatus)).toEqual(of(fleet.map(({ status }) => status)));
    expect(withoutZeros(told.byChannel)).toEqual({ kmsClient: fleet.length });
    expect(Object.fromEntries(told.byKmsHost.map(({ host, machines }) => [String(host), machines]))).toEqual(
      of(fleet.map(({ host }) => host?.toLowerCase() ?? null)),
    );
    expect(told.days.at(-1)).toEqual({ day: new Date(now).toISOString().slice(0, 10), bySeverity: told.bySeverity });
    for (const figure of [told.overdue, told.silent, told.ended, told.expiringWithin.days90])
      expect(figure).toBeGreaterThan(0);

    const curve = await expiry(asking);
    const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    const today = dayOf(now);
    const last = dayOf(now + 180 * day);
    const days = ends.flatMap((end) => (end === null ? [] : [dayOf(end)]));
    expect(curve.days).toHaveLength(181);
    expect([curve.days[0]?.day, curve.days.at(-1)?.day]).toEqual([today, last]);
    expect(withoutZeros(Object.fromEntries(curve.days.map(({ day: one, machines }) => [one, machines])))).toEqual(
      of(days.filter((one) => one >= today && one <= last)),
    );
    expect(curve.ended).toBe(days.filter((one) => one < today).length);
    expect(curve.later).toBe(days.filter((one) => one > last).length);
    expect(curve.withoutEnd).toBe(ends.filter((end) => end === null).length);

    const paging = { limit: 500, after: null };
    const late = await overdue(asking, paging);
    expect([late.total, late.machines.length]).toEqual([told.overdue, told.overdue]);
    const gone = await silent(asking, paging);
    expect([gone.total, gone.machines.length]).toEqual([told.silent, told.silent]);
    expect(gone.machines.every((machine) => machine.silent)).toBe(true);
    expect((await silent({ ...asking, now: start }, paging)).total).toBe(0);
  });
}
