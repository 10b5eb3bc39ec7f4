/** `gracewatch fleet` against a server of its own: what is shown, how it ends, and what goes wrong on the way. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { languages } from '../src/wording/wording.ts';
import {
  expiryOfFleet,
  fleet,
  historyOfMachine,
  hostileName,
  type Instead,
  type StandIn,
  startStandIn,
  summaryOfFleet,
} from './fleetStandIn.ts';
import { type Ran, run } from './support/world.ts';

// Whole programs over a network: a busy machine takes its time, and a hanging one is still found.
jest.setTimeout(60_000);

const update = process.env.UPDATE === '1';
const golden = join(import.meta.dirname, 'cases-fleet');

let collector: StandIn;
beforeAll(async () => {
  collector = await startStandIn();
});
afterAll(() => collector.close());

const ask = (words: readonly string[], environment: Record<string, string> = {}): Promise<Ran> =>
  run(['fleet', ...words, '--collector', collector.url], { environment });

/** Asks a collector that answers some paths in its own way. */
async function askOf(instead: Instead, words: readonly string[], environment = {}): Promise<Ran & { asked: string[] }> {
  const other = await startStandIn({ instead });
  try {
    const ran = await run(['fleet', ...words, '--collector', other.url], { environment });
    return { ...ran, asked: other.asked.map(({ path }) => path) };
  } finally {
    await other.close();
  }
}

const views = {
  summary: [['summary'], 2],
  expiring: [['expiring'], 2],
  'expiring-by-days': [['expiring', '--days', '20', '--warning-days', '14', '--critical-days', '0'], 2],
  overdue: [['overdue'], 1],
  silent: [['silent'], 1],
  machine: [['machine', 'twin.lab.example'], 2],
  'machine-silent': [['machine', 'PC-0001'], 1],
  'machine-several': [['machine', 'twin'], 3],
} as const;

describe.each(Object.entries(views))('fleet %s', (name, [words, code]) => {
  test.each(languages)('as text in %s', async (language) => {
    const { stdout, stderr, exitCode } = await ask([...words, '--lang', language]);
    expect([stderr, exitCode]).toEqual(['', code]);
    const file = join(golden, `${name}.${language}.txt`);
    if (update) {
      mkdirSync(golden, { recursive: true });
      writeFileSync(file, stdout);
    }
    expect(existsSync(file)).toBe(true);
    expect(stdout).toBe(readFileSync(file, 'utf8'));
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('as Nagios has it: one ASCII line, its word as the exit code', async () => {
    const { stdout, exitCode } = await ask([...words, '--format', 'nagios']);
    expect(stdout).toMatch(
      /^GRACEWATCH (OK|WARNING|CRITICAL|UNKNOWN) - [\x20-\x7b\x7d\x7e]+ \| (\w+=-?[\d.]+(;[\d.]+:?){0,2} ?)+\n$/,
    );
    expect(['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'].indexOf(stdout.split(' ')[1] ?? '')).toBe(exitCode);
    expect(exitCode).toBe(code);
  });

  test('as CSV: a byte order mark, CRLF, names of fields, the same exit code', async () => {
    const { stdout, exitCode } = await ask([...words, '--format', 'csv']);
    expect(stdout).toMatch(/^\uFEFF[a-zA-Z,]+\r\n/);
    expect(stdout.endsWith('\r\n')).toBe(true);
    expect(stdout.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(exitCode).toBe(code);
  });

  test('as JSON: one document that is safe to print, the same exit code', async () => {
    const { stdout, exitCode } = await ask([...words, '--format', 'json']);
    expect(() => JSON.parse(stdout)).not.toThrow();
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(exitCode).toBe(code);
  });
});

describe('what the documents hold', () => {
  const documentOf = async (...words: string[]) => JSON.parse((await ask([...words, '--format', 'json'])).stdout);

  test('the summary as the collector gave it', async () => {
    expect(await documentOf('summary')).toEqual(summaryOfFleet);
  });
  test('all pages of a list as one', async () => {
    const { machines, total, next } = await documentOf('overdue');
    expect([machines.length, total, next]).toEqual([3, 3, null]);
    expect((await documentOf('expiring')).expiry).toEqual(expiryOfFleet);
  });
  test('a name word for word, whatever it holds', async () => {
    const { machines } = await documentOf('expiring');
    expect(machines.map(({ name }: { name: string }) => name)).toContain(hostileName);
  });
  test('report, assessment and history of a machine', async () => {
    const { machine, report, assessment, history } = await documentOf('machine', 'twin.lab.example');
    expect(machine).toEqual(fleet[10]);
    expect([report.machine.fqdn, assessment.severity, history]).toEqual([
      'twin.lab.example',
      'critical',
      historyOfMachine,
    ]);
  });
});

describe('expiring', () => {
  test('lists by the end, leaves out what comes later, and reads no page beyond that', async () => {
    collector.asked.length = 0;
    const { stdout } = await ask(['expiring', '--days', '20', '--format', 'json']);
    const ends = JSON.parse(stdout).machines.map(({ expiresAt }: { expiresAt: string }) => expiresAt);
    expect(ends).toHaveLength(4);
    expect(ends).toEqual(ends.toSorted());
    expect(collector.asked.filter(({ path }) => path === '/v1/machines')).toHaveLength(
      3 + 1,
    ) /* the pages, and one question for what has ended */;
  });
  test.each([
    [[], 2],
    [['--warning-days', '0', '--critical-days', '0'], 2],
    [['--days', '0', '--format', 'nagios'], 2],
  ])('%j ends with %i', async (flags, code) => {
    expect((await ask(['expiring', ...flags])).exitCode).toBe(code);
  });
  test('a limit beyond the list lengthens the list: what it would warn of is seen', async () => {
    const { stdout } = await ask(['expiring', '--days', '1', '--warning-days', '50', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ days: 50, limits: { warningDays: 50, criticalDays: 7 } });
    expect(JSON.parse(stdout).machines).toHaveLength(5);
  });
  test.each([
    [['--days', 'ten'], '--days must be'],
    [['--days', '-1'], '--days must be'],
    [['--days', '3651'], '--days must be'],
    [['--warning-days', '1e2'], '--warning-days must be'],
    [['--warning-days', '5', '--critical-days', '6'], '--critical-days must not be more than --warning-days'],
  ])('%j is refused', async (flags, says) => {
    const { exitCode, stdout, stderr } = await ask(['expiring', ...flags]);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: [^\n]+\n$/);
    expect(stderr).toContain(says);
  });
});

describe('machine NAME', () => {
  const named = async (name: string) => {
    const { stdout } = await ask(['machine', name, '--format', 'json']);
    return JSON.parse(stdout).machine?.id.slice(-2);
  };
  test.each([
    ['PC-0007', '07', 'the very name goes before PC-00071'],
    ['pc-0007', '07', 'upper and lower case are the same'],
    ['twin.corp.example', '10', 'an FQDN'],
    ['twin.l', '11', 'a part that only one has'],
    ['00000000-0000-4000-8000-000000000010', '10', 'an id'],
    ['経理部', '04', 'a name that is not ASCII'],
  ])('%s → %s: %s', async (name, id) => {
    expect(await named(name)).toBe(id);
  });
  test('several: they are listed, and it ends as unknown', async () => {
    const { stdout, exitCode } = await ask(['machine', 'pc-000', '--format', 'json']);
    const { count, candidates } = JSON.parse(stdout);
    expect([exitCode, count, candidates.length]).toEqual([3, 6, 6]);
  });
  test.each(['PC-9999', '', 'x'.repeat(300), '00000000-0000-4000-8000-000000000099'])('nobody: %s', async (name) => {
    const { exitCode, stdout, stderr } = await ask(['machine', name]);
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: The collector knows no machine [^\n]+\n$/);
  });

  test('what a newer collector found is told first, and decides the exit code', async () => {
    const path = `/v1/machines/${fleet[6]?.id}`;
    const detail = JSON.parse((await ask(['machine', 'PC-0007', '--format', 'json'])).stdout);
    const { assessment, machine, report } = detail;
    const newer = { id: 'kmsHost.single\u001b', severity: 'critical', product: null, facts: {} };
    const answer = {
      machine: { ...machine, flavour: 'new' },
      report: { ...report, schema: 'gracewatch.report/1.7', flavour: 'new' },
      assessment: { ...assessment, severity: 'critical', findings: [newer, ...assessment.findings] },
    };
    for (const language of languages) {
      const { stdout, exitCode, stderr } = await askOf({ [path]: answer }, ['machine', 'PC-0007', '--lang', language]);
      expect([exitCode, stderr]).toEqual([2, '']);
      expect(stdout).toMatch(/^\[(CRITICAL|重大)\] [^[]*kmsHost\.single\uFFFD/);
    }
    const { stdout } = await askOf({ [path]: answer }, ['machine', 'PC-0007', '--format', 'nagios']);
    expect(stdout).toMatch(/^GRACEWATCH CRITICAL - PC-0007: [ -~]+\n$/);
  });
});

describe('wrong use: one line, exit 3', () => {
  test.each([
    [['fleet']],
    [['fleet', 'machine']],
    [['fleet', 'frobnicate']],
    [['fleet', 'silent', '--credential', 'x']],
  ])('%j', async (words) => {
    for (const language of languages) {
      const { exitCode, stdout, stderr } = await run(words, { environment: { GRACEWATCH_LANGUAGE: language } });
      expect([exitCode, stdout]).toEqual([3, '']);
      expect(stderr).toMatch(/^gracewatch: [^\n]+\n$/);
      if (language === 'ja') expect(stderr).toMatch(/[ぁ-ん]/);
    }
  });
  test('an address that is none is named by its flag', async () => {
    const { exitCode, stderr } = await run(['fleet', 'silent', '--collector', 'ftp://x']);
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^gracewatch: --collector: [^\n]+\n$/)]);
  });
});

test.each(['fleet', 'summary', 'expiring', 'overdue', 'silent', 'machine'])(
  'help of %s fits 80 columns',
  async (name) => {
    for (const language of languages) {
      const words = name === 'fleet' ? ['fleet', '--help'] : ['fleet', name, '--help'];
      const { stdout, exitCode, stderr } = await run(words, { environment: { GRACEWATCH_LANGUAGE: language } });
      expect([exitCode, stderr]).toEqual([0, '']);
      for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
      if (name !== 'fleet') expect(stdout).toContain(language === 'en' ? 'Exit code' : '終了コード');
    }
  },
);
