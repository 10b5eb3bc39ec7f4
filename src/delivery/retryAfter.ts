/** The header Retry-After (RFC 9110 10.2.3): seconds, or a date. */

/** A server that says more has its clock wrong, or means "never". */
export const retryAfterLimitMs = 24 * 60 * 60_000;

const httpDate = /^[A-Z][a-z]+, .* GMT$/;

const instantOf = (text: string | null): number =>
  text !== null && httpDate.test(text) ? Date.parse(text) : Number.NaN;

/**
 * Milliseconds to wait, at most a day; null: nothing usable was said, or its time is past. A date counts from the
 * response's own Date header, so that a wrong clock on either side does not matter; without one, from `nowMs`.
 */
export function retryAfterMs(value: string | null, date: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  const sentAtMs = instantOf(date);
  const waitMs = /^\d+$/.test(text)
    ? Number(text) * 1000
    : instantOf(text) - (Number.isNaN(sentAtMs) ? nowMs : sentAtMs);
  return waitMs > 0 ? Math.min(waitMs, retryAfterLimitMs) : null;
}
