/** One machine: its report as received, judged now, and what changed on it. */
import { receivedReportSchema } from '../../activation/report.ts';
import { assess } from '../../assessment/assess.ts';
import type { History, MachineDetail } from '../api.ts';
import { machineOf } from '../machine.ts';
import type { Asking, Paging } from './question.ts';

/** Null where no such machine is known. */
export async function machineDetail({ store, policy, now }: Asking, agentId: string): Promise<MachineDetail | null> {
  const found = await store.read
    .selectFrom('machine')
    .innerJoin('report', 'report.agent_id', 'machine.agent_id')
    .selectAll('machine')
    .select('report.report')
    .where('machine.agent_id', '=', agentId)
    .executeTakeFirst();
  if (!found) return null;
  const { report: text, ...row } = found;
  const report = JSON.parse(text);
  const assessment = assess(receivedReportSchema.parse(report), policy, new Date(now).toISOString());
  return { machine: machineOf(row, policy, now), report, assessment: JSON.parse(JSON.stringify(assessment)) };
}

/** Null where no such machine is known. `after`: the `n` of the last entry of the page before. */
export async function history({ store }: Asking, agentId: string, { limit, after }: Paging): Promise<History | null> {
  const machine = await store.read
    .selectFrom('machine')
    .select('changes')
    .where('agent_id', '=', agentId)
    .executeTakeFirst();
  if (!machine) return null;
  const before = after === null ? machine.changes + 1 : Number(after);
  const rows = await store.read
    .selectFrom('history')
    .selectAll()
    .where('agent_id', '=', agentId)
    .where('n', '<', before)
    .orderBy('n', 'desc')
    .limit(limit)
    .execute();
  const last = rows.at(-1);
  return {
    changes: rows.map(({ at, cause, sequence, changes }) => ({
      at: new Date(at).toISOString(),
      cause: cause as History['changes'][number]['cause'],
      sequence,
      changes: JSON.parse(changes),
    })),
    next: last && last.n > 1 ? String(last.n) : null,
  };
}
