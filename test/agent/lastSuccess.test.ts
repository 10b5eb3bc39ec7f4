/** The last success: kept over restarts; what cannot be read counts as none and is told. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openLastSuccess } from '../../src/agent/lastSuccess.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { keptLog } from '../support/collector.ts';

const at = Date.parse('2026-11-24T12:00:00.000Z');
const fileIn = (folder: string): string => join(folder, 'last-success.json');

test('none at first, silently; noted, it is there after a restart, alone in its folder', async () => {
  const folder = temporaryFolder();
  const { log, lines } = keptLog();
  const first = await openLastSuccess(folder, log);
  expect(first.at()).toBeNull();
  await first.note(at);
  expect(first.at()).toBe(at);
  expect((await openLastSuccess(folder, log)).at()).toBe(at);
  expect(readdirSync(folder)).toEqual(['last-success.json']);
  expect(JSON.parse(readFileSync(fileIn(folder), 'utf8'))).toEqual({
    schema: 'gracewatch.lastSuccess/1',
    at: '2026-11-24T12:00:00.000Z',
  });
  expect(lines).toEqual([]);
});

test.each([
  ['empty', ''],
  ['cut off', '{"schema":"gracewatch.lastSu'],
  ['no JSON', '\u0000\u0000\u0000'],
  ['another schema', '{"schema":"gracewatch.lastSuccess/2","at":"2026-11-24T12:00:00.000Z"}'],
  ['no instant', '{"schema":"gracewatch.lastSuccess/1","at":"yesterday"}'],
  ['null', 'null'],
])('%s: none, told, and mended by the next success', async (_, text) => {
  const folder = temporaryFolder();
  writeFileSync(fileIn(folder), text);
  const { log, lines } = keptLog();
  const lastSuccess = await openLastSuccess(folder, log);
  expect(lastSuccess.at()).toBeNull();
  expect(lines).toMatchObject([
    { level: 'warn', message: 'the last success cannot be read', facts: { file: fileIn(folder) } },
  ]);
  await lastSuccess.note(at);
  expect((await openLastSuccess(folder, log)).at()).toBe(at);
  expect(lines).toHaveLength(1);
});

test('cannot be written: told, and known all the same until the program ends', async () => {
  const folder = temporaryFolder();
  mkdirSync(fileIn(folder)); // a folder in the place of the file: not even root can rename a file over it
  const { log, lines } = keptLog();
  const lastSuccess = await openLastSuccess(folder, log);
  await lastSuccess.note(at);
  expect(lastSuccess.at()).toBe(at);
  expect(lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'warn: the last success cannot be read',
    'warn: the last success cannot be written',
  ]);
  expect(readdirSync(folder)).toEqual(['last-success.json']);
});
