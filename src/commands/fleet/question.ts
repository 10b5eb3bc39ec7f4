/** What a question of `gracewatch fleet` consists of, and the one way in which each is answered. */
import type { Severity } from '../../assessment/finding.ts';
import { escapeUnprintable } from '../../output/printable.ts';
import type { View } from '../../output/view.ts';
import type { Context } from '../context.ts';
import type { FleetFormat } from '../formats.ts';
import { exitBySeverity, viewOf } from '../judge.ts';
import type { World } from '../world.ts';
import { type Ask, collectorOf } from './ask.ts';

export interface FleetFlags {
  readonly format: FleetFormat;
}

type Writer<Answer> = (answer: Answer, severity: Severity, view: View) => string;

export interface Question<Flags, Answer> {
  readonly gather: (ask: Ask, flags: Flags, context: Context) => Promise<Answer>;
  /** What the exit code says. */
  readonly severity: (answer: Answer) => Severity;
  /** JSON is the answer itself. */
  readonly writers: Readonly<Record<Exclude<FleetFormat, 'json'>, Writer<Answer>>>;
}

/** Writes the answer to standard output and gives the exit code of its severity. Errors: those of asking. */
export async function answer<Flags extends FleetFlags, Answer>(
  question: Question<Flags, Answer>,
  flags: Flags,
  context: Context,
  world: World,
): Promise<number> {
  const ask = await collectorOf(context.settings.values.collector);
  const answered = await question.gather(ask, flags, context);
  const severity = question.severity(answered);
  const text =
    flags.format === 'json'
      ? `${escapeUnprintable(JSON.stringify(answered, null, 2))}\n`
      : question.writers[flags.format](answered, severity, viewOf(context, world, { long: false, pasted: false }));
  world.stdout.write(text);
  return exitBySeverity[severity];
}
