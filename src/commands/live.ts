/** Evidence for the commands: of this machine as it is now, or of a file that another one has made. */
import type { Evidence } from '../evidence/evidence.ts';
import { decodeText } from '../evidence/readers/decode.ts';
import { readAnyEvidence } from '../evidence/readers/evidence.ts';
import { GracewatchError } from '../platform/errors.ts';
import { readInput } from '../platform/input.ts';
import type { Context } from './context.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/**
 * Each call asks the machine anew. `servedAfter`: record id after which requests that a KMS host has served are read;
 * null: none are. Errors: notWindows, at once.
 */
export function liveGather(
  { settings, log }: Context,
  world: World,
  servedAfter: number | null = null,
): (signal?: AbortSignal) => Promise<Evidence> {
  const { windows, clock } = world;
  if (windows === null) throw new GracewatchError('notWindows');
  return async (signal) => {
    // Loaded here: PowerShell has been started, and a machine that is not asked needs none of it.
    const { gather } = await import('../evidence/gather.ts');
    const session = servedAfter === null ? world.takeSession() : undefined;
    return await gather({
      windows,
      settings: settings.values.gather,
      version,
      clock,
      log,
      session,
      servedAfter,
      signal,
    });
  };
}

/** `file`: JSON or facts, `-` for standard input. Errors: those of reading an evidence file. */
export async function readEvidence(file: string, { stdin, clock }: World): Promise<Evidence> {
  return readAnyEvidence(decodeText(await readInput(file, { stdin })), file, clock.now().toISOString());
}
