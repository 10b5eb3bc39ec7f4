/** What every question is asked with. */
import type { Policy } from '../../assessment/policy.ts';
import type { Store } from '../store/store.ts';

export interface Asking {
  readonly store: Store;
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A page of a list: how many, and the key at which the page before ended. */
export interface Paging {
  readonly limit: number;
  readonly after: string | null;
}
