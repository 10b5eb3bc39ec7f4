/** What decides how a text looks, beside the report and its assessment. */
import type { FoundCode } from '../activation/codesIn.ts';
import type { Policy } from '../assessment/policy.ts';
import type { Wording } from '../wording/wording.ts';

export interface View {
  readonly wording: Wording;
  /** ISO 8601 UTC → local time with its offset. */
  readonly date: (instant: string) => string;
  readonly policy: Policy;
  /** Colours, only for a terminal. */
  readonly color: boolean;
  /** `explain`: codes are explained in full. */
  readonly long: boolean;
  /** Codes of the text that was pasted, with the lines in which they stand: for `long`. */
  readonly codes?: readonly FoundCode[];
  /** A text that somebody handed in: nothing more can be gathered from here. */
  readonly pasted: boolean;
  /** Nothing says when it was taken: then no date can be told from its minutes. */
  readonly undated: boolean;
  /** ISO 8601 UTC: when this is shown, so that the age of the evidence can be told. */
  readonly shownAt: string;
}
