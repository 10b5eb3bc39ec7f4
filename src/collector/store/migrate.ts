/** Brings a store to the tables of this program. Several collectors may start at once: one does it, the others wait. */
import { type Kysely, sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { GracewatchError } from '../../platform/errors.ts';
import { first } from './migrations/0001.ts';
import type { Schema } from './schema.ts';

/** In order; a new one is added at the end. */
const migrationsFor = (isSqlite: boolean): Record<string, Migration> => ({ '0001': first(isSqlite) });

/** The table in which Kysely's migrator keeps what was done. */
export const doneTable = 'kysely_migration';

async function doneMigrations(db: Kysely<Schema>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === doneTable)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(doneTable)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * `place`: the store's name for a person, without a password. Errors: storeTooNew where a newer program has been there
 * (nothing is changed then), storeFailed.
 */
export async function migrate(db: Kysely<Schema>, isSqlite: boolean, place: string): Promise<void> {
  const migrations = migrationsFor(isSqlite);
  const unknown = (await doneMigrations(db)).filter((name) => !Object.hasOwn(migrations, name));
  const [newest] = unknown.toReversed();
  if (newest !== undefined) {
    const known = Object.keys(migrations).at(-1) ?? '';
    throw new GracewatchError('storeTooNew', { place, theirs: newest, ours: known });
  }
  const provider: MigrationProvider = { getMigrations: async () => migrations };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
