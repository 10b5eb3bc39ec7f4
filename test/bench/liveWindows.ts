/**
 * Stands in for evidence/windows.ts where `gracewatch check` of a live machine is measured: other places, and notes of
 * what happened when, written as the process ends.
 */
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import type { WindowsPlaces } from '../../src/evidence/windows.ts';
import { costOf, type Notes, noteFacts, now } from './liveNotes.ts';

/** What the environment variable BENCH_LIVE holds as JSON. */
export interface Given {
  readonly places: WindowsPlaces;
  readonly endMark: string;
  /** Where the notes go. */
  readonly notesFile: string;
}

const notes = { enteredAt: now(), engineStartedAt: 0, enginePid: 0, firstFactAt: 0, lastFactAt: 0 };
const { places, endMark, notesFile }: Given = JSON.parse(process.env.BENCH_LIVE ?? '');

subscribe('child_process', (message) => {
  const { process: child } = message as { process: ChildProcess };
  const at = now();
  child.once('spawn', () => {
    if (child.spawnfile !== places.powershell || !child.stdout || child.pid === undefined) return;
    notes.engineStartedAt = at;
    notes.enginePid = child.pid;
    noteFacts(child.stdout, endMark, notes);
  });
});
process.once('exit', () => writeFileSync(notesFile, JSON.stringify({ ...notes, ...costOf() } satisfies Notes)));

export const windowsPlaces = (): WindowsPlaces => places;
