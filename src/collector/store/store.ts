/**
 * The store: one schema over SQLite or PostgreSQL. What differs between the two is here and in their two files; all
 * else asks Kysely. Writing is one transaction at a time in this process; it resolves when it is on disk.
 */
import { type Dialect, Kysely, sql, type Transaction } from 'kysely';
import { GracewatchError } from '../../platform/errors.ts';
import type { Secret } from '../../platform/secret.ts';
import { isPostgres, withoutPassword } from './address.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { sameFile } from './sameFile.ts';
import type { Schema } from './schema.ts';
import { openSqlite } from './sqlite.ts';

export type Trx = Transaction<Schema>;

export interface Store {
  /** What a person calls it: the file, or the address without a password. */
  readonly place: string;
  readonly kind: 'sqlite' | 'postgres';
  readonly read: Kysely<Schema>;
  /** All of it or nothing; resolves after the commit. Whatever `work` throws is thrown on. Errors: storeFailed. */
  readonly write: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
  /** Within a transaction: nobody else changes these agents before it ends. */
  readonly lockAgents: (trx: Trx, agentIds: readonly string[]) => Promise<void>;
  /** Resolves where it answers and can be written to. Errors: storeFailed, those of the database. */
  readonly ping: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** In order of the ids, so that two collectors never wait for each other crosswise. */
async function lockInPostgres(trx: Trx, agentIds: readonly string[]): Promise<void> {
  const ids = agentIds.toSorted();
  await sql`select pg_advisory_xact_lock(hashtextextended(id, 0))
    from (select unnest(${ids}::text[]) as id order by 1) as agents`.execute(trx);
}

interface Parts {
  readonly place: string;
  readonly kind: Store['kind'];
  readonly writer: Dialect;
  /** Called once the tables are there; null where the writer's pool serves readers too. */
  readonly reader: (() => Dialect) | null;
  /** Throws where what is open is not the store any more; left out where that cannot be. */
  readonly stillThere?: () => void;
}

/** A store over dialects that are open already. Errors: storeTooNew, and those of the database. */
export async function storeOver({ place, kind, writer, reader, stillThere = () => {} }: Parts): Promise<Store> {
  const write = new Kysely<Schema>({ dialect: writer });
  try {
    await migrate(write, kind === 'sqlite', place);
    const read = reader === null ? write : new Kysely<Schema>({ dialect: reader() });
    // Kysely closes only what it has used once.
    await sql`select 1`.execute(read);
    return {
      place,
      kind,
      read,
      write: (work) =>
        write.transaction().execute(async (trx) => {
          const result = await work(trx);
          stillThere(); // last, so that as little as can be lies between this and the commit
          return result;
        }),
      lockAgents: kind === 'sqlite' ? async () => {} : lockInPostgres,
      async ping() {
        await sql`select 1`.execute(read);
        stillThere();
      },
      async close() {
        if (read !== write) await read.destroy();
        await write.destroy();
      },
    };
  } catch (error) {
    await write.destroy();
    throw error;
  }
}

interface Options {
  readonly password: Secret | null;
  readonly onIdleError: (error: Error) => void;
}

function partsOf(address: string, { password, onIdleError }: Options): Parts {
  if (isPostgres(address)) {
    const writer = openPostgres({ address, password, connections: 10, onIdleError });
    return { place: withoutPassword(address), kind: 'postgres', writer, reader: null };
  }
  const reader = () => openSqlite(address, { readOnly: true });
  const writer = openSqlite(address);
  return { place: address, kind: 'sqlite', writer, reader, stillThere: sameFile(address) };
}

interface DatabaseError {
  readonly code?: string;
  /** Of SQLite. */
  readonly errcode?: number;
  readonly message?: string;
}

/** A code, and the database's own words; those of fs begin with the code and name the file once more. */
function reasonOf({ code, errcode, message = '' }: DatabaseError): string {
  if (errcode === undefined && code !== undefined && message.startsWith(code)) return code;
  return [errcode ?? code, message].filter((part) => part !== undefined && part !== '').join(': ');
}

/** `address`: a file, or postgres://… Errors: storeTooNew, storeFailed (with the database's own code). */
export async function openStore(address: string, options: Options): Promise<Store> {
  try {
    return await storeOver(partsOf(address, options));
  } catch (error) {
    if (error instanceof GracewatchError) throw error;
    const place = isPostgres(address) ? withoutPassword(address) : address;
    const reason = reasonOf(error as DatabaseError);
    throw new GracewatchError('storeFailed', { place, reason }, { cause: error });
  }
}
