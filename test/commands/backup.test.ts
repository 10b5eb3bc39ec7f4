/** `gracewatch backup` and `restore`: one consistent file while the collector works; at no moment is there no store. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { v5, v7 } from 'uuid';
import { interpret } from '../../src/activation/interpret.ts';
import { deliveryVersion } from '../../src/delivery/delivery.ts';
import { languages } from '../../src/wording/wording.ts';
import { evidenceOf } from '../agent/agents.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { run } from '../support/world.ts';
import { begin } from './serving.ts';

jest.setTimeout(60_000);

const tooWide = (text: string): string[] => text.split('\n').filter((line) => stringWidth(line) > 80);
const report = interpret(evidenceOf('kms-healthy'));

/** Deliveries of machines `from` up to but not including `to`. */
async function deliver(url: string, from: number, to: number): Promise<void> {
  const deliveries = Array.from({ length: to - from }, (_, n) => ({
    schema: deliveryVersion,
    id: v7(),
    agent: { id: v5(String(from + n), v5.URL), version: '0.1.0' },
    sequence: 1,
    sentAt: new Date().toISOString(),
    report,
  }));
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/deliveries`, { method: 'POST', headers, body: JSON.stringify(deliveries) });
  expect(answer.status).toBe(200);
}

/** A store with so many machines, and nobody at work over it. */
async function aStore(machines: number, file = join(temporaryFolder(), 'store.sqlite')): Promise<string> {
  const serving = begin(['serve', '--store', file, '--port', '0']);
  const [url] = await serving.said(/http:\/\/127\.0\.0\.1:\d+/);
  if (machines > 0) await deliver(url, 0, machines);
  expect((await serving.stop()).exitCode).toBe(0);
  return file;
}

/** Machines, deliveries, and the sum of the daily counts; fails where the file is damaged. */
function counts(file: string) {
  const database = new DatabaseSync(file, { readOnly: true });
  const count = (query: string) => Number(Object.values(database.prepare(query).get() ?? {})[0]);
  expect(database.prepare('pragma integrity_check').get()?.integrity_check).toBe('ok');
  const found = {
    machines: count('select count(*) from machine'),
    deliveries: count('select count(*) from delivery'),
    histories: count('select count(*) from history'),
  };
  database.close();
  return found;
}
const of = (machines: number) => ({ machines, deliveries: machines, histories: machines });

async function aBackup(machines: number): Promise<string> {
  const file = join(temporaryFolder(), 'backup.sqlite');
  expect((await run(['backup', file, '--store', await aStore(machines)])).exitCode).toBe(0);
  return file;
}

describe.each(languages)('in %s', (lang) => {
  const tool = (store: string, ...words: string[]) => run([...words, '--store', store, '--lang', lang]);
  const refused = async (store: string, words: string[], names: RegExp): Promise<string> => {
    const { exitCode, stdout, stderr } = await tool(store, ...words);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: [^\n]*\n$/);
    expect(stderr).toMatch(names);
    return stderr;
  };

  test('backup: one file, whole, for its owner only; the number of machines is told', async () => {
    const store = await aStore(3);
    const folder = join(temporaryFolder(), '控え の フォルダー');
    mkdirSync(folder);
    const file = join(folder, 'backup.sqlite');
    const { exitCode, stdout, stderr } = await tool(store, 'backup', file);
    expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
    expect(stdout.replaceAll('\n', ' ')).toMatch(lang === 'en' ? /3 machines/ : /3 台/);
    expect(readdirSync(folder)).toEqual(['backup.sqlite']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(counts(file)).toEqual(of(3));
    expect(readdirSync(folder)).toEqual(['backup.sqlite']);
  });

  test('backup over a file, to no folder, of no store: refused; nothing is written', async () => {
    const store = await aStore(1);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'mine'), 'precious');
    await refused(store, ['backup', join(folder, 'mine')], /mine/);
    expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('precious');
    await refused(store, ['backup', folder], new RegExp(folder));
    await refused(store, ['backup', join(folder, 'nowhere', 'file')], /ENOENT/);
    await refused(join(folder, 'none.sqlite'), ['backup', join(folder, 'new')], /none\.sqlite/);
    expect(readdirSync(folder)).toEqual(['mine']);
  });

  test('backup of rubbish: told, and no file stays', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'store.sqlite'), 'rubbish'.repeat(1000));
    await refused(join(folder, 'store.sqlite'), ['backup', join(folder, 'new')], /not a database/);
    expect(readdirSync(folder)).toEqual(['store.sqlite']);
  });

  test('backup to a full disk: told, and no file stays', async () => {
    const store = await aStore(20);
    const folder = temporaryFolder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) {
      process.stdout.write('skipped: no small file system can be mounted here\n');
      return;
    }
    try {
      await refused(store, ['backup', join(folder, 'new')], /full/);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      spawnSync('umount', [folder]);
    }
    expect(counts(store)).toEqual(of(20));
  });

  test('restore: what was there is kept, and both are whole', async () => {
    const backup = await aBackup(2);
    const store = await aStore(5);
    const { exitCode, stdout, stderr } = await tool(store, 'restore', backup);
    expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
    expect(counts(store)).toEqual(of(2));
    const kept = readdirSync(join(store, '..')).filter((name) => name.includes('.before-'));
    expect(kept).toHaveLength(1);
    expect(stdout.replaceAll('\n', '')).toContain(kept[0]);
    expect(counts(join(store, '..', kept[0] ?? ''))).toEqual(of(5));
    expect(readdirSync(join(store, '..')).filter((name) => name.includes('arriving'))).toEqual([]);
    // And the collector goes on with it.
    await aStore(0, store);
    expect(counts(backup)).toEqual(of(2));
  });

  test('restore where there is no store, not even a folder', async () => {
    const store = join(temporaryFolder(), 'new', 'store.sqlite');
    const { exitCode, stdout } = await tool(store, 'restore', await aBackup(2));
    expect([exitCode, stdout.includes('before-')]).toEqual([0, false]);
    expect(readdirSync(join(store, '..')).toSorted()).toEqual(['store.sqlite', 'store.sqlite.lock']);
    expect(counts(store)).toEqual(of(2));
  });

  test('restore under a running collector: refused, and it goes on', async () => {
    const backup = await aBackup(2);
    const store = join(temporaryFolder(), 'store.sqlite');
    const serving = begin(['serve', '--store', store, '--port', '0']);
    const [url] = await serving.said(/http:\/\/127\.0\.0\.1:\d+/);
    await deliver(url, 0, 3);
    await refused(store, ['restore', backup], /store\.sqlite/);
    await deliver(url, 3, 4);
    await serving.stop();
    expect(counts(store)).toEqual(of(4));
  });

  test.each([
    ['rubbish', (file: string) => writeFileSync(file, 'rubbish'.repeat(1000)), /not a database/],
    ['empty', (file: string) => writeFileSync(file, ''), /no such table/],
    ['a folder', (file: string) => mkdirSync(file), /unable to open|disk I\/O error/],
    ['missing', () => {}, /backup/],
    [
      'another database',
      (file: string) => {
        const database = new DatabaseSync(file);
        database.exec('create table machines (id)');
        database.close();
      },
      /no such table/,
    ],
  ])('restore of a file that is %s: refused, the store untouched', async (_, prepare, names) => {
    const store = await aStore(1);
    const before = readFileSync(store);
    const file = join(temporaryFolder(), 'backup');
    prepare(file);
    await refused(store, ['restore', file], names);
    expect(readFileSync(store).equals(before)).toBe(true);
    expect(readdirSync(join(store, '..')).toSorted()).toEqual(['store.sqlite', 'store.sqlite.lock']);
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  test('restore of a damaged backup: refused, the store untouched', async () => {
    const store = await aStore(1);
    const before = readFileSync(store);
    const file = await aBackup(20);
    const bytes = readFileSync(file);
    for (let at = 4096; at < bytes.length; at += 4096) bytes.fill(0xa5, at + 8, at + 600);
    writeFileSync(file, bytes);
    await refused(store, ['restore', file], new RegExp(file));
    expect(readFileSync(store).equals(before)).toBe(true);
  });

  test('restore of a newer store: refused by the name that was given, the store untouched', async () => {
    const store = await aStore(1);
    const before = readFileSync(store);
    const file = await aBackup(2);
    const database = new DatabaseSync(file);
    database.exec("insert into kysely_migration (name, timestamp) values ('0999', '2030-01-01T00:00:00.000Z')");
    database.close();
    const words = await refused(store, ['restore', file], /0999/);
    expect([words.includes(file), words.includes('arriving')]).toEqual([true, false]);
    expect(readFileSync(store).equals(before)).toBe(true);
    expect(readdirSync(join(store, '..')).toSorted()).toEqual(['store.sqlite', 'store.sqlite.lock']);
  });

  test('a damaged store is what a restore is for; it is kept', async () => {
    const store = await aStore(1);
    writeFileSync(store, 'rubbish'.repeat(1000));
    const { exitCode } = await tool(store, 'restore', await aBackup(2));
    expect([exitCode, counts(store)]).toEqual([0, of(2)]);
    const [kept = ''] = readdirSync(join(store, '..')).filter((name) => name.includes('.before-'));
    expect(readFileSync(join(store, '..', kept), 'utf8')).toContain('rubbish');
  });

  test('PostgreSQL: its own tools; the password is not shown', async () => {
    for (const words of [
      ['backup', '/tmp/x'],
      ['restore', '/tmp/x'],
    ]) {
      const told = await refused('postgres://user:geheim@db.corp.example/gracewatch', words, /pg_dump/);
      expect([told.includes('db.corp.example'), told.includes('geheim')]).toEqual([true, false]);
    }
  });
});

test('while deliveries come in: each backup is whole, of one instant, and later ones hold no less', async () => {
  const store = join(temporaryFolder(), 'store.sqlite');
  const serving = begin(['serve', '--store', store, '--port', '0']);
  const [url] = await serving.said(/http:\/\/127\.0\.0\.1:\d+/);
  let machines = 0;
  let going = true;
  const sending = (async () => {
    while (going) {
      await deliver(url, machines, machines + 10);
      machines += 10;
    }
  })();
  const seen: number[] = [];
  const folder = temporaryFolder();
  for (let n = 0; n < 6; n += 1) {
    const acknowledged = machines;
    const file = join(folder, `backup-${n}`);
    expect(await run(['backup', file, '--store', store])).toMatchObject({ exitCode: 0, stderr: '' });
    const found = counts(file);
    expect(found).toEqual(of(found.machines));
    // What was answered before it began is in it; a request is in it whole or not at all.
    expect(found.machines).toBeGreaterThanOrEqual(acknowledged);
    expect(found.machines % 10).toBe(0);
    seen.push(found.machines);
  }
  going = false;
  await sending;
  await serving.stop();
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBeGreaterThan(0);
});
