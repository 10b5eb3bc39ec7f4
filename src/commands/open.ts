/** Opening the store that the settings name: for the collector, and for the tools beside it. */
import { dirname, resolve } from 'node:path';
import { isPostgres } from '../collector/store/address.ts';
import { openStore, type Store } from '../collector/store/store.ts';
import { GracewatchError } from '../platform/errors.ts';
import { makeFolder } from '../platform/folder.ts';
import { type Lock, takeLock } from '../platform/lock.ts';
import type { Context } from './context.ts';
import { storeOf } from './places.ts';
import type { World } from './world.ts';

/** The folder of the page, as `npm run build:web` leaves it. */
export const webFolder = resolve(import.meta.dirname, '../../dist/web');

/** What SQLite or the file system says: its own words where it has any, else its code. */
export function reasonOf(error: unknown): string {
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  return errcode === undefined ? (code ?? String(message)) : `${message} (${errcode})`;
}

const storeFailed = (place: string, error: unknown): GracewatchError =>
  new GracewatchError('storeFailed', { place, reason: reasonOf(error) }, { cause: error });

function makeFolderOf(address: string): void {
  try {
    makeFolder(dirname(address));
  } catch (error) {
    throw storeFailed(address, error);
  }
}

/** Errors: those of openStore. */
export async function openConfiguredStore(context: Context, world: World): Promise<Store> {
  const { store, storePassword } = context.settings.values.serve;
  const address = storeOf(store, world);
  if (!isPostgres(address)) makeFolderOf(address);
  return await openStore(address, {
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
    makeFolder(dirname(address));
    lock = takeLock(lockFileOf(address));
  } catch (error) {
    throw storeFailed(address, error);
  }
  if (lock === null) throw new GracewatchError('storeInUse', { place: address });
  return lock;
}
