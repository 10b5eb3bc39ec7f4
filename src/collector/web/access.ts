/** Whether this browser may read: asked at the start, given by signing in, lost when the collector says so. */
import { createContext } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Session } from '../api.ts';
import { ask, type Problem } from './client.ts';

export type Access =
  | { readonly state: 'asking' }
  /** lost: signed out by the collector while the page was in use. left: by the reader. */
  | { readonly state: 'out'; readonly why: 'new' | 'lost' | 'left' }
  | { readonly state: 'in'; readonly session: Session }
  | { readonly state: 'failed'; readonly problem: Problem };

export interface Door {
  readonly access: Access;
  /** Asks again who is signed in. */
  readonly enter: () => Promise<void>;
  /** What stood in the way, or null. `signedOut`: the credential is wrong. */
  readonly signIn: (credential: string) => Promise<Problem | null>;
  readonly signOut: () => Promise<void>;
  /** The collector has answered that nobody is signed in. */
  readonly lost: () => void;
}

export function useDoor(): Door {
  const [access, setAccess] = useState<Access>({ state: 'asking' });

  const enter = useCallback(async () => {
    const outcome = await ask<Session>('v1/session');
    if (outcome.ok) setAccess({ state: 'in', session: outcome.body });
    else if (outcome.problem.kind === 'signedOut') setAccess({ state: 'out', why: 'new' });
    else setAccess({ state: 'failed', problem: outcome.problem });
  }, []);

  const signIn = useCallback(async (credential: string) => {
    const outcome = await ask<Session>('v1/session', { method: 'POST', body: { credential } });
    if (!outcome.ok) return outcome.problem;
    setAccess({ state: 'in', session: outcome.body });
    return null;
  }, []);

  const signOut = useCallback(async () => {
    const outcome = await ask<null>('v1/session', { method: 'DELETE' });
    // As long as the collector has not heard of it, the cookie is still good: to say "signed out" would be wrong.
    if (outcome.ok || outcome.problem.kind === 'signedOut') setAccess({ state: 'out', why: 'left' });
    else setAccess({ state: 'failed', problem: outcome.problem });
  }, []);

  const lost = useCallback(
    () => setAccess((before) => (before.state === 'in' ? { state: 'out', why: 'lost' } : before)),
    [],
  );

  useEffect(() => {
    void enter();
  }, [enter]);
  return useMemo(() => ({ access, enter, signIn, signOut, lost }), [access, enter, signIn, signOut, lost]);
}

/** For whoever asks the collector: to tell that the session is over. */
export const LostContext = createContext<() => void>(() => undefined);
