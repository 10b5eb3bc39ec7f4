#!/usr/bin/env node
/** gracewatch: the command line. Reads aloud: language, program, command; whatever fails becomes a line and an exit code. */
import { CommanderError } from 'commander';
import { asGracewatchError, complain } from './commands/complain.ts';
import { languageOf } from './commands/context.ts';
import { programOf } from './commands/program.ts';
import { isTimeZone } from './commands/settings.ts';
import type { World } from './commands/world.ts';
import { systemClock } from './platform/clock.ts';
import { GracewatchError } from './platform/errors.ts';
import { type Language, wordingOf } from './wording/wording.ts';

/** Before the configuration is read, help and errors need a language: the flag, else the environment, else the system. */
function firstLanguage(words: readonly string[], world: World): Language {
  const flag = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const given = flag < 0 ? undefined : (words[flag]?.split('=')[1] ?? words[flag + 1]);
  return languageOf(given ?? world.environment.GRACEWATCH_LANGUAGE, world.locale);
}

/** `words`: the command line without the program. Resolves to the exit code; never rejects. */
export async function main(words: readonly string[], world: World): Promise<number> {
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
    const program = programOf(wording, world, { exit, fail });
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    fail(error, language);
  }
  return exitCode;
}

const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
/** An empty or unknown TZ resolves to a name that Intl itself refuses. */
const knownTimeZone = isTimeZone(timeZone) ? timeZone : 'UTC';

/** Listens only while somebody waits: everything else ends on Ctrl-C as any program does, and so does a second one. */
function untilStopped(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}

const realWorld: World = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  terminal: { stdin: process.stdin.isTTY === true, stdout: process.stdout.isTTY === true },
  environment: process.env,
  clock: systemClock,
  locale,
  timeZone: knownTimeZone,
  platform: process.platform,
  untilStopped,
};

/** Runs with the real streams. An answer that could not be written (full disk) must not end as "ok" or "warning". */
async function start(words: readonly string[]): Promise<void> {
  let failed: number | null = null;
  process.stderr.on('error', () => {}); // there is nowhere left to say it
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return; // a reader that closes early (`| head`) is no error of ours
    const failure = new GracewatchError('outputFailed', { reason: error.code ?? error.message }, { cause: error });
    const complaint = complain(failure, firstLanguage(words, realWorld));
    process.stderr.write(complaint.text);
    failed = complaint.exitCode;
    process.exitCode = failed;
  });
  const exitCode = await main(words, realWorld);
  process.exitCode = failed ?? exitCode;
}

if (import.meta.main) await start(process.argv.slice(2));
