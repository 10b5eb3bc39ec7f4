/** When the last cycle succeeded, kept over restarts: what a catch-up is decided by, and whether one would add anything. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { reasonOf, writeDurably } from '../delivery/durable.ts';
import { parseJson } from '../platform/document.ts';
import type { Log } from '../platform/log.ts';

export interface LastSuccess {
  /** Epoch milliseconds; null: none is known. */
  readonly at: () => number | null;
  /** Known from now on; it is on disk when this resolves, or the log says that it is not. */
  readonly note: (at: number) => Promise<void>;
}

const version = 'gracewatch.lastSuccess/1';
const schema = z.object({ schema: z.literal(version), at: z.iso.datetime() });

async function readAt(file: string, log: Log): Promise<number | null> {
  try {
    return Date.parse(schema.parse(parseJson(await readFile(file, 'utf8'), file)).at);
  } catch (error) {
    // Taken for none: one cycle too many costs less than a machine that stays silent.
    if (reasonOf(error) !== 'ENOENT') log.warn('the last success cannot be read', { file, error });
    return null;
  }
}

/** `folder`: the state folder. Errors: none; what cannot be read or written is told in the log. */
export async function openLastSuccess(folder: string, log: Log): Promise<LastSuccess> {
  const file = join(folder, 'last-success.json');
  let last = await readAt(file, log);
  return {
    at: () => last,
    async note(at) {
      last = at;
      const text = JSON.stringify({ schema: version, at: new Date(at).toISOString() });
      try {
        await writeDurably(file, Buffer.from(`${text}\n`));
      } catch (error) {
        log.warn('the last success cannot be written', { file, error });
      }
    },
  };
}
