#!/usr/bin/env node
/**
 * gracewatch: the command line. Reads aloud: PowerShell is started for whoever will need it, then language, program,
 * command; whatever fails becomes a line and an exit code. What is imported here at once is small: the rest loads while
 * PowerShell starts.
 */
import { startEarly } from './commands/early.ts';
import type { World } from './commands/world.ts';
import { windowsPlaces } from './evidence/windows.ts';
import { systemClock } from './platform/clock.ts';

/** `words`: the command line without the program. Resolves to the exit code; never rejects. */
export async function main(words: readonly string[], world: World): Promise<number> {
  return await (await import('./commands/main.ts')).runWords(words, world);
}

/** Listens only while somebody waits: everything else ends on Ctrl-C as any program does, and so does a second one. */
function untilStopped(): Promise<void> {
  // Windows has Ctrl-Break beside Ctrl-C, and its console's end arrives as SIGHUP.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', ...(process.platform === 'win32' ? (['SIGBREAK'] as const) : [])];
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop);
      resolve();
    };
    for (const signal of signals) process.on(signal, stop);
  });
}

/** Resolves when all has been written, or cannot be: then the stream's own error has been heard. */
async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise((resolve) => stream.write('', resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

/** Runs with the real streams. An answer that could not be written (full disk) must not end as "ok" or "warning". */
async function start(words: readonly string[]): Promise<void> {
  const windows = windowsPlaces(process.platform, process.env);
  const early = await startEarly(words, windows);
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const world: World = {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    terminal: { stdin: process.stdin.isTTY === true, stdout: process.stdout.isTTY === true },
    environment: process.env,
    clock: systemClock,
    locale,
    timeZone,
    platform: process.platform,
    windows,
    takeSession: early.take,
    untilStopped,
  };
  const { cannotWrite } = await import('./commands/main.ts');
  let failed: number | null = null;
  process.stderr.on('error', () => {}); // there is nowhere left to say it
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return; // a reader that closes early (`| head`) is no error of ours
    failed = cannotWrite(error, words, world);
    process.exitCode = failed;
  });
  const exitCode = await main(words, world);
  await early.close();
  process.exitCode = failed ?? exitCode;
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  // A name that the system still looks up cannot be called off, and would hold the process for its own time.
  process.exit();
}

if (import.meta.main) await start(process.argv.slice(2));
