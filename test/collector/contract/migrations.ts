/** The tables come into being once, whoever is first; a store of a newer program is left as it is. */
import { readFileSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Store } from '../../../src/collector/store/store.ts';
import { together } from '../../support/processes.ts';
import type { Place } from '../../support/stores.ts';

const tables = ['credential', 'day_count', 'delivery', 'history', 'machine', 'report', 'setting', 'tally'];

async function tablesOf(store: Store): Promise<string[]> {
  return (await store.read.introspection.getTables()).map(({ name }) => name).toSorted();
}

const done = async (store: Store): Promise<unknown[]> =>
  (await sql`select name from kysely_migration order by name`.execute(store.read)).rows;

export function migrations(place: () => Place): void {
  test('a fresh store has every table, and opening it again changes nothing', async () => {
    const store = await place().open();
    expect(await tablesOf(store)).toEqual(tables);
    const again = await place().open();
    expect(await tablesOf(again)).toEqual(tables);
    expect(await done(again)).toEqual([{ name: '0001' }]);
  });

  test('8 open a fresh store at once: one makes the tables', async () => {
    const { address } = place();
    if (address === null) await Promise.all(Array.from({ length: 8 }, () => place().open()));
    else
      await together(
        'storeProgram.ts',
        Array.from({ length: 8 }, () => [address]),
      );
    const store = await place().open();
    expect(await tablesOf(store)).toEqual(tables);
    expect(await done(store)).toEqual([{ name: '0001' }]);
  }, 60_000);

  test('a file of another program is refused and left as it is', async () => {
    const { address, open } = place();
    if (address === null || address.startsWith('postgres')) return; // a server may hold tables of others
    const foreign = new DatabaseSync(address);
    foreign.exec('create table accounts (id integer primary key)');
    foreign.close();
    const bytes = readFileSync(address);
    await expect(open()).rejects.toMatchObject({ code: 'storeForeign', facts: { place: address } });
    expect(readFileSync(address).equals(bytes)).toBe(true);
  });

  test('only its owner may read a store', async () => {
    const { address, open } = place();
    if (address === null || address.startsWith('postgres')) return;
    const store = await open();
    await store.write((trx) => trx.insertInto('setting').values({ key: 'a', value: 'b' }).execute());
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(address + suffix).mode & 0o077).toBe(0);
  });

  test('a store of a newer program is refused and left as it is', async () => {
    const { address, open } = place();
    const store = await open();
    await store.write((trx) =>
      sql`insert into kysely_migration values ('0002', '2030-01-01T00:00:00.000Z')`.execute(trx),
    );
    const before = await done(store);
    const isFile = store.kind === 'sqlite' && address !== null;
    if (isFile) await store.close();
    const bytes = isFile ? readFileSync(address) : null;
    await expect(open()).rejects.toMatchObject({
      code: 'storeTooNew',
      facts: { place: store.place, theirs: '0002', ours: '0001' },
    });
    if (isFile) expect(readFileSync(address).equals(bytes ?? Buffer.of())).toBe(true);
    else expect(await done(store)).toEqual(before);
  });
}
