/**
 * What each finding states as data. The ids and fields are contract (they are stored and sent); the sentences in en/
 * and ja/ are made from them. Instants are ISO 8601 UTC, durations carry their unit in the name.
 */

/** What lets this product's licence run on, by who gave it and what stands in the way. */
export const adviceIds = [
  'code', // the reason's own next step
  'connect', // a client PC out of reach of its KMS host
  'reachHost', // a server out of reach of it
  'azure', // an Azure machine out of reach of Azure's host
  'domain', // activated by Active Directory
  'activateNow', // a KMS host answers
  'hostRefuses', // a KMS host is there and refuses
  'hostFault', // a KMS host is there and does not serve
  'kmsHostKey', // the machine is itself a KMS host
  'hyperV',
  'evaluation',
  'mak',
  'troubleshooter', // retail and OEM
  'other',
] as const;
export type AdviceId = (typeof adviceIds)[number];

export interface Advice {
  readonly id: AdviceId;
  /** host:port, where the advice is about one. */
  readonly host: string | null;
  /** The code whose next step is meant (`id` is `code`), or that the host's fault shows. */
  readonly code: string | null;
}

export interface FindingFacts {
  /** `minutesLeft` and `expiresAt` are null for a permanent activation. */
  'license.ok': { channel: string; minutesLeft: number | null; expiresAt: string | null };
  'license.notActivated': {
    /** What the policy expects and the machine has no key for, or null: then it is about a product that is there. */
    expected: string | null;
    status: string;
    reason: string | null;
    /** Null for other products than Windows: only Windows tells when it was installed. */
    daysSinceInstallation: number | null;
    advice: Advice;
  };
  'license.inGrace': {
    status: string;
    reason: string | null;
    minutesLeft: number | null;
    endsAt: string | null;
    advice: Advice;
  };
  'license.expiring': { minutesLeft: number; expiresAt: string; advice: Advice };
  'license.ended': { channel: string; status: string; reason: string | null; advice: Advice };
  'license.mayHaveEnded': { expiresAt: string; minutesSince: number };
  'license.undetermined': {
    why: 'noAnswer' | 'severalOutputs' | 'noKey' | 'several' | 'noWindows' | 'status' | 'validity' | 'endDate';
    /** Names of the products in question. */
    candidates: readonly string[];
    /** Sources that were asked for the licence. */
    asked: readonly string[];
  };
  'renewal.overdue': {
    daysSinceRenewal: number;
    renewedAt: string;
    renewalIntervalDays: number;
    /** null: nobody asked the network. */
    hostAnswer: 'answers' | 'refuses' | 'silent' | null;
    /** Awake for a day since the renewal was due, with a KMS host answering. */
    hadItsChance: boolean;
    /** Past the policy's days after which it matters wherever the machine was. */
    late: boolean;
    /** Days since the machine was last heard of. */
    daysSilent: number;
    advice: Advice;
  };
  'evaluation.ending': { minutesLeft: number; endsAt: string };
  'kmsHost.belowThreshold': { currentCount: number; requiredCount: number };
  'sources.failed': { source: string; error: string | null; stoodIn: boolean; codeAdvises: boolean };
  'sources.slmgrUnavailable': { error: string | null };
  'sources.differ': { differences: readonly { path: string; cim: string; slmgr: string }[] };
  'key.inconsistent': { why: 'permanent' | 'tooLong'; minutesLeft: number | null };
}

export type FindingId = keyof FindingFacts;

/** How the reader wants to see what has no language, and what depends on the product rather than on the finding. */
export interface Show {
  /** ISO 8601 UTC → local time with its offset. */
  readonly date: (instant: string) => string;
  /** The command that activates this product: `slmgr /ato`, with the activation id for anything but Windows. */
  readonly activate: string;
  /** A text that somebody handed in: from here nothing can be gathered again, only asked for. */
  readonly pasted: boolean;
  /** Nothing says when it was taken: no instant can be told from the minutes that it gives. */
  readonly undated: boolean;
}

/** What a person reads about a finding: what it is, what it means here, what to do, and commands to show (never run). */
export interface FindingText<Facts> {
  readonly title: (facts: Facts, show: Pick<Show, 'pasted'>) => string;
  readonly meaning: (facts: Facts, show: Show) => string;
  /** Empty where nothing is to be done and the meaning says all. */
  readonly next: (facts: Facts, show: Show) => string;
}

export type FindingTexts = { readonly [Id in FindingId]: FindingText<FindingFacts[Id]> };
