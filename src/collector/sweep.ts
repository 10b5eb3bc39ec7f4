/**
 * Time passes: what is due is judged anew, so that a silent machine's verdict changes on its day. The rules stay where
 * they are; the store only knows when to ask them again.
 */
import { hash } from 'node:crypto';
import { receivedReportSchema } from '../activation/report.ts';
import { severities } from '../assessment/finding.ts';
import type { Policy } from '../assessment/policy.ts';
import { type Decision, rejudge } from './decide.ts';
import { dayOf, hourOf, judge, rankOf, shown } from './facts.ts';
import * as machines from './store/machines.ts';
import type { MachineRow } from './store/schema.ts';
import { readSetting, writeSetting } from './store/settings.ts';
import type { Store, Trx } from './store/store.ts';
import { readFacets, TallyChanges, writeTallies } from './store/tallies.ts';

const dayMs = 86_400_000;

/** Machines of one transaction: deliveries wait while it runs. */
const batch = 100;

type DueRow = MachineRow & { readonly report: string };

/** Ids of those due by `now`, the longest due first. */
async function dueIds({ read }: Store, now: number): Promise<string[]> {
  const rows = await read
    .selectFrom('machine')
    .innerJoin('report', 'report.agent_id', 'machine.agent_id')
    .select('machine.agent_id')
    .where('due_hour', '<=', hourOf(now))
    .where('due_at', '<=', now)
    .orderBy('due_hour')
    .limit(batch)
    .execute();
  return rows.map(({ agent_id }) => agent_id);
}

/** Of these, whatever is due still: another collector may have been quicker. */
async function readDue(trx: Trx, now: number, ids: readonly string[]): Promise<DueRow[]> {
  return await trx
    .selectFrom('machine')
    .innerJoin('report', 'report.agent_id', 'machine.agent_id')
    .selectAll('machine')
    .select('report.report')
    .where('machine.agent_id', 'in', ids)
    .where('due_at', '<=', now)
    .execute();
}

/** What is due because the policy, or the clock, is another; it is marked so, and no assessment ends at these instants. */
const dueByPolicy = 0;
const dueByClock = 1;

interface Judging {
  readonly store: Store;
  readonly policy: Policy;
  readonly onUnreadable: (agentId: string, error: unknown) => void;
}

/** A report that this program cannot read is looked at again a day later; who looks after the collector is told. */
const unreadableMs = dayMs;

/** Nothing was heard in the future: a clock that ran ahead must not keep a machine from being silent one day. */
const heardBy = (row: MachineRow, now: number): MachineRow =>
  row.received_at > now ? { ...row, received_at: now, seen_day: dayOf(now) } : row;

function rejudged({ report: text, ...old }: DueRow, { policy, onUnreadable }: Judging, now: number): Decision {
  const row = heardBy(old, now);
  const cause = row.due_at === dueByPolicy ? 'policy' : 'time';
  try {
    const report = receivedReportSchema.parse(JSON.parse(text));
    return rejudge(row, { shown: shown(report, policy), judgement: judge(report, policy, now) }, cause, now);
  } catch (error) {
    onUnreadable(row.agent_id, error);
    const later = now + unreadableMs;
    return {
      outcome: 'accepted',
      row: { ...row, due_at: later, due_hour: hourOf(later) },
      onlySeen: true,
      history: null,
    };
  }
}

async function judgeBatch(trx: Trx, judging: Judging, now: number, ids: readonly string[]): Promise<void> {
  await judging.store.lockAgents(trx, ids);
  const due = await readDue(trx, now, ids);
  const tallies = new TallyChanges();
  const decisions = due.map((row) => rejudged(row, judging, now));
  for (const [index, { row }] of decisions.entries()) if (row) tallies.replace(due[index], row);
  const rows = decisions.flatMap(({ row }) => row ?? []);
  await machines.writeMachines(trx, rows);
  await machines.writeHistory(
    trx,
    decisions.flatMap(({ history }) => history ?? []),
  );
  await writeTallies(trx, tallies);
}

/** Today's counts, as they are now; tomorrow they are yesterday's. */
async function countDay(store: Store, now: number): Promise<void> {
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
async function forgetDeliveries(store: Store, before: number, now: number): Promise<void> {
  await store.write((trx) =>
    trx
      .deleteFrom('delivery')
      .where((eb) => eb.or([eb('id', '<', firstIdOf(before)), eb('id', '>', firstIdOf(now + dayMs))]))
      .where('received_at', '<', before)
      .execute(),
  );
}

interface Sweeping extends Judging {
  readonly rememberDays: number;
  /** Asked between two batches; true ends the sweep early. */
  readonly stopped?: () => boolean;
}

/** `now`: epoch milliseconds. Returns how many machines were judged anew. */
export async function sweep(sweeping: Sweeping, now: number): Promise<number> {
  const { store, rememberDays, stopped } = sweeping;
  await markDueIfClockCameBack(store, now);
  let judged = 0;
  for (;;) {
    const ids = await dueIds(store, now);
    if (ids.length === 0 || stopped?.()) break;
    await store.write((trx) => judgeBatch(trx, sweeping, now, ids));
    judged += ids.length;
  }
  await countDay(store, now);
  await forgetDeliveries(store, now - rememberDays * dayMs, now);
  return judged;
}

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
async function markDueIfClockCameBack(store: Store, now: number): Promise<void> {
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
