/** The collector's figures: each family is the fleet once, labels are bounded, and a machine makes none up. */
import { describe, expect, test } from '@jest/globals';
import type { Summary } from '../src/collector/api.ts';
import { createMetrics } from '../src/collector/metrics.ts';
import { channels } from '../src/knowledge/channels.ts';

const summaryOf = (overrides: Partial<Summary> = {}): Summary => ({
  asOf: '2026-11-24T12:00:00.000Z',
  machines: 60,
  bySeverity: { ok: 50, info: 4, warning: 3, critical: 3 },
  byLicenseStatus: { licensed: 55, notification: 5 },
  byChannel: { kmsClient: 50, mak: 10 },
  byKmsHost: [
    { host: 'kms01.corp.example', machines: 50 },
    { host: null, machines: 10 },
  ],
  expiringWithin: { days7: 1, days30: 4, days90: 9 },
  ended: 2,
  overdue: 6,
  silent: 5,
  silentDays: 21,
  days: [],
  ...overrides,
});

/** Samples by series, as `name{labels}`. */
function samplesOf(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))] as const;
    }),
  );
}

const family = (samples: ReadonlyMap<string, number>, name: string): (readonly [string, number])[] =>
  [...samples].filter(([series]) => series.startsWith(`${name}{`));

const sumOf = (entries: readonly (readonly [string, number])[]): number => entries.reduce((sum, [, n]) => sum + n, 0);

const scrape = async (summary: Summary = summaryOf()) =>
  samplesOf(await createMetrics({ version: '0.1.0', summary: async () => summary }).text());

describe('the fleet', () => {
  test('each family of one property is the fleet once', async () => {
    const samples = await scrape();
    for (const name of ['machines', 'machines_by_channel', 'machines_by_severity', 'machines_by_kms_host']) {
      expect([name, sumOf(family(samples, `gracewatch_${name}`))]).toEqual([name, 60]);
    }
  });

  test('what nobody has is 0 and not absent, so that an alert sees it come', async () => {
    const samples = await scrape(summaryOf({ bySeverity: {}, byLicenseStatus: {}, byChannel: {}, byKmsHost: [] }));
    expect(samples.get('gracewatch_machines_by_severity{severity="critical"}')).toBe(0);
    expect(samples.get('gracewatch_machines{state="notification"}')).toBe(0);
    expect(family(samples, 'gracewatch_machines_by_channel')).toHaveLength(channels.length);
  });

  test('single figures', async () => {
    const samples = await scrape();
    const figures = ['ended', 'overdue', 'silent'].map((name) => samples.get(`gracewatch_machines_${name}`));
    const within = ['7d', '30d', '90d'].map((time) => samples.get(`gracewatch_machines_expiring{within="${time}"}`));
    expect([...figures, ...within]).toEqual([2, 6, 5, 1, 4, 9]);
    expect(samples.get('gracewatch_build_info{version="0.1.0"}')).toBe(1);
  });

  test('a word that is in no list makes no label of its own', async () => {
    const odd = { licensed: 1, 'x"\n}': 2, constructor: 3 };
    const samples = await scrape(summaryOf({ bySeverity: odd, byLicenseStatus: odd, byChannel: odd }));
    expect(samples.get('gracewatch_machines{state="unknown"}')).toBe(5);
    expect(samples.get('gracewatch_machines_by_severity{severity="unknown"}')).toBe(6);
    expect(samples.get('gracewatch_machines_by_channel{channel="unknown"}')).toBe(6);
    expect([...samples.keys()].join('\n')).not.toMatch(/constructor|x\\"/);
  });

  test('the 50 largest hosts by name, in whatever order they come; the rest together', async () => {
    const hosts = Array.from({ length: 1000 }, (_, index) => ({ host: `kms${index}.example`, machines: index + 1 }));
    const samples = await scrape(summaryOf({ byKmsHost: [{ host: null, machines: 7 }, ...hosts] }));
    const series = family(samples, 'gracewatch_machines_by_kms_host');
    expect(series).toHaveLength(52);
    expect(sumOf(series)).toBe(500_507);
    expect(samples.get('gracewatch_machines_by_kms_host{kms_host="kms999.example"}')).toBe(1000);
    expect(samples.get('gracewatch_machines_by_kms_host{kms_host="none"}')).toBe(7);
    expect(samples.has('gracewatch_machines_by_kms_host{kms_host="kms949.example"}')).toBe(false);
  });

  test('a host that names itself like a line of metrics stays one label of at most 255 characters', async () => {
    const hostile = 'a"} 1\ngracewatch_machines_ended 999\r\u001b[31m\\';
    const long = 'x'.repeat(300);
    const hosts = [hostile, long, `${long}y`, '\ud800', 'other'].map((host) => ({ host, machines: 12 }));
    const samples = await scrape(summaryOf({ byKmsHost: hosts }));
    expect(samples.get('gracewatch_machines_ended')).toBe(2);
    const series = family(samples, 'gracewatch_machines_by_kms_host');
    expect([series.length, sumOf(series)]).toEqual([4, 60]); // the two long ones are one
    for (const [name] of series) expect(name).not.toMatch(/\p{Cc}|x{256}/u);
  });

  test('a host that no machine uses any more is gone', async () => {
    let summary = summaryOf();
    const metrics = createMetrics({ version: '0.1.0', summary: async () => summary });
    expect(await metrics.text()).toContain('kms01.corp.example');
    summary = summaryOf({ byKmsHost: [{ host: 'kms02', machines: 60 }] });
    expect(await metrics.text()).not.toContain('kms01.corp.example');
  });

  test('a store that does not answer fails the scrape, rather than to show what was', async () => {
    const metrics = createMetrics({ version: '0.1.0', summary: () => Promise.reject(new Error('away')) });
    await expect(metrics.text()).rejects.toThrow('away');
  });
});

describe('ingest and sweep', () => {
  test('outcomes, refused bodies, durations, groups, failures', async () => {
    const metrics = createMetrics({ version: '0.1.0', summary: async () => summaryOf() });
    for (const outcome of ['accepted', 'accepted', 'duplicate', 'rejected'] as const) metrics.ingest.outcome(outcome);
    metrics.ingest.group(50, 12);
    metrics.ingest.failed(new Error('disk'));
    for (const status of [200, 400, 413, 401, 403, 429, 503]) metrics.request(30, status);
    const samples = samplesOf(await metrics.text());
    const outcomes = ['accepted', 'duplicate', 'superseded', 'rejected', 'invalid'].map((outcome) =>
      samples.get(`gracewatch_deliveries_total{outcome="${outcome}"}`),
    );
    expect(outcomes).toEqual([2, 1, 0, 1, 2]);
    expect(samples.get('gracewatch_ingest_duration_seconds_count')).toBe(7);
    expect(samples.get('gracewatch_ingest_duration_seconds_sum')).toBeCloseTo(0.21);
    expect(samples.get('gracewatch_commit_duration_seconds_sum')).toBeCloseTo(0.012);
    expect(samples.get('gracewatch_commit_deliveries_bucket{le="20"}')).toBe(0);
    expect(samples.get('gracewatch_commit_deliveries_bucket{le="50"}')).toBe(1);
    expect(samples.get('gracewatch_commit_failures_total')).toBe(1);
  });

  test('the last sweep is absent until there was one: 1970 would be an alert', async () => {
    const metrics = createMetrics({ version: '0.1.0', summary: async () => summaryOf() });
    expect(samplesOf(await metrics.text()).has('gracewatch_last_sweep_timestamp_seconds')).toBe(false);
    metrics.swept(Date.parse('2026-11-24T12:00:00Z'), 3);
    metrics.swept(Date.parse('2026-11-24T12:01:00Z'), 4);
    const samples = samplesOf(await metrics.text());
    expect(samples.get('gracewatch_last_sweep_timestamp_seconds')).toBe(Date.parse('2026-11-24T12:01:00Z') / 1000);
    expect(samples.get('gracewatch_sweep_judged_total')).toBe(7);
  });
});

test('every family has the prefix, a help of its own, and a name as Prometheus has them', async () => {
  const text = await createMetrics({ version: '0.1.0', summary: async () => summaryOf() }).text();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => ({ name, type }));
  const helps = new Map([...text.matchAll(/^# HELP (\S+) (.+)$/gm)].map(([, name, help]) => [name, help]));
  expect(types.length).toBeGreaterThan(20);
  for (const { name, type } of types) {
    expect(name).toMatch(/^gracewatch_[a-z0-9_]+$/);
    expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
    expect(helps.get(name)).toMatch(/\w/);
  }
  expect(new Set(helps.values()).size).toBe(helps.size);
});

test('two collectors in one process do not count together', async () => {
  const [a, b] = [0, 1].map(() => createMetrics({ version: '0.1.0', summary: async () => summaryOf() }));
  a?.ingest.outcome('accepted');
  expect(samplesOf((await b?.text()) ?? '').get('gracewatch_deliveries_total{outcome="accepted"}')).toBe(0);
});
