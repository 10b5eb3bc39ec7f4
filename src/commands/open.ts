/** Opening the store that the settings name: for the collector, and for the tools beside it. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isPostgres, openStore, type Store } from '../collector/store/store.ts';
import { GracewatchError } from '../platform/errors.ts';
import { type Lock, takeLock } from '../platform/lock.ts';
import type { Context } from './context.ts';
import { storeOf } from './places.ts';
import type { World } from './world.ts';

/** The folder of the page, as `npm run build:web` leaves it. */
export const webFolder = resolve(import.meta.dirname, '../../dist/web');

/** Errors: those of openStore. */
export async function openConfiguredStore(context: Context, world: World): Promise<Store> {
  const { store, storePassword } = context.settings.values.serve;
  return await openStore(storeOf(store, world), {
    password: storePassword,
    onIdleError: (error) => context.log.warn('a connection to the store broke', { error }),
  });
}

const lockFileOf = (store: string): string => `${store}.lock`;

/**
 * Whoever serves or replaces a SQLite store holds this; PostgreSQL serves many, so there null is given. Errors:
 * storeInUse, storeFailed.
 */
export function lockStore(address: string): Lock | null {
  if (isPostgres(address)) return null;
  let lock: Lock | null;
  try {
    if (!existsSync(dirname(address))) mkdirSync(dirname(address), { recursive: true, mode: 0o700 });
    lock = takeLock(lockFileOf(address));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new GracewatchError('storeFailed', { place: address, reason: code ?? message }, { cause: error });
  }
  if (lock === null) throw new GracewatchError('storeInUse', { place: address });
  return lock;
}
