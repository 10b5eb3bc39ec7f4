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
import type { Store, Trx } from './store/store.ts';
import { forgetEmptyTallies, readFacets, TallyChanges, writeTallies } from './store/tallies.ts';

/** Machines of one transaction: deliveries wait while it runs. */
const batch = 100;

type DueRow = MachineRow & { readonly report: string };

/** Due by `now`, the longest due first; only those of `among` where it is given. */
async function readDue(db: Trx | Store['read'], now: number, among?: readonly string[]): Promise<DueRow[]> {
  const query = db
    .selectFrom('machine')
    .innerJoin('report', 'report.agent_id', 'machine.agent_id')
    .selectAll('machine')
    .select('report.report')
    .where('due_hour', '<=', hourOf(now))
    .where('due_at', '<=', now)
    .orderBy('due_hour')
    .limit(batch);
  return await (among ? query.where('machine.agent_id', 'in', among) : query).execute();
}

/** What is due because the policy is another; it is marked so, and no assessment ends at this instant. */
const dueByPolicy = 0;

interface Judging {
  readonly store: Store;
  readonly policy: Policy;
  readonly onUnreadable: (agentId: string, error: unknown) => void;
}

/** A report that this program cannot read is looked at again a day later; who looks after the collector is told. */
const unreadableMs = 86_400_000;

function rejudged({ report: text, ...row }: DueRow, { policy, onUnreadable }: Judging, now: number): Decision {
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
  const due = await readDue(trx, now, ids); // another collector may have been quicker
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

/**
 * Ids of deliveries that no agent can still hold. UUIDv7 begins with its time, so they lie together; one from a clock
 * that runs ahead stays until its own time comes.
 */
async function forgetDeliveries(store: Store, before: number): Promise<void> {
  const floor = Math.max(0, before).toString(16).padStart(12, '0');
  const firstId = `${floor.slice(0, 8)}-${floor.slice(8)}`;
  await store.write((trx) =>
    trx.deleteFrom('delivery').where('id', '<', firstId).where('received_at', '<', before).execute(),
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
  let judged = 0;
  for (;;) {
    const ids = (await readDue(store.read, now)).map(({ agent_id }) => agent_id);
    if (ids.length === 0 || stopped?.()) break;
    await store.write((trx) => judgeBatch(trx, sweeping, now, ids));
    judged += ids.length;
  }
  await countDay(store, now);
  await forgetEmptyTallies(store);
  await forgetDeliveries(store, now - rememberDays * 86_400_000);
  return judged;
}

/** Machines marked in one transaction. */
const markBatch = 1000;

/** In order of the ids and with the agents' locks: deliveries are taken in meanwhile. */
async function markAllDue(store: Store): Promise<void> {
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
        .set({ due_at: dueByPolicy, due_hour: hourOf(dueByPolicy) })
        .where('agent_id', 'in', ids)
        .execute();
    });
  }
}

/**
 * Another policy, or other rules: every machine is due. Asked at each start. `version`: the program's own.
 */
export async function markDueIfPolicyChanged(store: Store, policy: Policy, version: string): Promise<boolean> {
  const value = hash('sha256', `${version}\n${JSON.stringify(policy)}`, 'base64url');
  const setting = store.read.selectFrom('setting').select('value').where('key', '=', 'judgedUnder');
  if ((await setting.executeTakeFirst())?.value === value) return false;
  await markAllDue(store);
  // Last: whoever is stopped on the way begins anew.
  await store.write((trx) =>
    trx
      .insertInto('setting')
      .values({ key: 'judgedUnder', value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
  return true;
}
