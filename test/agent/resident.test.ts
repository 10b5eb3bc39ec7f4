/** A resident agent over days, with node-cron itself: time passes by hand, and the machine sleeps and is set as it likes. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { rhythm } from '../../src/agent/due.ts';
import { type Resident, startResident } from '../../src/agent/resident.ts';
import { cronExpression, nextAfter } from '../../src/agent/schedule.ts';
import { keptLog } from '../support/collector.ts';

const id = '72ce6c73-1bd7-443c-ad7d-60e88105cf3a';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
const noon = Date.parse('2026-11-24T12:00:00Z');
const slot = nextAfter(noon, id, 24);

beforeEach(() => {
  jest.useFakeTimers({ now: noon });
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
const begun: Resident[] = [];
afterEach(async () => {
  await Promise.all(begun.splice(0).map((one) => one.stop()));
  expect(jest.getTimerCount()).toBe(0);
  jest.restoreAllMocks();
  jest.useRealTimers();
});

interface Given {
  readonly lastAt?: number | null;
  readonly everyHours?: number;
  readonly cycle?: (signal: AbortSignal) => Promise<boolean>;
}

/** `begins`: when each cycle began. */
function start({ lastAt = null, everyHours = 24, cycle = async () => true }: Given = {}) {
  const { log, lines } = keptLog();
  const begins: number[] = [];
  const failures: unknown[] = [];
  let last = lastAt;
  const resident = startResident({
    expression: cronExpression(id, everyHours),
    everyMs: everyHours * hour,
    clock: { now: () => new Date() },
    log,
    lastSuccess: {
      at: () => last,
      async note(at) {
        last = at;
      },
    },
    cycle(signal) {
      begins.push(Date.now());
      return cycle(signal);
    },
    failed: (error) => void failures.push(error),
  });
  begun.push(resident);
  return { resident, begins, failures, lines, lastAt: () => last };
}

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);
/** No timer runs while a machine sleeps. */
const sleep = (ms: number): void => jest.setSystemTime(Date.now() + ms);
/** What is told of a cycle: when, to the second. */
const times = (begins: readonly number[]): string[] => begins.map((at) => new Date(at).toISOString().slice(0, 19));

describe('the schedule', () => {
  test('no success is known: begins at once, and then at its time, once a day', async () => {
    const { begins, lastAt } = start();
    expect(begins).toEqual([noon]);
    await pass(3 * day);
    expect(times(begins)).toEqual(times([noon, slot, slot + day, slot + 2 * day]));
    expect(lastAt()).toBe(begins.at(-1));
  });

  test('a recent success, from before the start: waits for its time', async () => {
    const { begins } = start({ lastAt: noon - 10 * hour });
    await pass(slot - noon - 1);
    expect(begins).toEqual([]);
    await pass(1000);
    expect(times(begins)).toEqual(times([slot]));
  });

  test.each([1, 2, 3, 4, 6, 8, 12, 24])('every %i hours: as often as that fits into two days', async (everyHours) => {
    const { begins } = start({ lastAt: noon, everyHours });
    await pass(2 * day);
    const first = nextAfter(noon, id, everyHours);
    const expected = Array.from({ length: 48 / everyHours }, (_, n) => first + n * everyHours * hour);
    expect(times(begins)).toEqual(times(expected));
  });

  test('begins up to five minutes later, at random', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    const { begins } = start({ lastAt: noon });
    await pass(2 * day);
    const late = rhythm.jitterMs / 2;
    expect(times(begins)).toEqual(times([slot + late, slot + day + late]));
  });

  test('a machine too busy to look at the clock for most of a minute: its time is kept', async () => {
    const { begins } = start({ lastAt: noon - 10 * hour });
    await pass(slot - noon - 5000);
    sleep(50_000);
    await pass(5000);
    expect(begins).toEqual([slot + 50_000]);
  });

  test('a cycle that takes longer than three periods is the only one; what was missed is made up for once', async () => {
    const slow = Promise.withResolvers<boolean>();
    const { begins, lines } = start({ lastAt: noon, cycle: () => slow.promise });
    await pass(slot - noon + 3 * day + hour);
    expect(times(begins)).toEqual(times([slot]));
    expect(lines.some(({ level, message }) => level === 'info' && message.includes('still running'))).toBe(true);
    slow.resolve(true);
    await pass(2 * minute);
    expect(begins).toHaveLength(2);
    await pass(day);
    expect(times(begins.slice(2))).toEqual(times([slot + 4 * day]));
  });
});

describe('a sleep', () => {
  test.each([
    ['over its time, for a long night', 20 * hour],
    ['over a week', 7 * day],
    ['over a year', year],
  ])('%s: one catch-up within a minute of waking, and then the schedule', async (_, ms) => {
    const { begins } = start({ lastAt: noon - 10 * hour });
    sleep(ms);
    const woke = Date.now();
    await pass(minute);
    expect(begins).toHaveLength(1);
    expect(begins[0]).toBeGreaterThanOrEqual(woke);
    const next = nextAfter(Date.now(), id, 24);
    await pass(next - Date.now() - 1);
    expect(begins).toHaveLength(1);
    await pass(1000 + day);
    expect(times(begins.slice(1))).toEqual(times([next, next + day]));
  });

  test('a short one, not over its time: the time is kept, though no timer ran meanwhile', async () => {
    const { begins } = start({ lastAt: noon - hour });
    sleep(hour);
    await pass(slot - Date.now() + 1000);
    expect(times(begins)).toEqual(times([slot]));
  });

  test('waking while a cycle waits for its random moment: one, not two', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.9);
    const { begins } = start({ lastAt: noon - 2 * hour });
    await pass(slot - noon + minute);
    sleep(2 * day);
    await pass(20 * minute);
    expect(begins).toHaveLength(1);
  });

  test('waking just before its time: not once more at its time', async () => {
    const { begins } = start({ lastAt: noon - day });
    sleep(slot - noon - 2 * minute);
    await pass(hour);
    expect(begins).toHaveLength(1);
    await pass(day);
    expect(times(begins.slice(1))).toEqual(times([slot + day]));
  });
});

describe('a clock that is set', () => {
  test('back by a year: told, and the schedule goes on', async () => {
    const { begins, lines } = start();
    jest.setSystemTime(noon - year);
    const next = nextAfter(noon - year, id, 24);
    await pass(2 * day);
    const warned = lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
    expect(warned).toEqual(['the clock jumped']);
    // The first one at once, for a success in the future is none.
    expect(times(begins)).toEqual(times([noon, noon - year + minute, next, next + day]));
  });

  test('ahead by a year, and right again: silent at neither time', async () => {
    const { begins } = start();
    jest.setSystemTime(noon + year);
    await pass(hour);
    expect(begins).toHaveLength(2);
    jest.setSystemTime(noon + 2 * hour);
    await pass(minute);
    expect(begins).toHaveLength(3);
    await pass(2 * day);
    expect(times(begins.slice(3))).toEqual(times([slot, slot + day]));
  });

  test('was a year ahead before the start: begins at once', () => {
    expect(start({ lastAt: noon + year }).begins).toEqual([noon]);
  });
});

describe('a cycle that fails', () => {
  test('by an error: told each time, tried again after an hour, and the program goes on', async () => {
    let broken = true;
    const error = new Error('made up');
    const { begins, failures, lastAt } = start({
      cycle: async () => {
        if (broken) throw error;
        return true;
      },
    });
    await pass(3 * hour - minute);
    expect(times(begins)).toEqual(times([noon, noon + hour, noon + 2 * hour]));
    expect([failures, lastAt()]).toEqual([[error, error, error], null]);
    broken = false;
    await pass(hour);
    expect([begins.length, failures.length, lastAt()]).toEqual([4, 3, noon + 3 * hour]);
    await pass(slot - Date.now() + 1000);
    expect(times(begins.slice(4))).toEqual(times([slot]));
  });

  test('without one: no success is noted, and it is tried again as well', async () => {
    const { begins, failures, lastAt } = start({ cycle: async () => false });
    await pass(hour + minute);
    expect([times(begins), failures, lastAt()]).toEqual([times([noon, noon + hour]), [], null]);
  });

  test('at its time: what the schedule begins counts as a try', async () => {
    const { begins } = start({ lastAt: noon, cycle: async () => false });
    await pass(slot - noon + day - minute);
    // From its own time on every hour, once a period and its slack are over.
    const owed = noon + day + rhythm.slackMs;
    expect(begins[0]).toBeLessThan(slot + 1000);
    expect(begins[1]).toBeGreaterThan(owed);
    const gaps = begins.slice(2).map((at, n) => at - (begins[n + 1] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(hour);
  });
});

describe('told to stop', () => {
  test('idle: nothing begins after it', async () => {
    const { resident, begins } = start({ lastAt: noon });
    await resident.stop();
    expect(jest.getTimerCount()).toBe(0);
    await pass(3 * day);
    expect(begins).toEqual([]);
  });

  test('while a cycle waits for its random moment: it does not begin', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0.9);
    const { resident, begins } = start({ lastAt: noon });
    await pass(slot - noon + minute);
    await resident.stop();
    await pass(day);
    expect(begins).toEqual([]);
  });

  test('in the middle of a cycle: the cycle hears of it, is waited for, and counts', async () => {
    const working = Promise.withResolvers<boolean>();
    let heard: AbortSignal | null = null;
    const { resident, lastAt } = start({
      cycle: (signal) => {
        heard = signal;
        return working.promise;
      },
    });
    let ended = false;
    const ending = resident.stop().then(() => {
      ended = true;
    });
    await pass(hour);
    expect([(heard as AbortSignal | null)?.aborted, ended]).toEqual([true, false]);
    working.resolve(true);
    await ending;
    expect(lastAt()).toBe(noon);
  });

  test('a cycle that is broken off by it is no failure, and no success', async () => {
    const { resident, failures, lines, lastAt } = start({
      cycle: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    });
    await resident.stop();
    expect([failures, lastAt()]).toEqual([[], null]);
    expect(lines.at(-1)).toMatchObject({ level: 'info', message: 'the cycle was broken off' });
  });
});
