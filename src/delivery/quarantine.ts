/**
 * Where entries go that cannot be delivered: their bytes are kept for whoever looks into it, under their old name with
 * the reason behind it. Bounded like everything here; what is dropped for room is told.
 */
import { join } from 'node:path';
import type { Log } from '../platform/log.ts';
import { type Sleep, whileBusy } from './durable.ts';
import type { SpoolFs } from './spoolFs.ts';

export interface Bounds {
  readonly count: number;
  readonly bytes: number;
}

interface Options {
  readonly bounds: Bounds;
  readonly fs: SpoolFs;
  readonly sleep: Sleep;
  readonly log: Log | null;
  /** Called for each thing dropped to make room. */
  readonly dropped: () => void;
}

export interface Quarantine {
  /** Moves a file or folder in. Errors: those of fs; then it is where it was. */
  take(path: string, name: string, reason: string): Promise<void>;
  names(): readonly string[];
}

interface Held {
  readonly name: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** A foreign name may be as long as a name can be, and then could not be moved with a reason behind it. */
const nameLimit = 60;

/** The name there: never one that is taken, for a rename would silently replace it. */
function freeName(name: string, reason: string, taken: ReadonlySet<string>): string {
  const wished = `${name.slice(0, nameLimit).toWellFormed()}.${reason}`;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? wished : `${wished}.${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

async function heldAt(folder: string, name: string, fs: SpoolFs): Promise<Held> {
  const { size, mtimeMs } = await fs.lstat(join(folder, name));
  return { name, size, mtimeMs };
}

/** Errors: those of fs where the folder itself cannot be read; an entry that cannot be looked at counts as 0 bytes. */
export async function openQuarantine(
  folder: string,
  { bounds, fs, sleep, log, dropped }: Options,
): Promise<Quarantine> {
  const held = new Map<string, Held>();
  for (const name of await fs.readdir(folder)) {
    held.set(name, await heldAt(folder, name, fs).catch(() => ({ name, size: 0, mtimeMs: 0 })));
  }
  const over = (): boolean =>
    held.size > bounds.count || [...held.values()].reduce((sum, { size }) => sum + size, 0) > bounds.bytes;

  async function makeRoom(): Promise<void> {
    for (const { name } of [...held.values()].toSorted((a, b) => a.mtimeMs - b.mtimeMs)) {
      if (!over()) return;
      try {
        await whileBusy(() => fs.rm(join(folder, name), { recursive: true, force: true }), sleep);
      } catch (error) {
        // What cannot be removed must not keep the next from being set aside.
        log?.warn('quarantine: cannot be removed', { name, error });
        continue;
      }
      held.delete(name);
      dropped();
      log?.warn('quarantine is full: dropped', { name });
    }
  }

  await makeRoom();
  return {
    async take(path, name, reason) {
      const target = freeName(name, reason, new Set(held.keys()));
      const { size, mtimeMs } = await fs.lstat(path);
      await whileBusy(() => fs.rename(path, join(folder, target)), sleep);
      held.set(target, { name: target, size, mtimeMs });
      await makeRoom();
    },
    names: () => [...held.keys()],
  };
}
