/** What the kept counts must be, from counting the machines themselves. */
import { expect } from '@jest/globals';
import type { MachineRow } from '../../src/collector/store/schema.ts';
import type { Store } from '../../src/collector/store/store.ts';
import { readDays, readFacets } from '../../src/collector/store/tallies.ts';

export const allMachines = async (store: Store): Promise<MachineRow[]> =>
  await store.read.selectFrom('machine').selectAll().orderBy('agent_id').execute();

/** How many there are of each, by its JSON, sorted. */
function counted(values: readonly unknown[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(JSON.stringify(value), (counts.get(JSON.stringify(value)) ?? 0) + 1);
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const sorted = (entries: readonly (readonly [unknown, number])[]): [string, number][] =>
  entries
    .map(([value, machines]): [string, number] => [JSON.stringify(value), machines])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

const hasEnded = ({ findings }: MachineRow): boolean =>
  JSON.parse(findings).some(({ id }: { id: string }) => id === 'license.ended' || id === 'license.mayHaveEnded');

/** The counts of a store are those of its machines. */
export async function expectCountsRight(store: Store): Promise<void> {
  const rows = await allMachines(store);
  const facets = (await readFacets(store)).map(({ machines, ...facet }) => [Object.values(facet), machines] as const);
  expect(sorted(facets)).toEqual(
    counted(
      rows.map((row) => [
        row.severity,
        row.license_status,
        row.channel,
        row.kms_host,
        row.overdue !== null,
        hasEnded(row),
      ]),
    ),
  );
  expect(sorted([...(await readDays(store, 'expires'))])).toEqual(counted(rows.map((row) => row.expires_day)));
  expect(sorted([...(await readDays(store, 'seen'))])).toEqual(counted(rows.map((row) => row.seen_day)));
}
