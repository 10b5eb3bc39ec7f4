/** Whatever the way of the deliveries, the store ends where it would have ended by the straight one; failures are whole. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { createIngest } from '../../src/collector/ingest.ts';
import type { Store } from '../../src/collector/store/store.ts';
import { handClock, type Running, startCollector } from '../support/collector.ts';
import { collectedAt, having } from '../support/reports.ts';
import { type Place, sqliteMaker } from '../support/stores.ts';
import { ask, post } from './asking.ts';
import { reportOf, variant } from './contract/fleet.ts';
import { allMachines, expectCountsRight } from './counts.ts';
import { agentId, deliveryOf, idOf, quiet, type Sent, senderOver, senderTo, start } from './deliveries.ts';

let places: Place[] = [];
async function newStore(): Promise<Store> {
  const place = await (await sqliteMaker()).make();
  places.push(place);
  return await place.open();
}
const removeAll = async (): Promise<void> => {
  const all = places;
  places = [];
  await Promise.all(all.map((place) => place.remove()));
};
afterEach(removeAll);

/** What of a machine does not depend on the way that led there. */
async function finalState(store: Store): Promise<unknown> {
  const rows = (await allMachines(store)).map(({ changes: _, ...row }) => row);
  const reports = await store.read.selectFrom('report').selectAll().orderBy('agent_id').execute();
  return { rows, reports };
}

const agents = 4;
/** 1 to 6 deliveries of each agent, by their variants. */
const fleet = fc.array(fc.array(variant, { minLength: 1, maxLength: 6 }), { minLength: agents, maxLength: agents });

describe('shuffled, doubled, split over requests and collectors, altered under the same id', () => {
  test('the same state, each id once, altered ones rejected, nothing lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fleet,
        fc.infiniteStream(fc.nat()),
        fc.array(fc.nat(100), { maxLength: 8 }),
        async (variants, chance, doubled) => {
          const random = (): number => chance.next().value as number;
          const deliveries = variants.flatMap((list, agent) =>
            list.map((one, n) => deliveryOf({ agent, sequence: n + 1, report: reportOf(one) })),
          );
          const straight = await newStore();
          for (const delivery of deliveries) await senderTo(straight)([delivery]);

          const store = await newStore();
          // Two collectors in one process share the store's one writer, as their groups do.
          const senders = [0, 1].map(() => senderOver(createIngest(store, quiet)));
          const again = doubled.flatMap((n) => deliveries[n % deliveries.length] ?? []);
          const shuffled = [...deliveries, ...again]
            .map((delivery) => ({ delivery, at: random() }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ delivery }) => delivery);
          const requests: Promise<{ id: string; outcome: string }[]>[] = [];
          for (let n = 0; n < shuffled.length; ) {
            const size = 1 + (random() % 5);
            requests.push((senders[random() % 2] as (typeof senders)[number])(shuffled.slice(n, n + size)));
            n += size;
          }
          const results = (await Promise.all(requests)).flat();
          expect(
            results
              .filter(({ outcome }) => outcome !== 'duplicate')
              .map(({ id }) => id)
              .toSorted(),
          ).toEqual(deliveries.map(({ id }) => id).toSorted());

          const before = await finalState(store);
          const altered = deliveries.map((delivery): Sent => ({ ...delivery, sequence: delivery.sequence + 100 }));
          for (const { outcome } of await (senders[0] as (typeof senders)[number])(altered.slice(0, 50)))
            expect(outcome).toBe('rejected');
          expect(await finalState(store)).toEqual(before);

          expect(withoutFirstSight(before)).toEqual(withoutFirstSight(await finalState(straight)));
          const ids = await store.read.selectFrom('delivery').select('id').orderBy('id').execute();
          expect(ids.map(({ id }) => id)).toEqual(deliveries.map(({ id }) => id).toSorted());
          await expectCountsRight(store);
          await removeAll();
        },
      ),
      { numRuns: 15, seed: 7 },
    );
  }, 60_000);
});

/** A lease that is kept while it moves by less than an hour may be the one or the other of two such. */
function withoutFirstSight(state: unknown): unknown {
  const { rows, reports } = state as { rows: Record<string, unknown>[]; reports: unknown };
  return { rows: rows.map(({ expires_at: _, expires_day: __, renewed_at: ___, ...row }) => row), reports };
}

describe('many at once', () => {
  test('requests that come while a commit runs share the next one, and each gets its own answer', async () => {
    const store = await newStore();
    const groups: number[] = [];
    const send = senderOver(createIngest(store, { ...quiet, group: (size) => groups.push(size) }));
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => send([deliveryOf({ agent: n, sequence: n + 1 })])),
    );
    expect(answers).toEqual(
      Array.from({ length: 60 }, (_, n) => [
        { id: idOf(n * 100_000 + n + 1), outcome: 'accepted', lastSequence: n + 1 },
      ]),
    );
    expect(groups.reduce((sum, size) => sum + size, 0)).toBe(60);
    expect(groups.length).toBeLessThan(10);
  });

  test('no group is larger than 500, and no request is torn apart', async () => {
    const store = await newStore();
    const groups: number[] = [];
    const send = senderOver(createIngest(store, { ...quiet, group: (size) => groups.push(size) }));
    await Promise.all(
      Array.from({ length: 25 }, (_, n) =>
        send(Array.from({ length: 45 }, (_, i) => deliveryOf({ agent: n, sequence: i + 1 }))),
      ),
    );
    expect(groups.reduce((sum, size) => sum + size, 0)).toBe(25 * 45);
    for (const size of groups) expect([size <= 500, size % 45]).toEqual([true, 0]);
  });

  test('over 5,000 that wait, the next is asked to come again, and all that waited are answered', async () => {
    const place = await (await sqliteMaker()).make();
    places.push(place);
    const real = await place.open();
    const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
    // The disk that takes its time, until the gate opens.
    const slow: Store = { ...real, write: async (work) => gate.then(() => real.write(work)) };
    const send = senderOver(createIngest(slow, quiet));
    const report = having();
    const request = (n: number) =>
      send(Array.from({ length: 50 }, (_, i) => deliveryOf({ agent: n, sequence: i + 1, report })));
    const waiting = [request(0)];
    let refused: unknown = null;
    for (let n = 1; n <= 130 && refused === null; n += 1) {
      const one = request(n);
      const outcome = await Promise.race([
        one.catch((error) => error),
        new Promise((resolve) => setImmediate(resolve, null)),
      ]);
      if (outcome === null) waiting.push(one);
      else refused = outcome;
    }
    expect(refused).toMatchObject({ status: 503, body: { error: 'busy' } });
    expect(waiting.length).toBeGreaterThan(100);
    openGate();
    for (const results of await Promise.all(waiting)) expect(results).toHaveLength(50);
  }, 30_000);
});

describe('a store that fails', () => {
  let running: Running;
  const clock = handClock(collectedAt);
  beforeEach(async () => {
    running = await startCollector({ clock });
  });
  afterEach(() => running.close());

  const pages = async (limit: 'now' | 'any'): Promise<void> => {
    await running.store.write(async (trx) => {
      const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(trx);
      const most = limit === 'now' ? (rows[0]?.page_count ?? 0) : 1_000_000;
      await sql`pragma max_page_count = ${sql.lit(most)}`.execute(trx);
    });
  };
  const large = (agent: number, sequence = 1) =>
    deliveryOf({ agent, sequence, report: having({ report: { serviceVersion: 'x'.repeat(50_000) } }) });
  async function everything(): Promise<unknown> {
    const tables = ['machine', 'report', 'delivery', 'history', 'tally'] as const;
    return await Promise.all(tables.map((table) => running.store.read.selectFrom(table).selectAll().execute()));
  }

  test('a full disk: 503 with Retry-After, nothing half stored, questions answered, and all is well afterwards', async () => {
    expect((await post(running.url, deliveryOf({ agent: 1, sequence: 1 }))).status).toBe(200);
    const before = await everything();
    await pages('now');
    const refused = await Promise.all([2, 3, 4].map((agent) => post(running.url, [large(agent), large(1, agent)])));
    for (const { status, json: body, headers } of refused) {
      expect([status, body?.error]).toEqual([503, 'storeFailed']);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(JSON.stringify(body)).not.toMatch(/sqlite|disk|page/i);
    }
    expect(await everything()).toEqual(before);
    expect((await ask(`${running.url}/v1/machines`)).status).toBe(200);
    // What went wrong is told, and not that there was nothing to roll back.
    const told = running.log.filter(({ level }) => level === 'error');
    expect(told.length).toBeGreaterThan(0);
    for (const { facts } of told) expect((facts.error as Error).message).toMatch(/full/);
    await pages('any');
    const answers = await Promise.all([2, 3, 4].map((agent) => post(running.url, [large(agent)])));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await expectCountsRight(running.store);
  });

  test('what one sends and the store will not have fails nobody else', async () => {
    // A fault that only this row has: the store says no to it, whoever sends it.
    await running.store.write((trx) =>
      sql`create trigger picky before insert on machine when new.agent_id = ${sql.lit(agentId(7))} begin select raise(abort, 'no'); end`.execute(
        trx,
      ),
    );
    const answers = await Promise.all(
      [5, 6, 7, 8].map((agent) => post(running.url, deliveryOf({ agent, sequence: 1 }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 503, 200]);
    expect((await allMachines(running.store)).map(({ agent_id }) => agent_id)).toEqual([5, 6, 8].map(agentId));
    await expectCountsRight(running.store);
  });

  test('a stop while requests run: whatever was answered is stored, and nothing hangs', async () => {
    const place = await (await sqliteMaker()).make();
    places.push(place);
    const own = await startCollector({ store: await place.open() });
    const acknowledged: string[] = [];
    let refusals = 0;
    const { promise: some, resolve: enough } = Promise.withResolvers<void>();
    const sender = async (agent: number): Promise<void> => {
      for (let sequence = 1; ; sequence += 1) {
        const delivery = deliveryOf({ agent, sequence });
        const answer = await post(own.url, delivery).catch(() => null);
        if (answer?.status !== 200) {
          refusals += 1;
          return;
        }
        acknowledged.push(delivery.id);
        if (acknowledged.length === 60) enough();
      }
    };
    const senders = Array.from({ length: 8 }, (_, agent) => sender(agent));
    await some;
    await own.close();
    await Promise.all(senders);
    expect(refusals).toBe(8);
    const store = await place.open();
    const ids = new Set((await store.read.selectFrom('delivery').select('id').execute()).map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(60);
    await expectCountsRight(store);
  }, 20_000);
});

test('the answer to what waits is not given before the commit', async () => {
  const real = await newStore();
  const { promise: gate, resolve: openGate } = Promise.withResolvers<void>();
  const slow: Store = { ...real, write: async (work) => gate.then(() => real.write(work)) };
  const ingest = createIngest(slow, quiet);
  let answered = false;
  const answer = senderOver(ingest, defaultPolicy)([deliveryOf({ agent: 1, sequence: 1 })], start).then(() => {
    answered = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(false);
  openGate();
  await ingest.drained();
  await answer;
  expect(await allMachines(real)).toHaveLength(1);
});
