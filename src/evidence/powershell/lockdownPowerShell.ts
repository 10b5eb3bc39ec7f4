/** node-powershell as a locked-down Windows needs it: the program by its absolute path, nothing that .NET is asked for. */
import type { ChildProcess } from 'node:child_process';
import { PowerShell } from 'node-powershell';
import type { WindowsPlaces } from '../windows.ts';

/** Printed when the block is over, however it ended; itself no fact. */
export const endMark = '@session|0|end|n|;';

/** With PowerShell 7 as the parent its modules would come first, which 5.1 cannot load. */
function environmentOf(given: NodeJS.ProcessEnv, servedAfter: number | null): NodeJS.ProcessEnv {
  const kept = Object.entries(given).filter(([name]) => name.toLowerCase() !== 'psmodulepath');
  return { ...Object.fromEntries(kept), GRACEWATCH_SERVED_AFTER: servedAfter === null ? '' : String(servedAfter) };
}

export class LockdownPowerShell extends PowerShell {
  /** Errors: those of spawn that come at once, as where the system refuses to start the program. */
  constructor(places: WindowsPlaces, servedAfter: number | null) {
    super({
      executable: places.powershell,
      executableOptions: { '-NoProfile': true, '-NonInteractive': true },
      spawnOptions: { cwd: places.system32, windowsHide: true, env: environmentOf(process.env, servedAfter) },
      outputEncoding: 'latin1', // facts are ASCII; a byte of some code page must not become several
    });
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
