/**
 * One session in a program of its own: what it leaves behind, throws and prints can be seen from outside.
 * `sessionProgram.ts <plan as JSON> <file for what became of it>`; on its own standard output it writes nothing.
 */
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { SessionEnd } from '../../src/evidence/powershell/session.ts';
import { windowsPlaces } from '../../src/evidence/windows.ts';

export interface Plan {
  readonly powershell: string;
  readonly system32: string;
  readonly servedAfter?: number | null;
  /** Milliseconds. */
  readonly deadlineMs?: number;
  /** When this was printed, the deadline is now. */
  readonly endAt?: string;
  /** Told as soon as it was printed. */
  readonly mark?: string;
  /** `stop` at once, so many times. */
  readonly stops?: number;
  /** Deadline, stop and a mark are asked for once more when all is over. */
  readonly afterwards?: boolean;
  /** Milliseconds for which the program has something else to do after that. */
  readonly staysMs?: number;
}

export interface Became extends Omit<SessionEnd, 'errors'> {
  readonly errors: readonly string[];
  readonly reached: string | null;
  /** Problem and text as the second asking gets them. */
  readonly again: { readonly problem: string | null; readonly reached: string } | null;
  /** What it left unhandled. */
  readonly unhandled: readonly string[];
  /** The programs that were started, by their names. */
  readonly started: readonly string[];
  /** Of the engine; null where it was not started. */
  readonly pid: number | null;
  /** Milliseconds until it was over. */
  readonly ms: number;
  /** The most memory that this program ever had, above what it had before it began. */
  readonly grewMb: number;
}

const [plan, file = ''] = [JSON.parse(process.argv[2] ?? '') as Plan, process.argv[3]];
const nameOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);

const unhandled: string[] = [];
process.on('unhandledRejection', (error) => unhandled.push(`rejection: ${nameOf(error)}`));
process.on('uncaughtException', (error) => unhandled.push(`exception: ${nameOf(error)}`));
const children: ChildProcess[] = [];
subscribe('child_process', (message) => void children.push((message as { process: ChildProcess }).process));

const windows = windowsPlaces('win32', {});
if (windows === null) throw new Error('no places');
const { startSession } = await import('../../src/evidence/powershell/session.ts');
const before = process.resourceUsage().maxRSS;
const begun = performance.now();
const session = startSession(
  { ...windows, powershell: plan.powershell, system32: plan.system32 },
  { servedAfter: plan.servedAfter ?? null },
);
if (plan.deadlineMs !== undefined) session.setDeadline(plan.deadlineMs);
if (plan.endAt !== undefined) void session.reached(plan.endAt).then(() => session.setDeadline(0));
const reaching = plan.mark === undefined ? null : session.reached(plan.mark);
await Promise.all(Array.from({ length: plan.stops ?? 0 }, () => session.stop()));
const end = await session.done;
const ms = performance.now() - begun;

let again: Became['again'] = null;
if (plan.afterwards) {
  session.setDeadline(0);
  await session.stop();
  again = { problem: (await session.done).problem, reached: await session.reached('never printed') };
}
if (plan.staysMs !== undefined) {
  const [engine] = children;
  const busy = setTimeout(() => {}, plan.staysMs);
  if (engine && engine.exitCode === null && engine.signalCode === null) await once(engine, 'exit');
  clearTimeout(busy);
}
// Written when it ends, because an error may come until then – and so that it must end by itself.
const reached = await reaching;
process.on('exit', () => {
  const became: Became = {
    ...end,
    errors: end.errors.map(nameOf),
    reached,
    again,
    unhandled,
    started: children.map(({ spawnfile }) => basename(spawnfile)),
    pid: children[0]?.pid ?? null,
    ms,
    grewMb: (process.resourceUsage().maxRSS - before) / 1024,
  };
  writeFileSync(file, JSON.stringify(became));
});
