/** Lists of machines, a page at a time by key: the next page costs what the first one did, however deep it lies. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import * as z from 'zod';
import type { MachineRow, Schema } from './schema.ts';
import type { Store } from './store.ts';

export interface Filters {
  readonly severities?: readonly number[] | undefined;
  readonly licenseStatuses?: readonly string[] | undefined;
  readonly channels?: readonly string[] | undefined;
  /** null: no KMS host. */
  readonly kmsHost?: string | null | undefined;
  /** Any of these ids. */
  readonly findings?: readonly string[] | undefined;
  readonly search?: string | undefined;
  /** Only machines with a finding renewal.overdue. */
  readonly overdue?: boolean | undefined;
  /** Only machines last heard of before this instant, epoch milliseconds, and its day. */
  readonly seenBefore?: { readonly ms: number; readonly day: number } | undefined;
}

type Builder = ExpressionBuilder<Schema, 'machine'>;
type Condition = Expression<SqlBool>;

/** Text as part of a LIKE pattern. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

const conditions: { readonly [Key in keyof Filters]-?: (eb: Builder, value: NonNullable<Filters[Key]>) => Condition } =
  {
    severities: (eb, ranks) => eb('severity', 'in', ranks),
    licenseStatuses: (eb, statuses) => eb('license_status', 'in', statuses),
    channels: (eb, channels) => eb('channel', 'in', channels),
    kmsHost: (eb, host) => eb('kms_host', '=', host),
    findings: (eb, ids) =>
      eb.or(ids.map((id) => sql<SqlBool>`findings like ${`%"id":"${literally(id)}"%`} escape '\\'`)),
    search: (_, text) => sql<SqlBool>`search like ${`%${literally(text.toLowerCase())}%`} escape '\\'`,
    overdue: (eb, wanted) => eb('overdue', wanted ? 'is not' : 'is', null),
    seenBefore: (eb, { ms, day }) => eb.and([eb('seen_day', '<=', day), eb('received_at', '<', ms)]),
  };

function conditionsOf(eb: Builder, filters: Filters): Condition[] {
  return (Object.keys(conditions) as (keyof Filters)[]).flatMap((key) => {
    const value = filters[key];
    if (value === undefined) return [];
    if (value === null) return [eb('kms_host', 'is', null)];
    return [(conditions[key] as (eb: Builder, value: unknown) => Condition)(eb, value)];
  });
}

/**
 * Each sort by the columns of an index, all of them rising and none of them missing (see `never`), so that a page begins
 * with one range of that index in both databases. agent_id makes every order total.
 */
const orders = {
  attention: ['severity', 'expires_at', 'agent_id'],
  expires: ['expires_at', 'agent_id'],
  name: ['search', 'agent_id'],
  lastSeen: ['seen_day', 'agent_id'],
  renewed: ['renewed_at', 'agent_id'],
} as const satisfies Record<string, readonly (keyof MachineRow)[]>;
export type OrderName = keyof typeof orders;

type Key = readonly (string | number)[];
const keySchema = z.array(z.union([z.string(), z.number()]));

/** Opaque to who hands it back. */
const cursorOf = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Null where it is none of ours, or of another order. */
export function readCursor(text: string, order: OrderName): Key | null {
  try {
    const { data } = keySchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return data?.length === orders[order].length ? data : null;
  } catch {
    return null; // not an error: that it is none is the answer
  }
}

export interface Page {
  readonly rows: MachineRow[];
  readonly next: string | null;
}

/** `after`: the key at which the page before ended. */
export async function listMachines(
  store: Store,
  filters: Filters,
  orderName: OrderName,
  { limit, after }: { limit: number; after: Key | null },
): Promise<Page> {
  const order: readonly (keyof MachineRow)[] = orders[orderName];
  let query = store.read.selectFrom('machine').selectAll();
  query = query.where((eb) => eb.and(conditionsOf(eb, filters)));
  if (after)
    query = query.where(sql<SqlBool>`(${sql.join(order.map((column) => sql.ref(column)))}) > (${sql.join(after)})`);
  for (const column of order) query = query.orderBy(column);
  const found = await query.limit(limit + 1).execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return { rows, next: more ? cursorOf(order.map((column) => last[column] as string | number)) : null };
}
