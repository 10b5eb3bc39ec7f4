/**
 * One process at a time. The lock is one of the operating system on a file (taken by SQLite, which does it right on
 * Windows and Linux alike): it ends with its process however that ends, so none can be stale, whatever the clock says
 * and whoever has the process id now. The file stays empty and is never removed.
 */
import { truncateSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  readonly release: () => void;
}

const busy = 5; // SQLITE_BUSY
const notADatabase = 26; // SQLITE_NOTADB

/** Two that begin at the same moment may hinder each other for an instant; asked once only, neither would get it. */
const contestMs = 100;

const errcodeOf = (error: unknown): number => ((error as { errcode?: number }).errcode ?? 0) & 0xff;

/** `file`: its folder must be there. Null where another process holds it. Errors: those of node:sqlite and fs. */
export function takeLock(file: string): Lock | null {
  const database = new DatabaseSync(file, { timeout: contestMs });
  try {
    // In memory: a journal beside the file could not be begun on a full disk, and a full disk must not stop an agent.
    database.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    database.close();
    if (errcodeOf(error) === busy) return null;
    if (errcodeOf(error) !== notADatabase) throw error;
    // Rubbish in it. Emptied in place, so that everybody goes on locking the same file.
    truncateSync(file);
    return takeLock(file);
  }
  return { release: () => database.close() };
}
