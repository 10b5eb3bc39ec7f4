/**
 * Figures for Prometheus: counts only, no machine by name. Each family has one dimension, so that the sum over a family is
 * the fleet. The fleet's figures are asked when they are scraped; what the collector does is counted as it happens.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Summary } from './api.ts';
import type { IngestObserver } from './ingest.ts';

const prefix = 'gracewatch_';

/** KMS hosts that have a figure of their own; a name is what a machine says, so their number must have a bound. */
const hostsShown = 50;

export interface Metrics {
  readonly contentType: string;
  /** Errors: those of the summary. */
  readonly text: () => Promise<string>;
  readonly ingest: IngestObserver;
  /** A request with deliveries was answered. */
  readonly request: (durationMs: number, status: number) => void;
  /** `at`: epoch milliseconds at which the sweep began. */
  readonly swept: (at: number, judged: number) => void;
}

interface Options {
  readonly version: string;
  readonly summary: () => Promise<Summary>;
}

/** The largest by name, all others together. */
function hostFigures(byKmsHost: Summary['byKmsHost']): Record<string, number> {
  const named = byKmsHost.slice(0, hostsShown).map(({ host, machines }) => [host ?? 'none', machines] as const);
  const others = byKmsHost.slice(hostsShown).reduce((sum, { machines }) => sum + machines, 0);
  return { ...Object.fromEntries(named), ...(others > 0 ? { other: others } : {}) };
}

/** Gauges of the fleet, set anew from a summary. */
function fleetGauges(registry: Registry): (summary: Summary) => void {
  const registers = [registry];
  const family = (name: string, help: string, label: string) => {
    const gauge = new Gauge({ name: prefix + name, help, labelNames: [label], registers });
    return (figures: Readonly<Record<string, number>>): void => {
      gauge.reset(); // a host that is gone is gone
      for (const [word, machines] of Object.entries(figures)) gauge.set({ [label]: word }, machines);
    };
  };
  const single = (name: string, help: string) => new Gauge({ name: prefix + name, help, registers });
  const severity = family('machines_by_severity', 'Machines by the gravest finding.', 'severity');
  const status = family('machines_by_license_status', 'Machines by license status of their Windows.', 'license_status');
  const channel = family('machines_by_channel', 'Machines by the kind of their key.', 'channel');
  const host = family('machines_by_kms_host', 'Machines by KMS host; the largest by name.', 'kms_host');
  const within = family('machines_expiring', 'Machines whose lease ends within so many days.', 'within');
  const all = single('machines', 'Machines that have reported.');
  const ended = single('machines_ended', 'Machines whose known end has passed.');
  const overdue = single('machines_overdue', 'Machines that have not renewed when they should have.');
  const silent = single('machines_silent', 'Machines not heard of for longer than the policy allows.');
  return (now) => {
    severity(now.bySeverity);
    status(now.byLicenseStatus);
    channel(now.byChannel);
    host(hostFigures(now.byKmsHost));
    within({ '7d': now.expiringWithin.days7, '30d': now.expiringWithin.days30, '90d': now.expiringWithin.days90 });
    all.set(now.machines);
    ended.set(now.ended);
    overdue.set(now.overdue);
    silent.set(now.silent);
  };
}

export function createMetrics({ version, summary }: Options): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix });
  const setFleet = fleetGauges(registry);
  const deliveries = new Counter({
    name: `${prefix}deliveries_total`,
    help: 'Deliveries by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const groups = new Histogram({
    name: `${prefix}ingest_group_deliveries`,
    help: 'Deliveries of one commit.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  });
  const commits = new Histogram({
    name: `${prefix}ingest_commit_duration_seconds`,
    help: 'How long a commit took.',
    registers,
  });
  const requests = new Histogram({
    name: `${prefix}ingest_duration_seconds`,
    help: 'How long a request with deliveries took until it was answered.',
    labelNames: ['status'],
    registers,
  });
  const failures = new Counter({ name: `${prefix}ingest_failures_total`, help: 'Commits that failed.', registers });
  const lastSweep = new Gauge({
    name: `${prefix}last_sweep_timestamp_seconds`,
    help: 'When what is due was last judged anew.',
    registers,
  });
  const judged = new Counter({
    name: `${prefix}sweep_judged_total`,
    help: 'Machines judged anew by sweeps.',
    registers,
  });
  const build = new Gauge({ name: `${prefix}build_info`, help: 'The program.', labelNames: ['version'], registers });
  build.set({ version }, 1);
  return {
    contentType: registry.contentType,
    async text() {
      setFleet(await summary());
      return await registry.metrics();
    },
    ingest: {
      group(count, durationMs) {
        groups.observe(count);
        commits.observe(durationMs / 1000);
      },
      outcome: (outcome) => deliveries.inc({ outcome }),
      failed: () => failures.inc(),
    },
    request: (durationMs, status) => requests.observe({ status }, durationMs / 1000),
    swept(at, count) {
      lastSweep.set(at / 1000);
      judged.inc(count);
    },
  };
}
