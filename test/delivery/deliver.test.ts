/** From the spool to the collector: everything arrives once, nothing holds up the rest, nothing is let go too early. */
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { batchesOf } from '../../src/delivery/batches.ts';
import { type DeliverySummary, deliver } from '../../src/delivery/deliver.ts';
import { deliveryLimits, receivedDeliverySchema, type SpooledDelivery } from '../../src/delivery/delivery.ts';
import { type Entries, heldInMemory } from '../../src/delivery/entries.ts';
import { encodeEntry, entryName, stamped } from '../../src/delivery/entry.ts';
import { createPoster, type Posted, type Poster } from '../../src/delivery/post.ts';
import { openSpool, type Spool } from '../../src/delivery/spool.ts';
import type { SpoolFs } from '../../src/delivery/spoolFs.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { answerJson, FakeCollector, type ReceivedDelivery, startServer } from '../support/badServer.ts';
import { faultFs } from '../support/faultFs.ts';
import { aDelivery, deliveriesOf, temporaryFolder } from './deliveries.ts';

const limits = { maxDeliveries: 20_000, maxBytes: 1024 ** 3 };

async function spoolOf(deliveries: readonly SpooledDelivery[]) {
  const folder = join(temporaryFolder(), 'spool');
  // As files, not by put: a hundred times fsync would make these tests slow and show nothing.
  mkdirSync(join(folder, 'pending'), { recursive: true });
  for (const delivery of deliveries) writeFileSync(join(folder, 'pending', entryName(delivery)), encodeEntry(delivery));
  const spool = await openSpool(folder, { limits });
  return { folder, spool, path: (delivery: SpooledDelivery) => join(folder, 'pending', entryName(delivery)) };
}

/** Time that passes only where the program waits, and what it waited. */
function ownTime(random = 0.5) {
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => void waits.push(ms);
  const monotonicMs = (): number => waits.reduce((sum, ms) => sum + ms, 0);
  return { waits, sleep, monotonicMs, random: () => random };
}

const nothing: DeliverySummary = {
  delivered: 0,
  superseded: 0,
  duplicate: 0,
  rejected: 0,
  setAside: 0,
  vanished: 0,
  remaining: 0,
  lastSequence: null,
  trouble: null,
};

const answered = (status: number, body: unknown = '', retryAfter: string | null = null): Posted => ({
  status,
  retryAfter,
  date: null,
  location: null,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** A collector without a network. `respond`: its answer, or null for the one that a collector gives. */
function collector(respond: (ids: string[], request: number) => Posted | null = () => null) {
  const store = new FakeCollector();
  const requests: string[][] = [];
  const post: Poster = async (deliveries) => {
    const ids = deliveries.map(({ id }) => id);
    requests.push(ids);
    const received = deliveries.map((one) => JSON.parse(stamped(one, '2026-11-24T05:30:00.000Z')) as ReceivedDelivery);
    return respond(ids, requests.length) ?? answered(200, store.take(received));
  };
  return { post, requests, store };
}

const idsOf = (deliveries: readonly SpooledDelivery[]): string[] => deliveries.map(({ id }) => id);

describe('a collector that answers', () => {
  test('over HTTP: everything arrives, valid, oldest first, and the spool is empty', async () => {
    const deliveries = deliveriesOf(60);
    const { spool, folder } = await spoolOf(deliveries.toReversed());
    const store = new FakeCollector();
    await using server = await startServer((received, response) => {
      answerJson(response, 200, store.take(received.deliveries));
    });
    const poster = { url: server.url, credential: null, deadlineMs: 10_000, clock: systemClock, userAgent: 'x' };
    const summary = await deliver(spool, createPoster(poster));
    expect(summary).toEqual({ ...nothing, delivered: 60, lastSequence: 60 });
    expect(server.received.map((one) => one.deliveries.length)).toEqual([50, 10]);
    expect([...store.kept.keys()]).toEqual(idsOf(deliveries));
    for (const one of store.kept.values()) expect(receivedDeliverySchema.parse(one)).toBeDefined();
    expect(readdirSync(join(folder, 'pending'))).toEqual([]);
  });

  test('nothing to deliver: nobody is asked', async () => {
    const { post, requests } = collector();
    expect(await deliver((await spoolOf([])).spool, post)).toEqual(nothing);
    expect(requests).toEqual([]);
  });

  test('each outcome is counted, and the highest sequence told', async () => {
    const [a, b, c, d] = deliveriesOf(4) as [SpooledDelivery, SpooledDelivery, SpooledDelivery, SpooledDelivery];
    const { spool, folder } = await spoolOf([a, b, c, d]);
    const outcomes = { [a.id]: 'duplicate', [b.id]: 'superseded', [c.id]: 'rejected', [d.id]: 'accepted' };
    const { post } = collector((ids) =>
      answered(200, { results: ids.map((id) => ({ id, outcome: outcomes[id], lastSequence: id === b.id ? 900 : 4 })) }),
    );
    expect(await deliver(spool, post)).toEqual({
      ...nothing,
      delivered: 1,
      superseded: 1,
      duplicate: 1,
      rejected: 1,
      lastSequence: 900,
    });
    const aside = `${entryName(c)}.rejected-altered`;
    expect(readdirSync(join(folder, 'quarantine'))).toEqual([aside]);
    expect(readFileSync(join(folder, 'quarantine', aside))).toEqual(encodeEntry(c));
  });

  test('an outcome of a newer collector: not sent again, its bytes kept', async () => {
    const { spool, folder } = await spoolOf([aDelivery(1)]);
    const { post } = collector(([id]) => answered(200, { results: [{ id, outcome: 'postponed', lastSequence: 0 }] }));
    expect(await deliver(spool, post)).toEqual({ ...nothing, setAside: 1, lastSequence: 0 });
    expect(readdirSync(join(folder, 'quarantine'))).toEqual([expect.stringMatching(/\.outcome-unknown$/)]);
  });

  test('an id that the answer misses stays, and arrives the next time', async () => {
    const deliveries = deliveriesOf(3);
    const [, missed] = idsOf(deliveries);
    const { spool } = await spoolOf(deliveries);
    const { post, store } = collector();
    const missing: Poster = async (sent) => {
      const posted = await post(sent);
      if ('failure' in posted) return posted;
      const { results } = JSON.parse(posted.body) as { results: { id: string }[] };
      return { ...posted, body: JSON.stringify({ results: results.filter(({ id }) => id !== missed) }) };
    };
    expect(await deliver(spool, missing)).toEqual({
      ...nothing,
      delivered: 2,
      remaining: 1,
      lastSequence: 3,
      trouble: { kind: 'answer', reason: 'incomplete', retryAfterMs: null },
    });
    expect(spool.list().map(({ id }) => id)).toEqual([missed]);
    expect(await deliver(spool, post)).toEqual({ ...nothing, duplicate: 1, lastSequence: 3 });
    expect(store.kept.size).toBe(3);
  });

  test('10,000 entries: one request at a time, each read only when it is its turn', async () => {
    const listed = Array.from({ length: 10_000 }, (_, index) => {
      const id = String(index);
      return { name: id, id, sequence: index + 1, size: 2000, writtenAtMs: 0 };
    });
    let held = 0;
    let most = 0;
    const gone = new Set<string>();
    const entries: Entries = {
      list: () => listed.filter(({ id }) => !gone.has(id)),
      async read(id) {
        held += 1;
        most = Math.max(most, held);
        return { delivery: { id, sequence: Number(id) + 1, json: '{}' } };
      },
      async remove(name) {
        gone.add(String(Number(name.slice(0, 12)) - 1));
      },
      async setAside() {
        throw new Error('nothing is to be set aside');
      },
    };
    const post: Poster = async (deliveries) => {
      held = 0;
      const results = deliveries.map(({ id }) => ({ id, outcome: 'accepted', lastSequence: 1 }));
      return answered(200, { results });
    };
    expect(await deliver(entries, post)).toEqual({ ...nothing, delivered: 10_000, lastSequence: 1 });
    expect(most).toBe(deliveryLimits.perRequest);
  });
});

describe('an entry that cannot be read', () => {
  const damages: Readonly<Record<string, (path: string) => void>> = {
    empty: (path) => truncateSync(path, 0),
    checksum: (path) => truncateSync(path, 700),
    notEntry: (path) => writeFileSync(path, Buffer.alloc(3000)),
    unknownVersion: (path) => writeFileSync(path, 'gracewatch.spool/2 sha512:x\n{}'),
    wrongName: (path) => writeFileSync(path, encodeEntry(aDelivery(99))),
    unreadable: (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  };
  const cases = Object.keys(damages).flatMap((problem) => [0, 2, 4].map((at) => [problem, at] as const));

  test.each(cases)(
    '%s, at place %i of five: set aside with its bytes, the others are delivered',
    async (problem, at) => {
      const deliveries = deliveriesOf(5);
      const { spool, folder, path } = await spoolOf(deliveries);
      const damaged = deliveries[at] as SpooledDelivery;
      damages[problem]?.(path(damaged));
      const bytes = problem === 'unreadable' ? null : readFileSync(path(damaged));
      const { post, store } = collector();
      expect(await deliver(spool, post)).toMatchObject({ delivered: 4, setAside: 1, remaining: 0, trouble: null });
      expect([...store.kept.keys()]).toEqual(idsOf(deliveries.filter((one) => one !== damaged)));
      const aside = join(folder, 'quarantine', `${entryName(damaged)}.${problem}`);
      if (bytes !== null) expect(readFileSync(aside)).toEqual(bytes);
      expect(spool.status().setAside).toEqual({ [problem]: 1 });
    },
  );

  test('too large for any request: set aside unread', async () => {
    const [big, good] = deliveriesOf(2) as [SpooledDelivery, SpooledDelivery];
    const { folder, path } = await spoolOf([big, good]);
    writeFileSync(path(big), Buffer.alloc(deliveryLimits.requestBytes + 1));
    const { fs, calls } = faultFs(() => null);
    const spool = await openSpool(folder, { limits, fs });
    expect(await deliver(spool, collector().post)).toMatchObject({ delivered: 1, setAside: 1, remaining: 0 });
    expect(calls.filter(({ fn }) => fn === 'readFile').map((call) => call.path)).toEqual([path(good)]);
  });

  test('removed by somebody else: counted as that', async () => {
    const deliveries = deliveriesOf(3);
    const { spool, path } = await spoolOf(deliveries);
    rmSync(path(deliveries[1] as SpooledDelivery));
    expect(await deliver(spool, collector().post)).toMatchObject({ delivered: 2, vanished: 1, remaining: 0 });
    expect(spool.status().dropped.vanished).toBe(1);
  });

  test('held by somebody else just now: left for the next run', async () => {
    const deliveries = deliveriesOf(3);
    const { folder } = await spoolOf(deliveries);
    const { fs } = faultFs(({ fn, nth }) => (fn === 'readFile' && nth === 2 ? 'EBUSY' : null));
    const spool = await openSpool(folder, { limits, fs });
    expect(await deliver(spool, collector().post)).toMatchObject({ delivered: 2, setAside: 0, remaining: 1 });
    expect(await deliver(spool, collector().post)).toMatchObject({ delivered: 1, remaining: 0 });
  });
});

describe('a delivery that the collector refuses', () => {
  const refusing = (poison: string, status: number) =>
    collector((ids) => (ids.includes(poison) ? answered(status, { error: 'wrongKeys', message: '…' }) : null));

  test.each([
    [400, 0],
    [413, 59],
    [422, 30],
  ])('%i for one of 60: that one is set aside, the rest delivered in one run', async (status, at) => {
    const deliveries = deliveriesOf(60);
    const poison = deliveries[at] as SpooledDelivery;
    const { spool, folder } = await spoolOf(deliveries);
    const { post, store } = refusing(poison.id, status);
    const summary = await deliver(spool, post);
    expect(summary).toEqual({ ...nothing, delivered: 59, setAside: 1, lastSequence: at === 59 ? 59 : 60 });
    expect([...store.kept.keys()]).toEqual(idsOf(deliveries.filter((one) => one !== poison)));
    const aside = join(folder, 'quarantine', `${entryName(poison)}.rejected-${status}`);
    expect(readFileSync(aside)).toEqual(encodeEntry(poison));
  });

  test('415 for one: it stays until the collector is upgraded, the rest is delivered', async () => {
    const deliveries = deliveriesOf(5);
    const poison = deliveries[1] as SpooledDelivery;
    const { spool } = await spoolOf(deliveries);
    expect(await deliver(spool, refusing(poison.id, 415).post)).toMatchObject({
      delivered: 4,
      setAside: 0,
      remaining: 1,
      trouble: { kind: 'tooOld', reason: '415' },
    });
    expect(await deliver(spool, collector().post)).toMatchObject({ delivered: 1, remaining: 0 });
  });

  test.each([
    [400, '<html>The plain HTTP request was sent to HTTPS port</html>', 'address'],
    [413, '<html>413 Request Entity Too Large</html>', 'address'],
    [415, { error: 'x' }, 'tooOld'],
  ])(
    '%i for all, and not by a collector that condemns them: all stay, and it ends soon',
    async (status, body, kind) => {
      const deliveries = deliveriesOf(120);
      const { spool } = await spoolOf(deliveries);
      const { post, requests } = collector(() => answered(status, body));
      expect(await deliver(spool, post)).toMatchObject({ setAside: 0, remaining: 120, trouble: { kind } });
      expect(requests).toHaveLength(51);
    },
  );
});

describe('a collector that is not well', () => {
  test.each<[string, Posted, string]>([
    ['500', answered(500), 'busy'],
    ['429', answered(429), 'busy'],
    ['no answer', { failure: 'ECONNREFUSED' }, 'unreachable'],
    ['a login page', answered(200, '<html>'), 'answer'],
    ['no results', answered(200, { results: [] }), 'answer'],
    [
      'results of somebody else',
      answered(200, { results: [{ id: 'x', outcome: 'accepted', lastSequence: 1 }] }),
      'answer',
    ],
  ])('%s: three attempts with growing waits, then all is kept', async (_, posted, kind) => {
    const { spool, folder } = await spoolOf(deliveriesOf(60));
    const { post, requests } = collector(() => posted);
    const time = ownTime();
    expect(await deliver(spool, post, time)).toMatchObject({
      delivered: 0,
      setAside: 0,
      remaining: 60,
      trouble: { kind },
    });
    expect(requests).toHaveLength(3);
    expect(time.waits).toEqual([3000, 5500]);
    expect(readdirSync(join(folder, 'pending'))).toHaveLength(60);
  });

  test.each([
    ['twice', 2, 3],
    ['once', 1, 2],
  ])('fails %s, then takes all in the same run', async (_, failures, expected) => {
    const { spool } = await spoolOf(deliveriesOf(5));
    const { post, requests } = collector((_, request) => (request <= failures ? answered(503) : null));
    expect(await deliver(spool, post, ownTime())).toEqual({ ...nothing, delivered: 5, lastSequence: 5 });
    expect(requests).toHaveLength(expected);
  });

  test.each([
    [401, 'access'],
    [403, 'access'],
    [404, 'address'],
    [302, 'address'],
    [405, 'address'],
  ])('%i: asked once, all is kept', async (status, kind) => {
    const { spool } = await spoolOf(deliveriesOf(120));
    const { post, requests } = collector(() => answered(status, { error: 'x' }));
    const time = ownTime();
    const trouble = { kind, reason: String(status), retryAfterMs: null };
    expect(await deliver(spool, post, time)).toEqual({ ...nothing, remaining: 120, trouble });
    expect(requests).toHaveLength(1);
    expect(time.waits).toEqual([]);
  });

  test('what was delivered before it failed stays delivered', async () => {
    const { spool } = await spoolOf(deliveriesOf(120));
    const { post } = collector((_, request) => (request === 2 ? answered(401) : null));
    expect(await deliver(spool, post)).toMatchObject({ delivered: 50, remaining: 70, trouble: { kind: 'access' } });
  });

  test('Retry-After is waited for, and the own chance on top of it', async () => {
    const { spool } = await spoolOf(deliveriesOf(1));
    const { post } = collector((_, request) => (request === 1 ? answered(429, '', '20') : null));
    const time = ownTime(0);
    expect(await deliver(spool, post, time)).toMatchObject({ delivered: 1, trouble: null });
    expect(time.waits).toEqual([21_000]);
  });

  test('Retry-After beyond the time of a run: ends at once and says how long', async () => {
    const { spool } = await spoolOf(deliveriesOf(1));
    const { post, requests } = collector(() => answered(429, '', '3600'));
    const time = ownTime();
    const trouble = { kind: 'busy', reason: '429', retryAfterMs: 3_600_000 };
    expect(await deliver(spool, post, time)).toEqual({ ...nothing, remaining: 1, trouble });
    expect(requests).toHaveLength(1);
    expect(time.waits).toEqual([]);
  });

  test('a run has its time: what is left stays, without trouble', async () => {
    const { spool } = await spoolOf(deliveriesOf(120));
    let nowMs = 0;
    const { post } = collector(() => {
      nowMs += 70_000;
      return null;
    });
    expect(await deliver(spool, post, { monotonicMs: () => nowMs })).toMatchObject({
      delivered: 100,
      remaining: 20,
      trouble: null,
    });
  });
});

describe('a disk that does not let go', () => {
  const stubborn = async (fault: string, deliveries: readonly SpooledDelivery[]): Promise<Spool> => {
    const { folder } = await spoolOf(deliveries);
    const fs: SpoolFs = faultFs(({ fn }) => (fn === fault ? 'EPERM' : null)).fs;
    return await openSpool(folder, { limits, fs, sleep: async () => {} });
  };

  test('an acknowledged entry cannot be removed: told, not counted, known by its id the next time', async () => {
    const spool = await stubborn('rm', deliveriesOf(2));
    const { post, store } = collector();
    for (let run = 0; run < 2; run += 1) {
      expect(await deliver(spool, post)).toMatchObject({
        delivered: 0,
        duplicate: 0,
        remaining: 2,
        lastSequence: 2,
        trouble: { kind: 'spool', reason: 'EPERM', folder: expect.stringContaining('spool') },
      });
    }
    expect(store.kept.size).toBe(2);
  });

  test('a refused one cannot be set aside: the rest is delivered', async () => {
    const deliveries = deliveriesOf(3);
    const [poison] = idsOf(deliveries) as [string];
    const spool = await stubborn('rename', deliveries);
    const { post } = collector((ids) => (ids.includes(poison) ? answered(400, { error: 'x' }) : null));
    expect(await deliver(spool, post)).toMatchObject({ delivered: 2, remaining: 1, trouble: { kind: 'spool' } });
  });
});

describe('a delivery that no disk took', () => {
  test('is delivered from memory', async () => {
    const delivery = aDelivery(812);
    const { post, store } = collector();
    expect(await deliver(heldInMemory(delivery), post)).toEqual({ ...nothing, delivered: 1, lastSequence: 812 });
    expect(store.kept.get(delivery.id)).toMatchObject(delivery);
  });

  test('what becomes of it otherwise is told', async () => {
    const refused = collector(() => answered(400, { error: 'x' }));
    expect(await deliver(heldInMemory(aDelivery(1)), refused.post)).toEqual({ ...nothing, setAside: 1 });
    const down = collector(() => ({ failure: 'ECONNREFUSED' }));
    expect(await deliver(heldInMemory(aDelivery(1)), down.post, ownTime())).toMatchObject({ remaining: 1 });
  });
});

describe('batches', () => {
  const entry = (id: string, size = 1) => ({ name: id, id, sequence: 1, size, writtenAtMs: 0 });
  const ids = (sizes: readonly (readonly [string, number])[]) =>
    batchesOf(
      sizes.map(([id, size]) => entry(id, size)),
      { perRequest: 3, requestBytes: 10 },
    ).map((batch) => batch.map(({ id }) => id).join(''));

  test.each([
    ['none', [], []],
    [
      'as many as a request takes',
      [
        ['a', 1],
        ['b', 1],
        ['c', 1],
        ['d', 1],
      ],
      ['abc', 'd'],
    ],
    [
      'as many bytes as a request takes',
      [
        ['a', 5],
        ['b', 5],
        ['c', 1],
      ],
      ['ab', 'c'],
    ],
    [
      'one that is too large is alone',
      [
        ['a', 1],
        ['b', 11],
        ['c', 1],
      ],
      ['a', 'b', 'c'],
    ],
    [
      'an id once',
      [
        ['a', 1],
        ['a', 1],
        ['b', 1],
      ],
      ['a', 'ab'],
    ],
  ] as const)('%s', (_, sizes, expected) => {
    expect(ids(sizes)).toEqual(expected);
  });

  test('what is sent of an entry is no larger than what is counted of it', () => {
    const deliveries = deliveriesOf(50);
    const listed = deliveries.reduce((sum, one) => sum + encodeEntry(one).length, 0);
    const sent = `[${deliveries.map((one) => JSON.stringify({ ...one, sentAt: '2026-11-24T05:30:00.000Z' })).join(',')}]`;
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(listed);
  });
});
