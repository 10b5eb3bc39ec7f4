/** The program itself, as its own process: arguments, streams, exit codes, languages. */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadCases } from './support/cases.ts';
import { run } from './support/world.ts';

const root = resolve(import.meta.dirname, '..');
const main = join(root, 'src/main.ts');
const evidenceOf = (name: string): string => loadCases().find((one) => one.name === name)?.evidence ?? '';
const dlv = (name: string): string => JSON.parse(readFileSync(evidenceOf(name), 'utf8')).sources.slmgr.text;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(words: readonly string[], { stdin = '', environment = {}, closeEarly = false } = {}): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...words], {
    env: { PATH: process.env.PATH, TZ: 'UTC', ...environment },
  });
  const [out, err]: Buffer[][] = [[], []];
  child.stdout.on('data', (chunk) => {
    out?.push(chunk);
    if (closeEarly) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk) => err?.push(chunk));
  child.stdin.on('error', () => {}); // a program that refuses early may have closed it
  child.stdin.end(stdin);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) =>
      done({ code, out: Buffer.concat(out ?? []).toString(), err: Buffer.concat(err ?? []).toString() }),
    );
  });
}

describe('exit codes', () => {
  test.each([
    ['kms-healthy', 0],
    ['laptop-off-vpn-40-days', 0],
    ['renewal-missed-60-days', 1],
    ['ended-grace-expired', 2],
    ['no-source-answers', 3],
  ])('%s ends with %i', async (name, code) => {
    const { code: ended, err } = await start(['check', '--evidence', evidenceOf(name)]);
    expect([ended, err]).toEqual([code, '']);
  });
});

describe('explain', () => {
  test('reads standard input, and - is its name', async () => {
    for (const words of [['explain'], ['explain', '-']]) {
      const { code, out } = await start(words, { stdin: dlv('ended-grace-expired') });
      expect(code).toBe(2);
      expect(out).toMatch(/^\[CRITICAL\]/);
      expect(out).toContain('Codes found');
    }
  });

  test('reads UTF-16 with and without BOM, and a code page by name', async () => {
    const text = dlv('kms-healthy');
    const utf16 = Buffer.from(text, 'utf16le');
    for (const stdin of [utf16, Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])]) {
      expect((await run(['explain'], { stdin })).exitCode).toBe(0);
    }
    expect((await run(['explain', '--encoding', 'cp850'], { stdin: text })).exitCode).toBe(0);
    const { exitCode, stderr } = await run(['explain', '--encoding', 'klingon'], { stdin: text });
    expect([exitCode, stderr.includes('klingon')]).toEqual([3, true]);
  });

  test('reads an evidence file like check does', async () => {
    const words = ['--format', 'json', evidenceOf('kms-healthy')];
    expect((await run(['explain', ...words])).stdout).toBe(
      (await run(['check', '--evidence', words[2] ?? '', '--format', 'json'])).stdout,
    );
  });

  test('reads with a machine’s own labels', async () => {
    const labels = join(root, 'test/support/slmgr-dutch-like.ini');
    const stdin = 'Naam: Windows(R), X edition\nOmschrijving: Windows(R), RETAIL channel\nLicentie: Actief\n\n';
    const { stdout, exitCode } = await run(['explain', '--labels', labels, '--format', 'json'], { stdin });
    expect(JSON.parse(stdout).report.products[0]).toMatchObject({
      name: 'Windows(R), X edition',
      licenseStatus: 'licensed',
    });
    expect(exitCode).toBe(0);
  });

  test.each(['0xC004F074', '0xc004f074', 'C004F074', 'c004f074', '3221549172', '-1073418124'])(
    'the code %s',
    async (code) => {
      const { stdout, exitCode } = await run(['explain', code]);
      expect(stdout).toMatch(/^0xC004F074 SL_E_VL_BINDING_SERVICE_UNAVAILABLE\n/);
      expect(exitCode).toBe(0);
    },
  );

  test.each([
    ['0xC004C0FF', 'a code of a known family'],
    ['5', 'a Win32 error'],
  ])('%s, %s: says what it can', async (code) => {
    const { stdout, exitCode } = await run(['explain', code, '--format', 'json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).code.next).toMatch(/\w/);
  });

  test('a code of no known family: shows where its text can be had, and ends as unknown', async () => {
    const { stdout, exitCode } = await run(['explain', '0x88990001']);
    expect(stdout).toContain('slui.exe 0x2a 0x88990001');
    expect(exitCode).toBe(3);
  });

  test('a code with a digit lost is no code', async () => {
    expect((await run(['explain', '0xC004F0'])).exitCode).toBe(3);
    expect((await run(['explain', '0xC004F0'])).stdout).toBe('');
  });

  test.each([
    ['a mail', 'Hi, since Monday: "activation failed, code 0xC004F074". Ticket 80012345.\n'],
    ['a mail in Japanese', 'お世話になっております。認証時にエラー（ｃ００４ｆ０７４）が出ました。\n'],
  ])('%s of which a code is all that is understood: the code', async (_, stdin) => {
    const alone = await run(['explain', '0xC004F074']);
    expect(await run(['explain'], { stdin })).toEqual(alone);
    const json = await run(['explain', '--format', 'json'], { stdin });
    expect(json.stdout).toBe((await run(['explain', '0xC004F074', '--format', 'json'])).stdout);
  });

  test('what slmgr /ato prints: the code for a person, the report for a program; the machine stays unknown', async () => {
    const stdin = 'Error: 0xC004F074 No Key Management Service (KMS) could be contacted.\r\n';
    const { stdout } = await run(['explain', '0xC004F074']);
    expect(await run(['explain'], { stdin })).toEqual({ exitCode: 3, stdout, stderr: '' });
    const json = await run(['explain', '--format', 'json'], { stdin });
    expect(json.exitCode).toBe(3);
    expect(JSON.parse(json.stdout).report.sources).toEqual([
      { source: 'slmgr', outcome: 'failed', durationMs: null, error: '0xC004F074' },
    ]);
  });

  test('several codes: a block each, as each by itself', async () => {
    const stdin = 'first 0x8007232B, then c004f074 and 0x8007232b again\n';
    const blocks = await Promise.all(['0x8007232B', '0xC004F074'].map((code) => run(['explain', code])));
    const { stdout, exitCode } = await run(['explain'], { stdin });
    expect([stdout, exitCode]).toEqual([blocks.map((block) => block.stdout).join('\n'), 0]);
    const { codes } = JSON.parse((await run(['explain', '--format', 'json'], { stdin })).stdout);
    expect(codes.map(({ code }: { code: string }) => code)).toEqual(['0x8007232B', '0xC004F074']);
  });

  test('codes of which nothing is known end as unknown; one that is known is enough', async () => {
    expect((await run(['explain'], { stdin: 'failed: 0x88990001\n' })).exitCode).toBe(3);
    expect((await run(['explain'], { stdin: 'failed: 0x88990001, 0xC004F074\n' })).exitCode).toBe(0);
  });

  test('a text in which nothing is recognised', async () => {
    const { exitCode, stdout, stderr } = await run(['explain'], { stdin: 'My PC 80012345 is slow.\n' });
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toContain('nothing in it was recognised');
  });

  test('a line that was copied as an argument', async () => {
    const { stdout, exitCode } = await run(['explain', 'It says: activation failed with 0xC004F074. What now?']);
    expect([stdout.startsWith('0xC004F074 '), exitCode]).toEqual([true, 0]);
    expect((await run(['explain', `${'It is a long story. '.repeat(20)}code C004F074`])).stdout).toBe(stdout);
    expect((await run(['explain', 'C:\\my logs\\0xC004F074.txt'])).stderr).toContain('there is no such file');
  });

  test('codes beside the output are explained in place, once, with their line', async () => {
    const mail = 'Since Monday it says 0x8007232B, key ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2; once 0x4004F040.\n\n';
    const { stdout, exitCode } = await run(['explain'], { stdin: mail + dlv('ended-grace-expired') });
    const [, found = ''] = stdout.split('Codes found\n');
    expect(exitCode).toBe(2);
    expect(found.match(/^ {2}0x8007232B: /gm)).toHaveLength(1);
    expect(found.match(/^ {2}0x4004F040 \(no error\): /gm)).toHaveLength(1);
    expect(
      found.replace(/\n +/g, ' ').match(/In the text: "Since Monday it says 0x8007232B, key XXXXX-/g),
    ).toHaveLength(1);
    expect(stdout.replace(/\n +/g, ' ')).not.toContain('RSTUV');
    // The machine's own reason stands in its product and its finding: its line needs no telling.
    expect(found).not.toContain('Notification Reason');
  });

  test('a next step that a finding told is not told again with its code', async () => {
    const evidence = JSON.parse(readFileSync(evidenceOf('kms-healthy'), 'utf8'));
    const { en } = await import('../src/wording/en.ts');
    const { next } = en.codes['0x80041003'] ?? {};
    const cim = { outcome: 'failed', durationMs: 10, error: '0x80041003', classes: {} };
    const stdin = JSON.stringify({ ...evidence, sources: { ...evidence.sources, cim } });
    const said = (await run(['explain'], { stdin })).stdout.replace(/\n +/g, ' ');
    expect(said).toContain('0x80041003: WMI denied access. Usual cause');
    expect(said.split(next ?? '')).toHaveLength(2);
  });

  test('what is neither file nor code', async () => {
    const { exitCode, stderr } = await run(['explain', 'KMS broken']);
    expect([exitCode, stderr.split('\n').length]).toEqual([3, 2]);
    expect((await run(['explain', './none.txt'])).stderr).toContain('./none.txt: there is no such file.');
  });
});

describe('wrong use: one line, exit 3', () => {
  test.each([
    [['frobnicate'], 'unknown command frobnicate'],
    [['check', '--evidnce', 'x'], 'unknown option --evidnce'],
    [['check', '--evidence'], 'needs a value'],
    [['check', '--format', 'xml'], 'must be one of: text, json, nagios'],
    [['check', 'a', 'b'], 'too many arguments'],
    [['check'], '--evidence FILE'],
    [['check', '--evidence', evidenceOf('mak'), '--now', 'tomorrow'], '--now tomorrow'],
  ])('%j', async (words, says) => {
    for (const language of ['en', 'ja']) {
      const { exitCode, stdout, stderr } = await run(words, { environment: { GRACEWATCH_LANGUAGE: language } });
      expect([exitCode, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(/^gracewatch: [^\n]+\n$/);
      if (language === 'en') expect(stderr).toContain(says);
    }
  });
});

describe('help and version', () => {
  test.each([[['--help']], [['check', '--help']], [['explain', '--help']], [['config', '--help']], [[]]])(
    '%j',
    async (words) => {
      for (const language of ['en', 'ja']) {
        const { exitCode, stdout, stderr } = await run(words, { environment: { GRACEWATCH_LANGUAGE: language } });
        expect([exitCode, stderr]).toEqual([0, '']);
        expect(stdout).toContain(language === 'en' ? 'Usage:' : '使い方:');
      }
    },
  );

  test('the version is the manifest’s', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect((await run(['--version'])).stdout).toBe(`${version}\n`);
  });
});

describe('language', () => {
  const words = ['check', '--evidence', evidenceOf('ended-grace-expired')];
  test.each([
    ['the system’s', [], { LC_ALL: 'ja_JP.UTF-8' }, '[重大]'],
    ['the variable', [], { GRACEWATCH_LANGUAGE: 'ja' }, '[重大]'],
    ['the flag goes first', ['--lang', 'en'], { GRACEWATCH_LANGUAGE: 'ja' }, '[CRITICAL]'],
  ])('%s', async (_, flags, environment, begins) => {
    const { out } = await start([...words, ...flags], { environment });
    expect(out.startsWith(begins)).toBe(true);
  });
});

describe('evidence that is no longer new', () => {
  const verdict = async (now: string, ...flags: readonly string[]) =>
    (await run(['check', '--evidence', evidenceOf('kms-healthy'), ...flags], { now })).stdout.split('\n\n')[0];

  test('is not called fine without saying when', async () => {
    expect(await verdict('2026-11-06T00:00:00Z')).toMatch(/^\[OK\] Fine: /);
    expect(await verdict('2026-11-24T00:00:00Z')).toMatch(
      /^\[OK THEN\] On 2026-11-05 .*18 days ago.*Gather again to be sure\.$/s,
    );
    expect(await verdict('2027-11-24T00:00:00Z')).toMatch(/^\[OK THEN\] .*That date has passed: gather again\.$/s);
    expect(await verdict('2027-11-24T00:00:00Z', '--lang', 'ja')).toMatch(/^\[当時は正常\] /);
  });

  test('judged as of another day, it is judged as of that day', async () => {
    const { stdout, exitCode } = await run(
      ['check', '--evidence', evidenceOf('kms-healthy'), '--now', '2027-11-24T00:00:00Z'],
      { now: '2027-11-24T00:00:00Z' },
    );
    expect([exitCode, stdout.includes('Activation may have ended')]).toEqual([1, true]);
  });
});

test('a paste tells no dates that it cannot know, unless it is said when it was taken', async () => {
  const stdin = dlv('kms-healthy');
  const { stdout } = await run(['explain'], { stdin });
  expect(stdout).toMatch(/^\[OK\] Fine when the text was taken \(\d+ days left\)\.\n/);
  expect(stdout).not.toMatch(/until \d{4}/);
  expect((await run(['explain', '--now', '2026-11-05'], { stdin, now: '2026-11-06T00:00:00Z' })).stdout).toMatch(
    /until \d{4}/,
  );
});

test('colour only on a terminal, and not where NO_COLOR is set', async () => {
  const words = ['check', '--evidence', evidenceOf('ended-grace-expired')];
  expect((await run(words)).stdout).not.toContain('\u001b[');
  expect((await run(words, { terminal: true })).stdout).toContain('\u001b[31m');
  expect((await run(words, { terminal: true, environment: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b[');
});

test('dates are in the zone that is asked for', async () => {
  const words = ['check', '--evidence', evidenceOf('kms-healthy'), '--time-zone', 'Asia/Tokyo'];
  expect((await run(words)).stdout).toMatch(/until \d{4}-\d\d-\d\d \d\d:\d\d UTC\+9/);
});

test.each(['README.md'])('%s shows what its command prints', async (readme) => {
  const text = readFileSync(join(root, readme), 'utf8');
  const command = /npx gracewatch (check --evidence \S+)/.exec(text)?.[1] ?? '';
  const { stdout } = await run(command.split(' '), { now: '2026-11-24T12:00:00Z' });
  const indented = stdout.replace(/^(?=.)/gm, '    ');
  expect(text.replace(/\d+ days ago/, 'N days ago')).toContain(indented.replace(/\d+ days ago/, 'N days ago'));
});

test('a reader that closes early is no error', async () => {
  const { err } = await start(['check', '--evidence', evidenceOf('kms-host-clients'), '--format', 'json'], {
    closeEarly: true,
  });
  expect(err).toBe('');
});

test('a full disk: one line, and never an exit code that says ok or warning', async () => {
  const full = openSync('/dev/full', 'w');
  const words = [main, 'check', '--evidence', evidenceOf('kms-healthy')];
  const { status, stderr } = spawnSync(process.execPath, words, { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  closeSync(full);
  expect([status, stderr]).toEqual([
    3,
    expect.stringMatching(/^gracewatch: The answer could not be written \(ENOSPC\)[^\n]+\n$/),
  ]);
});

test('what still waits for the system does not hold the program, and the answer is whole', async () => {
  const waiting = 'data:text/javascript,setInterval(()=>{},1000000)';
  const words = ['check', '--evidence', evidenceOf('kms-host-windows-office'), '--format', 'json'];
  const { code, out, err } = await start(words, { environment: { NODE_OPTIONS: `--import=${waiting}` } });
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out).report.kmsHost).not.toBeNull();
});

test('a log that cannot be written is told in one line, and the answer is given', async () => {
  const environment = { GRACEWATCH_LOG_FILE: join(main, 'x.log'), GRACEWATCH_LOG_LEVEL: 'debug' };
  const { code, out, err } = await start(['check', '--evidence', evidenceOf('ended-grace-expired')], { environment });
  expect([code, out.startsWith('[CRITICAL]')]).toEqual([2, true]);
  expect(err).toMatch(/^gracewatch: log\.file: \S+ cannot be written \(ENOTDIR\)[^\n]+\n$/);
});

test.each(['', ':', 'Etc/Unknown'])('a time zone that the system does not know (TZ=%j) reads as UTC', async (TZ) => {
  const { code, err } = await start(['check', '--evidence', evidenceOf('ended-grace-expired')], {
    environment: { TZ },
  });
  expect([code, err]).toEqual([2, '']);
});

test('the log says in debug what was judged, and stays silent otherwise', async () => {
  const quiet = await start(['check', '--evidence', evidenceOf('mak')]);
  expect(quiet.err).toBe('');
  const loud = await start(['check', '--evidence', evidenceOf('mak'), '--log-level', 'debug']);
  expect(JSON.parse(loud.err)).toMatchObject({ level: 'debug', message: 'judged', severity: 'ok' });
});
