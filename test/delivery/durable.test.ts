/** A file is there whole or not at all, whatever fails; what passes is waited for, what does not is told at once. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeDurably } from '../../src/delivery/durable.ts';
import { faultFs } from '../support/faultFs.ts';
import { temporaryFolder } from './deliveries.ts';

const bytes = Buffer.from('a delivery of some length');

/** Sleeps are counted, not slept. */
function waiting() {
  const waits: number[] = [];
  return { waits, sleep: async (ms: number) => void waits.push(ms) };
}

test('order: written, synced, closed, renamed, folder synced', async () => {
  const folder = temporaryFolder();
  const { fs, calls } = faultFs(() => null);
  await writeDurably(join(folder, 'x'), bytes, { fs });
  expect(calls.map(({ fn }) => fn)).toEqual(['open', 'writeFile', 'sync', 'close', 'rename', 'open', 'sync', 'close']);
  expect(calls.at(-3)?.path).toBe(folder);
  expect(readdirSync(folder)).toEqual(['x']);
});

test.each([
  ['open', 'EACCES'],
  ['writeFile', 'ENOSPC'],
  ['sync', 'EIO'],
  ['close', 'EDQUOT'],
  ['rename', 'ENOENT'],
])('%s fails with %s: told at once, what was there is untouched, nothing is left', async (fn, code) => {
  const folder = temporaryFolder();
  const file = join(folder, 'x');
  writeFileSync(file, 'before');
  const { waits, sleep } = waiting();
  const { fs } = faultFs((call) => (call.fn === fn && call.nth === 1 ? code : null));
  await expect(writeDurably(file, bytes, { fs, sleep })).rejects.toMatchObject({ code });
  expect(waits).toEqual([]);
  expect(readFileSync(file, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['x']);
});

test("a temporary name that is taken is somebody else's: it is not removed", async () => {
  const { fs, calls } = faultFs((call) => (call.fn === 'open' && call.nth === 1 ? 'EEXIST' : null));
  await expect(writeDurably(join(temporaryFolder(), 'x'), bytes, { fs })).rejects.toMatchObject({ code: 'EEXIST' });
  expect(calls.map(({ fn }) => fn)).toEqual(['open']);
});

describe('a rename that is held up', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])('%s three times, then it succeeds', async (code) => {
    const file = join(temporaryFolder(), 'x');
    const { waits, sleep } = waiting();
    const { fs } = faultFs(({ fn, nth }) => (fn === 'rename' && nth <= 3 ? code : null));
    await writeDurably(file, bytes, { fs, sleep });
    expect(readFileSync(file)).toEqual(bytes);
    expect(waits).toHaveLength(3);
  });

  test('for ever: given up after about two seconds of growing waits, nothing is left', async () => {
    const folder = temporaryFolder();
    const { waits, sleep } = waiting();
    const { fs } = faultFs(({ fn }) => (fn === 'rename' ? 'EPERM' : null));
    await expect(writeDurably(join(folder, 'x'), bytes, { fs, sleep })).rejects.toMatchObject({ code: 'EPERM' });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(2000);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the folder', () => {
  const failing = (code: string) => faultFs(({ fn, nth }) => (fn === 'sync' && nth === 2 ? code : null)).fs;

  test.each(['EPERM', 'EISDIR', 'EINVAL'])('cannot be synced here (%s): the rename has to do', async (code) => {
    const file = join(temporaryFolder(), 'x');
    await writeDurably(file, bytes, { fs: failing(code) });
    expect(readFileSync(file)).toEqual(bytes);
  });

  test('fails to be synced: not durable, so not told as such', async () => {
    const file = join(temporaryFolder(), 'x');
    await expect(writeDurably(file, bytes, { fs: failing('EIO') })).rejects.toMatchObject({ code: 'EIO' });
  });
});

test('the first error is told, also where the leftover cannot be removed', async () => {
  const folder = temporaryFolder();
  const { fs } = faultFs(({ fn }) => ({ sync: 'EIO', rm: 'EPERM' })[fn] ?? null);
  await expect(writeDurably(join(folder, 'x'), bytes, { fs })).rejects.toMatchObject({ code: 'EIO' });
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^x\.[0-9a-f]{8}\.tmp$/)]);
  await writeDurably(join(folder, 'x'), bytes);
  expect(readFileSync(join(folder, 'x'))).toEqual(bytes);
});
