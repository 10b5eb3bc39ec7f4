/** What is delivered from: a spool, or a delivery held in memory where the disk takes none. */
import type { SpooledDelivery } from './delivery.ts';
import { type EntryProblem, entryName, type StoredDelivery, storedOf } from './entry.ts';

export interface Listed {
  readonly name: string;
  readonly id: string;
  readonly sequence: number;
  /** Bytes of the entry: never fewer than what is sent of it. */
  readonly size: number;
  readonly writtenAtMs: number;
}

/**
 * vanished: it is no longer there, and counted. busy: it may be readable next time. unreadable, wrongName and the rest:
 * it will not be.
 */
export type ReadProblem = EntryProblem | 'vanished' | 'busy' | 'unreadable' | 'wrongName';
export type ReadEntry = { readonly delivery: StoredDelivery } | { readonly problem: ReadProblem };

export interface Entries {
  /** In order of sequence; reads nothing. */
  list(): readonly Listed[];
  read(name: string): Promise<ReadEntry>;
  /** For one that was acknowledged. Errors: spoolFailed. */
  remove(name: string): Promise<void>;
  /** Keeps the bytes where they block nothing. `reason`: one word. Errors: spoolFailed, spoolFull. */
  setAside(name: string, reason: string): Promise<void>;
}

/** A delivery that could not be spooled: what is not delivered of it is gone when the program ends. */
export function heldInMemory(delivery: SpooledDelivery): Entries {
  const stored = storedOf(delivery);
  const { id, sequence } = stored;
  const size = Buffer.byteLength(stored.json);
  let listed: readonly Listed[] = [{ name: entryName(stored), id, sequence, size, writtenAtMs: 0 }];
  const forget = async (): Promise<void> => {
    listed = [];
  };
  return { list: () => listed, read: async () => ({ delivery: stored }), remove: forget, setAside: forget };
}
