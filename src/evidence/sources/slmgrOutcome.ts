/** What became of slmgr.vbs, decided from what is known about its run. Pure; one table, the first line that holds counts. */
import type { Outcome } from '../evidence.ts';
import type { SlmgrEnd } from './slmgrRun.ts';

export interface SlmgrFacts {
  readonly startError: string | null;
  readonly ended: SlmgrEnd;
  readonly exitCode: number | null;
  /** Something stands on standard output, and on standard error. */
  readonly printed: boolean;
  readonly complained: boolean;
  /** Something of slmgr stands in what was printed, in whatever language. */
  readonly recognised: boolean;
  /** The host names a line of a script in an error: so the engine is there. */
  readonly scriptRan: boolean;
  /** Whether slmgr.vbs and vbscript.dll are there; null where that could not be found out. */
  readonly scriptThere: boolean | null;
  readonly engineThere: boolean | null;
  /** What the registry says about Windows Script Host; null where it says nothing. */
  readonly scriptHostEnabled: boolean | null;
}

export interface SlmgrVerdict {
  readonly outcome: Outcome;
  readonly error: string | null;
  /** What was printed is slmgr's and worth reading; else a host's own message, which says nothing about a licence. */
  readonly keepsText: boolean;
}

type Line = readonly [holds: (facts: SlmgrFacts) => boolean, verdict: (facts: SlmgrFacts) => SlmgrVerdict];

const complete = (): SlmgrVerdict => ({ outcome: 'complete', error: null, keepsText: true });
const unavailable = (error: string) => (): SlmgrVerdict => ({ outcome: 'unavailable', error, keepsText: false });
const failed = (error: string) => (): SlmgrVerdict => ({ outcome: 'failed', error, keepsText: false });

/** An exit code that is an HRESULT, or the exception that ended a program, says why; another one says nothing. */
function failedWithCode({ exitCode }: SlmgrFacts): SlmgrVerdict {
  const isCode = exitCode !== null && exitCode >= 0x8000_0000;
  return failed(isCode ? `0x${exitCode.toString(16).toUpperCase()}` : 'noAnswer')();
}

/** No such file; not allowed, also by AppLocker or an antivirus; no program; refused in a way Node has no name for. */
const hostRefused: ReadonlySet<string> = new Set(['ENOENT', 'EACCES', 'EPERM', 'EFTYPE', 'UNKNOWN']);
/** "Printed" as well, so that nothing said is never an answer. */
const spoke = ({ printed, recognised }: SlmgrFacts): boolean => printed && recognised;

const table: readonly Line[] = [
  [({ startError }) => hostRefused.has(startError ?? ''), unavailable('scriptHostUnavailable')],
  [({ startError }) => startError !== null, failed('noAnswer')],
  [({ ended }) => ended === 'stopped', failed('stopped')],
  [({ ended }) => ended === 'tooLarge', failed('outputTooLarge')],
  // Printed and not ended: the end of the text may be missing.
  [
    (facts) => spoke(facts) && facts.ended === 'deadline',
    () => ({ outcome: 'partial', error: 'timedOut', keepsText: true }),
  ],
  [spoke, complete],
  // Nothing of slmgr. What is known not to be there explains it better than how the host put it.
  [({ scriptThere }) => scriptThere === false, unavailable('slmgrMissing')],
  [({ scriptHostEnabled }) => scriptHostEnabled === false, unavailable('scriptHostUnavailable')],
  [({ engineThere }) => engineThere === false, unavailable('vbscriptUnavailable')],
  [({ ended }) => ended === 'deadline', failed('timedOut')],
  [({ scriptRan }) => scriptRan, failedWithCode],
  // A language without dictionary: whoever ends well has said it.
  [({ exitCode, printed }) => exitCode === 0 && printed, complete],
  [
    ({ exitCode, printed, complained }) => exitCode !== null && exitCode !== 0 && (printed || complained),
    unavailable('vbscriptUnavailable'),
  ],
];

export function decideSlmgr(facts: SlmgrFacts): SlmgrVerdict {
  const [, verdict = failedWithCode] = table.find(([holds]) => holds(facts)) ?? [];
  return verdict(facts);
}
