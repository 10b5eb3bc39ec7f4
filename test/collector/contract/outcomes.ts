/** What becomes of a delivery, and what of it is history. */
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../src/activation/report.ts';
import type { Store } from '../../../src/collector/store/store.ts';
import {
  after,
  aProduct,
  aReport,
  day,
  having,
  hour,
  kmsBlock,
  minute,
  type Overrides,
} from '../../support/reports.ts';
import type { Place } from '../../support/stores.ts';
import { agentId, deliveryOf, type Send, senderTo } from '../deliveries.ts';

const fieldsOf = (changes: string): string[] => JSON.parse(changes).map(({ field }: { field: string }) => field);

async function historyOf(store: Store, agent: number) {
  const rows = await store.read
    .selectFrom('history')
    .selectAll()
    .where('agent_id', '=', agentId(agent))
    .orderBy('n')
    .execute();
  return rows.map(({ n, cause, sequence, changes }) => ({ n, cause, sequence, fields: fieldsOf(changes) }));
}

const stored = async (store: Store, agent: number): Promise<unknown> => {
  const row = await store.read
    .selectFrom('report')
    .selectAll()
    .where('agent_id', '=', agentId(agent))
    .executeTakeFirst();
  return row ? JSON.parse(row.report) : null;
};

/** A lease that was renewed `by` later than the healthy machine's. */
const renewedLater = (by: number): Overrides => ({
  validity: {
    kind: 'expires',
    remainingMinutes: Math.floor((178 * day + by) / minute),
    expiresAt: after(178 * day + by),
    renewedAt: after(-2 * day + by),
  },
});

/** What differs in the second report, and the fields of history that it makes; null: none. */
const changes: readonly [name: string, Overrides, fields: readonly string[] | null][] = [
  ['nothing', {}, null],
  ['the report is a day younger', { report: { collectedAt: after(day) } }, null],
  ['minutes tick', { validity: { ...aProduct().validity, remainingMinutes: 100 } }, null],
  ['renewed 59 minutes later', renewedLater(59 * minute), null],
  ['renewed exactly an hour later', renewedLater(hour), null],
  ['renewed an hour and a millisecond later', renewedLater(hour + 1), ['renewedAt']],
  ['renewed two hours earlier', renewedLater(-2 * hour), ['renewedAt']],
  ['no word of a renewal', { validity: { ...aProduct().validity, renewedAt: null } }, ['renewedAt']],
  ['reason', { reason: '0x4004F401' }, ['reason']],
  ['key', { partialProductKey: 'T83GX' }, ['partialProductKey']],
  ['host', { kms: { ...kmsBlock, discoveredHost: 'kms02.corp.example' } }, ['kmsHost']],
  ['host in other letters', { kms: { ...kmsBlock, discoveredHost: 'KMS01.corp.example' } }, null],
  ['method, and so no host', { method: 'ad' }, ['method', 'kmsHost']],
  ['status, and so a finding', { licenseStatus: 'notification' }, ['findings', 'licenseStatus']],
  ['channel', { channel: 'oem' }, ['channel']],
  ['a name', { machine: { name: 'PC-0413' } }, null],
  ['a build', { machine: { os: { ...aReport().machine.os, build: '26200' } } }, null],
  ['a product name', { name: 'Windows(R), Professional edition' }, null],
  [
    'a source that was slow',
    { report: { sources: [{ source: 'cim', outcome: 'complete', durationMs: 9, error: null }] } },
    null,
  ],
  ['a finding', { report: { differences: [{ path: 'products.0.reason', cim: 'a', slmgr: 'b' }] } }, ['findings']],
];

export function outcomes(place: () => Place): void {
  test('accepted, duplicate, superseded, rejected, each with the last sequence', async () => {
    const store = await place().open();
    const send = senderTo(store);
    const one = deliveryOf({ agent: 1, sequence: 5 });
    const late = deliveryOf({ agent: 1, sequence: 4 });
    const told = async (...given: Parameters<Send>[0][number][]) =>
      (await send(given)).map(({ outcome, lastSequence }) => `${outcome} ${lastSequence}`);
    expect(await told(one)).toEqual(['accepted 5']);
    expect(await told({ ...one, sentAt: after(day) })).toEqual(['duplicate 5']);
    expect(await told(late)).toEqual(['superseded 5']);
    expect(await told(late)).toEqual(['duplicate 5']);
    expect(await told(deliveryOf({ agent: 1, sequence: 5, id: late.id }))).toEqual(['rejected 5']);
    expect(await told({ ...one, sequence: 6 })).toEqual(['rejected 5']);
    expect(await told({ ...one, report: having({ reason: '0x4004F401' }) })).toEqual(['rejected 5']);
    expect(await told({ ...one, agent: { id: agentId(2), version: '0.1.0' } })).toEqual(['rejected 0']);
    const next = deliveryOf({ agent: 1, sequence: 7 });
    const other = deliveryOf({ agent: 2, sequence: 1 });
    expect(await told(next, next, { ...next, sequence: 8 }, other, deliveryOf({ agent: 1, sequence: 6 }))).toEqual([
      'accepted 7',
      'duplicate 7',
      'rejected 7',
      'accepted 1',
      'superseded 7',
    ]);
    const rows = await store.read.selectFrom('delivery').select(['id', 'outcome']).orderBy('id').execute();
    expect(rows).toHaveLength(5);
    expect(rows.map(({ outcome }) => outcome).toSorted()).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'superseded',
      'superseded',
    ]);
    expect(await stored(store, 1)).toEqual(next.report);
  });

  test('the first report is history, with every field that says something', async () => {
    const store = await place().open();
    await senderTo(store)([deliveryOf({ agent: 1, sequence: 3 })]);
    const fields = ['findings', 'licenseStatus', 'channel', 'method', 'partialProductKey', 'kmsHost', 'renewedAt'];
    expect(await historyOf(store, 1)).toEqual([{ n: 1, cause: 'first', sequence: 3, fields }]);
  });

  test('all changes, one machine each: in history what belongs there, and nothing else', async () => {
    const store = await place().open();
    const send = senderTo(store);
    const first: Report = having();
    await send(changes.map((_, agent) => deliveryOf({ agent, sequence: 1, report: first })));
    await send(changes.map(([, change], agent) => deliveryOf({ agent, sequence: 2, report: having(change) })));
    for (const [agent, [name, change, fields]] of changes.entries()) {
      const [, ...later] = await historyOf(store, agent);
      const expected = fields === null ? [] : [{ n: 2, cause: 'report', sequence: 2, fields: [...fields] }];
      expect({ name, later }).toEqual({ name, later: expected });
      expect(await stored(store, agent)).toEqual(JSON.parse(JSON.stringify(having(change))));
    }
  });

  describe('a lease that creeps', () => {
    test('is told when it has come further than an hour in all', async () => {
      const store = await place().open();
      const send = senderTo(store);
      for (const [n, minutes] of [0, 40, 80, 100].entries()) {
        await send([deliveryOf({ agent: 1, sequence: n + 1, report: having(renewedLater(minutes * minute)) })]);
      }
      expect((await historyOf(store, 1)).map(({ sequence, fields }) => [sequence, fields.at(-1)])).toEqual([
        [1, 'renewedAt'],
        [3, 'renewedAt'],
      ]);
    });
  });
}
