/** A world of its own for each test: what the program writes is kept, the clock stands still. */
import { Readable, Writable } from 'node:stream';
import type { World } from '../../src/commands/world.ts';
import type { WindowsPlaces } from '../../src/evidence/windows.ts';
import { main } from '../../src/main.ts';
import { fixedClock } from '../../src/platform/clock.ts';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Options {
  readonly now?: string;
  readonly stdin?: string | Buffer;
  readonly environment?: Record<string, string>;
  readonly locale?: string;
  readonly terminal?: boolean;
  readonly platform?: NodeJS.Platform;
  /** Ends a command that serves; without it, such a command ends as soon as it has begun. */
  readonly untilStopped?: () => Promise<void>;
  readonly clock?: World['clock'];
  /** A machine that can be asked; without it, none can. */
  readonly windows?: WindowsPlaces;
}

function collect(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

/** Runs the command line in this process, as `gracewatch …words` would. */
export async function run(words: readonly string[], options: Options = {}): Promise<Ran> {
  const [stdout, stderr] = [collect(), collect()];
  const world: World = {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    terminal: { stdin: false, stdout: options.terminal ?? false },
    environment: options.environment ?? {},
    clock: options.clock ?? fixedClock(options.now ?? '2026-11-24T12:00:00.000Z'),
    locale: options.locale ?? 'en-US',
    timeZone: 'UTC',
    platform: options.platform ?? 'linux',
    windows: options.windows ?? null,
    takeSession: () => undefined,
    untilStopped: options.untilStopped ?? (async () => {}),
  };
  const exitCode = await main(words, world);
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}
