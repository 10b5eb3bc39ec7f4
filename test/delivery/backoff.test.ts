/** Waits: within their bounds, spread after the cap, so that a fleet that failed as one does not come back as one. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoffLimits, backoffMs } from '../../src/delivery/backoff.ts';
import { retryAfterLimitMs, retryAfterMs } from '../../src/delivery/retryAfter.ts';

const { floorMs, baseMs, capMs } = backoffLimits;

describe('backoff', () => {
  test.each([
    [0, baseMs],
    [1, baseMs * 2],
    [2, baseMs * 4],
    [7, baseMs * 128],
    [8, capMs],
    [60, capMs],
    [5000, capMs],
  ])('after failure %i: anything from the floor to %i ms', (failures, ceiling) => {
    expect(backoffMs(failures, 0)).toBe(floorMs);
    expect(backoffMs(failures, 0.5)).toBe((floorMs + ceiling) / 2);
    expect(backoffMs(failures, 1)).toBe(ceiling);
  });

  test('never under a second, never over the cap', () => {
    expect(floorMs).toBeGreaterThanOrEqual(1000);
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
        const waitMs = backoffMs(failures, random);
        expect(waitMs).toBeGreaterThanOrEqual(floorMs);
        expect(waitMs).toBeLessThanOrEqual(capMs);
      }),
    );
  });
});

/** A stream of numbers in [0, 1) that is the same in every run (mulberry32). */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many come in each second after the outage, of agents that all failed in its first one. */
function arrivals(
  agents: number,
  outageMs: number,
  wait: (failures: number, random: number) => number,
): Map<number, number> {
  const random = seeded(20261124);
  const seconds = new Map<number, number>();
  for (let agent = 0; agent < agents; agent += 1) {
    let atMs = random() * 1000;
    for (let failures = 0; atMs < outageMs; failures += 1) atMs += wait(failures, random());
    const second = Math.floor((atMs - outageMs) / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return seconds;
}

describe('5,000 agents after 28 minutes without a collector', () => {
  const agents = 5000;
  const peak = (wait: (failures: number, random: number) => number): number =>
    Math.max(...arrivals(agents, 28 * 60_000, wait).values());

  test('no second sees 2 % of them, and all are back within the cap', () => {
    expect(peak(backoffMs)).toBeLessThan(agents * 0.02);
    const seconds = arrivals(agents, 28 * 60_000, backoffMs);
    expect(seconds.values().reduce((sum, count) => sum + count, 0)).toBe(agents);
    expect(Math.max(...seconds.keys())).toBeLessThanOrEqual(capMs / 1000);
  });

  test('the simulation sees a herd: chance taken before the cap is none once the cap is reached', () => {
    expect(peak((_, random) => Math.min(capMs, capMs * (1 + random / 10)))).toBe(agents);
  });
});

describe('Retry-After', () => {
  const nowMs = Date.parse('2026-11-24T12:00:00.000Z');
  const date = 'Tue, 24 Nov 2026 12:00:00 GMT';
  const dayLater = 'Wed, 25 Nov 2026 12:00:00 GMT';
  const dayEarlier = 'Mon, 23 Nov 2026 12:00:00 GMT';

  test.each<[string, string | null, string | null, number | null]>([
    ['nothing', null, date, null],
    ['seconds', '120', date, 120_000],
    ['seconds with blanks', ' 120 ', null, 120_000],
    ['zero', '0', date, null],
    ['a date', 'Tue, 24 Nov 2026 12:05:00 GMT', date, 300_000],
    ['a date, no Date: by our clock', 'Tue, 24 Nov 2026 12:05:00 GMT', null, 300_000],
    ['a date, Date is rubbish: by our clock', 'Tue, 24 Nov 2026 12:05:00 GMT', 'today', 300_000],
    ['a date, server a day ahead of us', 'Wed, 25 Nov 2026 12:05:00 GMT', dayLater, 300_000],
    ['a date, server a day behind us', 'Mon, 23 Nov 2026 12:05:00 GMT', dayEarlier, 300_000],
    ['the old form of a date', 'Tuesday, 24-Nov-26 12:05:00 GMT', date, 300_000],
    ['a date that is past', 'Tue, 24 Nov 2026 11:59:59 GMT', date, null],
    ['the very instant', date, date, null],
    ['far too long', '999999999', date, retryAfterLimitMs],
    ['a number beyond all numbers', '9'.repeat(400), date, retryAfterLimitMs],
    ['a date in another century', 'Sat, 24 Nov 2126 12:00:00 GMT', date, retryAfterLimitMs],
    ['negative', '-5', date, null],
    ['a fraction', '1.5', date, null],
    ['an exponent', '1e3', date, null],
    ['hexadecimal', '0x10', date, null],
    ['a word', 'soon', date, null],
    ['empty', '', date, null],
    ['a date without its zone', '2026-11-24T12:05:00', date, null],
    ['a date that is none', 'Tue, 99 Nov 2026 12:05:00 GMT', date, null],
  ])('%s', (_, value, dateHeader, expected) => {
    expect(retryAfterMs(value, dateHeader, nowMs)).toBe(expected);
  });
});
