/** Configuration and policy: layers, origins, and every mistake at once with its place. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { settingsSchema } from '../src/commands/settings.ts';
import { loadCases } from './support/cases.ts';
import { run } from './support/world.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gracewatch-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

interface Shown {
  readonly path: string;
  readonly value: unknown;
  readonly origin: string;
  readonly place: string;
}

async function settings(
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<Map<string, Shown>> {
  const { stdout, stderr } = await run(['config', '--format', 'json', ...words], { environment });
  expect(stderr).toBe('');
  return new Map(JSON.parse(stdout).settings.map((one: Shown) => [one.path, one]));
}

describe('which value is in force', () => {
  test('defaults, where nothing is said', async () => {
    const shown = await settings([]);
    expect([...shown.keys()].map((key) => key.split('.')[0])).toEqual(
      ['language', 'timeZone', 'policy', 'collector', 'spool', 'agent', 'gather', 'serve', 'log'].flatMap((part) =>
        [...shown.keys()].filter((key) => key.split('.')[0] === part).map(() => part),
      ),
    );
    expect(shown.size).toBeGreaterThan(15);
    expect(new Set([...shown.values()].map(({ origin }) => origin))).toEqual(new Set(['default']));
  });

  test('flag over environment over file over default, each with its place', async () => {
    const path = file('layers.json', {
      language: 'ja',
      timeZone: 'Asia/Tokyo',
      log: { level: 'info', file: join(folder, 'l.log') },
    });
    const environment = {
      GRACEWATCH_CONFIG: path,
      GRACEWATCH_TIME_ZONE: 'Europe/Berlin',
      GRACEWATCH_LOG_LEVEL: 'debug',
    };
    const shown = await settings(['--log-level', 'error'], environment);
    expect(shown.get('language')).toEqual({ path: 'language', value: 'ja', origin: 'file', place: path });
    expect(shown.get('timeZone')).toMatchObject({
      value: 'Europe/Berlin',
      origin: 'environment',
      place: 'GRACEWATCH_TIME_ZONE',
    });
    expect(shown.get('log.level')).toMatchObject({ value: 'error', origin: 'flag', place: '--log-level' });
    expect(shown.get('policy')).toMatchObject({ value: null, origin: 'default' });
  });

  test('the table shows each key, its value and its origin', async () => {
    const { stdout } = await run(['config'], { environment: { GRACEWATCH_LOG_LEVEL: 'info' } });
    expect(stdout).toContain('log.level');
    expect(stdout).toMatch(/log\.level +info +\[environment GRACEWATCH_LOG_LEVEL\]/);
    expect(stdout).toMatch(/policy +\(not set\) +\[default\]/);
  });
});

describe('mistakes', () => {
  const complaint = async (words: readonly string[], environment: Record<string, string> = {}) => {
    const { exitCode, stdout, stderr } = await run(words, { environment });
    expect([exitCode, stdout]).toEqual([3, '']);
    return stderr.trimEnd().split('\n');
  };

  test('all of them at once, from every layer, each with place, path and what was expected', async () => {
    const path = file('wrong.json', { langauge: 'ja', log: { level: 'loud', fiel: 'x' }, timeZone: 'Mars/Olympus' });
    const lines = await complaint(['config', '--config', path], {
      GRACEWATCH_LOG_LEVL: 'x',
      GRACEWATCH_LANGUAGE: 'fr',
    });
    expect(lines).toHaveLength(6);
    for (const line of [
      `gracewatch: environment: GRACEWATCH_LOG_LEVL: unknown key; did you mean GRACEWATCH_LOG_LEVEL?`,
      `gracewatch: ${path}: langauge: unknown key; did you mean language?`,
      `gracewatch: ${path}: log.fiel: unknown key; did you mean file?`,
      `gracewatch: ${path}: timeZone: must be the name of a time zone, such as Asia/Tokyo`,
    ]) {
      expect(lines).toContain(line);
    }
    expect(lines).toContainEqual(expect.stringMatching(/: log\.level: must be one of: error, warn, info, debug$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/environment: GRACEWATCH_LANGUAGE: must be one of: auto, en, ja$/),
    );
  });

  test('an empty value is said to be empty', async () => {
    const lines = await complaint(['config'], { GRACEWATCH_POLICY: '' });
    expect(lines).toEqual(['gracewatch: environment: GRACEWATCH_POLICY: must not be empty']);
  });

  test('a flag is named as it was written', async () => {
    expect(await complaint(['config', '--time-zone', 'Moon'])).toEqual([
      'gracewatch: --time-zone: must be the name of a time zone, such as Asia/Tokyo',
    ]);
  });

  test('a file that was named must be there, and be JSON', async () => {
    expect(await complaint(['config', '--config', join(folder, 'none.json')])).toEqual([
      expect.stringContaining('none.json: there is no such file.'),
    ]);
    const path = file('broken.json', '{ "language": "ja",\n  "log": }');
    expect(await complaint(['config', '--config', path])).toEqual([
      expect.stringContaining(`${path}: is not valid JSON (line 2, column 10).`),
    ]);
  });

  test('a policy: unknown key, wrong type, a critical limit over its warning limit', async () => {
    const path = file('policy.json', {
      expiring: { warningDays: 5, criticalDays: 9 },
      renewal: { slackdays: 3 },
      grace: { criticalDays: 'three' },
    });
    const evidence = loadCases()[0]?.evidence ?? '';
    const lines = await complaint(['check', '--evidence', evidence, '--policy', path]);
    expect(lines).toContain(`gracewatch: ${path}: renewal.slackdays: unknown key; did you mean slackDays?`);
    expect(lines).toContain(`gracewatch: ${path}: expiring.criticalDays: must be warningDays or less`);
    expect(lines).toContainEqual(expect.stringMatching(/: grace\.criticalDays: must be a number$/));
    expect(lines).toHaveLength(3);
  });

  test('in Japanese', async () => {
    const path = file('ja.json', { langauge: 'ja', log: { level: 'loud' } });
    const lines = await complaint(['config', '--lang', 'ja', '--config', path]);
    for (const line of lines) expect(line).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}]/u);
  });
});

test('a policy that the file names is looked for beside the file', async () => {
  const config = file('beside.json', { policy: 'beside-policy.json', language: 'ja' });
  const policy = file('beside-policy.json', {});
  expect((await settings(['--config', config])).get('policy')?.value).toBe(policy);
});

test('an error speaks the language of the configuration', async () => {
  const config = file('speaks.json', { language: 'ja' });
  const { stderr } = await run(['check', '--evidence', join(folder, 'none.json'), '--config', config]);
  expect(stderr).toContain('ファイルが見つかりません');
});

test('a default file that is there and cannot be read is told, not passed over', async () => {
  const loop = join(folder, 'gracewatch');
  mkdirSync(loop);
  symlinkSync(join(loop, 'config.json'), join(loop, 'config.json'));
  const { exitCode, stderr } = await run(['config'], { environment: { ProgramData: folder }, platform: 'win32' });
  expect([exitCode, stderr]).toEqual([3, expect.stringContaining('ELOOP')]);
});

test('a policy changes the verdict', async () => {
  const healthy = loadCases().find(({ name }) => name === 'kms-healthy')?.evidence ?? '';
  const strict = file('strict.json', { expiring: { warningDays: 90, criticalDays: 80 }, renewal: { slackDays: 0 } });
  expect((await run(['check', '--evidence', healthy])).exitCode).toBe(0);
  expect((await run(['check', '--evidence', healthy, '--policy', strict, '--now', '2027-03-01'])).exitCode).not.toBe(0);
});

test('the example files of config/ are valid and say what the defaults are', async () => {
  const shown = await settings(['--config', 'config/config.example.json', '--policy', 'config/policy.example.json']);
  expect(shown.get('log.level')).toMatchObject({ value: 'warn', origin: 'file' });
  const defaults = settingsSchema.parse({});
  expect(JSON.parse(readFileSync('config/config.example.json', 'utf8'))).toEqual(defaults);
  const evidence = loadCases().find(({ name }) => name === 'kms-healthy')?.evidence ?? '';
  const { exitCode, stderr } = await run(['check', '--evidence', evidence, '--policy', 'config/policy.example.json']);
  expect([exitCode, stderr]).toEqual([0, '']);
});
