/** `gracewatch backup` and `restore`: a consistent copy of a SQLite store while it is in use, and back. */
import { existsSync } from 'node:fs';
import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { isPostgres, withoutPassword } from '../collector/store/address.ts';
import { openStore } from '../collector/store/store.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import type { Context } from './context.ts';
import { lockStore, reasonOf } from './open.ts';
import { storeOf } from './places.ts';
import { sentenceLines } from './say.ts';
import type { World } from './world.ts';

/** How many machines it holds. Errors: notABackup where it is no store, or damaged. */
function inspect(file: string): number {
  const problem = (reason: string, cause?: unknown) => new GracewatchError('notABackup', { file, reason }, { cause });
  let database: DatabaseSync | null = null;
  try {
    // Immutable: no files beside it are made for looking at it.
    database = new DatabaseSync(new URL(`${pathToFileURL(resolve(file))}?immutable=1`), { readOnly: true });
    const check = database.prepare('pragma integrity_check').get()?.integrity_check;
    if (check !== 'ok') throw problem(String(check));
    return Number(database.prepare('select count(*) as machines from machine').get()?.machines);
  } catch (error) {
    throw error instanceof GracewatchError ? error : problem(reasonOf(error), error);
  } finally {
    database?.close();
  }
}

function sqliteFile(context: Context, world: World): string {
  const address = storeOf(context.settings.values.serve.store, world);
  if (isPostgres(address)) throw new GracewatchError('backupByDatabase', { place: withoutPassword(address) });
  if (!existsSync(address)) throw new GracewatchError('fileNotFound', { file: address });
  return address;
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A copy of a store in WAL mode would make files beside itself wherever it is opened. */
function inOneFile(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = delete');
  database.close();
}

/** Nobody else may read it: the store holds what sessions are signed with. Errors: fileExists, fileUnwritable. */
async function reserve(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === 'EEXIST') throw new GracewatchError('fileExists', { file }, { cause: error });
    throw new GracewatchError('fileUnwritable', { file, reason }, { cause: error });
  }
}

/** What cannot be removed is said in the log: what a person must know is how the work itself ended. */
async function tidy(remove: () => Promise<void>, { log }: Context): Promise<void> {
  await remove().catch((error: unknown) => log.warn('what was begun cannot be removed', { error }));
}

/** Of one step; more than any store has. */
const allPages = 2 ** 31 - 1;

/** Errors: fileExists, fileNotFound (no store), backupByDatabase, fileUnwritable, notABackup. */
export async function backup(file: string, context: Context, world: World): Promise<number> {
  const address = sqliteFile(context, world);
  await reserve(file);
  let source: DatabaseSync | null = null;
  try {
    source = new DatabaseSync(address, { readOnly: true, timeout: 10_000 });
    // One step: the copy is of one instant, however much is written meanwhile.
    await copyDatabase(source, file, { rate: allPages });
    inOneFile(file);
    await syncFile(file);
  } catch (error) {
    await tidy(() => rm(file, { force: true }), context);
    throw new GracewatchError('fileUnwritable', { file, reason: reasonOf(error) }, { cause: error });
  } finally {
    source?.close();
  }
  const told = context.wording.service.backup.done(file, inspect(file));
  world.stdout.write(`${sentenceLines(told).join('\n')}\n`);
  return exitCodes.ok;
}

/** Also opens it as a collector would, so that a store of a newer program is refused before anything is replaced. */
async function rehearse(arriving: string, file: string): Promise<void> {
  try {
    const store = await openStore(arriving, { password: null, onIdleError: () => {} });
    await store.close();
  } catch (error) {
    // The copy is gone in a moment: what a person knows is the file that they named.
    if (!(error instanceof GracewatchError) || error.facts.place !== arriving) throw error;
    throw new GracewatchError(error.code, { ...error.facts, place: file }, { cause: error });
  }
}

/** Also what a restore that was killed has left: its log would be taken for one of the next copy. */
async function removeArriving(arriving: string): Promise<void> {
  for (const suffix of ['', ...logs]) await rm(arriving + suffix, { force: true });
}

/** What is in the write-ahead log goes into the store's file, where that can still be read. */
function checkpoint(file: string, context: Context): void {
  try {
    const database = new DatabaseSync(file, { timeout: 10_000 });
    database.exec('pragma wal_checkpoint(truncate)');
    database.close();
  } catch (error) {
    // A store that is damaged is what a restore is for; its files are kept as they are.
    context.log.warn('the present store cannot be opened', { file, error });
  }
}

/** Puts the new file in the place of the present one, which keeps another name: at no moment is there no store. */
async function exchange(arriving: string, address: string, kept: string): Promise<void> {
  if (existsSync(address)) await link(address, kept);
  for (const suffix of logs) if (existsSync(address + suffix)) await rename(address + suffix, kept + suffix);
  await rename(arriving, address);
}

/** Files beside a store that belong to it. */
const logs = ['-wal', '-shm'];

/** Errors: storeInUse, fileNotFound, notABackup, storeTooNew, fileUnwritable, backupByDatabase. */
export async function restore(file: string, context: Context, world: World): Promise<number> {
  const address = storeOf(context.settings.values.serve.store, world);
  if (isPostgres(address)) throw new GracewatchError('backupByDatabase', { place: withoutPassword(address) });
  if (!existsSync(file)) throw new GracewatchError('fileNotFound', { file });
  const machines = inspect(file);
  const lock = lockStore(address);
  const arriving = `${address}.arriving`;
  const kept = `${address}.before-${world.clock.now().toISOString().replaceAll(/[:.]/g, '')}`;
  try {
    await removeArriving(arriving);
    await copyFile(file, arriving);
    await rehearse(arriving, file);
    await syncFile(arriving);
    const hadStore = existsSync(address);
    if (hadStore) checkpoint(address, context);
    await exchange(arriving, address, kept);
    const words = context.wording.service.backup;
    const told = [words.restored(address, machines), ...(hadStore ? [words.kept(kept)] : [])];
    world.stdout.write(`${told.flatMap(sentenceLines).join('\n')}\n`);
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof GracewatchError) throw error;
    throw new GracewatchError('fileUnwritable', { file: dirname(address), reason: reasonOf(error) }, { cause: error });
  } finally {
    await tidy(() => removeArriving(arriving), context);
    lock?.release();
  }
}
