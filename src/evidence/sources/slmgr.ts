/**
 * slmgr.vbs as a source: its run becomes text, the dictionary of the language that the text is in, and an outcome. Where
 * VBScript or its host is not there, that is said, and no message of the host's is taken for an answer about a licence.
 */
import { access } from 'node:fs/promises';
import { maskProductKeys } from '../../knowledge/productKey.ts';
import type { Log } from '../../platform/log.ts';
import type { SlmgrSource } from '../evidence.ts';
import type { WindowsPlaces } from '../windows.ts';
import { decideSlmgr } from './slmgrOutcome.ts';
import type { SlmgrRun } from './slmgrRun.ts';

export type { SlmgrRun, StartedSlmgr } from './slmgrRun.ts';
export { startSlmgr } from './slmgrRun.ts';

/** Null where it cannot be found out. */
async function isThere(path: string): Promise<boolean | null> {
  try {
    await access(path);
    return true;
  } catch (error) {
    // Not an error: that it is missing is the answer.
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '') ? false : null;
  }
}

/** Enough for the longest message of a host; kept out of the evidence, where it would be read as slmgr's. */
const messageLimit = 2000;
const messageOf = (text: string): string => maskProductKeys(text.trim().slice(0, messageLimit));

export interface SlmgrContext {
  /** What the registry says (`Windows Script Host\Settings`, `Enabled`), null where it says nothing; may still come. */
  readonly scriptHostEnabled: boolean | null | Promise<boolean | null>;
  /** Takes what is no part of the evidence: what a host said instead, dictionaries that cannot be read. */
  readonly log: Pick<Log, 'warn' | 'info'>;
}

/** Never rejects for anything that slmgr did. */
export async function slmgrSourceOf(
  run: SlmgrRun,
  places: WindowsPlaces,
  { scriptHostEnabled, log }: SlmgrContext,
): Promise<SlmgrSource> {
  // Here and not above: what they need would load before the program is started.
  const [{ readDictionaries }, { readPrinted }] = await Promise.all([
    import('./slmgrLabels.ts'),
    import('./slmgrPrinted.ts'),
  ]);
  // That it could not be started is an outcome, which the evidence holds.
  const tell = run.startError === null ? log.warn : log.info;
  for (const error of run.troubles) tell('trouble with the run of slmgr.vbs', { error });
  const [scriptThere, engineThere, dictionaries] = await Promise.all([
    isThere(places.slmgr),
    isThere(places.vbscript),
    readDictionaries(places.slmgrLabels, (error) => log.warn('a dictionary of slmgr.vbs cannot be read', { error })),
  ]);
  // A flood is not read: its beginning is enough for the log.
  const printed = run.ended === 'tooLarge' ? run.stdout.subarray(0, 2 * messageLimit) : run.stdout;
  const said = readPrinted(printed, dictionaries, run.exitCode);
  const complaint = readPrinted(run.stderr, dictionaries, run.exitCode);
  const { outcome, error, keepsText } = decideSlmgr({
    startError: run.startError,
    ended: run.ended,
    exitCode: run.exitCode,
    printed: said.text.trim() !== '',
    complained: complaint.text.trim() !== '',
    recognised: said.recognised,
    scriptRan: said.scriptRan || complaint.scriptRan,
    scriptThere,
    engineThere,
    scriptHostEnabled: await scriptHostEnabled,
  });
  // Whatever is not slmgr's own answer: that one names the machine, and stands in the evidence or nowhere.
  const aside = [...(keepsText || said.recognised ? [] : [said.text]), complaint.text]
    .map(messageOf)
    .filter((text) => text !== '');
  for (const text of aside) log.info('a message about slmgr.vbs', { text });
  return {
    outcome,
    durationMs: run.durationMs,
    error,
    exitCode: run.exitCode,
    text: keepsText ? said.text : null,
    labels: keepsText && said.labels !== null ? { ...said.labels } : null,
  };
}
