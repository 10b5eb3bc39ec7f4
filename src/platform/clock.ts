/** The only place that asks what time it is, so that every decision can be tested on any day. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still. `instant`: ISO 8601. */
export function fixedClock(instant: string): Clock {
  return { now: () => new Date(instant) };
}
