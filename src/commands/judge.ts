/** evidence → report → assessment → output: the one path, for check and explain alike. */
import * as z from 'zod';
import { interpret } from '../activation/interpret.ts';
import type { Report } from '../activation/report.ts';
import { assess } from '../assessment/assess.ts';
import type { Assessment, Severity } from '../assessment/finding.ts';
import { type Evidence, instantSchema } from '../evidence/evidence.ts';
import { dateFormat } from '../output/dates.ts';
import { jsonOf } from '../output/json.ts';
import { nagiosOf } from '../output/nagios.ts';
import { textReport } from '../output/text.ts';
import type { View } from '../output/view.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import type { Context } from './context.ts';
import type { World } from './world.ts';

export const formats = ['text', 'json', 'nagios'] as const;
export type Format = (typeof formats)[number];

const writers: Readonly<Record<Format, (report: Report, assessment: Assessment, view: View) => string>> = {
  text: textReport,
  json: jsonOf,
  nagios: (report, assessment, view) => nagiosOf(report, assessment, view),
};

export const exitBySeverity: Readonly<Record<Severity, number>> = {
  ok: exitCodes.ok,
  info: exitCodes.ok,
  warning: exitCodes.warning,
  unknown: exitCodes.unknown,
  critical: exitCodes.critical,
};

/** Errors: instantInvalid. */
export function parseInstant(flag: string, value: string): string {
  const instant = z.iso.date().safeParse(value).success ? `${value}T00:00:00Z` : value;
  if (!instantSchema.safeParse(instant).success) throw new GracewatchError('instantInvalid', { flag, value });
  return new Date(instant).toISOString();
}

export interface Judging {
  readonly format: Format;
  /** ISO 8601; null: when the evidence was captured. */
  readonly now: string | null;
  readonly long: boolean;
  readonly pasted: boolean;
}

export function viewOf(context: Context, world: World, { long, pasted }: Pick<Judging, 'long' | 'pasted'>): View {
  return {
    wording: context.wording,
    date: dateFormat(context.timeZone),
    policy: context.policy,
    color: world.terminal.stdout && !world.environment.NO_COLOR,
    long,
    pasted,
    shownAt: world.clock.now().toISOString(),
  };
}

/** Writes the answer to standard output and gives the exit code of its severity. */
export function judge(evidence: Evidence, judging: Judging, context: Context, world: World): number {
  const report = interpret(evidence);
  const assessment = assess(report, context.policy, judging.now ?? report.collectedAt);
  const view = viewOf(context, world, judging);
  world.stdout.write(writers[judging.format](report, assessment, view));
  context.log.debug('judged', { severity: assessment.severity, findings: assessment.findings.map(({ id }) => id) });
  return exitBySeverity[assessment.severity];
}
