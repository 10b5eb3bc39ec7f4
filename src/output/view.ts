/** What decides how a text looks, beside the report and its assessment. */
import type { Policy } from '../assessment/policy.ts';
import type { Show } from '../wording/facts.ts';
import type { Wording } from '../wording/wording.ts';

export interface View {
  readonly wording: Wording;
  readonly show: Show;
  readonly policy: Policy;
  /** Colours, only for a terminal. */
  readonly color: boolean;
  /** `explain`: codes are explained in full. */
  readonly long: boolean;
  /** True where nothing in the evidence says when it was captured. */
  readonly pasted: boolean;
  /** ISO 8601 UTC: when this is shown, so that the age of the evidence can be told. */
  readonly shownAt: string;
}
