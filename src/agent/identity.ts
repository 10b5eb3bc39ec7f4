/**
 * Who this agent is, and the number of its next delivery. The id is made with the state folder and never changes; the
 * sequence only rises, also after a crash, a restored snapshot, or a folder that lost its number.
 */
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeDurably } from '../delivery/durable.ts';
import { parseJson } from '../platform/document.ts';
import { GracewatchError } from '../platform/errors.ts';
import { makeFolder } from '../platform/folder.ts';
import type { Log } from '../platform/log.ts';

export interface Identity {
  readonly id: string;
  /** A number above every one used before; it is on disk when this resolves, or the log says that it is not. */
  readonly next: () => Promise<number>;
  /** The collector has seen this number: the next one is above it. */
  readonly goAbove: (sequence: number) => void;
}

interface Options {
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly newId: () => string;
  readonly log: Log;
  /** The id that deliveries in the spool carry, in case the folder has lost its own. */
  readonly spooledId: () => Promise<string | null>;
  /** The highest number in the spool. */
  readonly spooledSequence: () => number;
}

const identitySchema = z.object({ schema: z.literal('gracewatch.agent/1'), id: z.uuid(), createdAt: z.string() });

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

/** Null where there is none. Errors: those of fs. */
async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function idIn(text: string, file: string): string | null {
  try {
    return identitySchema.safeParse(parseJson(text, file)).data?.id.toLowerCase() ?? null;
  } catch (error) {
    if (error instanceof GracewatchError) return null; // rubbish; who calls sets it aside and says so
    throw error;
  }
}

async function readId(file: string, log: Log): Promise<string | null> {
  const text = await readText(file);
  if (text === null) return null;
  const id = idIn(text, file);
  if (id !== null) return id;
  log.error('the identity cannot be read and is set aside', { file });
  await rename(file, `${file}.unreadable`);
  return null;
}

async function makeId(file: string, { now, newId, log, spooledId }: Options): Promise<string> {
  const id = (await spooledId()) ?? newId();
  await writeDurably(file, Buffer.from(`${JSON.stringify({ schema: 'gracewatch.agent/1', id, createdAt: now })}\n`));
  log.info('identity made', { id });
  return id;
}

/** No honest collector has seen more; a number beyond would leave no room above it. */
const highest = 1e12;

async function readSequence(file: string, log: Log): Promise<number> {
  const text = (await readText(file)) ?? '0';
  const sequence = Number(text);
  if (/^\d{1,13}\n?$/.test(text) && sequence < highest) return sequence;
  log.warn('the sequence cannot be read; going on from the spool and the collector', { file });
  return 0;
}

/** A name in the spool may be anything; one that nobody can go above is none of ours. */
function possible(sequence: number, log: Log): number {
  if (sequence < highest) return sequence;
  log.error('the spool tells a sequence that cannot be', { sequence });
  return 0;
}

/** Errors: stateUnusable (folder, reason). */
export async function openIdentity(folder: string, options: Options): Promise<Identity> {
  const { log, spooledSequence } = options;
  const [identityFile, sequenceFile] = [join(folder, 'agent.json'), join(folder, 'sequence')];
  try {
    makeFolder(folder);
    const id = (await readId(identityFile, log)) ?? (await makeId(identityFile, options));
    let last = Math.max(await readSequence(sequenceFile, log), possible(spooledSequence(), log));
    return {
      id,
      async next() {
        last += 1;
        try {
          await writeDurably(sequenceFile, Buffer.from(`${last}\n`));
        } catch (error) {
          // A full disk must not silence the machine: the collector tells the number the next time.
          log.warn('the sequence cannot be written', { error });
        }
        return last;
      },
      goAbove(sequence) {
        if (sequence >= highest) log.error('the collector told a sequence that cannot be', { sequence });
        else last = Math.max(last, sequence);
      },
    };
  } catch (error) {
    throw new GracewatchError('stateUnusable', { folder, reason: codeOf(error) }, { cause: error });
  }
}
