/**
 * A restore that dies at any step: whatever stands under the store's name is whole, the old one or the new one, and
 * the next attempt succeeds. Each call of fs in turn, and all that follow it, fail, as in a process that is gone.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, jest, test } from '@jest/globals';
import { temporaryFolder } from '../delivery/deliveries.ts';

jest.setTimeout(60_000);

const real = { copyFile: fs.copyFile, link: fs.link, open: fs.open, rename: fs.rename, rm: fs.rm };
/** Calls that are still done; then the process is dead. */
let left = Number.POSITIVE_INFINITY;
let calls: string[] = [];
const mortal =
  (name: keyof typeof real) =>
  async (...words: unknown[]): Promise<unknown> => {
    if (left <= 0) throw Object.assign(new Error('dead'), { code: 'EDEAD' });
    left -= 1;
    calls.push(name);
    return await (real[name] as (...all: unknown[]) => Promise<unknown>)(...words);
  };
jest.unstable_mockModule('node:fs/promises', () => ({
  ...fs,
  copyFile: mortal('copyFile'),
  link: mortal('link'),
  open: mortal('open'),
  rename: mortal('rename'),
  rm: mortal('rm'),
}));
const { run } = await import('../support/world.ts');

/** A store with so many credentials: rows enough to know it by. */
async function aStore(file: string, credentials: number): Promise<string> {
  for (let n = 0; n < credentials; n += 1) {
    const { exitCode } = await run(['credential', 'add', '--role', 'reader', '--name', `${n}`, '--store', file]);
    expect(exitCode).toBe(0);
  }
  return file;
}

function credentialsIn(file: string): number {
  const database = new DatabaseSync(file);
  expect(database.prepare('pragma integrity_check').get()?.integrity_check).toBe('ok');
  const { n } = database.prepare('select count(*) as n from credential').get() ?? {};
  database.close();
  return Number(n);
}

async function aBackup(): Promise<string> {
  const file = join(temporaryFolder(), 'backup.sqlite');
  expect(
    (await run(['backup', file, '--store', await aStore(join(temporaryFolder(), 'other.sqlite'), 1)])).exitCode,
  ).toBe(0);
  return file;
}

const restore = (file: string, store: string, second: number) =>
  run(['restore', file, '--store', store], { now: new Date(Date.UTC(2026, 10, 24, 12, 0, second)).toISOString() });

test('killed at each step: there is a store, old or new, and the next attempt succeeds', async () => {
  const backup = await aBackup();
  const origin = await aStore(join(temporaryFolder(), 'store.sqlite'), 3);
  const seen: number[] = [];
  let steps = 0;
  for (; steps < 100; steps += 1) {
    const folder = join(temporaryFolder(), 'data');
    mkdirSync(folder);
    const store = join(folder, 'store.sqlite');
    copyFileSync(origin, store);
    calls = [];
    left = steps;
    const { exitCode } = await restore(backup, store, 0);
    left = Number.POSITIVE_INFINITY;
    expect(existsSync(store)).toBe(true);
    const found = credentialsIn(store);
    expect([1, 3]).toContain(found);
    seen.push(found);
    if (exitCode === 0) break;

    expect(await restore(backup, store, 1)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(credentialsIn(store)).toBe(1);
    const kept = readdirSync(folder).filter((name) => /\.before-[\w-]+Z$/.test(name));
    expect(kept.map((name) => credentialsIn(join(folder, name)))).toContain(found);
    expect(readdirSync(folder).filter((name) => name.includes('arriving'))).toEqual([]);
  }
  process.stdout.write(`restore: died at each of ${steps} steps (${[...new Set(calls)].join(', ')})\n`);
  expect(steps).toBeGreaterThan(5);
  expect(new Set(seen)).toEqual(new Set([1, 3]));
});

test('the log of a copy that a killed restore has left is not taken for one of this copy', async () => {
  const backup = await aBackup();
  const store = await aStore(join(temporaryFolder(), 'store.sqlite'), 3);
  const stale = join(temporaryFolder(), 'stale.sqlite');
  const database = new DatabaseSync(stale);
  database.exec('pragma journal_mode = wal; create table rubbish (a); insert into rubbish values (1)');
  copyFileSync(`${stale}-wal`, `${store}.arriving-wal`);
  database.close();
  expect(await restore(backup, store, 0)).toMatchObject({ exitCode: 0, stderr: '' });
  expect(credentialsIn(store)).toBe(1);
});
