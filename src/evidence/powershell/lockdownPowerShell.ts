/** node-powershell as a locked-down Windows needs it: the program by its absolute path, nothing that .NET is asked for. */
import type { ChildProcess } from 'node:child_process';
import { win32 } from 'node:path';
import { PowerShell } from 'node-powershell';
import { childEnvironment } from '../childEnvironment.ts';
import type { WindowsPlaces } from '../windows.ts';

/** Printed when the block is over, however it ended; itself no fact. */
export const endMark = '@session|0|end|n|;';

/**
 * Modules come from Windows' own folder only: what lies in a user's documents runs with the rights of whoever asks, and
 * with PowerShell 7's modules first 5.1 loads none.
 */
const environmentOf = ({ powershell }: WindowsPlaces, servedAfter: number | null): NodeJS.ProcessEnv => ({
  ...childEnvironment(process.env),
  PSModulePath: win32.join(win32.dirname(powershell), 'Modules'),
  ...(servedAfter === null ? {} : { GRACEWATCH_SERVED_AFTER: String(servedAfter) }),
});

export class LockdownPowerShell extends PowerShell {
  /** Errors: those of spawn that come at once, as where the system refuses to start the program. */
  constructor(places: WindowsPlaces, servedAfter: number | null) {
    super({
      executable: places.powershell,
      executableOptions: { '-NoProfile': true, '-NonInteractive': true },
      spawnOptions: { cwd: places.system32, windowsHide: true, env: environmentOf(places, servedAfter) },
      outputEncoding: 'latin1', // facts are ASCII; a byte of some code page must not become several
    });
    // The package keeps a copy that nobody empties: once full, it would stop the stream.
    this.streams.stderr.unpipe().resume();
  }

  /** The package would let NODE_POWERSHELL decide. */
  protected override setExecutable({ executable }: { executable?: string }): string {
    return executable ?? '';
  }

  /** The package's own delimiter calls a method of a class that Constrained Language Mode refuses; a string is printed. */
  protected override writeToOutput(input: string): string {
    return `'${input}'`;
  }

  /** The process, whose own events tell of its end. */
  get child(): ChildProcess {
    const { process, exitPromise } = this as unknown as { process: ChildProcess; exitPromise: Promise<void> };
    exitPromise.catch(() => {}); // the package's own telling of what `exit` and `error` say
    return process;
  }

  /** The block, the mark, and the order to end. */
  send(block: string): void {
    this.streams.stdin.write(`${block}${this.writeToOutput(endMark)}\r\nexit\r\n`);
  }
}

// With DEBUG set, the package would write to our own standard output, between the lines of an answer.
Object.assign(LockdownPowerShell.prototype, {
  setDebuggers: () => ({ comment() {}, command() {}, output() {} }),
});
