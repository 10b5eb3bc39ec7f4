/** How many leases end within so many days: whole days from the counts, the two days at the ends from their machines. */
import type { Summary } from '../api.ts';
import { dayOf } from '../facts.ts';
import { readDays } from '../store/tallies.ts';
import type { Asking } from './question.ts';

const dayMs = 86_400_000;

/** Machines whose lease ends on this day, up to and including the instant. */
async function endedOnDay({ store }: Asking, instant: number): Promise<number> {
  const { machines } = await store.read
    .selectFrom('machine')
    .select(({ fn }) => fn.countAll<number>().as('machines'))
    .where('expires_at', '>=', dayOf(instant) * dayMs)
    .where('expires_at', '<=', instant)
    .executeTakeFirstOrThrow();
  return machines;
}

/** Machines whose lease has ended by then, for each instant (epoch milliseconds). */
async function endedBy(asking: Asking, instants: readonly number[]): Promise<number[]> {
  const counts = [...(await readDays(asking.store, 'expires'))];
  const before = (day: number): number =>
    counts.reduce((sum, [ends, machines]) => (ends !== null && ends < day ? sum + machines : sum), 0);
  const onDay = await Promise.all(instants.map((instant) => endedOnDay(asking, instant)));
  return instants.map((instant, n) => before(dayOf(instant)) + (onDay[n] ?? 0));
}

export async function expiring(asking: Asking): Promise<Summary['expiringWithin']> {
  const { now } = asking;
  const [ended = 0, by7 = 0, by30 = 0, by90 = 0] = await endedBy(
    asking,
    [0, 7, 30, 90].map((days) => now + days * dayMs),
  );
  return { days7: by7 - ended, days30: by30 - ended, days90: by90 - ended };
}
