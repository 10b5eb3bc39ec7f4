/** `gracewatch credential`: the text alone on standard output, once; what the store keeps proves nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { languages } from '../../src/wording/wording.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { madeStore } from '../support/stores.ts';
import { run } from '../support/world.ts';
import { begin } from './serving.ts';

jest.setTimeout(60_000);

const agent = '0193a5c4-7d1e-4c39-9d6e-2f6f6a2f9b10';
const hostile = ['\u001b', '\u202e'];
const tooWide = (text: string): string[] => text.split('\n').filter((line) => stringWidth(line) > 80);

describe.each(languages)('in %s', (lang) => {
  const credential = (store: string, ...words: string[]) =>
    run(['credential', ...words, '--store', store, '--lang', lang]);

  test.each([
    ['agent', ['--agent', agent]],
    ['reader', []],
    ['admin', []],
  ])('add %s: its text alone on standard output, and never again', async (role, more) => {
    const folder = join(temporaryFolder(), '資格 情報');
    const store = join(folder, 'store.sqlite');
    const { exitCode, stdout, stderr } = await credential(store, 'add', '--role', role, '--name', '田中さん', ...more);
    expect([exitCode, tooWide(stderr)]).toEqual([0, []]);
    expect(stdout).toMatch(/^gw\.[\w-]{12}\.[\w-]{43}\n$/);
    const [, id = '', secret = ''] = stdout.trim().split('.');
    expect(stderr).toContain('田中さん');
    expect(stderr).not.toContain(secret);

    const listed = await credential(store, 'list');
    expect([listed.exitCode, listed.stderr, tooWide(listed.stdout)]).toEqual([0, '', []]);
    expect(listed.stdout).toContain(id);
    expect(listed.stdout).toContain(role);
    expect(listed.stdout).toContain('2026-11-24');
    expect(listed.stdout).not.toContain(secret);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes(secret)).toBe(false);
    const database = new DatabaseSync(store, { readOnly: true });
    expect(database.prepare('select agent_id from credential').get()?.agent_id).toBe(role === 'agent' ? agent : null);
    database.close();
  });

  test('list: none; many, with long and hostile names, in 80 columns', async () => {
    const store = join(temporaryFolder(), 'store.sqlite');
    const absent = await credential(store, 'list');
    expect([absent.exitCode, existsSync(store)]).toEqual([3, false]); // a mistyped name makes no store
    await madeStore(store);
    const none = await credential(store, 'list');
    expect([none.exitCode, none.stderr]).toEqual([0, '']);
    expect(none.stdout).toMatch(lang === 'en' ? /no credential/ : /資格情報はありません/);
    const names = ['x'.repeat(200), '情報システム部の閲覧用の資格情報その一', 'a\u001b[31mred\u202e', ''];
    for (const name of names) {
      const { stdout, stderr } = await credential(store, 'add', '--role', 'reader', '--name', name);
      expect(hostile.some((character) => stderr.includes(character))).toBe(false);
      const [, id = ''] = stdout.split('.');
      if (name === names[0]) expect((await credential(store, 'revoke', id)).exitCode).toBe(0);
    }
    const { stdout } = await credential(store, 'list');
    expect([tooWide(stdout), stdout.split('\n').length]).toEqual([[], names.length + 2]);
    expect(hostile.some((character) => stdout.includes(character))).toBe(false);
  });

  test('revoke: once; a second time, and an id that is none, are told', async () => {
    const store = join(temporaryFolder(), 'store.sqlite');
    const { stdout: text } = await credential(store, 'add', '--role', 'admin', '--name', 'x');
    const [, id = ''] = text.split('.');
    const revoked = await credential(store, 'revoke', id);
    expect([revoked.exitCode, revoked.stderr, revoked.stdout.includes(id)]).toEqual([0, '', true]);
    for (const word of [id, 'nobody', "' or 1=1 --"]) {
      const { exitCode, stdout, stderr } = await credential(store, 'revoke', word);
      expect([exitCode, stdout, stderr.includes(word)]).toEqual([3, '', true]);
      expect(stderr).toMatch(/^gracewatch: [^\n]*\n$/);
    }
    expect((await credential(store, 'list')).stdout).toMatch(/2026-11-24 +2026-11-24/);
  });

  test.each([
    ['add', /--role/],
    ['add --role reader', /--name/],
    ['add --role king --name x', /--role/],
    ['add --role agent --name x', /--agent/],
    ['add --role agent --name x --agent 12', /--agent/],
    ['revoke', /ID/],
    ['list more', /./],
  ])('%s: one clear line, no store is made', async (words, names) => {
    const folder = temporaryFolder();
    const { exitCode, stdout, stderr } = await credential(join(folder, 'store.sqlite'), ...words.split(' '));
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: [^\n]*\n$/);
    expect(stderr).toMatch(names);
    expect(stderr).not.toMatch(/error:|required option/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a place where no store can be: told, with its reason', async () => {
    const words = ['add', '--role', 'admin', '--name', 'x'];
    const { exitCode, stdout, stderr } = await credential('/proc/gracewatch/store.sqlite', ...words);
    expect([exitCode, stdout, stderr.includes('ENOENT')]).toEqual([3, '', true]);
    const other = await credential(join(temporaryFolder(), 's.sqlite'), ...words.with(2, 'reader'), '--agent', 'x');
    expect([other.exitCode, other.stderr.includes('--agent')]).toEqual([3, true]);
  });
});

test('beside a running collector: made, it is known at once; revoked, it proves nothing', async () => {
  const store = join(temporaryFolder(), 'store.sqlite');
  let serving = begin(['serve', '--store', store, '--port', '0']);
  let [url] = await serving.said(/http:\/\/127\.0\.0\.1:\d+/);
  const { stdout } = await run(['credential', 'add', '--role', 'reader', '--name', 'x', '--store', store]);
  const text = stdout.trim();
  const status = async () =>
    (await fetch(`${url}/v1/machines`, { headers: { authorization: `Bearer ${text}` } })).status;
  expect(await status()).toBe(200);
  expect((await run(['credential', 'revoke', text.split('.')[1] ?? '', '--store', store])).exitCode).toBe(0);
  // A collector remembers it for some seconds (test/collector); one that has just begun does not.
  await serving.stop();
  serving = begin(['serve', '--store', store, '--port', '0']);
  [url] = await serving.said(/http:\/\/127\.0\.0\.1:\d+/);
  expect(await status()).toBe(401);
  await serving.stop();
});
