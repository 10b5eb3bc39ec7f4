/** Lists: in order, whole when read page by page, and no more and no less than what is asked for. */
import { describe, expect, test } from '@jest/globals';
import { defaultPolicy } from '../../../src/assessment/policy.ts';
import { type Machine, machinesQuerySchema, sorts } from '../../../src/collector/api.ts';
import { machines, overdue, silent } from '../../../src/collector/questions/lists.ts';
import type { Paging } from '../../../src/collector/questions/question.ts';
import type { Store } from '../../../src/collector/store/store.ts';
import { day, having } from '../../support/reports.ts';
import type { Place } from '../../support/stores.ts';
import { agentId, deliveryOf, senderTo, start } from '../deliveries.ts';
import { reportOf, someMachines } from './fleet.ts';

const now = start + 40 * day;
const ask = (store: Store, query: object) =>
  machines({ store, policy: defaultPolicy, now }, machinesQuerySchema.parse(query));

/** All pages of a list, one after the other. */
async function allPages(
  page: (paging: Paging) => Promise<{ machines: Machine[]; next: string | null }>,
  limit: number,
): Promise<Machine[]> {
  const all: Machine[] = [];
  let after: string | null = null;
  do {
    const { machines: some, next } = await page({ limit, after });
    expect(some.length).toBeLessThanOrEqual(limit);
    all.push(...some);
    after = next;
  } while (after !== null);
  return all;
}

const ids = (list: readonly Machine[]): string[] => list.map(({ id }) => id);
const ranks = ['critical', 'unknown', 'warning', 'info', 'ok'];

/** What each order goes by, ties broken by the id; names are ordered as the database does. */
const keys: Readonly<Record<string, (machine: Machine) => readonly (string | number)[]>> = {
  attention: ({ severity, expiresAt, id }) => [ranks.indexOf(severity), expiresAt ?? '9', id],
  expires: ({ expiresAt, id }) => [expiresAt ?? '9', id],
  lastSeen: ({ receivedAt, id }) => [receivedAt.slice(0, 10), id],
};

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const n = a.findIndex((part, index) => part !== b[index]);
  return n < 0 ? 0 : (a[n] ?? 0) < (b[n] ?? 0) ? -1 : 1;
}

/** 57 machines of which many are alike, heard of in three days. */
async function fleetIn(store: Store): Promise<void> {
  const send = senderTo(store);
  for (const [agent, one] of someMachines(57).entries()) {
    await send(
      [deliveryOf({ agent, sequence: 1, report: reportOf(one) })],
      start + (agent % 3) * day + (agent % 2) * 1000,
    );
  }
}

const named = (agent: number, name: string | null, fqdn: string | null = null) =>
  deliveryOf({ agent, sequence: 1, report: having({ machine: { name, fqdn } }) });

export function lists(place: () => Place): void {
  test('every order, page by page: each machine once, in order', async () => {
    const store = await place().open();
    await fleetIn(store);
    const byName = await store.read
      .selectFrom('machine')
      .select('agent_id')
      .orderBy('search')
      .orderBy('agent_id')
      .execute();
    for (const sort of sorts) {
      const whole = (await ask(store, { sort, limit: 500 })).machines;
      expect(new Set(ids(whole)).size).toBe(57);
      const keyOf = keys[sort];
      const expected = keyOf
        ? ids(whole.toSorted((a, b) => compare(keyOf(a), keyOf(b))))
        : byName.map(({ agent_id }) => agent_id);
      expect([sort, ids(whole)]).toEqual([sort, expected]);
      for (const limit of [1, 7, 19, 57, 58]) {
        const paged = await allPages(
          ({ after }) => ask(store, { sort, limit, ...(after === null ? {} : { after }) }),
          limit,
        );
        expect([sort, limit, ids(paged)]).toEqual([sort, limit, ids(whole)]);
      }
    }
  });

  test('overdue and silent, page by page', async () => {
    const store = await place().open();
    await fleetIn(store);
    const asking = { store, policy: defaultPolicy, now };
    for (const question of [overdue, silent]) {
      const whole = await question(asking, { limit: 500, after: null });
      expect(whole.machines.length).toBe(whole.total);
      expect(whole.total).toBeGreaterThan(5);
      expect(ids(await allPages((paging) => question(asking, paging), 4))).toEqual(ids(whole.machines));
    }
    const renewed = (await overdue(asking, { limit: 500, after: null })).machines.map(
      ({ renewedAt }) => renewedAt ?? '9',
    );
    expect(renewed).toEqual(renewed.toSorted());
  });

  test('filters, alone and together, equal filtering by hand', async () => {
    const store = await place().open();
    await fleetIn(store);
    const whole = (await ask(store, { limit: 500 })).machines;
    const table: [object, (machine: Machine) => boolean][] = [
      [{ severity: 'critical' }, ({ severity }) => severity === 'critical'],
      [{ severity: 'critical,ok' }, ({ severity }) => severity === 'critical' || severity === 'ok'],
      [{ severity: '' }, () => true],
      [{ licenseStatus: 'notification' }, ({ licenseStatus }) => licenseStatus === 'notification'],
      [{ licenseStatus: ',' }, () => true],
      [{ channel: '' }, () => true],
      [{ channel: 'kmsClient' }, () => true],
      [{ channel: 'mak' }, () => false],
      [{ kmsHost: 'KMS2' }, ({ kmsHost }) => kmsHost === 'kms2'],
      [{ kmsHost: '' }, ({ kmsHost }) => kmsHost === null],
      [{ finding: 'renewal.overdue' }, ({ findings }) => findings.some(({ id }) => id === 'renewal.overdue')],
      [{ finding: 'renewal' }, () => false],
      [{ finding: ',' }, () => true],
      [
        { finding: 'license.ok,renewal.overdue' },
        ({ findings }) => findings.some(({ id }) => id === 'license.ok' || id === 'renewal.overdue'),
      ],
      [{ finding: 'renewal_overdue' }, () => false],
      [{ search: '' }, () => true],
      [
        { search: 'pc-2', severity: 'ok,warning' },
        ({ name, severity }) => /pc-2/i.test(name ?? '') && /ok|warning/.test(severity),
      ],
      [
        { kmsHost: 'kms2', licenseStatus: 'licensed', channel: 'kmsClient', finding: 'license.ok' },
        ({ kmsHost, licenseStatus, findings }) =>
          kmsHost === 'kms2' && licenseStatus === 'licensed' && findings.some(({ id }) => id === 'license.ok'),
      ],
    ];
    for (const [query, matches] of table) {
      const expected = ids(whole.filter(matches));
      expect([query, ids((await ask(store, { ...query, limit: 500 })).machines)]).toEqual([query, expected]);
      const paged = await allPages(
        ({ after }) => ask(store, { ...query, limit: 3, ...(after === null ? {} : { after }) }),
        3,
      );
      expect([query, ids(paged)]).toEqual([query, expected]);
    }
  });

  test('search takes signs as they are', async () => {
    const store = await place().open();
    const names = ['100%', '1000', 'a_b', 'aXb', 'c\\d', 'cd', '経理部-東京01', 'ÅNGSTRÖM', "o'brien", '😀-pc', 'PC"1'];
    await senderTo(store)([
      ...names.map((name, agent) => named(agent, name)),
      named(50, null, 'Host.Corp.Example'),
      named(51, null),
    ]);
    const table: [string, number[]][] = [
      ['100%', [0]],
      ['%', [0]],
      ['100', [0, 1]],
      ['a_b', [2]],
      ['_', [2]],
      ['A', [2, 3, 50]],
      ['c\\d', [4]],
      ['\\', [4]],
      ['東京', [6]],
      ['ångström', [7]],
      ['ÅNG', [7]],
      ["'", [8]],
      ['😀', [9]],
      ['"', [10]],
      ['corp.EXAMPLE', [50]],
      ["' or 1=1 --", []],
      ['\u0000', []],
      ['a\u0000', []],
      ['\ud800', []],
    ];
    for (const [search, agents] of table) {
      const found = ids((await ask(store, { search, limit: 500 })).machines).toSorted();
      expect([search, found]).toEqual([search, agents.map(agentId)]);
    }
  });

  describe('what is no place in a list is refused, whichever database it is', () => {
    const cursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    test.each([
      ['no base64', '!!'],
      ['no JSON', 'abcd'],
      ['of another order', cursor([1, agentId(1)])],
      ['words for numbers', cursor(['a', 'b', agentId(1)])],
      ['numbers for words', cursor([1, 2, 3])],
      ['a fraction', cursor([0.5, 1, agentId(1)])],
      ['more than any instant', cursor([1, 1e300, agentId(1)])],
      ['a NUL', cursor([1, 2, '\u0000'])],
      ['nothing', cursor([null, null, null])],
      ['an object', cursor({ length: 3 })],
    ])('%s', async (_, after) => {
      const store = await place().open();
      await expect(ask(store, { after })).rejects.toMatchObject({ status: 400 });
    });
  });

  test.each(['kmsHost', 'finding', 'search', 'licenseStatus', 'channel'])('a NUL in %s finds nothing', async (key) => {
    const store = await place().open();
    await senderTo(store)([named(1, 'PC-1')]);
    expect((await ask(store, { [key]: 'a\u0000b' })).machines).toEqual([]);
  });
}
