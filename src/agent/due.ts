/**
 * Whether a cycle is owed beside the schedule: after a sleep, a late start, a failure, or a clock that was set. Pure:
 * instants are handed in, as epoch milliseconds.
 */

const minute = 60_000;

export const rhythm = {
  /** A scheduled cycle begins up to so much later, at random: what failed as one does not come back as one. */
  jitterMs: 5 * minute,
  /** More than jitter and a cycle's length together, so that the schedule itself is never taken for late. */
  slackMs: 15 * minute,
  /** After a try that failed. */
  retryMs: 60 * minute,
} as const;

export interface Moments {
  /** When the last cycle that succeeded began; null: none is known. */
  readonly lastSuccessAt: number | null;
  /** When the last one began, whatever came of it; null: none since the start. */
  readonly lastTriedAt: number | null;
  readonly now: number;
  /** A period of the schedule. */
  readonly everyMs: number;
  readonly slackMs: number;
  readonly retryMs: number;
}

/**
 * True after a period and its slack without success. A success in the future says that the clock was wrong when it was
 * noted, so it counts as none; otherwise a clock that was a year ahead would silence the machine for a year.
 */
export function due({ lastSuccessAt, lastTriedAt, now, everyMs, slackMs, retryMs }: Moments): boolean {
  if (lastTriedAt !== null && Math.abs(now - lastTriedAt) < retryMs) return false;
  if (lastSuccessAt === null) return true;
  const age = now - lastSuccessAt;
  return age > everyMs + slackMs || age < -slackMs;
}

/** True where the last success is younger than that: then another cycle has nothing to add. */
export function isFresh(lastSuccessAt: number | null, now: number, withinMs: number = rhythm.jitterMs): boolean {
  const age = now - (lastSuccessAt ?? Number.NEGATIVE_INFINITY);
  return age >= 0 && age <= withinMs;
}
