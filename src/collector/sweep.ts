/**
 * Time passes: what is due is judged anew, so that a silent machine's verdict changes on its day. The rules stay where
 * they are; the store only knows when to ask them again.
 */
import { receivedReportSchema } from '../activation/report.ts';
import type { Policy } from '../assessment/policy.ts';
import { type Decision, rejudge } from './decide.ts';
import { dueByPolicy, markDueIfClockCameBack } from './due.ts';
import { dayOf, hourOf, judge, shown } from './facts.ts';
import * as machines from './store/machines.ts';
import type { MachineRow } from './store/schema.ts';
import type { Store, Trx } from './store/store.ts';
import { TallyChanges, writeTallies } from './store/tallies.ts';
import { countDay, forgetDeliveries } from './upkeep.ts';

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
