/** `gracewatch fleet overdue` and `silent`: machines that are late with their renewal, or with their report. */
import type * as z from 'zod';
import { type Machine, type Overdue, overdueSchema, type Silent, silentSchema } from '../../collector/api.ts';
import { overdueNagios, overdueText, silentNagios, silentText } from '../../output/fleet/late.ts';
import { machinesCsv } from '../../output/fleet/machines.ts';
import type { Ask } from './ask.ts';
import { pages } from './pages.ts';
import type { FleetFlags, Question } from './question.ts';

/** All pages as one; what is said beside the machines is what the first of them says. */
async function whole<T extends Overdue>(ask: Ask, schema: z.ZodType<T>, path: string): Promise<T> {
  let first: T | null = null;
  const machines: Machine[] = [];
  for await (const page of pages(ask, schema, path)) {
    first ??= page;
    machines.push(...page.machines);
  }
  return { ...(first as T), machines, next: null };
}

const severity = ({ total }: Overdue): 'warning' | 'ok' => (total > 0 ? 'warning' : 'ok');
const csv = ({ machines }: Overdue): string => machinesCsv(machines);

export const overdue: Question<FleetFlags, Overdue> = {
  gather: (ask) => whole(ask, overdueSchema, 'v1/questions/overdue'),
  severity,
  writers: { text: overdueText, csv, nagios: overdueNagios },
};

export const silent: Question<FleetFlags, Silent> = {
  gather: (ask) => whole(ask, silentSchema, 'v1/questions/silent'),
  severity,
  writers: { text: silentText, csv, nagios: silentNagios },
};
