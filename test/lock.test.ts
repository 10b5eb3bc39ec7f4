/** The lock: one holder at a time, free at once when its process ends however that ends, whatever lies in the file. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { takeLock } from '../src/platform/lock.ts';
import { temporaryFolder } from './delivery/deliveries.ts';

jest.setTimeout(60_000);

interface Peer {
  readonly child: ChildProcess;
  /** Sends a line and resolves with the answer. */
  readonly ask: (...words: string[]) => Promise<string>;
}

const children: ChildProcess[] = [];

async function startPeer(): Promise<Peer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'support/lockProgram.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => String((await lines.next()).value);
  expect(await answer()).toBe('ready');
  return {
    child,
    ask(...words) {
      child.stdin.write(`${words.join('\t')}\n`);
      return answer();
    },
  };
}

const folder = temporaryFolder();
let [one, other]: Peer[] = [];
const peers = (): [Peer, Peer] => {
  if (one === undefined || other === undefined) throw new Error('not started');
  return [one, other];
};

beforeAll(async () => {
  [one, other] = await Promise.all([startPeer(), startPeer()]);
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

describe('two processes at once', () => {
  test('exactly one holds it, 50 times, every other time with rubbish in the file', async () => {
    const held = [0, 0];
    for (let round = 0; round < 50; round += 1) {
      const file = join(folder, `race-${round}`);
      if (round % 2 === 1) writeFileSync(file, 'this is no database at all'.repeat(100));
      const answers = await Promise.all(peers().map(({ ask }) => ask('take', file)));
      expect([round, ...answers.toSorted()]).toEqual([round, 'false', 'true']);
      const holder = answers.indexOf('true');
      held[holder] = (held[holder] ?? 0) + 1;
      await Promise.all(peers().map(({ ask }) => ask('release')));
    }
    process.stdout.write(`lock: held ${held.join(' and ')} times\n`);
  });

  test('released, it is free; a holder of the same file by another name is found', async () => {
    const [a, b] = peers();
    const file = join(folder, 'in-turn');
    const alias = join(folder, 'alias');
    symlinkSync(file, alias);
    for (let round = 0; round < 5; round += 1) {
      expect(await a.ask('take', file)).toBe('true');
      expect(await b.ask('take', alias)).toBe('false');
      await Promise.all([a.ask('release'), b.ask('release')]);
      expect(await b.ask('take', file)).toBe('true');
      await b.ask('release');
    }
  });

  test('the holder is killed: the next attempt has it, without a wait', async () => {
    const file = join(folder, 'killed');
    for (let round = 0; round < 5; round += 1) {
      const doomed = await startPeer();
      expect(await doomed.ask('take', file)).toBe('true');
      expect(takeLock(file)).toBeNull();
      const exited = once(doomed.child, 'exit');
      doomed.child.kill('SIGKILL');
      await exited;
      const begun = performance.now();
      const lock = takeLock(file);
      expect(lock).not.toBeNull();
      expect(performance.now() - begun).toBeLessThan(1000);
      lock?.release();
    }
  });
});

describe('within one process', () => {
  test('a second attempt gets nothing, and costs the first one nothing', async () => {
    const [a] = peers();
    const file = join(folder, 'twice');
    const lock = takeLock(file);
    expect(lock).not.toBeNull();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(takeLock(file)).toBeNull();
      // A lock of POSIX would be gone once any handle of its process on the file is closed.
      expect(await a.ask('take', file)).toBe('false');
    }
    lock?.release();
    expect(await a.ask('take', file)).toBe('true');
    await a.ask('release');
  });
});

describe('what lies there', () => {
  const text = 'rubbish\0\xff'.repeat(1000);
  test.each([
    ['empty', ''],
    ['short rubbish', '12345'],
    ['long rubbish', text],
    ['the id of a process that lives', `${process.pid}\n`],
    ['a SQLite header with rubbish behind', `SQLite format 3\0${text}`],
  ])('%s: the lock is had and holds', async (name, content) => {
    const [a] = peers();
    const file = join(folder, `holds-${name}`);
    writeFileSync(file, content, 'latin1');
    const lock = takeLock(file);
    expect(lock).not.toBeNull();
    expect(await a.ask('take', file)).toBe('false');
    lock?.release();
    expect(await a.ask('take', file)).toBe('true');
    await a.ask('release');
    expect(statSync(file).isFile()).toBe(true);
  });

  test('the file of a holder is untouched: nothing is written, nothing stands beside it', () => {
    const file = join(folder, 'quiet');
    const lock = takeLock(file);
    lock?.release();
    expect(readFileSync(file)).toHaveLength(0);
    expect(() => statSync(`${file}-journal`)).toThrow('ENOENT');
  });

  test('a full disk keeps nobody from it', async () => {
    const [a] = peers();
    const full = join(folder, 'full');
    mkdirSync(full);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', full]).status !== 0) {
      process.stdout.write('skipped: no small file system can be mounted here\n');
      return;
    }
    try {
      writeFileSync(join(full, 'lock'), '');
      expect(() => writeFileSync(join(full, 'filling'), Buffer.alloc(100_000))).toThrow('ENOSPC');
      const lock = takeLock(join(full, 'lock'));
      expect(lock).not.toBeNull();
      expect(await a.ask('take', join(full, 'lock'))).toBe('false');
      lock?.release();
    } finally {
      spawnSync('umount', [full]);
    }
  });

  test('a time of another year changes nothing, held or free', async () => {
    const [a] = peers();
    const file = join(folder, 'years');
    for (const year of [1980, 2027, 2090]) {
      const lock = takeLock(file);
      utimesSync(file, new Date(Date.UTC(year, 0)), new Date(Date.UTC(year, 0)));
      expect(await a.ask('take', file)).toBe('false');
      lock?.release();
      expect(await a.ask('take', file)).toBe('true');
      await a.ask('release');
    }
  });

  test('a folder of that name, or no folder above: an error, no lock', () => {
    mkdirSync(join(folder, 'a-folder'));
    expect(() => takeLock(join(folder, 'a-folder'))).toThrow(/unable to open/);
    expect(() => takeLock(join(folder, 'nowhere', 'lock'))).toThrow(/unable to open/);
  });

  test('a folder that may not be written to: an error, no lock', () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o555);
    if (process.getuid?.() === 0) {
      // Root may write anywhere but where the system itself allows nothing.
      expect(() => takeLock('/proc/gracewatch-lock')).toThrow(/unable to open/);
      return;
    }
    expect(() => takeLock(join(closed, 'lock'))).toThrow(/unable to open/);
  });
});
