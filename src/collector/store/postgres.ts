/** PostgreSQL, for an organisation in which several collectors share the load. */
import { PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Secret } from '../../platform/secret.ts';

/** Counts and instants are below 2^53, so bigint is a number here; pg would give text. */
const bigintType = 20;

/** As part of the address: one without a password there would win over one beside it. */
function withPassword(address: string, password: Secret): string {
  return `${address}${address.includes('?') ? '&' : '?'}password=${encodeURIComponent(password.reveal())}`;
}

interface Options {
  readonly address: string;
  readonly password: Secret | null;
  readonly connections: number;
  /** A connection that breaks while nobody uses it; without this it would end the process. */
  readonly onIdleError: (error: Error) => void;
}

/** `address`: postgres://user@host:port/database. Connects with the first query. */
export function openPostgres({ address, password, connections, onIdleError }: Options): PostgresDialect {
  const types = {
    getTypeParser: (type: number, format?: 'text' | 'binary') =>
      type === bigintType ? Number : pg.types.getTypeParser(type, format as 'text'),
  };
  const pool = new pg.Pool({
    connectionString: password === null ? address : withPassword(address, password),
    max: connections,
    connectionTimeoutMillis: 10_000,
    // An answer means "on disk", whatever the server's own default is.
    options: '-c synchronous_commit=on -c statement_timeout=60000',
    types: types as pg.CustomTypesConfig,
  });
  pool.on('error', onIdleError);
  return new PostgresDialect({ pool });
}
