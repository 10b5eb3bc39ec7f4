/** What a sweep leaves tidy: today's counts, and no ids that nobody can still ask for. */
import { severities } from '../assessment/finding.ts';
import { dayOf, rankOf } from './facts.ts';
import type { Store } from './store/store.ts';
import { readFacets } from './store/tallies.ts';

const dayMs = 86_400_000;

/** Today's counts, as they are now; tomorrow they are yesterday's. */
export async function countDay(store: Store, now: number): Promise<void> {
  const counts = new Map(severities.map((severity) => [rankOf(severity), 0]));
  for (const { severity, machines: n } of await readFacets(store))
    counts.set(severity, (counts.get(severity) ?? 0) + n);
  const day = dayOf(now);
  const rows = [...counts].map(([severity, n]) => ({ day, severity, machines: n }));
  // Written over and never taken away first: another collector may count the same day at this moment.
  await store.write((trx) =>
    trx
      .insertInto('day_count')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['day', 'severity']).doUpdateSet(({ ref }) => ({ machines: ref('excluded.machines') })),
      )
      .execute(),
  );
}

/** The least UUIDv7 of this instant (epoch milliseconds). */
function firstIdOf(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

/**
 * Ids of deliveries that no agent can still hold. UUIDv7 begins with its time, so those of that age lie together, and so
 * do those that say a time to come: of a clock that runs ahead, or made to be remembered for ever.
 */
export async function forgetDeliveries(store: Store, before: number, now: number): Promise<void> {
  await store.write((trx) =>
    trx
      .deleteFrom('delivery')
      .where((eb) => eb.or([eb('id', '<', firstIdOf(before)), eb('id', '>', firstIdOf(now + dayMs))]))
      .where('received_at', '<', before)
      .execute(),
  );
}
