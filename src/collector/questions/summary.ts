/** The fleet in numbers, from the counts that are kept with every change. */

import { licenseStatuses } from '../../activation/report.ts';
import { severities } from '../../assessment/finding.ts';
import { channels } from '../../knowledge/channels.ts';
import type { Summary } from '../api.ts';
import { dayOf, dayText, severityOf } from '../facts.ts';
import { type Facet, readFacets } from '../store/tallies.ts';
import { expiring } from './expiring.ts';
import type { Asking } from './question.ts';
import { countSilent } from './silence.ts';

/** What is shown of the past. */
const daysBack = 30;

const countOf = (facets: readonly Facet[], matches: (facet: Facet) => boolean): number =>
  facets.reduce((sum, facet) => (matches(facet) ? sum + facet.machines : sum), 0);

/** Machines by a word; the words that always are there, so that a count of none is seen to be none. */
function tally(
  facets: readonly Facet[],
  wordOf: (facet: Facet) => string,
  words: readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = Object.assign(
    Object.create(null),
    Object.fromEntries(words.map((word) => [word, 0])),
  );
  for (const facet of facets) counts[wordOf(facet)] = (counts[wordOf(facet)] ?? 0) + facet.machines;
  return counts;
}

function byKmsHost(facets: readonly Facet[]): Summary['byKmsHost'] {
  const counts = new Map<string | null, number>();
  for (const { kmsHost, machines } of facets) counts.set(kmsHost, (counts.get(kmsHost) ?? 0) + machines);
  return [...counts]
    .map(([host, machines]) => ({ host, machines }))
    .toSorted((a, b) => b.machines - a.machines || (a.host ?? '').localeCompare(b.host ?? '', 'en'));
}

const none = (): Record<string, number> => Object.fromEntries(severities.map((severity) => [severity, 0]));

/** Days before today as they ended; a day on which no collector ran is not there. */
async function pastDays({ store, now }: Asking): Promise<Summary['days']> {
  const today = dayOf(now);
  const rows = await store.read
    .selectFrom('day_count')
    .selectAll()
    .where('day', '<', today)
    .where('day', '>=', today - daysBack)
    .orderBy('day')
    .execute();
  const days = new Map<number, Record<string, number>>();
  for (const { day, severity, machines } of rows) {
    days.set(day, { ...(days.get(day) ?? none()), [severityOf(severity)]: machines });
  }
  return [...days].map(([day, bySeverity]) => ({ day: dayText(day), bySeverity }));
}

export async function summary(asking: Asking): Promise<Summary> {
  const { store, policy, now } = asking;
  const facets = await readFacets(store);
  const machines = facets.reduce((sum, facet) => sum + facet.machines, 0);
  const bySeverity = tally(facets, ({ severity }) => severityOf(severity), severities);
  return {
    asOf: new Date(now).toISOString(),
    machines,
    bySeverity,
    byLicenseStatus: tally(facets, ({ licenseStatus }) => licenseStatus ?? 'unknown', [...licenseStatuses, 'unknown']),
    byChannel: tally(facets, ({ channel }) => channel ?? 'unknown', channels),
    byKmsHost: byKmsHost(facets),
    expiringWithin: await expiring(asking),
    ended: countOf(facets, ({ ended }) => ended),
    overdue: countOf(facets, ({ overdue }) => overdue),
    silent: await countSilent(asking),
    silentDays: Math.ceil(policy.silent.days),
    days: [...(await pastDays(asking)), { day: dayText(dayOf(now)), bySeverity }],
  };
}
