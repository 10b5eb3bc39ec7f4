/** What the verdict line is made of. Texts are in the reader's own writing already (dates, titles). */
import type { AdviceId, FindingFacts } from './facts.ts';

export interface VerdictFacts {
  /** Null where the evidence does not name it. */
  readonly machine: string | null;
  /** Title of the gravest finding; null where all is well. */
  readonly title: string | null;
  readonly advice: AdviceId | null;
  /** The Windows that counts is activated, and what was found is about the sources only. */
  readonly activated: boolean;
  /** Both null: it does not expire, or the end is not known. */
  readonly minutesLeft: number | null;
  readonly until: string | null;
  /** A text that somebody handed in. */
  readonly pasted: boolean;
  /** It does not say when it was taken. */
  readonly undated: boolean;
  /** Why the gravest finding leaves the answer open; null where it does not. */
  readonly undetermined: FindingFacts['license.undetermined']['why'] | null;
  /** Set where the evidence is too old to speak of now. */
  readonly old: { readonly capturedAt: string; readonly minutes: number; readonly hasEnded: boolean } | null;
}
