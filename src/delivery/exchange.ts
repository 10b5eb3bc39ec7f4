/** A request until it is answered in a way that tells something: a few attempts with waits that grow, within the run's time. */
import { type Clock, systemClock } from '../platform/clock.ts';
import { backoffMs } from './backoff.ts';
import type { Sleep } from './durable.ts';
import type { StoredDelivery } from './entry.ts';
import type { Poster } from './post.ts';
import { judge, type Verdict } from './response.ts';

export interface Patience {
  /** Attempts for one request. */
  readonly attempts: number;
  /** What is left of the run's time. */
  readonly leftMs: () => number;
  readonly sleep: Sleep;
  /** In [0, 1). */
  readonly random: () => number;
  readonly clock?: Clock;
}

/** `retry` comes back only where patience has ended: no attempt or no time is left for what the collector asked. */
export async function exchange(
  deliveries: readonly StoredDelivery[],
  post: Poster,
  { attempts, leftMs, sleep, random, clock = systemClock }: Patience,
): Promise<Verdict> {
  const ids = deliveries.map(({ id }) => id);
  for (let failures = 0; ; failures += 1) {
    const verdict = judge(await post(deliveries), { ids, nowMs: clock.now().getTime() });
    if (verdict.kind !== 'retry' || failures + 1 >= attempts) return verdict;
    // Behind what the collector asked, not beside it: all whom it told the same would otherwise come back as one.
    const waitMs = (verdict.trouble.retryAfterMs ?? 0) + backoffMs(failures, random());
    if (waitMs >= leftMs()) return verdict;
    await sleep(waitMs);
  }
}
