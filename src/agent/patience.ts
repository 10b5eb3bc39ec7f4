/** How long delivering goes on: as long as deliver has it, or until the agent is told to end. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Sleep } from '../delivery/durable.ts';

interface Patience {
  readonly limitMs?: number;
  readonly monotonicMs?: () => number;
  readonly sleep?: Sleep;
}

/**
 * Once it is told to end, no further batch begins, and a wait is cut short for one last attempt; a request under way is
 * answered first. What is left stays in the spool.
 */
export function patienceUntil(stopping: AbortSignal | undefined): Patience {
  if (stopping === undefined) return {};
  if (stopping.aborted) return { limitMs: 0 };
  return {
    monotonicMs: () => (stopping.aborted ? Number.POSITIVE_INFINITY : performance.now()),
    sleep: (ms) =>
      delay(ms, undefined, { signal: stopping }).catch((error: unknown) => {
        if (!stopping.aborted) throw error;
      }),
  };
}
