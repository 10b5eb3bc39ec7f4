/** The command line as a whole on a live machine: PowerShell's real engine, cscript.exe's stand-in, hosts on loopback. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Report } from '../../src/activation/report.ts';
import { evidenceSchema } from '../../src/evidence/evidence.ts';
import { languages } from '../../src/wording/wording.ts';
import { evidenceOf } from '../agent/agents.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { type Case, loadCases } from '../support/cases.ts';
import { type Running, startCollector } from '../support/collector.ts';
import { buildEngine } from './engine.ts';
import { dnsPromises } from './loopback.ts';
import { machineFileOf } from './machine.ts';
import { type LiveMachine, liveMachine } from './machines.ts';

jest.unstable_mockModule('node:dns/promises', dnsPromises);
const { run } = await import('../support/world.ts');

beforeAll(() => void buildEngine(), 300_000);

const caseOf = (name: string): Case => {
  const found = loadCases().find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found;
};
const golden = (name: string, file: string): string => readFileSync(join(caseOf(name).dir, file), 'utf8');

/** The machine says that it was asked when the golden one was. */
const machineOf = (name: string): Promise<LiveMachine> => {
  const said = evidenceOf(name);
  return liveMachine(said, { capturedAt: said.capturedAt });
};

/** Two hours after the capture, as the golden texts have it. */
function runOn(name: string, { windows }: Pick<LiveMachine, 'windows'>, words: readonly string[]) {
  const { now: judged } = caseOf(name);
  const now = new Date(Date.parse(judged ?? evidenceOf(name).capturedAt) + 7_200_000).toISOString();
  const at = words[0] === 'check' && judged !== null ? ['--now', judged] : [];
  return run([...words, ...at], { windows, now });
}

/** A report without what no two runs have in common. */
const steady = (report: Report): unknown => ({
  ...report,
  sources: report.sources.map((source) => ({ ...source, durationMs: null })),
  network: report.network && {
    ...report.network,
    hosts: report.network.hosts.map((host) => ({ ...host, durationMs: null, addresses: [] })),
  },
});

const names = [
  'kms-healthy',
  'kms-healthy-ja',
  'renewal-missed-10-days',
  'mak',
  'notification-never-activated',
  'server-2016',
];
const exitCodes: Readonly<Record<string, number>> = { ok: 0, info: 0, warning: 1, critical: 2, unknown: 3 };

describe('check', () => {
  test.each(names)('says of a live machine what it says of its evidence: %s', async (name) => {
    await using machine = await machineOf(name);
    const { severity } = JSON.parse(golden(name, 'assessment.json'));
    for (const lang of languages) {
      const { exitCode, stdout, stderr } = await runOn(name, machine, ['check', '--lang', lang]);
      expect([exitCode, stderr]).toEqual([exitCodes[severity], '']);
      expect(stdout).toBe(golden(name, `check.${lang}.txt`));
    }
  });

  test('--format json, nagios', async () => {
    const name = 'renewal-missed-10-days';
    await using machine = await machineOf(name);
    const json = await runOn(name, machine, ['check', '--format', 'json']);
    const { report, assessment } = JSON.parse(json.stdout);
    expect(steady(report)).toEqual(steady(JSON.parse(golden(name, 'report.json'))));
    expect(assessment).toEqual(JSON.parse(golden(name, 'assessment.json')));
    const nagios = await runOn(name, machine, ['check', '--format', 'nagios']);
    const { windows } = machine;
    const ofFile = await runOn(name, { windows }, ['check', '--format', 'nagios', '--evidence', caseOf(name).evidence]);
    expect(nagios).toEqual(ofFile);
  });
});

describe('capture', () => {
  const captureTo = (machine: LiveMachine, file: string, ...more: readonly string[]) =>
    runOn('kms-healthy', machine, ['capture', '-o', file, ...more]);

  test('a file that reads anywhere as the machine itself does', async () => {
    await using machine = await machineOf('kms-healthy');
    for (const lang of languages) {
      const folder = temporaryFolder();
      const file = join(folder, 'PC 証拠.json');
      const { exitCode, stdout, stderr } = await captureTo(machine, file, '--lang', lang);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout.split('\n')[0]).toBe(golden('kms-healthy', `check.${lang}.txt`).split('\n')[0]);
      expect(stdout.replaceAll(/\s/g, '')).toContain(file.replaceAll(/\s/g, ''));
      expect(readdirSync(folder)).toEqual(['PC 証拠.json']);
      expect(() => evidenceSchema.parse(JSON.parse(readFileSync(file, 'utf8')))).not.toThrow();
      expect(readFileSync(file, 'utf8')).not.toContain('SECRET');
      const { windows } = machine;
      const checked = await runOn('kms-healthy', { windows }, ['check', '--evidence', file, '--lang', lang]);
      expect(checked).toEqual({ exitCode: 0, stdout: golden('kms-healthy', `check.${lang}.txt`), stderr: '' });
    }
  });

  test('-o -: the evidence and nothing else', async () => {
    await using machine = await machineOf('kms-healthy');
    const { exitCode, stdout, stderr } = await captureTo(machine, '-');
    expect([exitCode, stderr]).toEqual([0, '']);
    const now = '2026-11-05T13:59:00.000Z';
    const json = await run(['check', '--evidence', '-', '--format', 'json'], { stdin: stdout, now });
    expect(steady(JSON.parse(json.stdout).report)).toEqual(steady(JSON.parse(golden('kms-healthy', 'report.json'))));
  });

  test('a file that is there is replaced whole', async () => {
    await using machine = await machineOf('kms-healthy');
    const folder = temporaryFolder();
    const file = join(folder, 'evidence.json');
    writeFileSync(file, 'x'.repeat(1_000_000));
    expect((await captureTo(machine, file)).exitCode).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 'gracewatch.evidence/1' });
    expect(readdirSync(folder)).toEqual(['evidence.json']);
  });

  test.each(languages)('where nothing can be written: one line, 3, nothing left behind (%s)', async (lang) => {
    await using machine = await machineOf('kms-healthy');
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'taken', 'inside'), { recursive: true });
    writeFileSync(join(folder, 'file'), 'as it was');
    for (const [file, reason] of [
      [join(folder, 'nowhere', 'evidence.json'), 'ENOENT'],
      [join(folder, 'file', 'evidence.json'), 'ENOTDIR'],
      [join(folder, 'taken'), 'EISDIR'],
      ['/proc/evidence.json', 'ENOENT'],
    ] as const) {
      const { exitCode, stdout, stderr } = await captureTo(machine, file, '--lang', lang);
      expect([exitCode, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(/^gracewatch: [^\n]*\n$/);
      expect([stderr.includes(file), stderr.includes(reason)]).toEqual([true, true]);
    }
    expect(readdirSync(folder, { recursive: true })).toEqual(['file', 'taken', join('taken', 'inside')]);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('as it was');
  });

  test('of a KMS host: whom it has served, from the first one on', async () => {
    const said = evidenceOf('kms-host-windows-office');
    const machine = machineFileOf(said) as { logs: Record<string, unknown> };
    const at = '2026-11-01T00:00:00.000Z';
    const event = { provider: 'Microsoft-Windows-Security-SPP', id: 12290, recordId: 1, at, data: ['0x0,25,PC-1'] };
    const logs = { ...machine.logs, 'Key Management Service': { events: [event] } };
    await using live = await liveMachine(said, { machine: { ...machine, logs } });
    const evidence = evidenceSchema.parse(JSON.parse((await captureTo(live, '-')).stdout));
    expect(evidence.sources.events?.events.filter(({ id }) => id === 12290)).toMatchObject([{ recordId: 1, at }]);
    // A check is about the licence; what it does not need it does not read.
    const file = join(temporaryFolder(), 'check.json');
    const json = await run(['check', '--format', 'json'], { windows: live.windows });
    writeFileSync(file, json.stdout);
    expect(json.stdout).not.toContain('PC-1');
  });

  test('nothing answered: captured all the same, 3', async () => {
    await using machine = await machineOf('kms-healthy');
    const silent = { ...machine.windows, powershell: '/nowhere', cscript: '/nowhere' };
    const file = join(temporaryFolder(), 'evidence.json');
    const { exitCode, stderr } = await captureTo({ ...machine, windows: silent }, file);
    expect(exitCode).toBe(3);
    expect(stderr).toBe(''); // the sentence is part of the answer, and the log is asked for nothing less than a warning
    expect(evidenceSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).sources.cim).toMatchObject({
      outcome: 'failed',
      error: 'powershellMissing',
    });
  });
});

describe('run --once', () => {
  let collector: Running;
  beforeAll(async () => {
    collector = await startCollector();
  });
  afterAll(() => collector.close());

  async function runOnce(windows: LiveMachine['windows'], lang: string) {
    const folder = temporaryFolder();
    const config = join(folder, 'config.json');
    const state = join(folder, 'state');
    writeFileSync(config, JSON.stringify({ collector: { url: collector.url }, agent: { stateFolder: state } }));
    const words = ['run', '--once', '--config', config, '--lang', lang];
    const ran = await run(words, { windows, now: new Date().toISOString() });
    const waiting = readdirSync(join(state, 'spool', 'pending'));
    rmSync(state, { recursive: true });
    return { ...ran, waiting, id: /[0-9a-f-]{36}/.exec(ran.stdout)?.[0] ?? '' };
  }
  const stored = async (id: string): Promise<Report> => {
    const response = await fetch(`${collector.url}/v1/machines/${id}`, {
      headers: { authorization: `Bearer ${await collector.credential('reader')}` },
    });
    expect(response.status).toBe(200);
    return ((await response.json()) as { report: Report }).report;
  };

  test.each(languages)('a live machine is in the collector (%s)', async (lang) => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'));
    const { exitCode, stderr, waiting, id } = await runOnce(machine.windows, lang);
    expect([exitCode, stderr, waiting]).toEqual([0, '', []]);
    const report = await stored(id);
    const { products } = JSON.parse(golden('kms-healthy', 'report.json')) as Report;
    expect(report.machine.name).toBe('PC-0412');
    expect(report.products).toMatchObject([
      { activationId: products[0]?.activationId, licenseStatus: 'licensed', partialProductKey: '2YT43' },
    ]);
    expect(report.sources.map(({ source, outcome }) => [source, outcome])).toEqual(
      ['cim', 'slmgr', 'registry', 'services', 'events', 'network'].map((source) => [source, 'complete']),
    );
    expect(JSON.stringify(report)).not.toContain('SECRET');
  });

  test.each(languages)('nothing answered: 3, and the collector hears of it all the same (%s)', async (lang) => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'));
    const silent = { ...machine.windows, powershell: '/nowhere', cscript: '/nowhere' };
    const { exitCode, waiting, id } = await runOnce(silent, lang);
    expect([exitCode, waiting]).toEqual([3, []]);
    const report = await stored(id);
    expect([report.primary, report.products]).toEqual([null, []]);
    expect(report.sources.map(({ error }) => error)).toContain('powershellMissing');
  });
});

describe.each(languages)('no Windows (%s)', (lang) => {
  test.each([
    ['check'],
    ['check --format json'],
    ['check --format nagios'],
    ['capture -o x.json'],
    ['capture -o -'],
    ['run --once'],
    ['run'],
  ])('%s: one line, 3, nothing else', async (words) => {
    const { exitCode, stdout, stderr } = await run([...words.split(' '), '--lang', lang]);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: [^\n]*Windows[^\n]*\n$/);
  });
});
