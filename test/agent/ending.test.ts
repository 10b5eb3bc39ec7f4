/** How an agent that is told to end leaves what it is doing: deliveries, and a gathering that may not listen. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { inTime } from '../../src/agent/inTime.ts';
import { patienceUntil } from '../../src/agent/patience.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import { heldInMemory } from '../../src/delivery/entries.ts';
import type { Poster } from '../../src/delivery/post.ts';
import { aDelivery } from '../delivery/deliveries.ts';

const refused = { kind: 'unreachable', reason: 'ECONNREFUSED', retryAfterMs: null };

describe('delivering', () => {
  /** Posts to nobody; `attempts` counts. */
  function nobody(onPost: (attempt: number) => void) {
    const told = { attempts: 0 };
    const post: Poster = async () => {
      told.attempts += 1;
      onPost(told.attempts);
      return { failure: 'ECONNREFUSED' };
    };
    return { post, told };
  }

  test('told before it begins: nothing is posted, all stays', async () => {
    const { post, told } = nobody(() => {});
    const summary = await deliver(heldInMemory(aDelivery(1)), post, patienceUntil(AbortSignal.abort()));
    expect([told.attempts, summary.remaining, summary.trouble]).toEqual([0, 1, null]);
  });

  test('told during a request: that was the last one, and why it failed is still said', async () => {
    const stopping = new AbortController();
    const { post, told } = nobody(() => stopping.abort());
    const summary = await deliver(heldInMemory(aDelivery(1)), post, patienceUntil(stopping.signal));
    expect([told.attempts, summary.remaining, summary.trouble]).toEqual([1, 1, refused]);
  });

  test('told during a wait: the wait is cut short for one last attempt', async () => {
    const stopping = new AbortController();
    const { post, told } = nobody(() => void setImmediate(() => stopping.abort()));
    const random = () => 0.999; // a wait of five seconds
    const begunMs = performance.now();
    const options = { ...patienceUntil(stopping.signal), random };
    const summary = await deliver(heldInMemory(aDelivery(1)), post, options);
    expect([told.attempts, summary.remaining, summary.trouble]).toEqual([2, 1, refused]);
    expect(performance.now() - begunMs).toBeLessThan(4900);
  });

  test('not told: all attempts are made', async () => {
    const { post, told } = nobody(() => {});
    const { sleep: _, ...options } = patienceUntil(new AbortController().signal);
    await deliver(heldInMemory(aDelivery(1)), post, { ...options, sleep: async () => {} });
    expect([told.attempts, patienceUntil(undefined)]).toEqual([3, {}]);
  });
});

describe('work that is told to end', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  test('ends by itself: its own outcome, whatever it is', async () => {
    const { signal } = new AbortController();
    await expect(inTime(Promise.resolve(1), signal, 1000)).resolves.toBe(1);
    await expect(inTime(Promise.reject(new Error('own')), signal, 1000)).rejects.toThrow('own');
  });

  test.each([
    ['before', true],
    ['meanwhile', false],
  ])('told %s, and listens within the grace: its own outcome', async (_, before) => {
    const stopping = new AbortController();
    const work = Promise.withResolvers<string>();
    if (before) stopping.abort();
    const outcome = inTime(work.promise, stopping.signal, 1000);
    stopping.abort();
    await jest.advanceTimersByTimeAsync(999);
    work.resolve('partial');
    await expect(outcome).resolves.toBe('partial');
  });

  test.each([
    ['before', true],
    ['meanwhile', false],
  ])('told %s, and does not listen: left alone after the grace', async (_, before) => {
    const stopping = new AbortController();
    if (before) stopping.abort(new Error('told to end'));
    const outcome = expect(inTime(new Promise(() => {}), stopping.signal, 1000)).rejects.toThrow('told to end');
    stopping.abort(new Error('told to end'));
    await jest.advanceTimersByTimeAsync(1000);
    await outcome;
  });
});
