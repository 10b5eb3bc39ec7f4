/**
 * When what happened in a process that asks PowerShell, and how much memory it had at most. Part of what is measured:
 * only of Node's own modules, and of those only what is loaded anyway.
 */
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** Milliseconds since 1970 as all processes count them, finer than Date.now(). */
export const now = (): number => performance.timeOrigin + performance.now();

/** When PowerShell printed; 0: not yet. */
export interface FactNotes {
  firstFactAt: number;
  lastFactAt: number;
}

/** What a process has cost, without its children. */
export interface Cost {
  readonly peakKb: number;
  readonly processorMs: number;
}

/** What the process that is measured leaves behind. */
export interface Notes extends FactNotes, Cost {
  /** The first of its own code ran. */
  readonly enteredAt: number;
  engineStartedAt: number;
  enginePid: number;
}

/** `endMark`: printed after the last fact. */
export function noteFacts(stdout: Readable, endMark: string, notes: FactNotes): void {
  let tail = '';
  stdout.on('data', (chunk: Buffer | string) => {
    notes.firstFactAt ||= now();
    tail = `${tail.slice(-endMark.length)}${chunk}`;
    if (tail.includes(endMark)) notes.lastFactAt = now();
  });
}

/** Of this process until now. */
export function costOf(): Cost {
  const { user, system } = process.cpuUsage();
  return { peakKb: peakKb(), processorMs: (user + system) / 1000 };
}

/** From the kernel's page about the process: getrusage() begins with what the parent had when it was forked from it. */
function peakKb(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
