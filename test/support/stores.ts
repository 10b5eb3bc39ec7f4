/**
 * Stores to test on, each empty and gone afterwards: SQLite in a temporary file, PostgreSQL in WebAssembly (PGlite), and
 * a real PostgreSQL where GRACEWATCH_TEST_POSTGRES names one.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { type PGlite as KyselyPGlite, PGliteDialect } from 'kysely';
import pg from 'pg';
import { openStore, type Store, storeOver } from '../../src/collector/store/store.ts';
import { Secret } from '../../src/platform/secret.ts';

const bigintType = 20;

/** One empty database. */
export interface Place {
  /** What another process opens it by; null where only this process can. */
  readonly address: string | null;
  /** Opens it, as each collector does; closed by `remove` at the latest. */
  readonly open: () => Promise<Store>;
  readonly remove: () => Promise<void>;
}

/** Makes empty databases of one kind. */
export interface Maker {
  readonly make: () => Promise<Place>;
  readonly close: () => Promise<void>;
}

function placeOf(address: string | null, opening: () => Promise<Store>, removing: () => Promise<void> | void): Place {
  const stores: Store[] = [];
  return {
    address,
    async open() {
      const store = await opening();
      stores.push(store);
      return store;
    },
    async remove() {
      await Promise.all(stores.map((store) => store.close()));
      await removing();
    },
  };
}

const openAt = (address: string, password: Secret | null = null): Promise<Store> =>
  openStore(address, {
    password,
    onIdleError: (error) => {
      throw error;
    },
  });

export async function sqliteMaker(): Promise<Maker> {
  return {
    async make() {
      const folder = mkdtempSync(join(tmpdir(), 'gracewatch-store-'));
      const file = join(folder, 'store.sqlite');
      return placeOf(
        file,
        () => openAt(file),
        () => rmSync(folder, { recursive: true, force: true }),
      );
    },
    close: async () => {},
  };
}

/** One PGlite serves all places in turn: its start takes seconds. */
export async function pgliteMaker(): Promise<Maker> {
  const database = await PGlite.create({ parsers: { [bigintType]: Number } });
  /** The same database for a store that believes it is its own to close. */
  const shared: KyselyPGlite = {
    closed: false,
    ready: true,
    waitReady: database.waitReady,
    query: (text, parameters, options) => database.query(text, [...(parameters ?? [])], options),
    transaction: (work) => database.transaction(work as never) as never,
    close: async () => {},
  } as KyselyPGlite;
  const open = () =>
    storeOver({ place: 'pglite', kind: 'postgres', writer: new PGliteDialect({ pglite: shared }), reader: null });
  return {
    async make() {
      await database.exec('drop schema public cascade; create schema public;');
      return placeOf(null, open, () => {});
    },
    close: () => database.close(),
  };
}

/** `server`: postgres://… of somebody who may create databases, without the password. */
export async function postgresMaker(server: string, password: string): Promise<Maker> {
  const addressOf = (name: string): URL => Object.assign(new URL(server), { pathname: `/${name}` });
  const pool = new pg.Pool({ ...connection(server), password, max: 1 });
  return {
    async make() {
      const name = `gracewatch_${randomBytes(6).toString('hex')}`;
      await pool.query(`create database ${name}`);
      const address = addressOf(name).href;
      const whole = Object.assign(addressOf(name), { password: encodeURIComponent(password) }).href;
      return placeOf(
        whole,
        () => openAt(address, new Secret(password)),
        () => {}, // its server goes with all that is in it
      );
    },
    close: () => pool.end(),
  };
}

/** In parts: an address would win over the password beside it. */
function connection(server: string): { host: string; port: number; user: string; database: string } {
  const { hostname, port, username, pathname } = new URL(server);
  return { host: hostname, port: Number(port), user: username, database: pathname.slice(1) };
}

/** A file with the tables of a store, as whatever opens one first leaves it. */
export async function madeStore(file: string): Promise<void> {
  await (await openStore(file, { password: null, onIdleError: () => {} })).close();
}
