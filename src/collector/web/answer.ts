/** A question that is asked again while the page is looked at; what was known stays while the collector is away. */
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { LostContext } from './access.ts';
import { ask, type Outcome, type Problem } from './client.ts';

const refreshMs = 60_000;
/** After a failure: soon, so that a restarted collector is noticed, and not so soon that it is in its way. */
const retryMs = 15_000;

export interface Answer<T> {
  /** The newest that was heard; while another path is asked, that of the path before. */
  readonly data: T | null;
  /** When that was, epoch milliseconds by the collector's clock; 0 as long as nothing was heard. */
  readonly at: number;
  /** Why the last attempt failed. */
  readonly problem: Problem | null;
  /** The path is new and not yet answered. */
  readonly isBusy: boolean;
  readonly retry: () => void;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** Resolves as soon as the page is in view. */
function seen(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener('visibilitychange', () => resolve(), { once: true, signal }),
  );
}

/** Until aborted; after that `hear` is not called again. */
async function keepAsking<T>(path: string, signal: AbortSignal, hear: (outcome: Outcome<T>) => void): Promise<void> {
  while (!signal.aborted) {
    const outcome = await ask<T>(path, { signal });
    if (signal.aborted) return;
    hear(outcome);
    await pause(outcome.ok ? refreshMs : retryMs, signal);
    await seen(signal);
  }
}

/** `path`: relative to the page. A component that must not show the answer to another path is given a key. */
export function useAnswer<T>(path: string): Answer<T> {
  const [heard, setHeard] = useState<{ data: T; at: number } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const lost = useContext(LostContext);

  useEffect(() => {
    const leaving = new AbortController();
    setBusy(true);
    void keepAsking<T>(path, leaving.signal, (outcome) => {
      setBusy(false);
      setProblem(outcome.ok ? null : outcome.problem);
      if (outcome.ok) setHeard({ data: outcome.body, at: outcome.at });
      else if (outcome.problem.kind === 'signedOut') lost();
    });
    return () => leaving.abort();
  }, [path, attempt, lost]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { data: heard?.data ?? null, at: heard?.at ?? 0, problem, isBusy, retry };
}

/** Several answers that are shown as one: as old as the oldest, failed if one of them did. */
export function together(answers: readonly Answer<unknown>[]): Omit<Answer<unknown>, 'data'> {
  return {
    at: Math.min(...answers.map(({ at }) => at)),
    problem: answers.find(({ problem }) => problem !== null)?.problem ?? null,
    isBusy: answers.some(({ isBusy }) => isBusy),
    retry: () => {
      for (const { retry } of answers) retry();
    },
  };
}
