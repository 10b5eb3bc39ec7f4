/**
 * The session over a real PowerShell engine: its facts are those of the script, and whatever the engine does, what was
 * printed is kept, the end has its reason, and nothing is left running, unhandled or printed.
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { endMark } from '../../src/evidence/powershell/lockdownPowerShell.ts';
import { asBlock, readScript } from '../../src/evidence/powershell/script.ts';
import { readFacts } from '../../src/evidence/readers/facts/read.ts';
import { evidenceOf } from '../agent/agents.ts';
import { buildEngine, type EngineSettings, runEngine } from './engine.ts';
import { writeMachine } from './machine.ts';
import type { Became } from './sessionProgram.ts';
import { factsOf, gone, isAlive, runSession, type SessionOptions } from './sessions.ts';

const folder = mkdtempSync(join(tmpdir(), 'gracewatch-sessions-'));
const script = join(import.meta.dirname, '../../src/evidence/powershell/collect.ps1');
let environment: Record<string, string> = {};
/** What the script prints of the machine when it is run as a file. */
let printed = '';

const asFile = async (settings: EngineSettings = {}, given = environment): Promise<string> =>
  (await runEngine(['-NoProfile', '-File', script], { settings, environment: given })).stdout;

beforeAll(async () => {
  buildEngine();
  environment = writeMachine(evidenceOf('kms-healthy-ja'), join(folder, 'machine.json'));
  printed = await asFile();
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const session = (fault: string, plan: SessionOptions['plan'] = {}, settings: EngineSettings = {}): Promise<Became> =>
  runSession({ settings: { ...settings, GW_TEST_FAULT: fault }, environment, plan });

/** A program in the place of powershell.exe, or of one that might be taken for it. */
function shellProgram(path: string, lines: readonly string[]): string {
  writeFileSync(path, `#!/bin/sh\n${lines.join('\n')}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** How many lines have been printed with this one: a line that is the same in every run. */
const marked = '@class|SoftwareLicensingService|rows|i|1;';
const linesUpTo = (line: string): string[] => {
  const lines = printed.split('\r\n');
  return lines.slice(0, lines.indexOf(line) + 1);
};

const well = { problem: null, errors: [], unhandled: [], stderr: '' };

describe('the facts of a machine', () => {
  test.each(['kms-healthy-ja', 'hostile-name', 'kms-host-windows-office', 'server-2016'])(
    'are those of the script alone, in both language modes: %s',
    async (name) => {
      const given = writeMachine(evidenceOf(name), join(folder, `${name}.json`));
      for (const settings of [{}, { GW_TEST_LANGUAGE: 'Constrained' } as const]) {
        const alone = factsOf(await asFile(settings, given));
        const became = await runSession({ settings, environment: given });
        expect(became).toMatchObject(well);
        expect(factsOf(became.text)).toEqual(alone);
        expect(alone.at(-1)).toEqual({ class: 'gracewatch', row: 'facts', property: 'end', value: true });
        await gone(became.pid);
      }
    },
  );

  test.each<[string, EngineSettings]>([
    ['bytes of an OEM code page between the lines', { GW_TEST_FAULT: 'oem' }],
    ['a banner and prompts', { GW_TEST_FAULT: 'banner' }],
    ['both, and 80 columns', { GW_TEST_FAULT: 'banner,oem', GW_TEST_WRAP: '80' }],
    ['80 columns', { GW_TEST_WRAP: '80' }],
    ['17 columns, less than a mark', { GW_TEST_WRAP: '17' }],
    ['one column', { GW_TEST_WRAP: '1' }],
  ])('are the same with %s', async (_, settings) => {
    const became = await runSession({ settings, environment, plan: { mark: '@source|srv|outcome|' } });
    expect(became).toMatchObject(well);
    expect(factsOf(became.text)).toEqual(factsOf(printed));
    // At the latest at the end; never before it was printed.
    expect((became.reached ?? '').replace(/[\r\n]/g, '')).toContain('@source|srv|outcome|');
    expect(became.text.startsWith(became.reached ?? 'never')).toBe(true);
  });

  test('10 MB of complaints: no deadlock, its beginning is kept', async () => {
    const became = await session('stderr:10485760');
    expect(became).toMatchObject({ problem: null, errors: [], unhandled: [] });
    expect(became.stderr).toHaveLength(16 * 1024);
    expect(factsOf(became.text)).toEqual(factsOf(printed));
    expect(became.grewMb).toBeLessThan(100);
  });

  test('a mark is told as soon as it was printed, long before the end', async () => {
    const became = await session('', { mark: marked });
    expect(became).toMatchObject(well);
    expect(became.reached).toContain(marked);
    expect(became.reached).not.toContain(endMark);
  });
});

describe('an engine that does not come to its end', () => {
  test('hangs: ended at the deadline, and gone', async () => {
    const became = await session('hang', { deadlineMs: 500 });
    expect(became).toMatchObject({ ...well, problem: 'timedOut', text: '' });
    expect(became.ms).toBeGreaterThanOrEqual(499);
    await gone(became.pid);
  });

  test('hangs half-way: what was printed until then is kept, and is facts', async () => {
    const lines = linesUpTo(marked);
    const became = await session(`hangAfter:${lines.length}`, { endAt: marked });
    expect(became).toMatchObject({ ...well, problem: 'timedOut' });
    expect(factsOf(became.text)).toEqual(factsOf(lines.join('\r\n')));
    expect(became.text.endsWith(`${marked}\r\n`)).toBe(true);
    const { cim, registry } =
      readFacts(became.text, { takenAt: '2026-11-24T05:30:00Z', unfinished: 'timedOut' })?.sources ?? {};
    expect(cim).toMatchObject({ outcome: 'partial', error: 'timedOut' });
    expect(cim?.classes.SoftwareLicensingProduct).toHaveLength(1);
    expect(registry).toMatchObject({ outcome: 'failed', error: 'timedOut' });
    await gone(became.pid);
  });

  test('answers after the deadline: nothing of it is in the text', async () => {
    const became = await session('late:120000', { deadlineMs: 300, afterwards: true });
    expect(became).toMatchObject({ ...well, problem: 'timedOut', text: '' });
    expect(became.again).toEqual({ problem: 'timedOut', reached: '' });
    await gone(became.pid);
  });

  test('floods: ended at 16 MB, with little memory, and gone', async () => {
    const became = await session('flood', { deadlineMs: 600_000 });
    expect(became).toMatchObject({ problem: 'outputTooLarge', unhandled: [], stderr: '' });
    expect(became.text).toHaveLength(16 * 1024 * 1024);
    expect(became.grewMb).toBeLessThan(150);
    await gone(became.pid);
  });

  test('floods: ended by one program, not by one for each chunk that still comes', async () => {
    const { started } = await session('flood', { deadlineMs: 600_000 });
    expect(started).toEqual(['engine', 'ps']);
  });

  test('dies half-way: told at once and not at the deadline', async () => {
    const lines = linesUpTo(marked);
    const became = await session(`die:${lines.length}`, { deadlineMs: 600_000 });
    expect(became).toMatchObject({ ...well, problem: 'powershellEnded' });
    expect(factsOf(became.text)).toEqual(factsOf(lines.join('\r\n')));
    expect(became.started).toEqual(['engine']); // nothing is left that must be ended
  });

  test('dies in the middle of a line: half a line is no fact', async () => {
    const lines = linesUpTo(marked).slice(0, -1);
    const became = await session(`dieMid:${lines.length}`, { deadlineMs: 600_000 });
    expect(became).toMatchObject({ ...well, problem: 'powershellEnded' });
    expect(became.text.endsWith(`\r\n${marked.slice(0, Math.ceil(marked.length / 2))}`)).toBe(true);
    expect(factsOf(became.text)).toEqual(factsOf(lines.join('\r\n')));
  });

  test('dies before it has read anything: what could not be sent is no error of the program', async () => {
    const dead = shellProgram(join(folder, 'dead'), ['exec 0<&-', 'exit 9']);
    const became = await runSession({ plan: { powershell: dead, deadlineMs: 600_000 } });
    expect(became).toMatchObject({ problem: 'powershellEnded', text: '', unhandled: [] });
    for (const error of became.errors) expect(error).toBe('EPIPE');
  });

  test('whoever ends it: the reason stays, also where its end is heard before the tool that ended it has ended', async () => {
    // As taskkill.exe does it: it comes back when the process is gone, which by then has been heard.
    const tools = join(folder, 'tools');
    mkdirSync(tools);
    const table = '/usr/bin/ps -o pid=,comm= --ppid $PPID';
    shellProgram(join(tools, 'ps'), [
      `pid=$(${table} | sed -n 's/^ *\\([0-9]*\\) engine$/\\1/p')`,
      'kill -9 $pid',
      'while kill -0 $pid 2>/dev/null; do :; done',
      '/usr/bin/ps -A -o ppid=,pid=',
    ]);
    const path = `${tools}:${process.env.PATH}`;
    const given = { ...environment, PATH: path, GW_TEST_FAULT: 'hang' };
    expect((await runSession({ environment: given, plan: { deadlineMs: 300 } })).problem).toBe('timedOut');
    expect((await runSession({ environment: given, plan: { stops: 1 } })).problem).toBe('stopped');
  });

  test('the tool that ends trees is not there: the engine is ended all the same', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const given = { ...environment, PATH: empty, GW_TEST_FAULT: 'hang' };
    const became = await runSession({ environment: given, plan: { deadlineMs: 300 } });
    const left = became.pid !== null && isAlive(became.pid);
    if (left) process.kill(became.pid ?? 0, 'SIGKILL');
    expect(became).toMatchObject({ problem: 'timedOut', errors: ['ENOENT'], unhandled: [] });
    expect(left).toBe(false);
  });
});

describe('a grandchild', () => {
  const pidFile = join(folder, 'pid');
  const settings = { GW_TEST_PIDFILE: pidFile };
  const grandchild = (): number => Number(readFileSync(pidFile, 'utf8'));

  test('is ended at the deadline, with the engine', async () => {
    const fault = `grandchild,hangAfter:${linesUpTo(marked).length}`;
    const became = await session(fault, { endAt: marked }, settings);
    expect(became).toMatchObject({ ...well, problem: 'timedOut' });
    await Promise.all([gone(became.pid), gone(grandchild())]);
  });

  test('that holds the output open does not keep the end from being told, and is ended where the engine does not', async () => {
    const became = await session('grandchild', { staysMs: 60_000 }, settings);
    expect(became).toMatchObject(well);
    expect(factsOf(became.text)).toEqual(factsOf(printed));
    await Promise.all([gone(became.pid), gone(grandchild())]);
  });

  test('of an engine that died: it holds the output, and the end is told all the same', async () => {
    const became = await session('grandchild,die:5', { deadlineMs: 600_000 }, settings);
    process.kill(grandchild(), 'SIGKILL'); // its parent is gone: nobody knows any more whose it was
    expect(became).toMatchObject({ ...well, problem: 'powershellEnded' });
    expect(became.text.split('\r\n')).toHaveLength(6);
  });
});

describe('no engine', () => {
  const file = (name: string): string => {
    writeFileSync(join(folder, name), '');
    return join(folder, name);
  };

  test.each([
    ['is missing', () => join(folder, 'nowhere'), 'ENOENT'],
    ['is not executable', () => file('plain'), 'EACCES'],
    ['is a folder', () => folder, 'EACCES'],
    ['has no name', () => '', 'ERR_INVALID_ARG_VALUE'],
    ['has a name that no system takes', () => 'power\0shell', 'ERR_INVALID_ARG_VALUE'],
  ])('%s', async (_, path, code) => {
    const plan = { powershell: path(), deadlineMs: 600_000, mark: 'never', afterwards: true };
    const became = await runSession({ plan });
    expect(became).toMatchObject({ problem: 'powershellMissing', text: '', stderr: '', unhandled: [], reached: '' });
    expect(became.errors).toContain(code);
    expect(became.again).toEqual({ problem: 'powershellMissing', reached: '' });
  });

  test('no System32 to start it in', async () => {
    const became = await runSession({ plan: { system32: join(folder, 'nowhere') } });
    expect(became).toMatchObject({ problem: 'powershellMissing', errors: ['ENOENT'], unhandled: [] });
  });
});

describe('stop', () => {
  test.each([1, 2, 5])('before anything was printed, %d times', async (stops) => {
    const became = await session('', { stops, deadlineMs: 600_000 });
    expect(became).toMatchObject({ ...well, problem: 'stopped', text: '' });
    await gone(became.pid);
  });

  test('and deadline after the end change nothing', async () => {
    const became = await session('', { afterwards: true });
    expect(became).toMatchObject(well);
    expect(became.again).toEqual({ problem: null, reached: became.text });
    await gone(became.pid);
  });
});

describe('how it is started', () => {
  /** Keeps what it was given, and ends when it is told to. */
  const recorder = (): string =>
    shellProgram(join(folder, 'recorder'), [
      `printf '%s\\n' "$@" > '${folder}/words'`,
      `pwd > '${folder}/cwd'`,
      `env > '${folder}/environment'`,
      `sed '/^exit/q' > '${folder}/input'`,
    ]);
  const recorded = (name: string): string => readFileSync(join(folder, name), 'latin1');

  test('nothing is run as a file: AllSigned is about files, and the text goes in through standard input', async () => {
    const system32 = join(folder, 'System32');
    mkdirSync(system32);
    await runSession({ plan: { powershell: recorder(), system32 } });
    const words = ['-NoLogo', '-NoProfile', '-NonInteractive', '-NoExit', '-Command', '-'];
    expect(recorded('words')).toBe(`${words.join('\n')}\n`);
    expect(recorded('cwd')).toBe(`${system32}\n`);
    expect(recorded('input')).toBe(`${asBlock(readScript())}'${endMark}'\r\nexit\r\n`);
    // Nor is one named, dotted or called by the text.
    expect(recorded('input')).not.toMatch(/\.ps1|-File|Invoke-|Import-Module|Set-ExecutionPolicy/i);
  });

  test('the environment: neither another PowerShell nor our own settings, but from where a KMS host is read', async () => {
    for (const [servedAfter, said] of [
      [null, []],
      [0, ['GRACEWATCH_SERVED_AFTER=0']],
      [4711, ['GRACEWATCH_SERVED_AFTER=4711']],
    ] as const) {
      const secret = {
        GRACEWATCH_COLLECTOR_CREDENTIAL: 'gw.secret',
        Gracewatch_Language: 'ja',
        GRACEWATCH_SERVED_AFTER: '9',
      };
      const given = { PSModulePath: '/opt/pwsh', psmodulepath: '/opt/other', KEPT: 'kept', ...secret };
      await runSession({ environment: given, plan: { powershell: recorder(), servedAfter } });
      const lines = recorded('environment').split('\n');
      expect(lines).toContain('KEPT=kept');
      expect(lines.filter((line) => /^gracewatch_.*=/i.test(line))).toEqual(said);
      expect(lines.filter((line) => /^psmodulepath=/i.test(line))).toEqual([expect.stringMatching(/\\Modules$/)]);
    }
  });

  test('NODE_POWERSHELL, PATH and DEBUG change nothing', async () => {
    const decoys = join(folder, 'decoys');
    const taken = join(folder, 'taken');
    mkdirSync(decoys);
    for (const name of ['powershell', 'powershell.exe', 'pwsh', 'engine', 'taskkill.exe'])
      shellProgram(join(decoys, name), [`touch '${taken}'`]);
    const given = {
      ...environment,
      NODE_POWERSHELL: join(decoys, 'powershell'),
      PATH: `${decoys}:${process.env.PATH}`,
      DEBUG: '*',
      DEBUG_COLORS: 'yes',
    };
    // runSession() throws where anything is printed.
    const became = await runSession({ environment: given });
    expect(became).toMatchObject({ ...well, started: ['engine'] });
    expect(factsOf(became.text)).toEqual(factsOf(printed));
    expect(() => readFileSync(taken)).toThrow('ENOENT');
  });
});

describe('the block', () => {
  const block = asBlock(readScript());
  const lines = block.split('\r\n');

  test('one statement: no empty line in it, one after it; no comment, nothing but ASCII', () => {
    expect(block).toMatch(/^[ -~\r\n]+$/);
    expect(lines.slice(-2)).toEqual(['', '']);
    const body = lines.slice(0, -2);
    expect([body[0], body.at(-1)]).toEqual(['& {', '}']);
    expect(body.filter((line) => line.trim() === '')).toEqual([]);
    const withoutTexts = body.map((line) => line.replaceAll(/'[^']*'|"[^"]*"/g, ''));
    expect(withoutTexts.filter((line) => line.includes('#'))).toEqual([]);
    // A text over several lines would lose its empty ones.
    expect(readScript()).not.toMatch(/@['"]\r?\n/);
  });

  test('whatever ends the lines of the file', () => {
    const script = readScript();
    expect(asBlock(script.replaceAll('\n', '\r\n'))).toBe(block);
    expect(asBlock('# a\n\n  # b\n$x = 1\n \t\n"# kept"\n')).toBe('& {\r\n$x = 1\r\n"# kept"\r\n}\r\n\r\n');
  });
});
