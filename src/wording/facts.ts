/**
 * What each finding states as data. The ids and fields are contract (they are stored and sent); the sentences in en/
 * and ja/ are made from them. Instants are ISO 8601 UTC, durations carry their unit in the name.
 */
export interface FindingFacts {
  /** `minutesLeft` and `expiresAt` are null for a permanent activation. */
  'license.ok': { minutesLeft: number | null; expiresAt: string | null };
  'license.notActivated': { status: string; reason: string | null; daysSinceInstallation: number | null };
  'license.inGrace': {
    channel: string;
    status: string;
    reason: string | null;
    minutesLeft: number | null;
    endsAt: string | null;
  };
  'license.expiring': { channel: string; minutesLeft: number; expiresAt: string };
  'license.ended': { channel: string; status: string; reason: string | null };
  'license.mayHaveEnded': { expiresAt: string; minutesSince: number };
  'license.undetermined': {
    why: 'noAnswer' | 'noKey' | 'several' | 'noWindows' | 'status' | 'validity' | 'endDate';
    candidates: readonly string[];
  };
  'renewal.overdue': {
    daysSinceRenewal: number;
    renewedAt: string;
    renewalIntervalDays: number;
    /** null: nobody asked the network. */
    hostReachable: boolean | null;
    byActiveDirectory: boolean;
  };
  'evaluation.ending': { minutesLeft: number; endsAt: string };
  'sources.failed': { source: string; error: string | null; stoodIn: boolean };
  'sources.slmgrUnavailable': { error: string | null };
  'sources.differ': { differences: readonly string[] };
  'key.inconsistent': { why: 'permanent' | 'tooLong'; minutesLeft: number | null };
}

export type FindingId = keyof FindingFacts;

/** What a person reads about a finding: what it is, what it means here, what to do, and commands to show (never run). */
export interface FindingText<Facts> {
  readonly title: string;
  readonly meaning: (facts: Facts, show: Show) => string;
  /** Empty where nothing is to be done and the meaning says all. */
  readonly next: (facts: Facts) => string;
  readonly commands: (facts: Facts) => readonly string[];
}

/** How the reader wants to see what has no language: `date` takes ISO 8601 UTC and gives local time with its offset. */
export interface Show {
  readonly date: (instant: string) => string;
}

export type FindingTexts = { readonly [Id in FindingId]: FindingText<FindingFacts[Id]> };
