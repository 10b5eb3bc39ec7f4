/** Where the evidence of a cycle comes from: this machine, or a file. */
import type { Evidence } from '../../evidence/evidence.ts';
import type { Context } from '../context.ts';
import { liveGather, readEvidence } from '../live.ts';
import type { World } from '../world.ts';

/** The signal says that the answer is no longer wanted. */
export type Gather = (signal: AbortSignal) => Promise<Evidence>;

/** `file`: read anew each time; undefined: this machine. Errors: notWindows; of gathering, those of the file. */
export function gatherOf(file: string | undefined, context: Context, world: World): Gather {
  return file === undefined ? liveGather(context, world) : () => readEvidence(file, world);
}
