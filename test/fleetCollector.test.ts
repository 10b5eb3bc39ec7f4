/** `gracewatch fleet` against the real collector, which has been told of the golden machines. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import stringWidth from 'string-width';
import { severities } from '../src/assessment/finding.ts';
import type { Machine, Overdue, Silent, Summary } from '../src/collector/api.ts';
import { languages } from '../src/wording/wording.ts';
import { deliverSample } from './fleetSample.ts';
import { handClock, type Running, startCollector } from './support/collector.ts';
import { type Ran, run } from './support/world.ts';

// Whole programs over a network: a busy machine takes its time, and a hanging one is still found.
jest.setTimeout(60_000);

const now = '2026-11-24T12:00:00.000Z';
const day = 86_400_000;
const clock = handClock(now);
const exitCodes = { ok: 0, info: 0, warning: 1, unknown: 3, critical: 2 } as const;

let collector: Running;
let reader = '';
let delivered = 0;
let all: readonly Machine[] = [];

const fleet = (words: readonly string[], credential = reader): Promise<Ran> =>
  run(['fleet', ...words, '--collector', collector.url], {
    environment: { GRACEWATCH_COLLECTOR_CREDENTIAL: credential },
    now: clock.now().toISOString(),
  });
const documentOf = async <T>(...words: string[]): Promise<T> =>
  JSON.parse((await fleet([...words, '--format', 'json'])).stdout);

/** The end on which a list is ordered; the fleet without an end comes last and is not in it. */
const endOf = ({ expiresAt }: Machine): number => Date.parse(expiresAt ?? '9999-01-01T00:00:00Z');

beforeAll(async () => {
  collector = await startCollector({ clock });
  delivered = await deliverSample(collector.url, await collector.credential('admin'), now);
  reader = await collector.credential('reader');
  const answer = await fetch(`${collector.url}/v1/machines?limit=500`, {
    headers: { authorization: `Bearer ${reader}` },
  });
  ({ machines: all } = (await answer.json()) as { machines: Machine[] });
});
afterAll(() => collector.close());

test('there is a fleet, of every severity', () => {
  expect(all).toHaveLength(delivered);
  expect(new Set(all.map(({ severity }) => severity))).toEqual(new Set(severities));
});

test('summary: the machines of each severity, and the gravest is the exit code', async () => {
  const summary = await documentOf<Summary>('summary');
  expect(summary.machines).toBe(delivered);
  for (const severity of severities) {
    const counted = all.filter((one) => one.severity === severity).length;
    expect([severity, summary.bySeverity[severity] ?? 0]).toEqual([severity, counted]);
  }
  expect((await fleet(['summary'])).exitCode).toBe(2);
});

test('expiring: those seen to have ended, then exactly the known ends of 90 days, earliest first', async () => {
  const { machines } = await documentOf<{ machines: Machine[] }>('expiring');
  const hasEnded = ({ findings }: Machine) => findings.some(({ id }) => /^license\.(ended|mayHaveEnded)$/.test(id));
  const expected = all.filter((one) => hasEnded(one) || endOf(one) <= Date.parse(now) + 90 * day);
  const coming = machines.filter((one) => !hasEnded(one));
  expect(machines.slice(coming.length * -1)).toEqual(coming);
  expect(machines.length - coming.length).toBe(all.filter(hasEnded).length);
  expect(coming.map(endOf)).toEqual(coming.map(endOf).toSorted((a, b) => a - b));
  expect(new Set(machines.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
  expect(machines.length).toBeGreaterThan(3);
});

test('overdue: every machine with that finding', async () => {
  const { machines, total } = await documentOf<Overdue>('overdue');
  const expected = all.filter(({ findings }) => findings.some(({ id }) => id === 'renewal.overdue'));
  expect(new Set(machines.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
  expect([total, machines.length]).toEqual([expected.length, expected.length]);
  expect((await fleet(['overdue'])).exitCode).toBe(1);
});

test('every golden machine by its id: its text in both languages within 80 columns, its severity as exit code', async () => {
  for (const { id, severity } of all) {
    for (const language of languages) {
      const { stdout, stderr, exitCode } = await fleet(['machine', id, '--lang', language]);
      expect([id, stderr, exitCode]).toEqual([id, '', exitCodes[severity]]);
      for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
      expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(stdout).not.toContain('undefined');
    }
  }
});

test('by its name', async () => {
  const { machine } = await documentOf<{ machine: Machine }>('machine', 'pc-0412.CORP.example');
  expect(machine.name).toBe('PC-0412');
});

describe('who may not read', () => {
  test('a credential that the collector does not know', async () => {
    const { exitCode, stdout, stderr } = await fleet(['summary'], 'never-given-out');
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/does not let you read \(HTTP status 401\)/);
  });
  test('an agent', async () => {
    const agent = await collector.credential('agent', all[0]?.id);
    expect((await fleet(['silent'], agent)).stderr).toMatch(/does not let you read \(HTTP status 403\)/);
  });
});

test('a month later nobody has reported: all are silent, and each says so', async () => {
  expect((await fleet(['silent'])).exitCode).toBe(0);
  clock.advance(30 * day);
  await collector.sweep();
  const { machines, total } = await documentOf<Silent>('silent');
  expect([machines.length, total]).toEqual([delivered, delivered]);
  expect((await fleet(['silent'])).exitCode).toBe(1);
  const healthy = all.find(({ severity, expiresAt }) => severity === 'ok' && expiresAt === null);
  const { stdout, exitCode } = await fleet(['machine', healthy?.id ?? '']);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^\[WARNING\] Last heard of 30 days ago\./);
});
