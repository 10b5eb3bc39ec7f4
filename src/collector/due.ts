/** When all machines are to be judged anew at once: another policy, other rules, a clock that came back. */
import { hash } from 'node:crypto';
import type { Policy } from '../assessment/policy.ts';
import { hourOf } from './facts.ts';
import { readSetting, writeSetting } from './store/settings.ts';
import type { Store } from './store/store.ts';

const dayMs = 86_400_000;

/** What is due because the policy, or the clock, is another; it is marked so, and no assessment ends at these instants. */
export const dueByPolicy = 0;
const dueByClock = 1;

/** Machines marked in one transaction. */
const markBatch = 1000;

/** In order of the ids and with the agents' locks: deliveries are taken in meanwhile. */
async function markAllDue(store: Store, dueAt: number): Promise<void> {
  let last = '';
  for (;;) {
    const after = last;
    const rows = await store.read
      .selectFrom('machine')
      .select('agent_id')
      .where('agent_id', '>', after)
      .orderBy('agent_id')
      .limit(markBatch)
      .execute();
    const ids = rows.map(({ agent_id }) => agent_id);
    last = ids.at(-1) ?? '';
    if (ids.length === 0) return;
    await store.write(async (trx) => {
      await store.lockAgents(trx, ids);
      await trx
        .updateTable('machine')
        .set({ due_at: dueAt, due_hour: hourOf(dueAt) })
        .where('agent_id', 'in', ids)
        .execute();
    });
  }
}

/** Keys of the settings that say what the verdicts in the store rest on. */
const judgedUnder = 'judgedUnder';
const sweptAt = 'sweptAt';

/** Clocks of collectors over one store differ by less; what is less ends by itself within a day. */
const clockToleranceMs = dayMs;

/**
 * A clock that had run ahead and was set right: what was judged meanwhile was judged on a day that has not come yet, and
 * would stay so until that day.
 */
export async function markDueIfClockCameBack(store: Store, now: number): Promise<void> {
  const last = Number(await readSetting(store, sweptAt));
  if (last > now + clockToleranceMs) await markAllDue(store, dueByClock);
  await writeSetting(store, sweptAt, String(now));
}

/**
 * Another policy, or other rules: every machine is due. Asked at each start. `version`: the program's own.
 */
export async function markDueIfPolicyChanged(store: Store, policy: Policy, version: string): Promise<boolean> {
  const value = hash('sha256', `${version}\n${JSON.stringify(policy)}`, 'base64url');
  if ((await readSetting(store, judgedUnder)) === value) return false;
  await markAllDue(store, dueByPolicy);
  await writeSetting(store, judgedUnder, value); // last: whoever is stopped on the way begins anew
  return true;
}
