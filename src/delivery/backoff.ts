/** How long to wait after a failure. Pure: the random number is handed in. */

/** A minute after a long outage must not see the whole fleet: 15 minutes spread 5,000 machines to some six a second. */
export const backoffLimits = { floorMs: 1000, baseMs: 5000, capMs: 15 * 60_000 } as const;

/**
 * Milliseconds to wait after the `failures`-th failure in a row (from 0): anywhere between the floor and the ceiling,
 * which doubles until the cap. The chance is taken after the cap; before it, all would wait the same once it is reached.
 * `random` is in [0, 1).
 */
export function backoffMs(failures: number, random: number): number {
  const { floorMs, baseMs, capMs } = backoffLimits;
  const ceiling = Math.min(capMs, baseMs * 2 ** failures);
  // Not the greater of floor and chance: that would gather at the floor all who drew less.
  return Math.round(floorMs + random * (ceiling - floorMs));
}
