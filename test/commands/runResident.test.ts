/** `gracewatch run` that stays: what it says, in both languages, and what it does cycle by cycle until it is told to end. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { takeLock } from '../../src/platform/lock.ts';
import { languages } from '../../src/wording/wording.ts';
import { evidenceFileOf } from '../agent/agents.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { type Running, startCollector } from '../support/collector.ts';
import { run } from '../support/world.ts';
import { begin } from './serving.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Lets disk and network have their turn. */
const turn = promisify(setImmediate);
const tooWide = (text: string): string[] => text.split('\n').filter((line) => stringWidth(line) > 80);

let collector: Running;
beforeEach(async () => {
  // Only the look at the clock is taken by hand; disk and network go on by themselves.
  const doNotFake = [
    'setTimeout',
    'clearTimeout',
    'setImmediate',
    'clearImmediate',
    'nextTick',
    'queueMicrotask',
  ] as const;
  jest.useFakeTimers({ doNotFake: [...doNotFake, 'Date', 'performance', 'hrtime'] });
  collector = await startCollector();
});
afterEach(async () => {
  await collector.close();
  jest.useRealTimers();
});

interface Given {
  readonly everyHours?: number;
  readonly url?: string | null;
  readonly folder?: string;
}

/** A resident agent over a folder and an evidence file of its own, on a clock that is set by hand. */
function agentWith(lang: string, { everyHours = 24, url = collector.url, folder = temporaryFolder() }: Given = {}) {
  const place = temporaryFolder();
  const [config, evidence, logFile] = ['config.json', 'evidence.json', 'agent.log'].map((name) => join(place, name));
  cpSync(evidenceFileOf('kms-healthy'), evidence ?? '');
  const values = {
    collector: { url },
    agent: { stateFolder: folder, everyHours },
    log: { level: 'info', file: logFile },
  };
  writeFileSync(config ?? '', JSON.stringify(values));
  let ms = Date.parse('2026-11-24T12:00:00Z');
  const words = ['run', '--evidence', evidence ?? '', '--config', config ?? '', '--lang', lang];
  return {
    folder,
    words,
    evidence: evidence ?? '',
    start: () => begin(words, { now: () => new Date(ms) }),
    /** The machine wakes so much later, and looks at the clock until something is said. */
    async wake<T>(afterMs: number, said: Promise<T>): Promise<T> {
      ms += afterMs;
      let over = false;
      const settled = said.finally(() => {
        over = true;
      });
      while (!over) {
        jest.advanceTimersByTime(minute);
        await turn();
      }
      return await settled;
    },
    /** So much later. */
    pass(afterMs: number): void {
      ms += afterMs;
    },
    messages: () =>
      readFileSync(logFile ?? '', 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).message as string),
  };
}

const englishDay = `Agent ID
At work every 24 hours, next at TIME UTC or up to 5 minutes later;
what was missed is made up for at once. Ctrl-C ends it.
TIME UTC:
INFO
Delivered to URL: 1 delivery.
Next at TIME UTC.
Ending: what has been gathered is kept or delivered first.
Ended.
`;
const japaneseDay = `エージェント ID
24 時間ごとに実行します。次回は TIME UTC から 5 分以内です。実行時刻
を逃していた場合は、すぐに実行します。Ctrl-C で終了します。
TIME UTC:
情報
URL に 1 件を送信しました。
次回は TIME UTC です。
終了します。収集済みの内容は、先に保存または送信します。
終了しました。
`;

describe.each(languages)('in %s', (lang) => {
  const is = <T>(en: T, ja: T): T => (lang === 'en' ? en : ja);
  const next = is(/^Next at 2026-.*UTC\.$/m, /^次回は 2026-.* UTC です。$/m);

  test('who it is, when it works, the verdict, what was delivered, when it works next, the end', async () => {
    const agent = agentWith(lang);
    const serving = agent.start();
    await serving.said(next);
    expect(takeLock(join(agent.folder, 'lock'))).toBeNull();
    const { exitCode, stdout, stderr } = await serving.stop();
    expect([exitCode, stderr, tooWide(stdout)]).toEqual([0, '', []]);
    const shown = stdout
      .replace(/[0-9a-f-]{36}/, 'ID')
      .replaceAll(/2026-11-2[45] \d\d:\d\d/g, 'TIME')
      .replaceAll(collector.url, 'URL')
      .replace(/\[(INFO|情報)\] [^[]*?\n(?=\S)/, '$1\n');
    expect(shown).toBe(is(englishDay, japaneseDay));
    expect(agent.messages()).toEqual(['identity made', 'resident', 'cycle', 'cycle done', 'ended']);
    const lock = takeLock(join(agent.folder, 'lock'));
    expect(lock).not.toBeNull();
    lock?.release();
    expect(existsSync(join(agent.folder, 'last-success.json'))).toBe(true);
  });

  test('another run over the same folder is refused: 3', async () => {
    const agent = agentWith(lang);
    const serving = agent.start();
    await serving.said(next);
    const second = await run([...agent.words, '--once']);
    expect([second.exitCode, second.stdout]).toEqual([3, '']);
    expect(second.stderr).toContain(agent.folder);
    await serving.stop();
  });

  test('a cycle that cannot gather: one line, the program goes on, and tries again after an hour', async () => {
    const agent = agentWith(lang);
    rmSync(agent.evidence);
    const serving = agent.start();
    await serving.complained(/\n/);
    cpSync(evidenceFileOf('kms-healthy'), agent.evidence);
    await agent.wake(hour, serving.said(next));
    const { exitCode, stderr } = await serving.stop();
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^gracewatch: [^\n]*evidence\.json[^\n]*\n$/);
    const cycles = ['cycle', 'the cycle failed', 'the clock jumped', 'cycle', 'cycle done'];
    expect(agent.messages()).toEqual(['identity made', 'resident', ...cycles, 'ended']);
  });
});

test('the evidence file is read anew for each cycle', async () => {
  const agent = agentWith('en');
  const serving = agent.start();
  await serving.said(/\[INFO\][^[]*Next at/);
  cpSync(evidenceFileOf('ended-grace-expired'), agent.evidence);
  await agent.wake(25 * hour, serving.said(/\[CRITICAL\][^[]*Next at/));
  expect((await serving.stop()).stdout.match(/^Delivered to/gm)).toHaveLength(2);
  const rows = await collector.store.read.selectFrom('machine').select('severity').execute();
  expect(rows).toHaveLength(1);
});

test('started again after a success: it waits for its time; after a long while: it begins at once', async () => {
  const folder = temporaryFolder();
  const agent = agentWith('en', { folder });
  const first = agent.start();
  await first.said(/^Next at/m);
  await first.stop();

  agent.pass(2 * hour);
  const second = agent.start();
  await second.said(/Ctrl-C ends it/);
  expect((await second.stop()).stdout).not.toContain('Delivered');

  agent.pass(23 * hour);
  const third = agent.start();
  await third.said(/^Delivered to/m);
  await third.stop();
});

test('a last success that cannot be read: told in the log, and it begins at once', async () => {
  const agent = agentWith('en');
  writeFileSync(join(agent.folder, 'last-success.json'), '{"schema":');
  const serving = agent.start();
  await serving.said(/^Next at/m);
  expect((await serving.stop()).stderr).toBe('');
  expect(agent.messages()).toContain('the last success cannot be read');
});

test('nobody listens: kept safely, which counts as a success', async () => {
  const agent = agentWith('en', { url: null });
  const serving = agent.start();
  await serving.said(/^No collector is set/m);
  await serving.said(/^Next at/m);
  expect((await serving.stop()).exitCode).toBe(0);
  expect(readdirSync(join(agent.folder, 'spool', 'pending'))).toHaveLength(1);
  expect(existsSync(join(agent.folder, 'last-success.json'))).toBe(true);
});

test('a folder that cannot be: 3, nothing said', async () => {
  const { exitCode, stdout, stderr } = await run(agentWith('en', { folder: '/proc/gracewatch' }).words);
  expect([exitCode, stdout]).toEqual([3, '']);
  expect(stderr).toContain('/proc/gracewatch');
});

test.each([
  ['5', /agent\.everyHours|GRACEWATCH_AGENT_EVERY_HOURS/],
  ['six', /GRACEWATCH_AGENT_EVERY_HOURS/],
])('agent.everyHours %s: refused by name, with what may be', async (everyHours, names) => {
  const environment = { GRACEWATCH_AGENT_EVERY_HOURS: everyHours };
  const { exitCode, stderr } = await run(agentWith('en').words, { environment });
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(names);
  expect(stderr).toContain('1, 2, 3, 4, 6, 8, 12, 24');
});

test('agent.everyHours by its variable', async () => {
  const { stdout } = await run(agentWith('en').words, { environment: { GRACEWATCH_AGENT_EVERY_HOURS: '1' } });
  expect(stdout).toContain('At work every hour, next at');
});
