/** `gracewatch check`: one machine, now. */
import { decodeText } from '../evidence/readers/decode.ts';
import { readEvidenceFile } from '../evidence/readers/evidenceFile.ts';
import { GracewatchError } from '../platform/errors.ts';
import { readInput } from '../platform/input.ts';
import type { Context } from './context.ts';
import { type Format, judge, parseInstant } from './judge.ts';
import type { World } from './world.ts';

export interface CheckFlags {
  readonly evidence?: string;
  readonly format: Format;
  readonly now?: string;
}

/** Exit code by severity. Errors: liveNotYet, those of reading the evidence file, instantInvalid. */
export async function check(flags: CheckFlags, context: Context, world: World): Promise<number> {
  if (flags.evidence === undefined) throw new GracewatchError('liveNotYet');
  const now = flags.now === undefined ? null : parseInstant('--now', flags.now);
  const text = decodeText(await readInput(flags.evidence, { stdin: world.stdin }));
  const evidence = readEvidenceFile(text, flags.evidence);
  return judge(evidence, { format: flags.format, now, long: false, pasted: false }, context, world);
}
