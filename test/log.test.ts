/** The log: nothing lost at the end, nothing told that an error carries about, bounded. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createLog } from '../src/platform/log.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gracewatch-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const never = (error: unknown): void => {
  throw error;
};

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('every line is there once the log is closed', async () => {
  const file = join(folder, 'many.log');
  const log = createLog({ level: 'info', file, stderr: process.stderr }, never);
  for (let number = 0; number < 2000; number += 1) log.info('line', { number });
  await log.close();
  expect(linesOf(file).map(({ number }) => number)).toEqual(Array.from({ length: 2000 }, (_, number) => number));
});

test('only what the level asks for', async () => {
  const file = join(folder, 'level.log');
  const log = createLog({ level: 'warn', file, stderr: process.stderr }, never);
  log.debug('no');
  log.info('no');
  log.warn('yes');
  log.error('yes');
  await log.close();
  expect(linesOf(file).map(({ level, message }) => [level, message])).toEqual([
    ['warn', 'yes'],
    ['error', 'yes'],
  ]);
});

test('of an error: name, message, code, stack and cause, and nothing else that it carries', async () => {
  const file = join(folder, 'error.log');
  const log = createLog({ level: 'info', file, stderr: process.stderr }, never);
  const cause = Object.assign(new Error('refused'), { config: { headers: { Authorization: 'Bearer hunter2' } } });
  const error = Object.assign(new Error('post failed', { cause }), { code: 'ECONNREFUSED', body: 'hunter2' });
  log.error('delivery', { error });
  await log.close();
  const [line] = linesOf(file);
  expect(line.error).toMatchObject({ message: 'post failed', code: 'ECONNREFUSED', cause: { message: 'refused' } });
  expect(JSON.stringify(line)).not.toContain('hunter2');
});

test.each([
  ['a folder that cannot be', '/proc/none/gracewatch.log'],
  ['a file for a folder', join(import.meta.dirname, 'log.test.ts', 'gracewatch.log')],
  ['a device', '/dev/full'],
  ['a folder', tmpdir()],
])('%s: told once, and the program goes on to its end', async (_, file) => {
  const failures: unknown[] = [];
  const log = createLog({ level: 'info', file, stderr: process.stderr }, (error) => void failures.push(error));
  for (let number = 0; number < 10; number += 1) {
    log.info('line');
    await new Promise((done) => setTimeout(done, 5));
  }
  await log.close();
  log.info('after the end');
  expect(failures).toHaveLength(1);
});

test('with DEBUG set, nothing of the log writer comes on standard output', () => {
  const file = join(folder, 'debug.log');
  const program = `
    const { createLog } = await import(${JSON.stringify(join(import.meta.dirname, '../src/platform/log.ts'))});
    const log = createLog({ level: 'info', file: ${JSON.stringify(file)}, stderr: process.stderr }, (error) => { throw error; });
    log.info('line');
    await log.close();
    process.stdout.write(process.env.DEBUG);`;
  const environment = { ...process.env, DEBUG: '*', DIAGNOSTICS: '*' };
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: environment,
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([0, '*']);
  expect(linesOf(file)).toHaveLength(1);
});

test('folders that are missing are made', async () => {
  const file = join(folder, 'not', 'yet', 'there.log');
  const log = createLog({ level: 'info', file, stderr: process.stderr }, never);
  log.info('line');
  await log.close();
  expect(linesOf(file)).toHaveLength(1);
});
