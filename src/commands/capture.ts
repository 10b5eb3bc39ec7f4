/** `gracewatch capture`: an evidence file of this machine, for whoever looks at it elsewhere. */
import { interpret } from '../activation/interpret.ts';
import { assess } from '../assessment/assess.ts';
import { reasonOf, writeDurably } from '../delivery/durable.ts';
import { verdictLines } from '../output/verdict.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import type { Context } from './context.ts';
import { viewOf } from './judge.ts';
import { liveGather } from './live.ts';
import { saidNothing } from './run/told.ts';
import { sentenceLines } from './say.ts';
import type { World } from './world.ts';

export interface CaptureFlags {
  /** A file, or `-` for standard output. */
  readonly output: string;
}

/** Whole or not at all: a file that is there stays as it is until the new one can take its place. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeDurably(file, Buffer.from(text));
  } catch (error) {
    throw new GracewatchError('fileUnwritable', { file, reason: reasonOf(error) }, { cause: error });
  }
}

/** Exit code 0, or 3 where no source told anything about a licence. Errors: notWindows, fileUnwritable. */
export async function capture({ output }: CaptureFlags, context: Context, world: World): Promise<number> {
  const evidence = await liveGather(context, world, 0)();
  const report = interpret(evidence);
  const assessment = assess(report, context.policy, report.collectedAt);
  const text = `${JSON.stringify(evidence, null, 2)}\n`;
  if (output === '-') world.stdout.write(text);
  else {
    await write(output, text);
    const verdict = verdictLines(report, assessment, viewOf(context, world, { long: false, pasted: false }));
    const lines = [...verdict, ...sentenceLines(context.wording.service.captured(output))];
    world.stdout.write(`${lines.join('\n')}\n`);
  }
  return saidNothing({ assessment }) ? exitCodes.unknown : exitCodes.ok;
}
