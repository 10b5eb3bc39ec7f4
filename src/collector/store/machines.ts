/** Writing machines: what changed in full, the rest by its last report only. All within the caller's transaction. */
import { sql } from 'kysely';
import type { DeliveryTable, HistoryTable, MachineRow, MachineTable } from './schema.ts';
import type { Trx } from './store.ts';

/** Rows of one statement; SQLite takes 32,766 parameters. */
const chunk = 500;

function chunksOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / chunk) }, (_, n) => rows.slice(n * chunk, (n + 1) * chunk));
}

const machineColumns = [
  'name',
  'fqdn',
  'domain',
  'search',
  'os_caption',
  'os_build',
  'severity',
  'findings',
  'product_name',
  'license_status',
  'reason',
  'channel',
  'method',
  'partial_product_key',
  'kms_host',
  'overdue',
  'expires_at',
  'expires_day',
  'renewed_at',
  'due_at',
  'due_hour',
  'changes',
  'collected_at',
  'received_at',
  'seen_day',
  'sequence',
  'agent_version',
  'clock_skew_ms',
] as const satisfies readonly (keyof MachineTable)[];

export async function readMachines(trx: Trx, agentIds: readonly string[]): Promise<Map<string, MachineRow>> {
  const found = new Map<string, MachineRow>();
  for (const ids of chunksOf(agentIds)) {
    const rows = await trx.selectFrom('machine').selectAll().where('agent_id', 'in', ids).execute();
    for (const row of rows) found.set(row.agent_id, row);
  }
  return found;
}

/** All columns but when it was first seen. */
export async function writeMachines(trx: Trx, machines: readonly MachineRow[]): Promise<void> {
  for (const rows of chunksOf(machines)) {
    await trx
      .insertInto('machine')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('agent_id')
          .doUpdateSet(({ ref }) => Object.fromEntries(machineColumns.map((name) => [name, ref(`excluded.${name}`)]))),
      )
      .execute();
  }
}

/** Only the columns that tick: no index but the coarse ones has to move. */
export async function touchMachines(trx: Trx, machines: readonly MachineRow[]): Promise<void> {
  for (const rows of chunksOf(machines)) {
    const values = rows.map(
      (row) =>
        sql`(${row.agent_id}, ${row.collected_at}, ${row.received_at}, ${row.seen_day}, ${row.sequence}, ${row.clock_skew_ms}, ${row.due_at}, ${row.due_hour})`,
    );
    await sql`update machine set
        collected_at = cast(seen.column2 as bigint), received_at = cast(seen.column3 as bigint),
        seen_day = cast(seen.column4 as integer), sequence = cast(seen.column5 as bigint),
        clock_skew_ms = cast(seen.column6 as bigint), due_at = cast(seen.column7 as bigint),
        due_hour = cast(seen.column8 as integer)
      from (values ${sql.join(values)}) as seen where machine.agent_id = seen.column1`.execute(trx);
  }
}

export async function writeReports(trx: Trx, reports: readonly { agent_id: string; report: string }[]): Promise<void> {
  for (const rows of chunksOf(reports)) {
    await trx
      .insertInto('report')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('agent_id').doUpdateSet(({ ref }) => ({ report: ref('excluded.report') })),
      )
      .execute();
  }
}

export async function writeHistory(trx: Trx, entries: readonly HistoryTable[]): Promise<void> {
  for (const rows of chunksOf(entries)) await trx.insertInto('history').values(rows).execute();
}

export async function readDeliveries(trx: Trx, ids: readonly string[]): Promise<Map<string, { hash: string }>> {
  const found = new Map<string, { hash: string }>();
  for (const some of chunksOf(ids)) {
    const rows = await trx.selectFrom('delivery').select(['id', 'hash']).where('id', 'in', some).execute();
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}

export async function writeDeliveries(trx: Trx, deliveries: readonly DeliveryTable[]): Promise<void> {
  for (const rows of chunksOf(deliveries)) await trx.insertInto('delivery').values(rows).execute();
}
