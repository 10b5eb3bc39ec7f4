/**
 * What becomes of a delivery, and what changes by it. Pure: rows in, rows out. Order is the sequence of the agent;
 * neither clock nor arrival decides.
 */
import type { DeliveryOutcome } from '../delivery/delivery.ts';
import type { Cause } from './api.ts';
import { dayOf, type Judgement, type Shown } from './facts.ts';
import { type HistoryTable, type MachineRow, never } from './store/schema.ts';

export interface Incoming {
  readonly id: string;
  readonly agentId: string;
  readonly agentVersion: string;
  readonly sequence: number;
  /** SHA-256 of what does not change from one attempt to the next. */
  readonly hash: string;
  /** JSON as received. */
  readonly report: string;
  readonly shown: Shown;
  readonly judgement: Judgement;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

export interface Decision {
  readonly outcome: DeliveryOutcome;
  /** The machine after it, or null where nothing changes. */
  readonly row: MachineRow | null;
  /** True where only the time of the last report moved: then most columns need no writing. */
  readonly onlySeen: boolean;
  readonly history: HistoryTable | null;
}

interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

const nothing = (outcome: DeliveryOutcome): Decision => ({ outcome, row: null, onlySeen: false, history: null });

/** A lease that moved by no more is the same one: its end is counted in whole minutes from when the report was made. */
const sameLeaseMs = 3_600_000;

const isSameInstant = (a: number, b: number): boolean => Math.abs(a - b) <= sameLeaseMs;

/** The new columns, where the lease is the same one with the old instants: indexes need not move for a minute. */
function steady<T extends Shown>(columns: T, old: MachineRow): T {
  const expiry = isSameInstant(columns.expires_at, old.expires_at)
    ? { expires_at: old.expires_at, expires_day: old.expires_day }
    : {};
  const renewal = isSameInstant(columns.renewed_at, old.renewed_at) ? { renewed_at: old.renewed_at } : {};
  return { ...columns, ...expiry, ...renewal };
}

/** "id:severity", sorted: the order of findings is no change. */
function findingWords(findings: string): string[] {
  const list: readonly { id: string; severity: string }[] = JSON.parse(findings);
  return list.map(({ id, severity }) => `${id}:${severity}`).toSorted();
}

/** ISO 8601 UTC, or null for `never`. */
export const instantText = (ms: number): string | null => (ms === never ? null : new Date(ms).toISOString());

/** Columns whose change is history, and how they read in it. Minutes that tick are no change. */
const told: readonly { field: string; of: (row: MachineRow) => unknown }[] = [
  { field: 'findings', of: ({ findings }) => findingWords(findings) },
  { field: 'licenseStatus', of: ({ license_status }) => license_status },
  { field: 'reason', of: ({ reason }) => reason },
  { field: 'channel', of: ({ channel }) => channel },
  { field: 'method', of: ({ method }) => method },
  { field: 'partialProductKey', of: ({ partial_product_key }) => partial_product_key },
  { field: 'kmsHost', of: ({ kms_host }) => kms_host },
  { field: 'renewedAt', of: ({ renewed_at }) => instantText(renewed_at) },
];

function changesOf(old: MachineRow | undefined, row: MachineRow): Change[] {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return told.flatMap(({ field, of }) => {
    const from = old ? of(old) : null;
    const to = of(row);
    return same(from, to) ? [] : [{ field, from, to }];
  });
}

/** Columns that move with every report or with time, and are in no index and no count. */
const ticking: ReadonlySet<keyof MachineRow> = new Set([
  'collected_at',
  'received_at',
  'seen_day',
  'sequence',
  'clock_skew_ms',
  'due_at',
  'due_hour',
]);

function onlySeen(old: MachineRow, row: MachineRow): boolean {
  return (Object.keys(row) as (keyof MachineRow)[]).every((key) => ticking.has(key) || row[key] === old[key]);
}

/** The machine with new columns; an entry of history where something that is told has changed. */
function changed(old: MachineRow | undefined, row: MachineRow, cause: Cause, at: number): Decision {
  const changes = changesOf(old, row);
  if (changes.length === 0) {
    return { outcome: 'accepted', row, onlySeen: old !== undefined && onlySeen(old, row), history: null };
  }
  const n = row.changes + 1;
  const { agent_id, sequence } = row;
  const history = { agent_id, n, at, cause, sequence, changes: JSON.stringify(changes) };
  return { outcome: 'accepted', row: { ...row, changes: n }, onlySeen: false, history };
}

/** `known`: what was answered to this id before. `old`: the machine as it is, if there is one. */
export function decide(
  known: { readonly hash: string } | undefined,
  old: MachineRow | undefined,
  { agentId, agentVersion, sequence, hash, shown, judgement, sentAt, receivedAt }: Incoming,
): Decision {
  if (known) return nothing(known.hash === hash ? 'duplicate' : 'rejected');
  if (old && sequence <= old.sequence) return nothing('superseded');
  const row: MachineRow = {
    agent_id: agentId,
    ...(old ? steady(shown, old) : shown),
    ...judgement,
    changes: old?.changes ?? 0,
    first_seen_at: old?.first_seen_at ?? receivedAt,
    received_at: receivedAt,
    seen_day: dayOf(receivedAt),
    sequence,
    agent_version: agentVersion,
    clock_skew_ms: receivedAt - sentAt,
  };
  return changed(old, row, old ? 'report' : 'first', receivedAt);
}

/** The same report judged anew, because its day came or the policy is another. `at`: epoch milliseconds. */
export function rejudge(
  old: MachineRow,
  columns: { readonly shown: Shown; readonly judgement: Judgement },
  cause: 'time' | 'policy',
  at: number,
): Decision {
  return changed(old, { ...old, ...steady(columns.shown, old), ...columns.judgement }, cause, at);
}
