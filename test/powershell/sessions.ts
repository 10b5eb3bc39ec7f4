/** Sessions as a program of their own (sessionProgram.ts), with the engine as powershell.exe. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Fact, parseFacts } from '../../src/evidence/readers/facts/parse.ts';
import { buildEngine, type EngineSettings } from './engine.ts';
import type { Became, Plan } from './sessionProgram.ts';

const program = join(import.meta.dirname, 'sessionProgram.ts');

export interface SessionOptions {
  readonly settings?: EngineSettings;
  readonly environment?: Readonly<Record<string, string>>;
  readonly plan?: Partial<Plan>;
}

/** Runs one session to its end. The program must say nothing and end well, whatever the engine does. */
export async function runSession({ settings = {}, environment = {}, plan = {} }: SessionOptions = {}): Promise<Became> {
  const folder = mkdtempSync(join(tmpdir(), 'gracewatch-session-'));
  try {
    const file = join(folder, 'became.json');
    const whole: Plan = { powershell: buildEngine(), system32: folder, ...plan };
    const child = spawn(process.execPath, [program, JSON.stringify(whole), file], {
      env: { ...process.env, ...environment, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: AbortSignal.timeout(55_000),
    });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    if (code !== 0 || stdout !== '' || stderr !== '') throw new Error(`ended with ${code}:\n${stdout}${stderr}`);
    return JSON.parse(readFileSync(file, 'utf8')) as Became;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Its facts without what no two runs have in common, and without the session's own mark. */
export function factsOf(printed: string): Fact[] {
  return parseFacts(printed)
    .filter(({ class: of }) => of !== 'session')
    .map((fact) => (/^(?:durationMs|capturedAt)$/.test(fact.property) ? { ...fact, value: null } : fact));
}

/** A zombie has ended, and waits for whoever inherited it. */
export function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false; // it is not there: the answer
  }
}

/** Resolves when it is gone; the test's own time limit is the patience. */
export async function gone(pid: number | null): Promise<void> {
  if (pid === null) throw new Error('it was never started');
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}
