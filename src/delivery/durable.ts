/**
 * Files that are there whole or not at all, also after the power went: temporary file in the same folder, fsync,
 * rename, fsync of the folder. The functions of fs are handed in, so that each of them can be made to fail.
 */
import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import * as nodeFs from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export type DurableFs = Pick<typeof nodeFs, 'open' | 'rename' | 'rm'>;
/** Resolves after so many milliseconds. */
export type Sleep = (ms: number) => Promise<unknown>;

export interface Durably {
  readonly fs?: DurableFs;
  readonly sleep?: Sleep;
}

/** What an unfinished file ends with; whoever owns the folder clears what a killed writer left. */
export const temporarySuffix = '.tmp';

/** An error's own word, such as ENOSPC. */
export function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? 'unknown';
}

/** On Windows a virus scanner or indexer holds a new file for moments; about two seconds outlast it. */
const busyWaitsMs = [10, 20, 40, 80, 160, 320, 640, 730];
const busyCodes: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Does it again while the file is held by somebody else, for about 2 s. Any other error is thrown at once. */
export async function whileBusy<T>(action: () => Promise<T>, sleep: Sleep): Promise<T> {
  for (const waitMs of busyWaitsMs) {
    try {
      return await action();
    } catch (error) {
      if (!busyCodes.has(reasonOf(error))) throw error;
    }
    await sleep(waitMs);
  }
  return await action();
}

/** What systems answer that do not sync a folder (Windows, some network drives): then the rename has to do. */
const noFolderSync: ReadonlySet<string> = new Set(['EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP']);

async function syncFolder(folder: string, fs: DurableFs): Promise<void> {
  try {
    const handle = await fs.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!noFolderSync.has(reasonOf(error))) throw error;
  }
}

async function writeNew(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Resolves when the file is on the disk under its name; one that stood there is replaced. Errors: those of fs, and then
 * the name holds what it held before – or, where only the folder could not be synced, the new bytes.
 */
export async function writeDurably(
  file: string,
  bytes: Uint8Array,
  { fs = nodeFs, sleep = delay }: Durably = {},
): Promise<void> {
  const temporary = `${file}.${randomBytes(4).toString('hex')}${temporarySuffix}`;
  const handle = await fs.open(temporary, 'wx', 0o600); // what is there already is somebody else's
  try {
    await writeNew(handle, bytes);
    await whileBusy(() => fs.rename(temporary, file), sleep);
  } catch (error) {
    // Only tidiness: what stays is recognised by its suffix. The first error is the one that tells what is wrong.
    await fs.rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(file), fs);
}
