/** What a rule sees, and what it gives. */
import type { Product, Report } from '../activation/report.ts';
import type { Finding } from './finding.ts';
import type { Judged } from './judged.ts';
import type { Policy } from './policy.ts';

export const dayMs = 86_400_000;

export interface Context {
  readonly report: Report;
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The products that are judged: the same at every instant, so found once. */
  readonly judged: readonly Judged[];
}

/** An instant ahead at which something may change though the report stays as it is. */
export interface Turn {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Whether an id or severity is another one then. Asked only of the earliest turns: it costs a judgement. */
  readonly changes: () => boolean;
}

export interface Rule {
  /** Findings at `now`. */
  readonly judge: (context: Context) => readonly Finding[];
  /** In any order. */
  readonly turns: (context: Context) => readonly Turn[];
}

/** A rule that looks at nothing that passes with time. */
export const never = (): readonly Turn[] => [];

/** The end of the four-digit years: a turn after it comes from a figure that makes no sense. */
const lastTurn = Date.UTC(9999, 11, 31);

type JudgeProduct = (product: Product, index: number, context: Context) => Finding | null;

/**
 * A rule that looks at each judged product by itself. `turnsOf`: the instants at which `judge` may change; whether it does
 * is found by asking `judge` itself.
 */
export function productRule(
  judge: JudgeProduct,
  turnsOf: (product: Product, context: Context) => readonly number[] = () => [],
): Rule {
  const turnsAhead = (product: Product, index: number, context: Context): Turn[] => {
    const severityAt = (now: number) => judge(product, index, { ...context, now })?.severity;
    return turnsOf(product, context)
      .filter((at) => at > context.now && at <= lastTurn)
      .map((at) => ({ at, changes: () => severityAt(at) !== severityAt(context.now) }));
  };
  return {
    judge: (context) => context.judged.flatMap(({ product, index }) => judge(product, index, context) ?? []),
    turns: (context) => context.judged.flatMap(({ product, index }) => turnsAhead(product, index, context)),
  };
}

/** Days as whole milliseconds: a fraction would let `until` and the rule disagree by a rounding error. */
export const daysMs = (days: number): number => Math.round(days * dayMs);

/**
 * When the product's present state ends, or null where nothing says so. An evaluation has an end date of its own: after
 * the earlier of the two it is over.
 */
export function endOf(product: Product): number | null {
  const { kind, expiresAt } = product.validity;
  const byMinutes = kind === 'expires' && expiresAt !== null ? Date.parse(expiresAt) : null;
  const evaluates = product.channel === 'evaluation' && product.licenseStatus === 'licensed';
  const byDate = evaluates && product.evaluationEndsAt !== null ? Date.parse(product.evaluationEndsAt) : null;
  const ends = [byMinutes, byDate].filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** True where the end had passed when the machine was looked at: that is observed, not projected. */
export function observedEnd(end: number, { report }: Context): boolean {
  return end <= Date.parse(report.collectedAt);
}

/** Minutes from `now` until then, rounded down. */
export function minutesUntil(then: number, now: number): number {
  return Math.floor((then - now) / 60_000);
}
