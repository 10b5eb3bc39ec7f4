/** evidence → report → assessment → output: the one path, for check and explain alike. */
import * as z from 'zod';
import type { FoundCode } from '../activation/codesIn.ts';
import { interpret } from '../activation/interpret.ts';
import type { Report } from '../activation/report.ts';
import { assess } from '../assessment/assess.ts';
import type { Assessment, Severity } from '../assessment/finding.ts';
import { type Evidence, instantSchema } from '../evidence/evidence.ts';
import { dateFormat } from '../output/dates.ts';
import type { View } from '../output/view.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import type { Context } from './context.ts';
import type { Format } from './formats.ts';
import type { World } from './world.ts';

type Writer = (report: Report, assessment: Assessment, view: View) => string;

/** Each is loaded where it is asked for; only text needs the rules by which languages break lines. */
const writers: Readonly<Record<Format, () => Promise<Writer>>> = {
  text: async () => (await import('../output/text.ts')).textReport,
  json: async () => (await import('../output/json.ts')).jsonOf,
  nagios: async () => (await import('../output/nagios.ts')).nagiosOf,
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
  /** A text that somebody handed in, which does not say itself when it was taken. */
  readonly pasted: boolean;
  /** Codes that stand in the text that was handed in. */
  readonly codes?: readonly FoundCode[];
}

type Looks = Pick<Judging, 'long' | 'pasted' | 'codes'> & { readonly undated?: boolean };

export function viewOf(context: Context, world: World, { long, pasted, codes = [], undated = false }: Looks): View {
  return {
    wording: context.wording,
    date: dateFormat(context.timeZone),
    policy: context.policy,
    color: world.terminal.stdout && !world.environment.NO_COLOR,
    long,
    codes,
    pasted,
    undated,
    shownAt: world.clock.now().toISOString(),
  };
}

/**
 * Writes the answer to standard output and gives the exit code of its severity. `evidence`: while it is waited for, what
 * writes the answer is loaded.
 */
export async function judge(
  evidence: Evidence | Promise<Evidence>,
  judging: Judging,
  context: Context,
  world: World,
): Promise<number> {
  const [said, write] = await Promise.all([evidence, writers[judging.format]()]);
  const report = interpret(said);
  const assessment = assess(report, context.policy, judging.now ?? report.collectedAt);
  // Of a paste only the person can say when it was taken, with --now.
  const view = viewOf(context, world, { ...judging, undated: judging.pasted && judging.now === null });
  world.stdout.write(write(report, assessment, view));
  context.log.debug('judged', { severity: assessment.severity, findings: assessment.findings.map(({ id }) => id) });
  return exitBySeverity[assessment.severity];
}
