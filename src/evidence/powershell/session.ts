/**
 * One Windows PowerShell process for one gathering: constant text goes in through its standard input, facts come out.
 * Bounded in time and size, and whatever was printed until then is kept. Light to import: it is started before anything
 * else is loaded, so that the start of the rest hides behind PowerShell's own.
 */
import { killTree } from '../../platform/killTree.ts';
import type { WindowsPlaces } from '../windows.ts';
import { endMark, LockdownPowerShell } from './lockdownPowerShell.ts';
import { asBlock, readScript } from './script.ts';

/** Why it did not come to its end; each is an id that the wording knows. */
export type SessionProblem = 'timedOut' | 'outputTooLarge' | 'powershellEnded' | 'powershellMissing' | 'stopped';

export interface SessionEnd {
  readonly text: string;
  /** Null where the block has come to its end. */
  readonly problem: SessionProblem | null;
  /** What PowerShell complained of, its beginning. */
  readonly stderr: string;
  /** Errors of starting and ending the process, for the log. */
  readonly errors: readonly unknown[];
}

export interface Session {
  /** Never rejects. */
  readonly done: Promise<SessionEnd>;
  /** The text so far, as soon as the mark was printed, or when all is over. */
  readonly reached: (mark: string) => Promise<string>;
  /** Milliseconds since the start after which it is ended. */
  readonly setDeadline: (ms: number) => void;
  /** Ends the process with all that it has started. */
  readonly stop: () => Promise<void>;
}

/** A KMS host with 2,000 served requests prints about 1 MB. */
const outputLimit = 16 * 1024 * 1024;
const stderrLimit = 16 * 1024;
/** Longer than any mark, with the line breaks that a console of few columns puts into it. */
const tailLength = 200;
/** What an ended process has printed may still be on its way; a child of it that holds the output may hold it for ever. */
const drainMs = 500;
/** PowerShell was told to exit; one that does not is ended, where this program still runs then. */
const exitMs = 5000;

/** All that was printed, and its end without line breaks for whoever waits for a mark. */
class Output {
  readonly #chunks: string[] = [];
  #tail = '';
  length = 0;

  add(chunk: string): void {
    const kept = chunk.slice(0, outputLimit - this.length);
    this.#chunks.push(kept);
    this.length += kept.length;
    this.#tail = (this.#tail.slice(-tailLength) + kept).replace(/[\r\n]+/g, '');
  }

  justSaid(mark: string): boolean {
    return this.#tail.includes(mark);
  }

  get text(): string {
    return this.#chunks.join('');
  }
}

/** `servedAfter`: record id after which a KMS host's served requests are read; null: none are. Never throws. */
export function startSession(places: WindowsPlaces, { servedAfter }: { servedAfter: number | null }): Session {
  const begun = performance.now();
  const { promise: done, resolve } = Promise.withResolvers<SessionEnd>();
  const output = new Output();
  const errors: unknown[] = [];
  const marks = new Map<string, (text: string) => void>();
  let stderr = '';
  let over = false;
  /** Why it is being ended: its own end may be told sooner than that of the tool that ends it. */
  let why: SessionProblem | null = null;
  let timer: NodeJS.Timeout | undefined;
  let shell: LockdownPowerShell | null = null;

  const finish = (problem: SessionProblem | null): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    for (const tell of marks.values()) tell(output.text);
    shell?.streams.stdout.destroy();
    shell?.streams.stderr.destroy();
    shell?.streams.stdin.destroy(); // `exit` has been written, and the end of its input says the same
    shell?.child.unref(); // one that could not be ended keeps nobody here
    resolve({ text: output.text, problem, stderr, errors });
  };
  const kill = async (): Promise<void> => {
    const { pid = null, exitCode = 0, signalCode = null } = shell?.child ?? {};
    if (pid === null || exitCode !== null || signalCode !== null) return;
    try {
      await killTree(pid, places.system32);
    } catch (error) {
      errors.push(error);
      shell?.child.kill('SIGKILL');
    }
  };
  const end = async (problem: SessionProblem): Promise<void> => {
    if (over || why !== null) return await done.then(() => {});
    if (shell?.child.exitCode === null && shell.child.signalCode === null) why = problem;
    clearTimeout(timer);
    await kill();
    finish(problem);
  };
  const take = (chunk: string): void => {
    if (over) return;
    output.add(chunk);
    for (const [mark, tell] of marks) {
      if (!output.justSaid(mark)) continue;
      marks.delete(mark);
      tell(output.text);
    }
    if (output.justSaid(endMark)) {
      finish(null); // it exits by itself, and nobody waits for it
      setTimeout(() => void kill(), exitMs).unref();
    } else if (output.length >= outputLimit) void end('outputTooLarge');
  };

  try {
    shell = new LockdownPowerShell(places, servedAfter);
    const { child, streams } = shell;
    streams.stdout.on('data', take);
    streams.stderr.on('data', (chunk: string) => {
      stderr += chunk.slice(0, stderrLimit - stderr.length);
    });
    child.once('error', (error) => {
      errors.push(error);
      finish('powershellMissing');
    });
    child.once('exit', () => setTimeout(() => finish(why ?? 'powershellEnded'), drainMs).unref());
    child.once('close', () => finish(why ?? 'powershellEnded'));
    streams.stdin.on('error', (error) => errors.push(error)); // it ended before it had read all; `exit` says so
    shell.send(asBlock(readScript()));
  } catch (error) {
    errors.push(error);
    finish('powershellMissing');
  }
  return {
    done,
    reached: (mark) =>
      new Promise((tell) => {
        if (over || output.text.includes(mark)) tell(output.text);
        else marks.set(mark, tell);
      }),
    setDeadline: (ms) => {
      clearTimeout(timer);
      if (!over) timer = setTimeout(() => void end('timedOut'), Math.max(0, ms - (performance.now() - begun)));
    },
    stop: () => end('stopped'),
  };
}
