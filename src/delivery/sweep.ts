/** What lies in `pending/` when a spool is opened: it may be anything, and none of it keeps the agent from starting. */
import { join } from 'node:path';
import type { Log } from '../platform/log.ts';
import { type Sleep, temporarySuffix, whileBusy } from './durable.ts';
import type { Listed } from './entries.ts';
import { parseName } from './entry.ts';
import type { SpoolFs } from './spoolFs.ts';

interface Options {
  readonly fs: SpoolFs;
  readonly sleep: Sleep;
  readonly log: Log | null;
  readonly setAside: (name: string, reason: string) => Promise<void>;
}

/** The entries. Leftovers of a killed writer are removed, all else is set aside. Errors: the folder cannot be read. */
export async function sweep(pending: string, { fs, sleep, log, setAside }: Options): Promise<Listed[]> {
  const found: Listed[] = [];
  for (const name of await fs.readdir(pending)) {
    try {
      const about = await fs.lstat(join(pending, name));
      const own = parseName(name);
      if (about.isFile() && own?.bare) {
        found.push({ name, id: own.id, sequence: own.sequence, size: about.size, writtenAtMs: about.mtimeMs });
      } else if (about.isFile() && own !== null && name.endsWith(temporarySuffix)) {
        // Nobody was told yet that this one is safe.
        await whileBusy(() => fs.rm(join(pending, name), { force: true }), sleep);
        log?.warn('spool: unfinished entry removed', { name });
      } else {
        await setAside(name, 'foreign');
      }
    } catch (error) {
      // No entry that could be read: it may lie where it is.
      log?.warn('spool: left where it is', { name, error });
    }
  }
  return found;
}
