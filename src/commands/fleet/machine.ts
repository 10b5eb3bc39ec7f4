/** `gracewatch fleet machine NAME`: all that the collector knows of one machine. */
import * as z from 'zod';
import { receivedReportSchema } from '../../activation/report.ts';
import { gravest, type Severity } from '../../assessment/finding.ts';
import { historySchema, machineDetailSchema } from '../../collector/api.ts';
import {
  type Candidates,
  candidatesCsv,
  candidatesNagios,
  candidatesText,
  type KnownMachine,
  machineNagios,
  machineText,
} from '../../output/fleet/machine.ts';
import { machinesCsv } from '../../output/fleet/machines.ts';
import { GracewatchError } from '../../platform/errors.ts';
import type { Ask } from './ask.ts';
import { find } from './find.ts';
import type { FleetFlags, Question } from './question.ts';

export interface MachineFlags extends FleetFlags {
  readonly name: string;
}

/** The newest changes that are shown. */
const changesShown = 10;

const detailSchema = machineDetailSchema.extend({ report: receivedReportSchema });

/** Errors: machineNotFound, those of asking. */
async function known(ask: Ask, id: string): Promise<KnownMachine> {
  try {
    const detail = await ask(detailSchema, `v1/machines/${id}`);
    const history = await ask(historySchema, `v1/machines/${id}/history`, { limit: changesShown });
    return { ...detail, history };
  } catch (error) {
    const isGone = error instanceof GracewatchError && error.code === 'collectorFailed' && error.facts.status === 404;
    throw isGone ? new GracewatchError('machineNotFound', { name: id }) : error;
  }
}

type Answer = KnownMachine | Candidates;
const isSeveral = (answer: Answer): answer is Candidates => 'candidates' in answer;

/** Of several nobody can tell which is meant; a machine that was not heard of for too long is a warning at least. */
function severityOf(answer: Answer): Severity {
  if (isSeveral(answer)) return 'unknown';
  return gravest([answer.assessment.severity, answer.machine.silent ? 'warning' : 'ok']);
}

export const machine: Question<MachineFlags, Answer> = {
  async gather(ask, { name }) {
    if (z.uuid().safeParse(name).success) return known(ask, name.toLowerCase());
    const { machines, count } = await find(ask, name);
    const [only] = machines;
    if (only === undefined) throw new GracewatchError('machineNotFound', { name });
    return count === 1 ? known(ask, only.id) : { name, count, candidates: machines };
  },
  severity: severityOf,
  writers: {
    text: (answer, severity, view) =>
      isSeveral(answer) ? candidatesText(answer, view) : machineText(answer, severity, view),
    csv: (answer) => (isSeveral(answer) ? candidatesCsv(answer) : machinesCsv([answer.machine])),
    nagios: (answer, severity, view) =>
      isSeveral(answer) ? candidatesNagios(answer) : machineNagios(answer, severity, view),
  },
};
