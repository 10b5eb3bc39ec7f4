/** A command line from its words to its exit code. */
import { CommanderError } from 'commander';
import { GracewatchError } from '../platform/errors.ts';
import { type Language, wordingOf } from '../wording/wording.ts';
import { asGracewatchError, complain } from './complain.ts';
import { languageOf } from './context.ts';
import { programOf } from './program.ts';
import { isTimeZone } from './settings.ts';
import type { World } from './world.ts';

/** Before the configuration is read, help and errors need a language: the flag, else the environment, else the system. */
function firstLanguage(words: readonly string[], world: World): Language {
  const flag = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const given = flag < 0 ? undefined : (words[flag]?.split('=')[1] ?? words[flag + 1]);
  return languageOf(given ?? world.environment.GRACEWATCH_LANGUAGE, world.locale);
}

/** An empty or unknown TZ resolves to a name that Intl itself refuses. */
const withKnownZone = (world: World): World => (isTimeZone(world.timeZone) ? world : { ...world, timeZone: 'UTC' });

const asksForHelp = (words: readonly string[]): boolean =>
  words.length === 0 || words.some((word) => word === '-h' || word === '--help');

/** `words`: the command line without the program. Resolves to the exit code; never rejects. */
export async function runWords(words: readonly string[], given: World): Promise<number> {
  const world = withKnownZone(given);
  const language = firstLanguage(words, world);
  const wording = wordingOf(language);
  let exitCode = 0;
  const exit = (code: number): void => {
    exitCode = code;
  };
  const fail = (error: unknown, spoken: Language): void => {
    const complaint = complain(asGracewatchError(error, wordingOf(spoken)), spoken);
    world.stderr.write(complaint.text);
    exitCode = complaint.exitCode;
  };
  try {
    const help = asksForHelp(words) ? (await import('./help.ts')).help : null;
    const program = programOf(wording, world, { exit, fail }, help);
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    fail(error, language);
  }
  return exitCode;
}

/** Says that the answer could not be written; gives the exit code. */
export function cannotWrite(error: NodeJS.ErrnoException, words: readonly string[], world: World): number {
  const failure = new GracewatchError('outputFailed', { reason: error.code ?? error.message }, { cause: error });
  const complaint = complain(failure, firstLanguage(words, world));
  world.stderr.write(complaint.text);
  return complaint.exitCode;
}
