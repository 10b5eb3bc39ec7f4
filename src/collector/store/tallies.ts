/**
 * Counts kept with every change, in its transaction: a summary reads a few hundred rows however many machines there
 * are. `facet` counts machines by what they are, `expires` by the day on which they end, `seen` by the day of the last
 * report.
 */
import { sql } from 'kysely';
import type { MachineRow, TallyTable } from './schema.ts';
import type { Store, Trx } from './store.ts';

export interface Facet {
  readonly severity: number;
  readonly licenseStatus: string | null;
  readonly channel: string | null;
  readonly kmsHost: string | null;
  readonly overdue: boolean;
  /** Its activation has ended, seen or by what is known of it. */
  readonly ended: boolean;
  readonly machines: number;
}

/** The day of a machine whose lease has no end. */
const noDay = 'none';

/** Findings that say that an activation has ended. */
export const endings = ['license.ended', 'license.mayHaveEnded'];

const hasEnded = ({ findings }: MachineRow): boolean => endings.some((id) => findings.includes(`"id":"${id}"`));

function keysOf(row: MachineRow): [kind: string, key: string][] {
  const { severity, license_status, channel, kms_host, overdue, expires_day, seen_day } = row;
  return [
    ['facet', JSON.stringify([severity, license_status, channel, kms_host, overdue !== null, hasEnded(row)])],
    ['expires', String(expires_day ?? noDay)],
    ['seen', String(seen_day)],
  ];
}

/** Sums up what a transaction changes, so that a batch touches each count once. */
export class TallyChanges {
  readonly #changes = new Map<string, TallyTable>();

  replace(old: MachineRow | undefined, row: MachineRow): void {
    if (old) this.#add(old, -1);
    this.#add(row, 1);
  }

  #add(row: MachineRow, by: number): void {
    for (const [kind, key] of keysOf(row)) {
      const name = `${kind} ${key}`;
      this.#changes.set(name, { kind, key, machines: (this.#changes.get(name)?.machines ?? 0) + by });
    }
  }

  /** In order of their keys, so that two collectors never wait for each other crosswise. */
  list(): TallyTable[] {
    const names = [...this.#changes.keys()].toSorted();
    return names.flatMap((name) => this.#changes.get(name) ?? []).filter(({ machines }) => machines !== 0);
  }
}

/**
 * Counts that have come down to none go at once: a machine that names another host each time would otherwise leave one
 * behind with every report. Whoever holds the row already waits for nobody by taking it away.
 */
async function forgetEmpty(trx: Trx, rows: readonly TallyTable[]): Promise<void> {
  const fewer = rows.filter(({ machines }) => machines < 0);
  for (const kind of new Set(fewer.map((row) => row.kind))) {
    const keys = fewer.filter((row) => row.kind === kind).map(({ key }) => key);
    await trx.deleteFrom('tally').where('kind', '=', kind).where('key', 'in', keys).where('machines', '=', 0).execute();
  }
}

export async function writeTallies(trx: Trx, changes: TallyChanges): Promise<void> {
  const rows = changes.list();
  if (rows.length === 0) return;
  await trx
    .insertInto('tally')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['kind', 'key']).doUpdateSet({ machines: sql`tally.machines + excluded.machines` }),
    )
    .execute();
  await forgetEmpty(trx, rows);
}

async function tallies(store: Store, kind: string): Promise<TallyTable[]> {
  return await store.read.selectFrom('tally').selectAll().where('kind', '=', kind).execute();
}

export async function readFacets(store: Store): Promise<Facet[]> {
  return (await tallies(store, 'facet')).map(({ key, machines }) => {
    const [severity, licenseStatus, channel, kmsHost, overdue, ended] = JSON.parse(key);
    return { severity, licenseStatus, channel, kmsHost, overdue, ended, machines };
  });
}

/** Machines by a day (days since 1970-01-01 UTC); null: without one. */
export async function readDays(store: Store, kind: 'expires' | 'seen'): Promise<Map<number | null, number>> {
  const rows = await tallies(store, kind);
  return new Map(rows.map(({ key, machines }) => [key === noDay ? null : Number(key), machines]));
}
