/** `gracewatch backup` and `restore`: a consistent copy of a SQLite store while it is in use, and back. */
import { existsSync } from 'node:fs';
import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { isPostgres, openStore } from '../collector/store/store.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import type { Context } from './context.ts';
import { lockStore } from './open.ts';
import { storeOf } from './places.ts';
import type { World } from './world.ts';

const codeOf = (error: unknown): string => {
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string };
  return errcode === undefined ? (code ?? String(message)) : `${message} (${errcode})`;
};

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
    throw error instanceof GracewatchError ? error : problem(codeOf(error), error);
  } finally {
    database?.close();
  }
}

function sqliteFile(context: Context, world: World): string {
  const address = storeOf(context.settings.values.serve.store, world);
  if (isPostgres(address)) throw new GracewatchError('backupByDatabase', { place: new URL(address).host });
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

/** Of one step; more than any store has. */
const allPages = 2 ** 31 - 1;

/** Errors: fileExists, fileNotFound (no store), backupByDatabase, fileUnwritable, notABackup. */
export async function backup(file: string, context: Context, world: World): Promise<number> {
  const address = sqliteFile(context, world);
  if (existsSync(file)) throw new GracewatchError('fileExists', { file });
  const source = new DatabaseSync(address, { readOnly: true, timeout: 10_000 });
  try {
    // One step: the copy is of one instant, however much is written meanwhile.
    await copyDatabase(source, file, { rate: allPages });
    inOneFile(file);
    await syncFile(file);
  } catch (error) {
    await rm(file, { force: true });
    throw new GracewatchError('fileUnwritable', { file, reason: codeOf(error) }, { cause: error });
  } finally {
    source.close();
  }
  world.stdout.write(`${context.wording.service.backup.done(file, inspect(file))}\n`);
  return exitCodes.ok;
}

/** Also opens it as a collector would, so that a store of a newer program is refused before anything is replaced. */
async function rehearse(file: string): Promise<void> {
  const store = await openStore(file, { password: null, onIdleError: () => {} });
  await store.close();
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
  if (isPostgres(address)) throw new GracewatchError('backupByDatabase', { place: new URL(address).host });
  if (!existsSync(file)) throw new GracewatchError('fileNotFound', { file });
  const machines = inspect(file);
  const lock = lockStore(address);
  const arriving = `${address}.arriving`;
  const kept = `${address}.before-${world.clock.now().toISOString().replaceAll(/[:.]/g, '')}`;
  try {
    await copyFile(file, arriving);
    await rehearse(arriving);
    await syncFile(arriving);
    const hadStore = existsSync(address);
    if (hadStore) checkpoint(address, context);
    await exchange(arriving, address, kept);
    const words = context.wording.service.backup;
    world.stdout.write(`${words.restored(address, machines)}\n${hadStore ? `${words.kept(kept)}\n` : ''}`);
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof GracewatchError) throw error;
    throw new GracewatchError('fileUnwritable', { file: dirname(address), reason: codeOf(error) }, { cause: error });
  } finally {
    for (const suffix of ['', ...logs]) await rm(arriving + suffix, { force: true });
    lock?.release();
  }
}
