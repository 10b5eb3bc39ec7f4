/**
 * The collector's figures for Prometheus: aggregates only, nothing of a single machine. Each family counts the machines
 * by one property, so that the sum over its labels is the fleet and no two families are to be added up.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { licenseStatuses } from '../activation/report.ts';
import { severities } from '../assessment/finding.ts';
import { deliveryOutcomes } from '../delivery/delivery.ts';
import { channels } from '../knowledge/channels.ts';
import type { Summary } from './api.ts';
import type { IngestObserver } from './ingest.ts';

export interface Metrics {
  readonly contentType: string;
  /** The exposition; the fleet's figures are those of now. Errors: those of the summary, so that the scrape fails. */
  readonly text: () => Promise<string>;
  readonly ingest: IngestObserver;
  /** A request to take deliveries in has been answered with this HTTP status. */
  readonly request: (durationMs: number, status: number) => void;
  /** A sweep is done. `at`: epoch milliseconds of its begin; `judged`: machines judged anew. */
  readonly swept: (at: number, judged: number) => void;
}

interface Options {
  readonly version: string;
  readonly summary: () => Promise<Summary>;
}

const prefix = 'gracewatch_';

/** Gauges that end in _total, which Prometheus keeps for counters; the same figures stand beside them by type. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** Hosts by name, at most; a fleet that names more of them does not fill the memory of Prometheus. */
const hostsNamed = 50;
const longestHost = 255;

/** A label of a host's name: a machine said it. */
const hostLabel = (host: string): string =>
  host
    .replace(/\p{Cc}/gu, '\uFFFD')
    .slice(0, longestHost)
    .toWellFormed();

/** Machines by a word of a list; what is not in the list counts as unknown, so that no label is made up by a machine. */
function byWord(tally: Readonly<Record<string, number>>, words: readonly string[]): Map<string, number> {
  const counts = new Map(words.map((word) => [word, 0]));
  for (const [word, machines] of Object.entries(tally)) {
    const label = words.includes(word) ? word : 'unknown';
    counts.set(label, (counts.get(label) ?? 0) + machines);
  }
  return counts;
}

/** The largest hosts by name; none: not activated by a KMS host; other: all further hosts. */
function byHost(hosts: Summary['byKmsHost']): Map<string, number> {
  const counts = new Map<string, number>();
  const named = new Set(
    hosts
      .filter(({ host }) => host !== null)
      .toSorted((a, b) => b.machines - a.machines)
      .slice(0, hostsNamed),
  );
  for (const entry of hosts) {
    const label = entry.host === null ? 'none' : named.has(entry) ? hostLabel(entry.host) : 'other';
    counts.set(label, (counts.get(label) ?? 0) + entry.machines);
  }
  return counts;
}

/** The families that say how the fleet stands, and how they are set from a summary. */
function fleetGauges(registry: Registry): (summary: Summary) => void {
  const registers = [registry];
  const by = <Label extends string>(name: string, help: string, label: Label) => {
    const gauge = new Gauge({ name: prefix + name, help, labelNames: [label], registers });
    return (counts: ReadonlyMap<string, number>): void => {
      gauge.reset(); // a host that no machine uses any more is gone
      for (const [value, machines] of counts) gauge.set({ [label]: value } as Record<Label, string>, machines);
    };
  };
  const single = (name: string, help: string) => new Gauge({ name: prefix + name, help, registers });

  const state = by('machines', 'Machines by license status of the Windows that counts; the sum is the fleet.', 'state');
  const channel = by('machines_by_channel', 'Machines by kind of key; the sum is the fleet.', 'channel');
  const severity = by(
    'machines_by_severity',
    "Machines by the collector's judgement; the sum is the fleet.",
    'severity',
  );
  const host = by(
    'machines_by_kms_host',
    'Machines by the KMS host that activated them: the largest by name, the rest as other, none where it was no KMS host.',
    'kms_host',
  );
  const expiring = by(
    'machines_expiring',
    'Machines whose activation ends within this time from now; 7d is part of 30d and 30d of 90d, so never add them up.',
    'within',
  );
  const ended = single('machines_ended', 'Machines whose known end of activation has passed.');
  const overdue = single('machines_overdue', 'Machines that have not renewed in time, of any severity.');
  const silent = single('machines_silent', 'Machines that were not heard of for longer than the policy allows.');

  return (summary) => {
    const { days7, days30, days90 } = summary.expiringWithin;
    state(byWord(summary.byLicenseStatus, [...licenseStatuses, 'unknown']));
    channel(byWord(summary.byChannel, channels));
    severity(byWord(summary.bySeverity, severities));
    host(byHost(summary.byKmsHost));
    expiring(new Map(Object.entries({ '7d': days7, '30d': days30, '90d': days90 })));
    ended.set(summary.ended);
    overdue.set(summary.overdue);
    silent.set(summary.silent);
  };
}

/** A body that the collector refused for what was in it, not for who sent it or how busy it was. */
const isInvalid = (status: number): boolean => status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);

function ingestMetrics(registry: Registry): Pick<Metrics, 'ingest' | 'request'> {
  const registers = [registry];
  const deliveries = new Counter({
    name: `${prefix}deliveries_total`,
    help: 'Deliveries by what became of them; invalid: request bodies that were refused whole, each counted once.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of [...deliveryOutcomes, 'invalid']) deliveries.inc({ outcome }, 0);
  const duration = new Histogram({
    name: `${prefix}ingest_duration_seconds`,
    help: 'From the arrival of a request with deliveries to its answer, which comes after the commit.',
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const commit = new Histogram({
    name: `${prefix}commit_duration_seconds`,
    help: 'One commit of a group of deliveries.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const group = new Histogram({
    name: `${prefix}commit_deliveries`,
    help: 'Deliveries that one commit wrote.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    registers,
  });
  const failures = new Counter({
    name: `${prefix}commit_failures_total`,
    help: 'Commits that failed; their deliveries are sent again by the agents.',
    registers,
  });
  return {
    ingest: {
      group(size, durationMs) {
        group.observe(size);
        commit.observe(durationMs / 1000);
      },
      outcome: (outcome) => deliveries.inc({ outcome }),
      failed: () => failures.inc(),
    },
    request(durationMs, status) {
      duration.observe(durationMs / 1000);
      if (isInvalid(status)) deliveries.inc({ outcome: 'invalid' });
    },
  };
}

function sweepMetrics(registry: Registry): Metrics['swept'] {
  const last = new Gauge({
    name: `${prefix}last_sweep_timestamp_seconds`,
    help: 'When the last finished sweep began; absent until there was one.',
    registers: [registry],
  });
  last.remove(); // 1970 would be an alert
  const judged = new Counter({
    name: `${prefix}sweep_judged_total`,
    help: 'Machines judged anew because their day came or the policy changed.',
    registers: [registry],
  });
  return (at, machines) => {
    last.set(at / 1000);
    judged.inc(machines);
  };
}

/** A registry of its own, so that two collectors in one process (tests) do not count together. */
export function createMetrics({ version, summary }: Options): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix });
  for (const name of misnamed) registry.removeSingleMetric(prefix + name);
  new Gauge({
    name: `${prefix}build_info`,
    help: 'Always 1; the version of the collector is its label.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version }, 1);
  const setFleet = fleetGauges(registry);
  const swept = sweepMetrics(registry);
  return {
    contentType: registry.contentType,
    async text() {
      setFleet(await summary());
      return await registry.metrics();
    },
    swept,
    ...ingestMetrics(registry),
  };
}
