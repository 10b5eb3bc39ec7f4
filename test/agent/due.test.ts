/** When a cycle is owed beside the schedule: a table, and a machine that sleeps and wakes as it likes. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { due, isFresh, rhythm } from '../../src/agent/due.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
const now = Date.parse('2026-11-24T12:00:00Z');
const { slackMs, retryMs, jitterMs } = rhythm;

test.each<[string, number | null, number | null, boolean]>([
  // what, last success and last try (ago), due
  ['no success known, none tried', null, null, true],
  ['no success known, tried just now', null, 0, false],
  ['no success known, tried an hour ago', null, hour, true],
  ['succeeded just now', 0, 0, false],
  ['succeeded just now, before a restart', 0, null, false],
  ['a period ago', day, day, false],
  ['a period and the slack ago', day + slackMs, day, false],
  ['longer', day + slackMs + 1, day, true],
  ['a year ago', year, null, true],
  ['longer, but a try failed 59 minutes ago', 2 * day, 59 * minute, false],
  ['longer, and a try failed 60 minutes ago', 2 * day, 60 * minute, true],
  ['ahead, within the slack: the clock was corrected', -slackMs, -slackMs, false],
  ['further ahead, by a restart', -slackMs - 1, null, true],
  ['a year ahead: the clock was wrong', -year, -year, true],
  ['and tried since', -year, minute, false],
])('%s', (_, successAgo, triedAgo, expected) => {
  const at = (ago: number | null) => (ago === null ? null : now - ago);
  const moments = { lastSuccessAt: at(successAgo), lastTriedAt: at(triedAgo), now, everyMs: day, slackMs, retryMs };
  expect(due(moments)).toBe(expected);
});

test.each([
  [null, false],
  [0, true],
  [jitterMs, true],
  [jitterMs + 1, false],
  [-1, false],
  [-year, false],
])('a success %s ms ago is fresh: %s', (ago, expected) => {
  expect(isFresh(ago === null ? null : now - ago, now)).toBe(expected);
});

test('the schedule of the shortest period leaves room for its slack, and the slack for jitter and a cycle', () => {
  expect(retryMs).toBeLessThan(hour + slackMs);
  expect(slackMs).toBeGreaterThan(2 * jitterMs + 4 * minute);
});

describe('properties', () => {
  const periods = fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 24).map((hours) => hours * hour);
  const instants = fc.integer({ min: 0, max: 4e12 });

  test('never right after a success, whatever was before', () => {
    fc.assert(
      fc.property(instants, fc.option(instants), periods, (at, lastTriedAt, everyMs) => {
        expect(due({ lastSuccessAt: at, lastTriedAt, now: at, everyMs, slackMs, retryMs })).toBe(false);
      }),
    );
  });

  test('whatever the clock was when it was noted: not owed now, it is a period and twice the slack later', () => {
    fc.assert(
      fc.property(instants, instants, periods, (lastSuccessAt, at, everyMs) => {
        const moments = { lastSuccessAt, lastTriedAt: null, now: at, everyMs, slackMs, retryMs };
        expect(due(moments) || due({ ...moments, now: at + everyMs + 2 * slackMs + 1 })).toBe(true);
      }),
    );
  });

  interface Spell {
    readonly awakeMinutes: number;
    readonly asleepMinutes: number;
  }
  const spells = fc.array(
    fc.record({
      awakeMinutes: fc.integer({ min: 1, max: 3 * 1440 }),
      asleepMinutes: fc.integer({ min: 1, max: 6 * 1440 }),
    }),
    { minLength: 1, maxLength: 6 },
  );

  /** A machine that keeps its schedule and looks each minute, as long as it is awake. */
  class Sleeper {
    longestMs = 0;
    private at = now;
    private last: number | null = null;
    private slot = Number.POSITIVE_INFINITY;
    private readonly everyMs: number;
    private readonly jitter: () => number;

    constructor(everyMs: number, jitter: () => number) {
      this.everyMs = everyMs;
      this.jitter = jitter;
    }

    private isOwed(): boolean {
      const { at, last, everyMs } = this;
      return due({ lastSuccessAt: last, lastTriedAt: last, now: at, everyMs, slackMs, retryMs });
    }

    /** True where the schedule begins a cycle in this minute. */
    private isScheduled(): boolean {
      if (this.at % this.everyMs === 0) this.slot = this.at + this.jitter();
      if (this.at < this.slot) return false;
      this.slot = Number.POSITIVE_INFINITY;
      return !isFresh(this.last, this.at);
    }

    /** Gives the number of catch-ups. */
    live({ awakeMinutes, asleepMinutes }: Spell): number {
      let catchUps = 0;
      for (let n = 0; n < awakeMinutes; n += 1) {
        const scheduled = this.isScheduled();
        const owed = !scheduled && this.isOwed();
        if (scheduled || owed) this.last = this.at;
        catchUps += Number(owed);
        this.longestMs = Math.max(this.longestMs, this.at - (this.last ?? 0));
        this.at += minute;
      }
      this.at += asleepMinutes * minute;
      this.slot = Number.POSITIVE_INFINITY;
      return catchUps;
    }
  }

  test('at most one catch-up after a sleep, one after a long one, none while awake', () => {
    const jitter = fc.infiniteStream(fc.integer({ min: 0, max: 5 }).map((n) => n * minute));
    fc.assert(
      fc.property(spells, periods, jitter, (all, everyMs, stream) => {
        const machine = new Sleeper(everyMs, () => stream.next().value ?? 0);
        const catchUps = all.map((spell) => machine.live(spell));
        expect(machine.longestMs).toBeLessThanOrEqual(everyMs + slackMs);
        expect(Math.max(...catchUps)).toBeLessThanOrEqual(1);
        for (const [n, { asleepMinutes }] of all.slice(0, -1).entries()) {
          const slept = asleepMinutes * minute;
          if (slept > everyMs + slackMs) expect(catchUps[n + 1]).toBe(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});
