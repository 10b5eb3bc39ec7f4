/**
 * Credentials in the store: only their hashes, so nobody can bring one who reads the store. (The key that signs sessions
 * does lie in it: whoever reads that can sign in.)
 */
import type { CredentialTable } from './schema.ts';
import type { Store } from './store.ts';

export async function anyCredential(store: Store): Promise<boolean> {
  const row = await store.read.selectFrom('credential').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function findCredential(store: Store, id: string): Promise<CredentialTable | undefined> {
  return await store.read.selectFrom('credential').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function listCredentials(store: Store): Promise<CredentialTable[]> {
  return await store.read.selectFrom('credential').selectAll().orderBy('created_at').orderBy('id').execute();
}

export async function addCredential(store: Store, credential: CredentialTable): Promise<void> {
  await store.write((trx) => trx.insertInto('credential').values(credential).execute());
}

/** False where there is none of that id, or it is revoked already. */
export async function revokeCredential(store: Store, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await store.write((trx) =>
    trx
      .updateTable('credential')
      .set({ revoked_at: at })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}
