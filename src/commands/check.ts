/** `gracewatch check`: one machine, now. */
import type { Context } from './context.ts';
import type { Format } from './formats.ts';
import { judge, parseInstant } from './judge.ts';
import { liveGather, readEvidence } from './live.ts';
import type { World } from './world.ts';

export interface CheckFlags {
  readonly evidence?: string;
  readonly format: Format;
  readonly now?: string;
}

/** Exit code by severity. Errors: notWindows, those of reading the evidence file, instantInvalid. */
export async function check(flags: CheckFlags, context: Context, world: World): Promise<number> {
  const now = flags.now === undefined ? null : parseInstant('--now', flags.now);
  const { evidence: file } = flags;
  const evidence = file === undefined ? liveGather(context, world)() : readEvidence(file, world);
  return await judge(evidence, { format: flags.format, now, long: false, pasted: false }, context, world);
}
