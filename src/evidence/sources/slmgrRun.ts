/**
 * slmgr.vbs /dlv as a program that runs beside everything else: started first, bounded in time and size, its whole tree
 * ended where it does not end by itself. Only Node's own modules are loaded here, so that it runs while the rest loads.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { killTree } from '../../platform/killTree.ts';
import { childEnvironment } from '../childEnvironment.ts';
import type { WindowsPlaces } from '../windows.ts';

/** How it came to its end; `stopped`: by whoever started it. */
export type SlmgrEnd = 'byItself' | 'deadline' | 'tooLarge' | 'stopped';

export interface SlmgrRun {
  /** Code of the error where it could not be started (`ENOENT`), else null. */
  readonly startError: string | null;
  readonly ended: SlmgrEnd;
  /** As Node gives it: an HRESULT is unsigned. Null where it was not started or was ended. */
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly durationMs: number;
  /** What went wrong beside it (its end could not be enforced), for the log. */
  readonly troubles: readonly unknown[];
}

export interface StartedSlmgr {
  /** Never rejects. */
  readonly done: Promise<SlmgrRun>;
  /** Ends it; resolves when it has ended. */
  stop(): Promise<void>;
}

/** `/dlv` of a KMS host has about 10 kB; beyond this it is not slmgr that prints. */
const outputLimitBytes = 4 * 1024 * 1024;
const complaintLimitBytes = 64 * 1024;
/** What is on its way when the program ends; a grandchild that lives on would hold the output open for ever. */
const drainMs = 1000;
/** A program that cannot even be killed is left alone. */
const killMs = 5000;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';

/** Keeps up to `limitBytes`, goes on reading, and says once when there was more. */
function collect(stream: Readable | null, limitBytes: number, onMore: () => void): () => Buffer {
  const chunks: Buffer[] = [];
  let left = limitBytes;
  stream?.on('data', (chunk: Buffer) => {
    if (left >= 0 && chunk.length > left) onMore();
    if (left > 0) chunks.push(chunk.subarray(0, left));
    left -= chunk.length;
  });
  return () => Buffer.concat(chunks);
}

function spawnSlmgr({ cscript, slmgr, system32 }: WindowsPlaces): ChildProcess {
  // //U: UTF-16, whatever the console's code page. Never //B, which keeps the script from printing.
  return spawn(cscript, ['//Nologo', '//U', slmgr, '/dlv'], {
    cwd: system32,
    shell: false,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    env: childEnvironment(process.env),
  });
}

const notStarted = (error: unknown): StartedSlmgr => ({
  done: Promise.resolve({
    startError: codeOf(error),
    ended: 'byItself',
    exitCode: null,
    stdout: Buffer.alloc(0),
    stderr: Buffer.alloc(0),
    durationMs: 0,
    troubles: [error],
  }),
  stop: async () => {},
});

/** Starts it at once. `deadlineMs`: after that it is ended, with all that it started. */
export function startSlmgr(places: WindowsPlaces, { deadlineMs }: { deadlineMs: number }): StartedSlmgr {
  const begun = performance.now();
  let child: ChildProcess;
  try {
    child = spawnSlmgr(places);
  } catch (error) {
    return notStarted(error); // Node throws where Windows refuses in a way that it has no name for
  }
  const { promise: done, resolve } = Promise.withResolvers<SlmgrRun>();
  const timers: NodeJS.Timeout[] = [];
  const troubles: unknown[] = [];
  let startError: string | null = null;
  let ended: SlmgrEnd = 'byItself';
  let exited = false;

  const settle = (): void => {
    for (const timer of timers) clearTimeout(timer);
    const { stdout, stderr } = child;
    const exitCode = startError === null ? child.exitCode : null; // Node puts the error's number there
    stdout?.destroy();
    stderr?.destroy();
    child.unref();
    const durationMs = Math.round(performance.now() - begun);
    resolve({ startError, ended, exitCode, stdout: printed(), stderr: complained(), durationMs, troubles });
  };
  const end = async (why: SlmgrEnd): Promise<void> => {
    const { pid } = child;
    // One that has ended by itself keeps that end; its number may be another program's by now.
    if (exited || pid === undefined || ended !== 'byItself') return;
    ended = why;
    timers.push(setTimeout(settle, killMs));
    try {
      await killTree(pid, places.system32);
    } catch (error) {
      troubles.push(error);
      child.kill('SIGKILL');
    }
  };

  const printed = collect(child.stdout, outputLimitBytes, () => void end('tooLarge'));
  const complained = collect(child.stderr, complaintLimitBytes, () => {});
  child.stdout?.on('error', (error) => troubles.push(error));
  child.stderr?.on('error', (error) => troubles.push(error));
  child.on('error', (error) => {
    troubles.push(error);
    if (child.pid !== undefined) return; // it runs, and could not be ended
    startError = codeOf(error);
    settle();
  });
  child.on('exit', () => {
    exited = true;
    timers.push(setTimeout(settle, drainMs));
  });
  child.on('close', settle);
  timers.push(setTimeout(() => void end('deadline'), deadlineMs));
  return {
    done,
    async stop() {
      await end('stopped');
      await done;
    },
  };
}
