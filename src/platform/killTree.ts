/** Ends a program and whatever it has started: a grandchild that lives on would hold its parent's output open. */
import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A tool that does not answer must not keep anybody waiting. */
const options = { timeout: 10_000, windowsHide: true } as const;

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it has ended by itself: what was wanted
  }
}

/** `ps` prints parent and child, a line each. Children come after their parents. */
function descendantsOf(pid: number, table: string): number[] {
  const pairs = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [pid];
  for (const parent of found) found.push(...pairs.flatMap(([of, child = 0]) => (of === parent ? [child] : [])));
  return found.slice(1);
}

/**
 * `system32`: Windows' own folder, where this is Windows. Resolves when all are told to end. Errors: those of the
 * system's tool, where the program itself still runs.
 */
export async function killTree(pid: number, system32: string): Promise<void> {
  if (process.platform === 'win32') {
    // 128: no such process – it has ended by itself.
    await run(win32.join(system32, 'taskkill.exe'), ['/PID', String(pid), '/T', '/F'], options).catch((error) => {
      if ((error as { code?: unknown }).code !== 128) throw error;
    });
    return;
  }
  const { stdout } = await run('ps', ['-A', '-o', 'ppid=,pid='], options);
  for (const one of [pid, ...descendantsOf(pid, stdout)]) kill(one);
}
