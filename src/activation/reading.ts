/** What one source of licensing facts (CIM, or slmgr's text) shows by itself. */
import type { KmsHost, Product, Unread } from './report.ts';

export interface Reading {
  readonly serviceVersion: string | null;
  readonly products: readonly Product[];
  readonly kmsHost: KmsHost | null;
  /** A code that the source itself printed (`0x…`, or `productKeyNotFound`), or null. */
  readonly error: string | null;
  readonly unread: readonly Unread[];
}
