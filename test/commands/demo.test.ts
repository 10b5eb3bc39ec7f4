/** `gracewatch demo`: a fleet through real agents, stopped and started again over the same folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { loadSampleFleet } from '../../src/commands/demo/sampleFleet.ts';
import { takeLock } from '../../src/platform/lock.ts';
import { languages } from '../../src/wording/wording.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { madeStore } from '../support/stores.ts';
import { run } from '../support/world.ts';
import { begin } from './serving.ts';

jest.setTimeout(120_000);

const credentialPattern = /gw\.[\w-]{12}\.[\w-]{43}/;
const tooWide = (text: string): string[] => text.split('\n').filter((line) => stringWidth(line) > 80);
const fleet = await loadSampleFleet();
const names = fleet.map(({ name }) => name).toSorted();

function storedNames(folder: string): string[] {
  const database = new DatabaseSync(join(folder, 'store.sqlite'), { readOnly: true });
  const rows = database.prepare('select name from machine order by name').all();
  database.close();
  return rows.map(({ name }) => String(name)).toSorted();
}
const agentsIn = (folder: string): string[] => readdirSync(join(folder, 'agents')).toSorted();

async function stopWithin5s(demo: ReturnType<typeof begin>) {
  const begun = performance.now();
  const ended = await demo.stop();
  expect(performance.now() - begun).toBeLessThan(5000);
  return ended;
}

describe('the same folder, start after start', () => {
  const folder = join(temporaryFolder(), 'デモ フォルダー');
  const demo = (lang: string, port = 0) => begin(['demo', '--folder', folder, '--port', String(port), '--lang', lang]);

  test.each(languages)('the port is taken: one clear line (%s)', async (lang) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { exitCode, stdout, stderr } = await demo(lang, port).ended;
    other.close();
    await once(other, 'close');
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(new RegExp(`^gracewatch: [^\\n]*127\\.0\\.0\\.1:${port}[^\\n]*\\n$`));
  });

  test('ended while the fleet still reports: cleanly, and the rest comes with the next start', async () => {
    const first = demo('en');
    await first.said(/^\[ *1\/\d+\]/m);
    const { exitCode, stdout, stderr } = await stopWithin5s(first);
    expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
    expect(stdout).toMatch(/Ended\.\n$/);
    expect(stdout).not.toMatch(credentialPattern);
    expect(storedNames(folder).length).toBeLessThan(names.length);
  });

  test('then to the end: every machine, the summary, a credential that signs in', async () => {
    const second = demo('en');
    const [credential] = await second.said(credentialPattern);
    await second.said(/Ctrl-C/);
    const [url] = await second.said(/http:\/\/127\.0\.0\.1:\d+/);
    const ask = (path: string) => fetch(url + path, { headers: { authorization: `Bearer ${credential}` } });
    const answer = (await (await ask('/v1/machines?limit=500')).json()) as { machines: { name: string }[] };
    expect(answer.machines.map(({ name }) => name).toSorted()).toEqual(names);
    expect((await fetch(`${url}/v1/machines`)).status).toBe(401);
    const silent = (await (await ask('/v1/questions/silent')).json()) as { machines: { name: string }[] };
    const expected = fleet.filter(({ lastHeardDaysAgo }) => lastHeardDaysAgo !== null).map(({ name }) => name);
    expect(silent.machines.map(({ name }) => name).toSorted()).toEqual(expected.toSorted());

    const { exitCode, stdout, stderr } = await stopWithin5s(second);
    expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
    const today = names.length - expected.length;
    for (let n = 1; n <= today; n += 1) expect(stdout).toMatch(new RegExp(`^\\[ *${n}/${today}\\]`, 'm'));
    expect(stdout).not.toContain('not delivered');
    expect(agentsIn(folder)).toEqual(names);
  });

  test('again, in Japanese: the same machines, none twice, the credential not shown', async () => {
    const ids = (): string[] => {
      const database = new DatabaseSync(join(folder, 'store.sqlite'), { readOnly: true });
      const rows = database.prepare('select agent_id from machine order by 1').all();
      database.close();
      return rows.map(({ agent_id }) => String(agent_id));
    };
    const before = ids();
    const third = demo('ja');
    await third.said(/Ctrl-C で終了します/);
    const { exitCode, stdout, stderr } = await stopWithin5s(third);
    expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
    expect(stdout).toMatch(/終了しました。\n$/);
    expect(stdout).not.toMatch(credentialPattern);
    expect([storedNames(folder), ids(), agentsIn(folder)]).toEqual([names, before, names]);
  });

  test('nothing waits in any spool, and the locks are free', async () => {
    for (const name of names) {
      expect(readdirSync(join(folder, 'agents', name, 'spool', 'pending'))).toEqual([]);
      const lock = takeLock(join(folder, 'agents', name, 'lock'));
      expect(lock).not.toBeNull();
      lock?.release();
    }
    const listed = await run(['credential', 'list', '--store', join(folder, 'store.sqlite')]);
    expect(listed.stdout.match(/ reader /g)).toHaveLength(1);
    expect(listed.stdout.match(/ agent /g)).toHaveLength(names.length);
  });
});

describe.each(languages)('what stands in its way (%s)', (lang) => {
  const refused = async (folder: string, pattern: RegExp): Promise<void> => {
    const { exitCode, stdout, stderr } = await run(['demo', '--folder', folder, '--port', '0', '--lang', lang]);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: [^\n]*\n$/);
    expect(stderr).toMatch(pattern);
  };

  test('a folder that is a file, or cannot be made', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await refused(file, /EEXIST/);
    await refused('/proc/gracewatch', /ENOENT/);
  });

  test('a store of a newer program', async () => {
    const folder = temporaryFolder();
    const store = join(folder, 'store.sqlite');
    await madeStore(store);
    const database = new DatabaseSync(store);
    database.exec("insert into kysely_migration (name, timestamp) values ('0999', '2030-01-01T00:00:00.000Z')");
    database.close();
    await refused(folder, /0999/);
  });

  test('another demo over the same folder', async () => {
    const folder = temporaryFolder();
    const lock = takeLock(join(folder, 'store.sqlite.lock'));
    await refused(folder, /store\.sqlite/);
    lock?.release();
  });
});

/** The program with its sample fleet, and a page of one line where the built one would be. */
function aProgram(): string {
  const [root, copy] = [resolve(import.meta.dirname, '../..'), temporaryFolder()];
  for (const name of ['src', 'config', 'package.json']) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  mkdirSync(join(copy, 'dist/web'), { recursive: true });
  writeFileSync(join(copy, 'dist/web/index.html'), '<!doctype html><title>gracewatch</title>');
  return join(copy, 'src/main.ts');
}

let onTestEnd = (): void => {};
afterAll(() => onTestEnd());

test('as a process: Ctrl-C ends it with 0, and everything is free afterwards', async () => {
  const folder = join(temporaryFolder(), 'demo');
  const child = spawn(process.execPath, [aProgram(), 'demo', '--folder', folder, '--port', '0', '--lang', 'en'], {
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestEnd = () => void child.kill('SIGKILL');
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk) => errors.push(chunk));
  const ended = once(child, 'close');
  const lines: string[] = [];
  let interruptedAt = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (interruptedAt === 0 && line.includes('Ctrl-C')) {
      expect(takeLock(join(folder, 'store.sqlite.lock'))).toBeNull();
      interruptedAt = performance.now();
      child.kill('SIGINT');
    }
  }
  expect(await ended).toEqual([0, null]);
  expect(performance.now() - interruptedAt).toBeLessThan(5000);
  expect([Buffer.concat(errors).toString(), lines.at(-1)]).toEqual(['', 'Ended.']);
  const lock = takeLock(join(folder, 'store.sqlite.lock'));
  expect(lock).not.toBeNull();
  lock?.release();
  expect(storedNames(folder)).toEqual(names);
});
