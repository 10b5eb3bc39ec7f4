/** `gracewatch run --once`: what it says, on which stream, with which exit code, in both languages. */
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { takeLock } from '../../src/platform/lock.ts';
import { languages } from '../../src/wording/wording.ts';
import { evidenceFileOf } from '../agent/agents.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { type Running, startCollector } from '../support/collector.ts';
import { run } from '../support/world.ts';
import { freePort } from './serving.ts';

jest.setTimeout(60_000);
// An agent waits between its attempts; here it does not.
jest.unstable_mockModule('node:timers/promises', () => ({ setTimeout: async () => {} }));

const evidence = evidenceFileOf('kms-healthy');
let collector: Running;
beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

const tooWide = (text: string): string[] => text.split('\n').filter((line) => stringWidth(line) > 80);

interface Given {
  readonly folder?: string;
  readonly url?: string | null;
  readonly now?: Date;
  readonly environment?: Record<string, string>;
  readonly file?: string;
}
function runOnce(
  lang: string,
  { folder = temporaryFolder(), url = collector.url, now = new Date(), environment = {}, file = evidence }: Given = {},
) {
  const config = join(temporaryFolder(), 'config.json');
  writeFileSync(
    config,
    JSON.stringify({ collector: { url }, agent: { stateFolder: folder }, spool: { warnAfterHours: 2 } }),
  );
  const words = ['run', '--once', '--evidence', file, '--config', config, '--lang', lang];
  return run(words, { now: now.toISOString(), environment });
}

describe.each(languages)('in %s', (lang) => {
  const is = (en: RegExp, ja: RegExp): RegExp => (lang === 'en' ? en : ja);

  test('delivered: 0, nothing on standard error, its id is told', async () => {
    const folder = join(temporaryFolder(), '状態 フォルダー (1)');
    for (let turn = 0; turn < 2; turn += 1) {
      const { exitCode, stdout, stderr } = await runOnce(lang, { folder });
      expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
      expect(stdout).toMatch(is(/^\[INFO\]/, /^\[情報\]/));
      expect(stdout).toMatch(is(/Delivered to http.*: 1 delivery\./, /1 ?件を送信しました。/));
      const [id] = /[0-9a-f-]{36}/.exec(stdout) ?? [];
      const rows = await collector.store.read.selectFrom('machine').select('agent_id').execute();
      expect(rows.map(({ agent_id }) => agent_id)).toContain(id);
    }
  });

  test('nobody listens: 0, kept, the trouble on standard error; late: 1; then delivered: 0', async () => {
    const folder = temporaryFolder();
    const url = `http://127.0.0.1:${await freePort()}`;
    const begun = Date.now();
    const first = await runOnce(lang, { folder, url });
    expect([first.exitCode, tooWide(first.stdout)]).toEqual([0, []]);
    expect(first.stdout).toMatch(is(/^1 delivery /m, /1 件/));
    expect(first.stderr).toMatch(/^gracewatch: [^\n]*ECONNREFUSED[^\n]*\n$/);
    expect(first.stderr).toContain(url);

    const atLimit = await runOnce(lang, { folder, url, now: new Date(begun + 2 * 3_600_000 - 60_000) });
    expect(atLimit.exitCode).toBe(0);
    const late = await runOnce(lang, { folder, url, now: new Date(begun + 2 * 3_600_000 + 60_000) });
    expect([late.exitCode, tooWide(late.stdout)]).toEqual([1, []]);
    expect(late.stdout).toMatch(is(/^3 deliveries /m, /3 件/));

    const after = await runOnce(lang, { folder, now: new Date(begun + 3 * 3_600_000) });
    expect([after.exitCode, after.stderr]).toEqual([0, '']);
    expect(after.stdout).toMatch(is(/4 deliveries/, /4 ?件を送信/));
  });

  test('no collector is set: 0, kept', async () => {
    const { exitCode, stdout, stderr } = await runOnce(lang, { url: null });
    expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
    expect(stdout).toMatch(is(/No collector is set/, /収集サーバーが設定されていません/));
  });

  test('no source told anything about a licence: delivered, so that the collector knows, and 3', async () => {
    const { exitCode, stdout, stderr } = await runOnce(lang, { file: evidenceFileOf('no-source-answers') });
    expect([exitCode, stderr, tooWide(stdout)]).toEqual([3, '', []]);
    expect(stdout).toMatch(is(/Delivered to http.*: 1 delivery\./, /1 ?件を送信しました。/));
  });

  test('a credential that is refused: 0, kept, told', async () => {
    await collector.credential('admin');
    const environment = { GRACEWATCH_COLLECTOR_CREDENTIAL: `gw.${'a'.repeat(12)}.${'b'.repeat(43)}` };
    const { exitCode, stdout, stderr } = await runOnce(lang, { environment });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(is(/^1 delivery /m, /1 件/));
    expect(stderr).toMatch(/^gracewatch: [^\n]*401[^\n]*\n$/);
    expect(stderr + stdout).not.toContain('b'.repeat(43));
  });

  test('another run is at work in the folder: 3', async () => {
    const folder = temporaryFolder();
    const lock = takeLock(join(folder, 'lock'));
    const { exitCode, stdout, stderr } = await runOnce(lang, { folder });
    lock?.release();
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toContain(folder);
    expect(stderr).toMatch(is(/another run is at work/, /別の|ほか|他/));
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  test.each([
    ['', /--evidence/],
    ['--once', /--evidence/],
    ['--evidence -', /--evidence - .*--once/],
    ['--once --evidence /nowhere/at/all.json', /\/nowhere\/at\/all\.json/],
    ['--once --evidence x --collector ftp://x', /--collector/],
  ])('run %s: one clear line, 3', async (words, names) => {
    const all = ['run', ...words.split(' ').filter((word) => word !== ''), '--lang', lang];
    const { exitCode, stdout, stderr } = await run(all);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: [^\n]*\n$/);
    expect(stderr).toMatch(names);
    expect(stderr).not.toMatch(/error:|required option/);
  });

  test('a state folder that cannot be: 3, named with its reason', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    for (const [folder, reason] of [
      [file, 'EEXIST'],
      [join(file, 'below'), 'EEXIST'],
      ['/proc/gracewatch', 'ENOENT'],
    ] as const) {
      const { exitCode, stderr } = await runOnce(lang, { folder });
      expect([exitCode, stderr.includes(folder), stderr.includes(reason)]).toEqual([3, true, true]);
    }
  });

  test('a full disk: delivered all the same (0); with nobody there, lost (3)', async () => {
    const folder = temporaryFolder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status !== 0) {
      process.stdout.write('skipped: no small file system can be mounted here\n');
      return;
    }
    try {
      expect((await runOnce(lang, { folder, url: null })).exitCode).toBe(0);
      const fill = (name: string) => writeFileSync(join(folder, name), Buffer.alloc(200_000));
      expect(() => fill('one')).toThrow('ENOSPC');
      const admin = await collector.credential('admin');
      const environment = { GRACEWATCH_COLLECTOR_CREDENTIAL: admin };
      const sent = await runOnce(lang, { folder, environment });
      expect([sent.exitCode, sent.stderr]).toEqual([0, expect.stringContaining('ENOSPC')]);
      expect(sent.stdout).toMatch(is(/2 deliveries/, /2 ?件を送信/));
      expect(() => fill('another')).toThrow('ENOSPC'); // what was delivered had left room
      const lost = await runOnce(lang, { folder, url: `http://127.0.0.1:${await freePort()}` });
      expect([lost.exitCode, lost.stderr.includes('ENOSPC'), lost.stderr.includes('ECONNREFUSED')]).toEqual([
        3,
        true,
        true,
      ]);
    } finally {
      spawnSync('umount', [folder]);
    }
  });
});
