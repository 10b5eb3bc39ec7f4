/** `gracewatch serve`: starts, says where, ends cleanly; and says clearly why it cannot. */
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { takeLock } from '../../src/platform/lock.ts';
import { languages } from '../../src/wording/wording.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { madeStore } from '../support/stores.ts';
import { run } from '../support/world.ts';
import { begin, page } from './serving.ts';

jest.setTimeout(60_000);

const url = /http:\/\/127\.0\.0\.1:\d+/;
const tooWide = (text: string): string[] => text.split('\n').filter((line) => stringWidth(line) > 80);

function makeTooNew(store: string): void {
  const database = new DatabaseSync(store);
  database.exec("insert into kysely_migration (name, timestamp) values ('0999', '2030-01-01T00:00:00.000Z')");
  database.close();
}

/** A store without a credential. */
async function aStore(folder: string): Promise<string> {
  const store = join(folder, 'store.sqlite');
  await madeStore(store);
  return store;
}

describe.each(languages)('in %s', (lang) => {
  test('says its address and that it is open, answers, ends; the store is free afterwards', async () => {
    const store = join(temporaryFolder(), '倉庫 と 空白', 'store.sqlite');
    for (let start = 0; start < 2; start += 1) {
      const serving = begin(['serve', '--store', store, '--port', '0', '--lang', lang]);
      const [address] = await serving.said(url);
      await serving.said(lang === 'en' ? /There is no credential yet/ : /資格情報がまだない/);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      expect(await (await fetch(address)).text()).toContain('<title>gracewatch');
      const { exitCode, stdout, stderr } = await serving.stop();
      expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
      expect(stdout).toMatch(lang === 'en' ? /Ended\.\n$/ : /終了しました。\n$/);
      // Broken where a line ends.
      expect(stdout.replaceAll(/\s/g, '')).toContain(store.replaceAll(' ', ''));
      await expect(fetch(address)).rejects.toThrow('fetch failed');
      const lock = takeLock(`${store}.lock`);
      expect(lock).not.toBeNull();
      lock?.release();
      // Closed as it should be, nothing is left in a log beside the store.
      expect(readdirSync(join(store, '..')).toSorted()).toEqual(['store.sqlite', 'store.sqlite.lock']);
    }
  });

  const refused = async (words: readonly string[], code: RegExp): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(['serve', '--port', '0', ...words, '--lang', lang]);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: [^\n]*\n$/);
    expect(stderr).toMatch(code);
    return stderr;
  };

  test('the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as { port: number };
    const store = join(temporaryFolder(), 'store.sqlite');
    await refused(['--store', store, '--port', String(port)], new RegExp(`127\\.0\\.0\\.1:${port}`));
    await new Promise((done) => other.close(done));
    // Nothing is left behind: the same store serves at once.
    const serving = begin(['serve', '--store', store, '--port', String(port)]);
    await serving.said(url);
    expect((await serving.stop()).exitCode).toBe(0);
  });

  test('the store is newer than the program, and stays as it is', async () => {
    const store = await aStore(temporaryFolder());
    makeTooNew(store);
    const words = await refused(['--store', store], /0999/);
    expect(words).toContain(store);
    const database = new DatabaseSync(store, { readOnly: true });
    expect(database.prepare('select count(*) as n from kysely_migration').get()?.n).toBe(2);
    database.close();
  });

  test.each([
    ['a folder', (store: string) => mkdirSync(store), /EISDIR/],
    ['rubbish', (store: string) => writeFileSync(store, 'no database'.repeat(500)), /file is not a database/],
  ])('the store is %s', async (_, prepare, reason) => {
    const store = join(temporaryFolder(), 'store.sqlite');
    prepare(store);
    const before = statSync(store).size;
    await refused(['--store', store], reason);
    expect(statSync(store).size).toBe(before);
  });

  test('its folder cannot be made, or is a file', async () => {
    await refused(['--store', '/proc/gracewatch/store.sqlite'], /ENOENT/);
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await refused(['--store', join(file, 'store.sqlite')], /EEXIST/);
  });

  test('another one is at work over the store', async () => {
    const store = join(temporaryFolder(), 'store.sqlite');
    const serving = begin(['serve', '--store', store, '--port', '0']);
    const [address] = await serving.said(url);
    await refused(['--store', store], lang === 'en' ? /a collector is running/ : /収集サーバー/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    await serving.stop();
  });

  test('others could reach it, and there is no credential', async () => {
    const store = join(temporaryFolder(), 'store.sqlite');
    await refused(['--store', store, '--host', '0.0.0.0'], /0\.0\.0\.0/);
  });

  test('an address that this computer does not have', async () => {
    const store = await aStore(temporaryFolder());
    await run(['credential', 'add', '--role', 'admin', '--name', 'x', '--store', store]);
    await refused(['--store', store, '--host', '203.0.113.7'], /EADDRNOTAVAIL/);
  });

  test('the page is not built', async () => {
    const folder = temporaryFolder();
    renameSync(page, `${page}.away`);
    const words = await refused(['--store', join(folder, 'store.sqlite')], /npm run build:web/);
    renameSync(`${page}.away`, page);
    expect(words).toContain(dirname(page));
  });

  test('a port that is none', async () => {
    await refused(['--port', '70000'], /--port/);
    await refused(['--port', 'http'], /--port/);
  });
});

test('a store that may only be read is refused, for whoever is bound by rights', async () => {
  const folder = temporaryFolder();
  const store = await aStore(folder);
  chmodSync(store, 0o444);
  chmodSync(folder, 0o555);
  const { exitCode, stderr } = await run(['serve', '--store', store, '--port', '0']);
  chmodSync(folder, 0o755);
  if (process.getuid?.() === 0) {
    process.stdout.write('skipped: root may write to what is read-only\n');
    expect(exitCode).toBe(0);
    return;
  }
  expect([exitCode, stderr.includes(store)]).toEqual([3, true]);
  rmSync(store);
});

test('with a credential, it does not say that it is open, and asks who is there', async () => {
  const store = join(temporaryFolder(), 'store.sqlite');
  const added = await run(['credential', 'add', '--role', 'reader', '--name', 'x', '--store', store]);
  const serving = begin(['serve', '--store', store, '--port', '0']);
  const [address] = await serving.said(url);
  const asked = (headers: Record<string, string> = {}) => fetch(`${address}/v1/machines`, { headers });
  expect((await asked()).status).toBe(401);
  expect((await asked({ authorization: `Bearer ${added.stdout.trim()}` })).status).toBe(200);
  const { stdout } = await serving.stop();
  expect(stdout).not.toContain('no credential');
});
