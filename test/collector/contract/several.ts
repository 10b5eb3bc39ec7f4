/** Several collectors over one store, and the same agents at all of them: nothing is lost, nothing is counted twice. */
import { expect, test } from '@jest/globals';
import { defaultPolicy, policySchema } from '../../../src/assessment/policy.ts';
import { markDueIfPolicyChanged } from '../../../src/collector/due.ts';
import { settingOnce } from '../../../src/collector/store/settings.ts';
import type { Store } from '../../../src/collector/store/store.ts';
import { sweep } from '../../../src/collector/sweep.ts';
import { together } from '../../support/processes.ts';
import { day } from '../../support/reports.ts';
import type { Place } from '../../support/stores.ts';
import { allMachines, expectCountsRight } from '../counts.ts';
import { deliveryOf, type Sent, senderTo, start } from '../deliveries.ts';
import { reportOf, someMachines } from './fleet.ts';

const unreadable = (agentId: string, error: unknown): never => {
  throw new Error(agentId, { cause: error });
};

async function expectWhole(store: Store, agents: number, last: number): Promise<void> {
  const rows = await allMachines(store);
  expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: agents }, () => last));
  const deliveries = await store.read.selectFrom('delivery').select(['agent_id', 'sequence']).execute();
  expect(deliveries).toHaveLength(agents * last);
  for (const { agent_id, changes } of rows) {
    const history = await store.read
      .selectFrom('history')
      .select('n')
      .where('agent_id', '=', agent_id)
      .orderBy('n')
      .execute();
    expect(history.map(({ n }) => n)).toEqual(Array.from({ length: changes }, (_, n) => n + 1));
  }
  await expectCountsRight(store);
}

/** Two requests at once with several agents in each, crosswise, and then one of them again. */
async function handIn(store: Store, deliveries: readonly Sent[]): Promise<void> {
  const send = senderTo(store);
  const last = new Map<string, number>();
  for (let n = 0; n < deliveries.length; n += 24) {
    const [some, others] = [deliveries.slice(n, n + 12), deliveries.slice(n + 12, n + 24)];
    await Promise.all([send(some), send(others.toReversed())]);
    for (const [index, { outcome, lastSequence }] of (await send(some)).entries()) {
      const agent = some[index]?.agent.id ?? '';
      expect(outcome).toBe('duplicate');
      expect(lastSequence).toBeGreaterThanOrEqual(last.get(agent) ?? 0);
      last.set(agent, lastSequence);
    }
  }
}

async function passTime(store: Store): Promise<void> {
  const other = policySchema.parse({ expiring: { warningDays: 100 } });
  for (let n = 0; n < 12; n += 1) {
    const policy = n % 2 === 0 ? other : defaultPolicy;
    await markDueIfPolicyChanged(store, policy, `${n}`);
    await sweep({ store, policy, rememberDays: 90, onUnreadable: unreadable }, start + n * day);
  }
}

export function several(place: () => Place, { processes, inOne }: { processes: boolean; inOne: boolean }): void {
  if (processes)
    test('processes that hand in the same deliveries: each is taken in once', async () => {
      const address = place().address ?? '';
      const store = await place().open();
      const all = await together(
        'storeProgram.ts',
        Array.from({ length: 3 }, () => [address, '5', '1', '12']),
      );
      const outcomes = all.flat();
      expect(outcomes).toHaveLength(180);
      expect(outcomes.every((one) => ['accepted', 'duplicate', 'superseded'].includes(String(one)))).toBe(true);
      expect(outcomes.filter((one) => one !== 'duplicate')).toHaveLength(60);
      await expectWhole(store, 5, 12);
    }, 60_000);

  if (inOne)
    test('two collectors, deliveries at both, sweeps and policies meanwhile: conserved, no deadlock', async () => {
      const stores = [await place().open(), await place().open()];
      const [first] = stores as [Store];
      const deliveries = someMachines(12 * 20).map((one, n) =>
        deliveryOf({ agent: n % 12, sequence: Math.floor(n / 12) + 1, report: reportOf(one) }),
      );
      await Promise.all(
        stores.flatMap((store, n) => [handIn(store, n === 0 ? deliveries : deliveries.toReversed()), passTime(store)]),
      );
      await expectWhole(first, 12, 20);
    }, 60_000);

  if (inOne)
    test('two collectors that sweep the same moment: both succeed, the day is counted once', async () => {
      const stores = [await place().open(), await place().open()];
      const [first] = stores as [Store];
      await senderTo(first)(
        someMachines(40).map((one, agent) => deliveryOf({ agent, sequence: 1, report: reportOf(one) })),
      );
      for (let n = 0; n < 10; n += 1) {
        const now = start + n * day;
        await Promise.all(
          stores.map((store) =>
            sweep({ store, policy: defaultPolicy, rememberDays: 90, onUnreadable: unreadable }, now),
          ),
        );
      }
      const rows = await first.read.selectFrom('day_count').selectAll().execute();
      const days = Map.groupBy(rows, ({ day: one }) => one);
      expect(days.size).toBe(10);
      for (const counts of days.values()) expect(counts.reduce((sum, { machines }) => sum + machines, 0)).toBe(40);
      await expectCountsRight(first);
    });

  test('a setting is made once, and everybody reads the same', async () => {
    const stores = [await place().open(), await place().open(), await place().open()];
    const values = inOne
      ? await Promise.all(stores.map((store, n) => settingOnce(store, 'sessionKey', () => `key ${n}`)))
      : [];
    for (const [n, store] of stores.entries()) values.push(await settingOnce(store, 'sessionKey', () => `later ${n}`));
    expect(new Set(values).size).toBe(1);
  });
}
