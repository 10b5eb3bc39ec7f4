/**
 * Every error that a person can meet, as data: a stable code, its exit code, and facts that name the offender. The
 * sentences are in wording/ by the same codes, in both languages; docs/errors.md explains each.
 */

/** Exit codes as monitoring plug-ins use them (Nagios plugin guidelines). */
export const exitCodes = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const;

/** Facts an error carries; values are shown to a person, so never put a secret here. */
export type ErrorFacts = Readonly<Record<string, string | number>>;

export const errorCatalogue = {
  badUsage: exitCodes.unknown,
  fileNotFound: exitCodes.unknown,
  fileUnreadable: exitCodes.unknown,
  fileTooLarge: exitCodes.unknown,
  fileEmpty: exitCodes.unknown,
  notJson: exitCodes.unknown,
  forbiddenKey: exitCodes.unknown,
  nestedTooDeeply: exitCodes.unknown,
  notEvidence: exitCodes.unknown,
  evidenceTooNew: exitCodes.unknown,
  wrongKeys: exitCodes.unknown,
  nothingRecognised: exitCodes.unknown,
  slmgrDidNotRun: exitCodes.unknown,
  codeNotRecognised: exitCodes.unknown,
  encodingUnknown: exitCodes.unknown,
  instantInvalid: exitCodes.unknown,
  outputFailed: exitCodes.unknown,
  logFailed: exitCodes.unknown,
  notWindows: exitCodes.unknown,
  storeTooNew: exitCodes.unknown,
  storeForeign: exitCodes.unknown,
  storeFailed: exitCodes.unknown,
  collectorNotSet: exitCodes.unknown,
  collectorUnreachable: exitCodes.unknown,
  collectorTooSlow: exitCodes.unknown,
  collectorFailed: exitCodes.unknown,
  credentialRefused: exitCodes.unknown,
  answerNotUnderstood: exitCodes.unknown,
  machineNotFound: exitCodes.unknown,
  spoolFull: exitCodes.unknown,
  spoolFailed: exitCodes.unknown,
  collectorRefused: exitCodes.unknown,
  collectorTooOld: exitCodes.unknown,
  portTaken: exitCodes.unknown,
  listenFailed: exitCodes.unknown,
  credentialsNeeded: exitCodes.unknown,
  pageNotBuilt: exitCodes.unknown,
  stateUnusable: exitCodes.unknown,
  agentBusy: exitCodes.unknown,
  storeInUse: exitCodes.unknown,
  agentIdNeeded: exitCodes.unknown,
  credentialUnknown: exitCodes.unknown,
  fileExists: exitCodes.unknown,
  backupByDatabase: exitCodes.unknown,
  notABackup: exitCodes.unknown,
  fileUnwritable: exitCodes.unknown,
  internal: exitCodes.unknown,
} as const;

export type ErrorCode = keyof typeof errorCatalogue;

/** What the program throws on purpose. `message` is for the log; a person reads wording's sentence for `code`. */
export class GracewatchError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
  /** One entry for each wrong key where a file has several (`wrongKeys`). */
  readonly mistakes: readonly Mistake[];

  constructor(
    code: ErrorCode,
    facts: ErrorFacts = {},
    { cause, mistakes = [] }: { cause?: unknown; mistakes?: readonly Mistake[] } = {},
  ) {
    super(`${code} ${JSON.stringify(facts)}`, { cause });
    this.name = 'GracewatchError';
    this.code = code;
    this.facts = facts;
    this.mistakes = mistakes;
  }
}

/** One wrong key of a document. */
export interface Mistake {
  /** The file, environment variable or flag that it stands in. */
  readonly place: string;
  /** Path of the key, as in `log.level` or `sources.cim.outcome`; empty for the document itself. */
  readonly path: string;
  /** What the schema found, as data: wording turns it into a sentence. Never holds the value itself. */
  readonly issue: MistakeIssue;
  /** A known key that is spelt much like the unknown one. */
  readonly nearest: string | null;
}

/** zod's issue without the offending input; `missing` where there was none. */
export type MistakeIssue = { readonly code: string } & Readonly<Record<string, unknown>>;
