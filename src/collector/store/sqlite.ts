/**
 * SQLite by node:sqlite: WAL, and `synchronous=FULL`, so that what was committed survives the power going off (WAL with
 * NORMAL, as some builds have it, may lose the last commits). One connection writes, another one reads, so that a
 * question never waits for a transaction.
 */
import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type DialectAdapter, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import { GracewatchError } from '../../platform/errors.ts';
import { makeFolder } from '../../platform/folder.ts';
import { doneTable } from './migrate.ts';

/** SQLite can change tables within a transaction; with it, two programs that start at once migrate once. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class NodeSqliteDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter();
  }
}

/** How long one writer waits for another process (the command line beside a collector). */
const busyTimeoutMs = 10_000;

/** Prepared statements kept; a batch's length is part of its statement. */
const statementsKept = 500;

const readerOf = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
  run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
  iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
});

const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

/** What Kysely asks of a database, over node:sqlite. */
function adapted(database: DatabaseSync): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: statementsKept });
  return {
    close: () => {
      if (database.isOpen) database.close();
    },
    prepare(text) {
      // A transaction that reads before it writes must hold the writer's lock from its first read.
      const sql = text === 'begin' ? 'begin immediate' : text;
      // SQLite has rolled back by itself where the disk is full; what went wrong is then told, and not this.
      if (sql === 'rollback' && !database.isTransaction) return nothing;
      const known = statements.get(sql);
      if (known) return known;
      const statement = readerOf(database.prepare(sql));
      statements.set(sql, statement);
      return statement;
    },
  };
}

/** The session key and the hashes of credentials lie in it: what SQLite makes beside it has the same mode. */
function makeFile(file: string): void {
  makeFolder(dirname(file));
  closeSync(openSync(file, 'a', 0o600));
}

/** A file that holds tables, and not the one in which ours are counted, is somebody else's. Asked before it is changed. */
function refuseForeign(database: DatabaseSync, file: string): void {
  const rows = database.prepare("select name from sqlite_master where type = 'table'").all();
  if (rows.length === 0 || rows.some(({ name }) => name === doneTable)) return;
  throw new GracewatchError('storeForeign', { place: file });
}

const busy = 5; // SQLITE_BUSY
const retryMs = 20;

/** SQLite does not wait for another process that opens a fresh file at the same moment, so this does. */
function toWriteAheadLog(database: DatabaseSync): void {
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if (((error as { errcode?: number }).errcode ?? 0) % 256 !== busy || waitedMs >= busyTimeoutMs) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMs);
  }
}

/** `file`: it and its folder are made. Errors: storeForeign, those of fs and node:sqlite. */
export function openSqlite(file: string, { readOnly = false } = {}): SqliteDialect {
  if (!readOnly) makeFile(file);
  const database = new DatabaseSync(file, { readOnly, timeout: busyTimeoutMs });
  try {
    refuseForeign(database, file);
    if (!readOnly) {
      toWriteAheadLog(database);
      database.exec('pragma synchronous = full');
    }
    // 64 MB of pages in memory: the lists of a large fleet are read from there.
    database.exec('pragma cache_size = -65536');
  } catch (error) {
    database.close();
    throw error;
  }
  return new NodeSqliteDialect({ database: adapted(database) });
}
