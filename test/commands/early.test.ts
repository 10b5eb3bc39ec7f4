/** PowerShell is started before anything else, exactly for the commands that will ask it, and never left behind. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startEarly, willAsk } from '../../src/commands/early.ts';
import type { World } from '../../src/commands/world.ts';
import { main } from '../../src/main.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { makeWindowsFolder, type WindowsFolder } from '../support/windowsFolder.ts';

test.each<[words: string, asks: boolean]>([
  ['check', true],
  ['check --format json --lang ja', true],
  ['check --policy p.json', true],
  ['check --evidence PC.json', false],
  ['check --evidence=PC.json', false],
  ['check --evidence -', false],
  ['check --help', false],
  ['check -h', false],
  ['run --once', true],
  ['run --lang ja --once', true],
  ['run --once --evidence PC.json', false],
  ['run --once --evidence=PC.json', false],
  ['run --once -h', false],
  ['run --once --if-older-than 6', false],
  // A resident agent asks hours later.
  ['run', false],
  ['run --evidence PC.json', false],
  // It reads more than the session that is started early.
  ['capture -o x.json', false],
  ['explain', false],
  ['explain check', false],
  ['serve', false],
  ['fleet expiring', false],
  ['config', false],
  ['demo', false],
  ['--version', false],
  ['--help', false],
  ['--lang ja check', false],
  ['CHECK', false],
  // Words that every object of the language answers to.
  ['constructor', false],
  ['__proto__', false],
  ['hasOwnProperty once', false],
  ['toString --once', false],
  ['', false],
])('%j will ask the machine: %s', (words, asks) => {
  expect(willAsk(words.split(' ').filter((word) => word !== ''))).toBe(asks);
});

const folders: WindowsFolder[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

/** A Windows whose PowerShell tells its number and then only listens. */
function windows(): WindowsFolder {
  const folder = makeWindowsFolder({});
  const pid = join(folder.system32, 'pid');
  const listening = `#!/bin/sh\necho $$ > '${pid}.new'\nmv '${pid}.new' '${pid}'\nexec cat > '${join(folder.system32, 'heard')}'\n`;
  chmodSync(folder.file('powershell.exe', listening), 0o755);
  folders.push(folder);
  return folder;
}

/** Its number, as soon as it runs; the test's own time limit is the patience. */
async function pidOf({ system32 }: WindowsFolder): Promise<number> {
  const file = join(system32, 'pid');
  while (!existsSync(file)) await new Promise((resolve) => setImmediate(resolve));
  return Number(readFileSync(file, 'utf8'));
}

const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

describe('the session', () => {
  test('is there once, and closing does not end what somebody has taken', async () => {
    const places = windows();
    const early = await startEarly(['check'], places);
    const pid = await pidOf(places);
    const session = early.take();
    expect([session === undefined, early.take()]).toEqual([false, undefined]);
    await early.close();
    expect(isAlive(pid)).toBe(true);
    await session?.stop();
    expect(await session?.done).toMatchObject({ problem: 'stopped', errors: [] });
    await gone(pid);
  });

  test('that nobody has taken is ended, also where closing is done twice', async () => {
    const places = windows();
    const early = await startEarly(['run', '--once'], places);
    const pid = await pidOf(places);
    await Promise.all([early.close(), early.close()]);
    await gone(pid);
    expect(early.take()).toBeUndefined();
  });

  test('is none where nothing will be asked, and where this is no Windows', async () => {
    const places = windows();
    for (const [words, given] of [
      [['check', '--evidence', 'x'], places],
      [['serve'], places],
      [['check'], null],
    ] as const) {
      const early = await startEarly(words, given);
      expect(early.take()).toBeUndefined();
      await early.close();
    }
    expect(existsSync(join(places.system32, 'pid'))).toBe(false);
  });

  test('whose PowerShell is missing says so to whoever takes it', async () => {
    const early = await startEarly(['check'], makeMissing());
    expect(await early.take()?.done).toMatchObject({ problem: 'powershellMissing' });
    const left = await startEarly(['check'], makeMissing());
    await left.close();
  });
});

function makeMissing(): WindowsFolder {
  const folder = makeWindowsFolder({});
  folders.push(folder);
  return folder;
}

/** As main.ts starts a command, and ends it. */
async function whole(words: readonly string[], places: WindowsFolder) {
  const early = await startEarly(words, places);
  const pid = await pidOf(places);
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr'): Writable =>
    new Writable({
      write(chunk, _, done) {
        written[name] += String(chunk);
        done();
      },
    });
  let taken = 0;
  const world: World = {
    stdin: Readable.from([]),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    terminal: { stdin: false, stdout: false },
    environment: {},
    clock: fixedClock('2026-11-24T12:00:00.000Z'),
    locale: 'en-US',
    timeZone: 'UTC',
    platform: 'linux',
    windows: places,
    takeSession: () => {
      taken += 1;
      return early.take();
    },
    untilStopped: async () => {},
  };
  const exitCode = await main(words, world);
  await early.close();
  return { exitCode, pid, taken, ...written };
}

test.each<[about: string, words: (folder: string) => string[]]>([
  ['bad usage', () => ['check', '--fromat', 'json']],
  ['bad usage of run', () => ['run', '--once', '--nothing']],
  ['a value that is none', () => ['check', '--format', 'xml']],
  ['a configuration that is not there', (folder) => ['check', '--config', join(folder, 'nowhere.json')]],
  ['a configuration that is wrong', (folder) => ['run', '--once', '--config', join(folder, 'wrong.json')]],
  ['an instant that is none', () => ['check', '--now', 'yesterday']],
])('a command that never comes to ask leaves no PowerShell behind: %s', async (_, words) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'wrong.json'), '{"agent": {"everyHours": "often"}}');
  const { exitCode, pid, taken, stdout, stderr } = await whole(words(folder), windows());
  expect([exitCode, taken, stdout]).toEqual([3, 0, '']);
  expect(stderr).toMatch(/^gracewatch: /);
  await gone(pid);
});

test('a check takes it, and it is ended at the deadline of the settings', async () => {
  const folder = temporaryFolder();
  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    '{"gather": {"deadlineSeconds": 5, "slmgr": "never", "connectMs": 100}, "log": {"level": "error"}}',
  );
  const { exitCode, pid, taken, stderr } = await whole(['check', '--config', config], windows());
  expect([exitCode, taken, stderr]).toEqual([3, 1, '']);
  await gone(pid);
});
