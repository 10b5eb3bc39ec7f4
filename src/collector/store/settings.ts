/** What the collectors over one store agree on, by key. */
import type { Store } from './store.ts';

export async function readSetting(store: Store, key: string): Promise<string | null> {
  const row = await store.read.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

export async function writeSetting(store: Store, key: string, value: string): Promise<void> {
  await store.write((trx) =>
    trx
      .insertInto('setting')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
}

/** One that is made once, by whichever collector is first; everybody then reads the same. */
export async function settingOnce(store: Store, key: string, make: () => string): Promise<string> {
  return await store.write(async (trx) => {
    await trx
      .insertInto('setting')
      .values({ key, value: make() })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
    const { value } = await trx.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirstOrThrow();
    return value;
  });
}
