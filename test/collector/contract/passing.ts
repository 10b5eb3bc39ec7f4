/** Time, policy and memory: what a sweep does, and what it leaves alone. Credentials. */
import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { defaultPolicy, policySchema } from '../../../src/assessment/policy.ts';
import { makeCredential } from '../../../src/collector/credential.ts';
import { markDueIfPolicyChanged } from '../../../src/collector/due.ts';
import {
  addCredential,
  anyCredential,
  findCredential,
  listCredentials,
  revokeCredential,
} from '../../../src/collector/store/credentials.ts';
import type { Store } from '../../../src/collector/store/store.ts';
import { sweep } from '../../../src/collector/sweep.ts';
import { day, having, leaseLeft } from '../../support/reports.ts';
import type { Place } from '../../support/stores.ts';
import { allMachines, expectCountsRight } from '../counts.ts';
import { agentId, deliveryOf, idOf, senderTo, start } from '../deliveries.ts';

const ending = (left: number) => having({ validity: leaseLeft(left * day, 180 * day) });

const causes = async (store: Store, agent: number): Promise<string[]> => {
  const rows = await store.read
    .selectFrom('history')
    .select('cause')
    .where('agent_id', '=', agentId(agent))
    .orderBy('n')
    .execute();
  return rows.map(({ cause }) => cause);
};

export function passing(place: () => Place): void {
  test('a sweep judges what is due and nothing else, also more than one batch', async () => {
    const store = await place().open();
    const send = senderTo(store);
    for (let n = 0; n < 250; n += 50) {
      await send(
        Array.from({ length: 50 }, (_, i) =>
          deliveryOf({ agent: n + i, sequence: 1, report: ending(n + i < 230 ? 170 : 178) }),
        ),
      );
    }
    const told: unknown[] = [];
    const sweeping = {
      store,
      policy: defaultPolicy,
      rememberDays: 90,
      onUnreadable: (...facts: unknown[]) => told.push(facts),
    };
    const [first] = await allMachines(store);
    const due = first?.due_at ?? 0;
    expect(due).toBeGreaterThan(start);
    expect(await sweep(sweeping, due - 1)).toBe(0);
    expect(await sweep(sweeping, due)).toBe(230);
    expect(await sweep(sweeping, due)).toBe(0);
    expect(told).toEqual([]);
    await expectCountsRight(store);
  });

  test('a stopped sweep ends between two batches', async () => {
    const store = await place().open();
    await senderTo(store)([deliveryOf({ agent: 1, sequence: 1, report: ending(178) })]);
    const sweeping = { store, policy: defaultPolicy, rememberDays: 90, onUnreadable: () => {}, stopped: () => true };
    expect(await sweep(sweeping, start + 100 * day)).toBe(0);
    expect(await causes(store, 1)).toEqual(['first']);
  });

  test('another policy makes all due, once; the history says why', async () => {
    const store = await place().open();
    expect(await markDueIfPolicyChanged(store, defaultPolicy, '0.1.0')).toBe(true);
    await senderTo(store)(
      [1, 2].map((agent) => deliveryOf({ agent, sequence: 1, report: ending(agent === 1 ? 60 : 178) })),
    );
    expect(await markDueIfPolicyChanged(store, defaultPolicy, '0.1.0')).toBe(false);
    const policy = policySchema.parse({
      expiring: { warningDays: 80 },
      renewal: { slackDays: 200, warningDays: 300, criticalDays: 400 },
    });
    expect(await markDueIfPolicyChanged(store, policy, '0.1.0')).toBe(true);
    expect(await markDueIfPolicyChanged(store, policy, '0.1.0')).toBe(false);
    expect(await sweep({ store, policy, rememberDays: 90, onUnreadable: () => {} }, start)).toBe(2);
    expect(await causes(store, 1)).toEqual(['first', 'policy']);
    expect(await causes(store, 2)).toEqual(['first']);
    expect(await markDueIfPolicyChanged(store, policy, '0.2.0')).toBe(true);
    await expectCountsRight(store);
  });

  test('a report that cannot be read is told, costs no other machine its turn, and is looked at again a day later', async () => {
    const store = await place().open();
    await senderTo(store)([1, 2, 3].map((agent) => deliveryOf({ agent, sequence: 1, report: ending(178) })));
    await store.write((trx) =>
      trx.updateTable('report').set({ report: '{"schema":' }).where('agent_id', '=', agentId(2)).execute(),
    );
    const told: string[] = [];
    const sweeping = { store, policy: defaultPolicy, rememberDays: 9999, onUnreadable: (id: string) => told.push(id) };
    const now = start + 100 * day;
    expect(await sweep(sweeping, now)).toBe(3);
    expect(told).toEqual([agentId(2)]);
    expect(await causes(store, 1)).toEqual(['first', 'time']);
    expect(await causes(store, 2)).toEqual(['first']);
    expect(await sweep(sweeping, now + day - 1)).toBe(0);
    expect(await sweep(sweeping, now + day)).toBe(1);
    expect(told).toEqual([agentId(2), agentId(2)]);
    await expectCountsRight(store);
  });

  test('ids are forgotten when nobody can hold them any more, whatever time they say', async () => {
    const store = await place().open();
    const send = senderTo(store);
    const old = deliveryOf({ agent: 1, sequence: 1, id: idOf(1, start) });
    const young = deliveryOf({ agent: 2, sequence: 1, id: idOf(2, start + 50 * day) });
    const ahead = deliveryOf({ agent: 3, sequence: 1, id: idOf(3, start + 500 * day) });
    await send([old, ahead], start);
    await send([young], start + 50 * day);
    await send([deliveryOf({ agent: 4, sequence: 1, id: idOf(4, start) })], start + 60 * day);
    const sweeping = { store, policy: defaultPolicy, rememberDays: 90, onUnreadable: () => {} };
    await sweep(sweeping, start + 90 * day);
    const left = async () =>
      (await store.read.selectFrom('delivery').select('id').orderBy('id').execute()).map(({ id }) => id);
    expect(await left()).toHaveLength(4);
    await sweep(sweeping, start + 91 * day);
    // An id that says a time to come is no reason to keep it for ever.
    expect(await left()).toEqual([idOf(4, start), young.id]);
    await sweep(sweeping, start + 600 * day);
    expect(await left()).toEqual([]);
    // Forgotten is not taken in anew: its sequence is behind.
    expect(await send([old], start + 600 * day)).toMatchObject([{ outcome: 'superseded', lastSequence: 1 }]);
  });

  test('credentials: kept by their hash, revoked once, listed in order', async () => {
    const store = await place().open();
    expect(await anyCredential(store)).toBe(false);
    const made = (['agent', 'reader', 'admin'] as const).map((role, n) =>
      makeCredential({ role, name: `名前 ${n}`, agentId: n === 0 ? agentId(1) : null, at: start - n }, randomBytes),
    );
    for (const { row } of made) await addCredential(store, row);
    expect(await anyCredential(store)).toBe(true);
    const rows = made.map(({ row }) => row);
    expect(await listCredentials(store)).toEqual(rows.toReversed());
    const [agent] = rows;
    expect(await findCredential(store, agent?.id ?? '')).toEqual(agent);
    expect(await findCredential(store, 'nobody-00')).toBeUndefined();
    expect(await revokeCredential(store, agent?.id ?? '', start)).toBe(true);
    expect(await revokeCredential(store, agent?.id ?? '', start + 1)).toBe(false);
    expect(await revokeCredential(store, 'nobody-00', start)).toBe(false);
    expect(await findCredential(store, agent?.id ?? '')).toMatchObject({ revoked_at: start });
    const kept = JSON.stringify(await listCredentials(store));
    for (const { text } of made) expect(kept).not.toContain(text.split('.')[2]);
  });
}
