/** Processes of our own fixture programs, all begun at the same moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

interface Begun {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
  readonly exited: Promise<unknown[]>;
}

async function begin(program: string, words: readonly string[]): Promise<Begun> {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  if (value !== 'ready') throw new Error(`${program} said ${value}`);
  return { child, lines, exited };
}

/** Starts the program once for each list of words, lets all go on together, and returns what each printed last. */
export async function together(program: string, all: readonly (readonly string[])[]): Promise<unknown[]> {
  const begun = await Promise.all(all.map((words) => begin(program, words)));
  for (const { child } of begun) child.stdin?.write('go\n');
  return await Promise.all(
    begun.map(async ({ lines, exited }) => {
      const { value } = await lines.next();
      const [code, signal] = await exited;
      if (code !== 0) throw new Error(`${program} ended with ${code ?? signal}`);
      return JSON.parse(String(value));
    }),
  );
}
