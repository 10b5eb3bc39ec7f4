/**
 * PowerShell needs most of the time that a live machine takes, so it is started before anything else is loaded. Only for
 * commands that will ask it; whoever asks takes the session, and one that nobody has taken is ended.
 */
import type { Session } from '../evidence/powershell/session.ts';
import type { WindowsPlaces } from '../evidence/windows.ts';

/** With one of these no machine is asked, or not always. */
const notAsking = /^(?:--(?:evidence|if-older-than)(?:=.*)?|-h|--help)$/;

/** By the command; a resident agent asks hours later, when what was read at its start is old. */
const asking: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  check: () => true,
  run: (words) => words.includes('--once'),
};

/** `words`: the command line without the program. */
export const willAsk = ([command = '', ...words]: readonly string[]): boolean =>
  Object.hasOwn(asking, command) && asking[command]?.(words) === true && !words.some((word) => notAsking.test(word));

export interface Early {
  /** The session, once; a later asking starts its own. */
  readonly take: () => Session | undefined;
  /** Ends it where nobody has taken it. */
  readonly close: () => Promise<void>;
}

export async function startEarly(words: readonly string[], windows: WindowsPlaces | null): Promise<Early> {
  let session: Session | undefined;
  if (windows !== null && willAsk(words)) {
    const { startSession } = await import('../evidence/powershell/session.ts');
    session = startSession(windows, { servedAfter: null });
  }
  const take = (): Session | undefined => {
    const taken = session;
    session = undefined;
    return taken;
  };
  return { take, close: async () => await take()?.stop() };
}
