/** When do the leases end? From the counts by day, so that it costs the same for any number of machines. */
import type { Expiry } from '../api.ts';
import { dayOf, dayText } from '../facts.ts';
import { readDays } from '../store/tallies.ts';
import type { Asking } from './question.ts';

/** A lease of a KMS client lasts 180 days (Microsoft, "Plan for volume activation"). */
const daysAhead = 180;

export async function expiry({ store, now }: Asking): Promise<Expiry> {
  const counts = await readDays(store, 'expires');
  const today = dayOf(now);
  const ends = [...counts].filter((entry): entry is [number, number] => entry[0] !== null);
  const sum = (matches: (day: number) => boolean): number =>
    ends.reduce((total, [day, machines]) => (matches(day) ? total + machines : total), 0);
  return {
    asOf: new Date(now).toISOString(),
    days: Array.from({ length: daysAhead + 1 }, (_, n) => ({
      day: dayText(today + n),
      machines: counts.get(today + n) ?? 0,
    })),
    ended: sum((day) => day < today),
    later: sum((day) => day > today + daysAhead),
    withoutEnd: counts.get(null) ?? 0,
  };
}
