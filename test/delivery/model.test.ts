/**
 * Conservation and liveness, whatever happens in whatever order: a delivery that was told to be safe is with the
 * collector, in the spool, in quarantine, or counted as dropped; and once all is well again, everything arrives.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DeliverySummary, deliver } from '../../src/delivery/deliver.ts';
import { entryName, parseName, stamped } from '../../src/delivery/entry.ts';
import type { Posted, Poster } from '../../src/delivery/post.ts';
import { openSpool, type Spool } from '../../src/delivery/spool.ts';
import { FakeCollector, type ReceivedDelivery } from '../support/badServer.ts';
import { faultFs } from '../support/faultFs.ts';
import { aDelivery } from './deliveries.ts';

const limits = { maxDeliveries: 6, maxBytes: 1024 ** 2, quarantine: { count: 3, bytes: 1024 ** 2 } };

type Behaviour = 'well' | 'down' | 'refusesOdd' | 'losesAnswer' | 'missesOdd' | 'rejectsOdd' | 'loginPage' | 'access';
type Action =
  | { readonly do: 'put' }
  | { readonly do: 'deliver'; readonly to: Behaviour }
  | { readonly do: 'corrupt'; readonly which: number }
  | { readonly do: 'vanish'; readonly which: number }
  | { readonly do: 'litter' }
  /** From the n-th call of fs on nothing works, until the process has gone and another opens the spool. */
  | { readonly do: 'crash'; readonly after: number; readonly during: 'put' | 'deliver' };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('put' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      to: fc.constantFrom<Behaviour>(
        'well',
        'down',
        'refusesOdd',
        'losesAnswer',
        'missesOdd',
        'rejectsOdd',
        'loginPage',
        'access',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('corrupt' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('vanish' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('litter' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('crash' as const),
      after: fc.integer({ min: 1, max: 40 }),
      during: fc.constantFrom('put' as const, 'deliver' as const),
    }),
  },
);

const said = (body: unknown, status = 200): Posted => ({
  status,
  retryAfter: null,
  date: null,
  location: null,
  body: JSON.stringify(body),
});

/** The agent's disk and the collector, and what was promised. */
class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'gracewatch-'));
  readonly collector = new FakeCollector();
  readonly promised = new Set<string>();
  /** By hand, out of the spool. */
  readonly takenAway = new Set<string>();
  /** Of all processes there were. */
  dropped = 0;
  sequence = 0;
  litter = 0;
  crashAt = Number.POSITIVE_INFINITY;
  spool: Spool | null = null;

  get pending(): string {
    return join(this.folder, 'spool', 'pending');
  }

  async open(): Promise<Spool> {
    if (this.spool !== null) return this.spool;
    this.crashAt = Number.POSITIVE_INFINITY;
    let calls = 0;
    const { fs } = faultFs(() => {
      calls += 1;
      return calls >= this.crashAt ? 'CRASHED' : null;
    });
    this.spool = await openSpool(join(this.folder, 'spool'), { limits, fs, sleep: async () => {} });
    // What a killed process had finished and told nobody is a promise from when it is seen.
    for (const { id } of this.spool.list()) this.promised.add(id);
    this.#crash = (after) => {
      this.crashAt = calls + after;
    };
    return this.spool;
  }
  #crash: (after: number) => void = () => {};

  /** What the spool let go by itself. */
  droppedNow(): number {
    const { maxDeliveries = 0, maxBytes = 0, quarantineFull = 0 } = this.spool?.status().dropped ?? {};
    return maxDeliveries + maxBytes + quarantineFull;
  }

  /** The process goes; what it had counted is remembered. */
  close(): void {
    this.dropped += this.droppedNow();
    this.spool = null;
  }

  async put(): Promise<void> {
    const spool = await this.open();
    this.sequence = Math.max(this.sequence, spool.highestSequence()) + 1;
    const delivery = aDelivery(this.sequence);
    await spool.put(delivery);
    this.promised.add(delivery.id);
  }

  post(to: Behaviour): Poster {
    return async (deliveries) => {
      const received = deliveries.map(
        (one) => JSON.parse(stamped(one, '2026-11-24T05:30:00.000Z')) as ReceivedDelivery,
      );
      const odd = received.filter(({ sequence }) => sequence % 2 === 1);
      if (to === 'down') return { failure: 'ECONNREFUSED' };
      if (to === 'access') return said({ error: 'x' }, 401);
      if (to === 'loginPage') return said('<html>');
      if (to === 'refusesOdd' && odd.length > 0) return said({ error: 'x' }, 400);
      if (to === 'missesOdd') return said(this.collector.take(received.filter((one) => !odd.includes(one))));
      if (to === 'rejectsOdd') {
        const { results } = this.collector.take(received.filter((one) => !odd.includes(one)));
        return said({ results: [...results, ...odd.map(({ id }) => ({ id, outcome: 'rejected', lastSequence: 0 }))] });
      }
      const answer = this.collector.take(received);
      return to === 'losesAnswer' ? { failure: 'ECONNRESET' } : said(answer);
    };
  }

  async deliver(to: Behaviour): Promise<DeliverySummary> {
    const spool = await this.open();
    const before = spool.list().length;
    const summary = await deliver(spool, this.post(to), { sleep: async () => {} });
    const { delivered, superseded, duplicate, rejected, setAside, vanished, remaining } = summary;
    expect(delivered + superseded + duplicate + rejected + setAside + vanished + remaining).toBe(before);
    return summary;
  }

  /** A pending file, or null. */
  entry(which: number): string | null {
    const names = readdirSync(this.pending).filter((name) => parseName(name)?.bare);
    return names.length === 0 ? null : join(this.pending, names[which % names.length] ?? '');
  }

  async run(one: Action): Promise<void> {
    await this.open();
    if (one.do === 'put') return await this.put();
    if (one.do === 'deliver') return void (await this.deliver(one.to));
    if (one.do === 'crash') return await this.crash(one.after, one.during);
    if (one.do === 'litter') {
      this.litter += 1;
      writeFileSync(join(this.pending, `litter-${this.litter}`), 'x');
      return this.close();
    }
    const file = this.entry(one.which);
    if (file === null) return;
    if (one.do === 'corrupt') writeFileSync(file, 'garbage');
    else {
      this.takenAway.add(parseName(basename(file))?.id ?? '');
      rmSync(file);
    }
  }

  async crash(after: number, during: 'put' | 'deliver'): Promise<void> {
    this.#crash(after);
    try {
      await (during === 'put' ? this.put() : deliver(await this.open(), this.post('well'), { sleep: async () => {} }));
    } catch (error) {
      expect(error).toMatchObject({ code: 'spoolFailed', facts: { reason: 'CRASHED' } });
    }
    this.close();
  }

  /** Every promise is somewhere. Litter that was dropped was counted too, so what is missing is never more than that. */
  check(): void {
    const quarantine = readdirSync(join(this.folder, 'spool', 'quarantine'));
    const there = [...readdirSync(this.pending), ...quarantine].flatMap((name) => parseName(name)?.id ?? []);
    const known = new Set([...there, ...this.collector.kept.keys()]);
    const missing = [...this.promised].filter((id) => !known.has(id) && !this.takenAway.has(id));
    const counted = this.dropped + this.droppedNow();
    const litter = quarantine.filter((name) => name.startsWith('litter')).length;
    expect(missing.length).toBeLessThanOrEqual(counted);
    // Nor was more counted than can have gone: beside those, what was acknowledged already, taken away, or litter.
    const others = this.collector.kept.size + this.takenAway.size + this.litter - litter;
    expect(counted).toBeLessThanOrEqual(missing.length + others);
    expect(readdirSync(this.pending).length).toBeLessThanOrEqual(limits.maxDeliveries + 2);
    expect(quarantine.length).toBeLessThanOrEqual(limits.quarantine.count);
  }

  async recover(): Promise<void> {
    this.close();
    const spool = await this.open();
    await this.put();
    const last = spool.list().at(-1);
    expect(await this.deliver('well')).toMatchObject({ remaining: 0, trouble: null });
    expect(this.collector.kept.has(last?.id ?? '')).toBe(true);
    expect(last?.name).toBe(entryName({ id: last?.id ?? '', sequence: this.sequence }));
    expect(readdirSync(this.pending)).toEqual([]);
  }
}

test('conservation and liveness', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
      const world = new World();
      try {
        for (const one of actions) {
          await world.run(one);
          world.check();
        }
        await world.recover();
        world.check();
      } finally {
        rmSync(world.folder, { recursive: true });
      }
    }),
    { numRuns: Number(process.env.MODEL_RUNS ?? 100) },
  );
}, 300_000);
