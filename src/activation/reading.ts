/** What one source of licensing facts (CIM, or slmgr's text) shows by itself. */
import type { KmsHost, Product, Unread } from './report.ts';

/** `error` of a text that holds the output of more than one run: which of them is the machine's state, it does not say. */
export const severalOutputs = 'severalOutputs';

export interface Reading {
  readonly serviceVersion: string | null;
  readonly products: readonly Product[];
  /** Indexes of products whose key is there and not shown: a person masked it. */
  readonly withheldKeys?: readonly number[];
  readonly kmsHost: KmsHost | null;
  /** A code that the source itself printed (`0x…`, `productKeyNotFound`, `severalOutputs`), or null. */
  readonly error: string | null;
  readonly unread: readonly Unread[];
}
