/** The schedule: a time of each agent's own, the same every day, also on the days that have 23 or 25 hours. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTask, validate } from 'node-cron';
import { cronExpression, nextAfter, offsetMinutes } from '../../src/agent/schedule.ts';

const periods = [1, 2, 3, 4, 6, 8, 12, 24];
const id = '72ce6c73-1bd7-443c-ad7d-60e88105cf3a';

test('an agent keeps its time over restarts and versions', () => {
  expect(periods.map((hours) => [offsetMinutes(id, hours), cronExpression(id, hours)])).toEqual([
    [46, '46 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23 * * *'],
    [46, '46 0,2,4,6,8,10,12,14,16,18,20,22 * * *'],
    [106, '46 1,4,7,10,13,16,19,22 * * *'],
    [46, '46 0,4,8,12,16,20 * * *'],
    [286, '46 4,10,16,22 * * *'],
    [46, '46 0,8,16 * * *'],
    [286, '46 4,16 * * *'],
    [1006, '46 16 * * *'],
  ]);
});

test('every expression is one that node-cron takes, with as many times a day as fit', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom(...periods), (agent, hours) => {
      const expression = cronExpression(agent, hours);
      expect(validate(expression)).toBe(true);
      expect(expression.split(' ')[1]?.split(',')).toHaveLength(24 / hours);
      expect(offsetMinutes(agent, hours)).toBeLessThan(hours * 60);
    }),
  );
});

test('a fleet is spread over the period', () => {
  const hours = Array.from({ length: 24 }, () => 0);
  for (let n = 0; n < 24_000; n += 1) {
    const hour = Math.floor(offsetMinutes(`agent ${n}`, 24) / 60);
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
  expect(Math.min(...hours)).toBeGreaterThan(800);
  expect(Math.max(...hours)).toBeLessThan(1200);
});

test('the next time that is told is the one that node-cron keeps', () => {
  for (const hours of periods) {
    const task = createTask(cronExpression(id, hours), () => {}, { timezone: 'UTC' });
    let at = Date.now();
    for (const run of task.getNextRuns(30)) {
      at = nextAfter(at, id, hours);
      expect(run.toISOString()).toBe(new Date(at).toISOString());
    }
    task.destroy();
  }
});

test.each([
  ['Europe/Berlin', '2026-10-24T12:00:00Z'],
  ['America/New_York', '2027-03-13T12:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T06:00:00Z'],
])('%s: the day on which clocks are set has its times a period apart', async (zone, from) => {
  // A process of its own: the zone of this one is fixed.
  const program = `
    import { createTask } from 'node-cron';
    const task = createTask('${cronExpression(id, 3)}', () => {}, { timezone: 'UTC' });
    const minutes = Array.from({ length: 2 * 1440 }, (_, n) => new Date(Date.parse('${from}') + n * 60_000));
    const offsets = minutes.map((minute) => minute.getTimezoneOffset());
    console.log(JSON.stringify({ at: minutes.filter((one) => task.match(one)), zones: new Set(offsets).size }));
    task.destroy();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...process.env, TZ: zone },
  });
  const { at, zones } = JSON.parse(stdout) as { at: string[]; zones: number };
  expect(zones).toBe(2); // or this day would show nothing
  const expected = Array.from({ length: 16 }).reduce<number[]>(
    (all) => [...all, nextAfter(all.at(-1) ?? Date.parse(from) - 1, id, 3)],
    [],
  );
  expect(at.map((one) => Date.parse(one))).toEqual(expected);
});
