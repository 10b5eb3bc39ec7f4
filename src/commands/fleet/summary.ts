/** `gracewatch fleet summary`: how all machines stand. */
import { gravest, type Severity, severities } from '../../assessment/finding.ts';
import { type Summary, summarySchema } from '../../collector/api.ts';
import { summaryCsv, summaryNagios, summaryText } from '../../output/fleet/summary.ts';
import type { FleetFlags, Question } from './question.ts';

/**
 * The gravest of any machine; a machine that was not heard of for too long is a warning. A word that this program does
 * not know, or no machine at all, is never "ok".
 */
export function severityOf({
  machines,
  bySeverity,
  silent,
}: Pick<Summary, 'machines' | 'bySeverity' | 'silent'>): Severity {
  if (machines === 0) return 'unknown';
  const counted = severities.filter((one) => (bySeverity[one] ?? 0) > 0);
  const judged = counted.reduce((sum, one) => sum + (bySeverity[one] ?? 0), 0);
  return gravest([
    ...counted,
    ...(judged < machines ? (['unknown'] as const) : []),
    ...(silent > 0 ? (['warning'] as const) : []),
  ]);
}

export const summary: Question<FleetFlags, Summary> = {
  gather: (ask) => ask(summarySchema, 'v1/questions/summary'),
  severity: severityOf,
  writers: { text: summaryText, csv: summaryCsv, nagios: summaryNagios },
};
