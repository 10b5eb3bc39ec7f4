/** `gracewatch explain` where what was handed in is codes and no more: one by itself, or those of a mail or a screenshot. */
import { explained, jsonCodes, textCode } from '../output/code.ts';
import { exitCodes } from '../platform/errors.ts';
import type { Context } from './context.ts';
import type { Format } from './formats.ts';
import type { World } from './world.ts';

/**
 * `codes`: at least one, each `0x` and eight upper-case hex digits. Exit code 0 where something is known of one of them,
 * by itself or by its family.
 */
export function explainCodes(codes: readonly string[], format: Format, { wording }: Context, world: World): number {
  const answers = codes.map((code) => explained(code, wording));
  const text = () => answers.map((answer) => textCode(answer, wording)).join('\n');
  world.stdout.write(format === 'json' ? jsonCodes(answers) : text());
  return answers.some(({ known }) => known) ? exitCodes.ok : exitCodes.unknown;
}
