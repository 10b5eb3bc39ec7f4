/** Machines by when they were last heard of: whole days from the counts, the day in question from its machines. */
import { dayOf } from '../facts.ts';
import { silentSince } from '../machine.ts';
import { readDays } from '../store/tallies.ts';
import type { Asking } from './question.ts';

/** How many machines are silent now. */
export async function countSilent({ store, policy, now }: Asking): Promise<number> {
  const since = silentSince(policy, now);
  const day = dayOf(since);
  const whole = [...(await readDays(store, 'seen'))].filter(([seen]) => seen !== null && seen < day);
  const { machines } = await store.read
    .selectFrom('machine')
    .select(({ fn }) => fn.countAll<number>().as('machines'))
    .where('seen_day', '=', day)
    .where('received_at', '<', since)
    .executeTakeFirstOrThrow();
  return whole.reduce((sum, [, count]) => sum + count, machines);
}
