/** The first tables. A released migration is never changed: what is wanted otherwise is a new one. */
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

/** Rows lie in the order of their key: SQLite needs to be told, PostgreSQL has no such thing. */
const clustered =
  (isSqlite: boolean) =>
  <T extends string, C extends string>(table: CreateTableBuilder<T, C>): CreateTableBuilder<T, C> =>
    isSqlite ? table.modifyEnd(sql`without rowid`) : table;

export const first = (isSqlite: boolean) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    const { schema } = db;
    await schema
      .createTable('machine')
      .addColumn('agent_id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text')
      .addColumn('fqdn', 'text')
      .addColumn('domain', 'text')
      .addColumn('search', 'text', (column) => column.notNull())
      .addColumn('os_caption', 'text')
      .addColumn('os_build', 'text')
      .addColumn('severity', 'integer', (column) => column.notNull())
      .addColumn('findings', 'text', (column) => column.notNull())
      .addColumn('product_name', 'text')
      .addColumn('license_status', 'text')
      .addColumn('reason', 'text')
      .addColumn('channel', 'text')
      .addColumn('method', 'text')
      .addColumn('partial_product_key', 'text')
      .addColumn('kms_host', 'text')
      .addColumn('overdue', 'integer')
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_day', 'integer')
      .addColumn('renewed_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .addColumn('due_hour', 'integer')
      .addColumn('changes', 'integer', (column) => column.notNull())
      .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
      .addColumn('collected_at', 'bigint', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addColumn('seen_day', 'integer', (column) => column.notNull())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('agent_version', 'text', (column) => column.notNull())
      .addColumn('clock_skew_ms', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createTable('report')
      .addColumn('agent_id', 'text', (column) => column.primaryKey())
      .addColumn('report', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createTable('delivery')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .$call(clustered(isSqlite))
      .execute();
    await schema
      .createTable('history')
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('n', 'integer', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('cause', 'text', (column) => column.notNull())
      .addColumn('sequence', 'bigint', (column) => column.notNull())
      .addColumn('changes', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('history_key', ['agent_id', 'n'])
      .$call(clustered(isSqlite))
      .execute();
    await schema
      .createTable('tally')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('machines', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('tally_key', ['kind', 'key'])
      .$call(clustered(isSqlite))
      .execute();
    await schema
      .createTable('day_count')
      .addColumn('day', 'integer', (column) => column.notNull())
      .addColumn('severity', 'integer', (column) => column.notNull())
      .addColumn('machines', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('day_count_key', ['day', 'severity'])
      .execute();
    await schema
      .createTable('credential')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('revoked_at', 'bigint')
      .execute();
    await schema
      .createTable('setting')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();

    // Few, and none on a column that moves with every report.
    const index = (name: string, columns: readonly string[]) =>
      schema
        .createIndex(name)
        .on('machine')
        .columns([...columns])
        .execute();
    await index('machine_attention', ['severity', 'expires_at', 'agent_id']);
    await index('machine_expires', ['expires_at', 'agent_id']);
    await index('machine_name', ['search', 'agent_id']);
    await index('machine_seen', ['seen_day', 'agent_id']);
    await index('machine_due', ['due_hour']);
    await schema
      .createIndex('machine_overdue')
      .on('machine')
      .columns(['renewed_at', 'agent_id'])
      .where(sql.ref('overdue'), 'is not', null)
      .execute();
    // What is filtered by a word, in the order in which it is shown first: a rare word is found without a walk.
    for (const word of ['license_status', 'channel', 'kms_host']) {
      await index(`machine_${word}`, [word, 'severity', 'expires_at', 'agent_id']);
    }
  },
});
