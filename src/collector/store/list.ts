/** Lists of machines, a page at a time by key: the next page costs what the first one did, however deep it lies. */
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { MachineRow, Schema } from './schema.ts';
import type { Store } from './store.ts';
import { endings } from './tallies.ts';

export interface Filters {
  readonly severities?: readonly number[] | undefined;
  readonly licenseStatuses?: readonly string[] | undefined;
  readonly channels?: readonly string[] | undefined;
  /** null: no KMS host. */
  readonly kmsHost?: string | null | undefined;
  /** Any of these ids. */
  readonly findings?: readonly string[] | undefined;
  readonly search?: string | undefined;
  /** Only machines whose end lies after the first and not after the second instant, epoch milliseconds. */
  readonly endsBetween?: readonly [after: number, until: number] | undefined;
  /** Only machines with a finding renewal.overdue. */
  readonly overdue?: boolean | undefined;
  /** Only machines whose activation has ended, seen or by what is known of it. */
  readonly ended?: true | undefined;
  /** Only machines last heard of before this instant, epoch milliseconds, and its day. */
  readonly seenBefore?: { readonly ms: number; readonly day: number } | undefined;
}

type Builder = ExpressionBuilder<Schema, 'machine'>;
type Condition = Expression<SqlBool>;

/** Text as part of a LIKE pattern. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Ranks without a gap are a range, which the index of the order gives as it is; a list would have to be sorted. */
function anyRank(eb: Builder, ranks: readonly number[]): Condition {
  const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
  const hasGap = most - least >= new Set(ranks).size;
  return hasGap ? eb('severity', 'in', ranks) : eb.and([eb('severity', '>=', least), eb('severity', '<=', most)]);
}

/** What nobody said is counted as `unknown`, so it is found as that. */
function anyWord(eb: Builder, column: 'license_status' | 'channel', words: readonly string[]): Condition {
  if (words.includes('unknown')) return eb.or([eb(column, 'in', words), eb(column, 'is', null)]);
  const [only] = words;
  return words.length === 1 && only !== undefined ? eb(column, '=', only) : eb(column, 'in', words);
}

const hasFinding = (id: string) => sql<SqlBool>`findings like ${`%"id":"${literally(id)}"%`} escape '\\'`;

const contains = (text: string) => sql<SqlBool>`search like ${`%${literally(text.toLowerCase())}%`} escape '\\'`;

const conditions: { readonly [Key in keyof Filters]-?: (eb: Builder, value: NonNullable<Filters[Key]>) => Condition } =
  {
    severities: (eb, ranks) => anyRank(eb, ranks),
    licenseStatuses: (eb, statuses) => anyWord(eb, 'license_status', statuses),
    channels: (eb, channels) => anyWord(eb, 'channel', channels),
    kmsHost: (eb, host) => eb('kms_host', '=', host),
    endsBetween: (eb, [after, until]) => eb.and([eb('expires_at', '>', after), eb('expires_at', '<=', until)]),
    ended: (eb) => eb.or(endings.map(hasFinding)),
    findings: (eb, ids) => eb.or(ids.map(hasFinding)),
    search: (_, text) => contains(text),
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

/** The rest are whole numbers; PostgreSQL refuses to compare a column with anything else. */
const textColumns: readonly (keyof MachineRow)[] = ['search', 'agent_id'];
/** Of 32 bits in PostgreSQL, which refuses a larger number. */
const smallColumns: readonly (keyof MachineRow)[] = ['severity', 'seen_day'];

const isNumberFor = (column: keyof MachineRow, part: unknown): boolean =>
  Number.isSafeInteger(part) && (!smallColumns.includes(column) || (Number(part) | 0) === part);

function isKey(value: unknown, order: OrderName): value is Key {
  const columns: readonly (keyof MachineRow)[] = orders[order];
  const isRight = (part: unknown, n: number): boolean => {
    const column = columns[n] ?? 'agent_id';
    if (!textColumns.includes(column)) return isNumberFor(column, part);
    return typeof part === 'string' && !part.includes('\u0000');
  };
  return Array.isArray(value) && value.length === columns.length && value.every(isRight);
}

/** Opaque to who hands it back. */
const cursorOf = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Null where it is none of ours, or of another order. */
export function readCursor(text: string, order: OrderName): Key | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return isKey(key, order) ? key : null;
  } catch {
    return null; // not an error: that it is none is the answer
  }
}

/** Matches up to which they are looked for first. */
const fewMatches = 1000;

/**
 * A search that few machines match finds them in the index of the names, which is small; the list is then made of those.
 * With many matches a page is full soon, whatever the order.
 */
async function searched(store: Store, filters: Filters): Promise<Filters & { readonly among?: readonly string[] }> {
  const { search, ...others } = filters;
  if (search === undefined) return filters;
  const found = await store.read
    .selectFrom('machine')
    .select('agent_id')
    .where(contains(search))
    .limit(fewMatches + 1)
    .execute();
  return found.length > fewMatches ? filters : { ...others, among: found.map(({ agent_id }) => agent_id) };
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
  const { among, ...wanted } = await searched(store, filters);
  if (among?.length === 0) return { rows: [], next: null };
  let query = store.read.selectFrom('machine').selectAll();
  query = query.where((eb) => eb.and(conditionsOf(eb, wanted)));
  if (among) query = query.where('agent_id', 'in', among);
  if (after)
    query = query.where(sql<SqlBool>`(${sql.join(order.map((column) => sql.ref(column)))}) > (${sql.join(after)})`);
  for (const column of order) query = query.orderBy(column);
  const found = await query.limit(limit + 1).execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return { rows, next: more ? cursorOf(order.map((column) => last[column] as string | number)) : null };
}
