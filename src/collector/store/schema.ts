/**
 * The tables, the same in SQLite and PostgreSQL. Instants are epoch milliseconds, days are days since 1970-01-01 UTC,
 * severities are their rank, 0 the gravest; what is indexed is coarse (a day, an hour), so that it seldom moves when a report comes.
 */

/** A missing instant in a column that lists are sorted by: it comes last, in both databases. The last instant of Date. */
export const never = 8.64e15;

/** What the newest report of a machine showed. Narrow, so that lists are quick; the report itself lies beside it. */
export interface MachineTable {
  agent_id: string;
  name: string | null;
  fqdn: string | null;
  domain: string | null;
  /** Name and FQDN in lower case, for the search. */
  search: string;
  os_caption: string | null;
  os_build: string | null;
  severity: number;
  /** JSON: ids and severities, gravest first. */
  findings: string;
  product_name: string | null;
  license_status: string | null;
  reason: string | null;
  channel: string | null;
  method: string | null;
  partial_product_key: string | null;
  kms_host: string | null;
  /** Rank of the finding renewal.overdue, or null where there is none. */
  overdue: number | null;
  /** `never` where there is no end. */
  expires_at: number;
  expires_day: number | null;
  /** `never` where nobody said. */
  renewed_at: number;
  /** When the assessment would differ though nothing new is heard; the hour of it is what the sweep looks for. */
  due_at: number | null;
  due_hour: number | null;
  /** How many entries of history there are. */
  changes: number;
  first_seen_at: number;
  collected_at: number;
  received_at: number;
  seen_day: number;
  sequence: number;
  agent_version: string;
  clock_skew_ms: number;
}

export interface ReportTable {
  agent_id: string;
  /** JSON as it was received, unknown keys included. */
  report: string;
}

/** Every delivery that was answered: the same id is never taken in twice. */
export interface DeliveryTable {
  id: string;
  agent_id: string;
  sequence: number;
  /** SHA-256 of what does not change from one attempt to the next. */
  hash: string;
  outcome: string;
  received_at: number;
}

export interface HistoryTable {
  agent_id: string;
  /** From 1, for each machine by itself. */
  n: number;
  at: number;
  cause: string;
  sequence: number;
  /** JSON: field, from, to. */
  changes: string;
}

/** Counts kept with every change, so that no question counts the machines. */
export interface TallyTable {
  kind: string;
  key: string;
  machines: number;
}

/** Machines by severity at the end of each day. */
export interface DayCountTable {
  day: number;
  severity: number;
  machines: number;
}

export interface CredentialTable {
  id: string;
  role: string;
  name: string;
  /** SHA-256 of the secret; 256 random bits need no slower hash. */
  hash: string;
  /** The only agent that a credential of role agent may speak for. */
  agent_id: string | null;
  created_at: number;
  revoked_at: number | null;
}

export interface SettingTable {
  key: string;
  value: string;
}

export interface Schema {
  machine: MachineTable;
  report: ReportTable;
  delivery: DeliveryTable;
  history: HistoryTable;
  tally: TallyTable;
  day_count: DayCountTable;
  credential: CredentialTable;
  setting: SettingTable;
}

export type MachineRow = MachineTable;
