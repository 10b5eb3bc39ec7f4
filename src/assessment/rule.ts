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

export interface Rule {
  /** Findings at `now`. */
  readonly judge: (context: Context) => readonly Finding[];
  /** The next instant (epoch milliseconds) at which an id or severity changes though the report stays as it is, or null. */
  readonly nextTurn: (context: Context) => number | null;
}

/** A rule that looks at nothing that passes with time. */
export const never = (): null => null;

/** The end of the four-digit years: a turn after it comes from a figure that makes no sense. */
const lastTurn = Date.UTC(9999, 11, 31);

type JudgeProduct = (product: Product, index: number, context: Context) => Finding | null;

/**
 * A rule that looks at each judged product by itself. `turnsOf`: the instants at which `judge` may change; which of them
 * is the next that does is found by asking `judge` itself.
 */
export function productRule(
  judge: JudgeProduct,
  turnsOf: (product: Product, context: Context) => readonly number[] = () => [],
): Rule {
  const nextOf = (product: Product, index: number, context: Context): number | null => {
    const severityAt = (now: number) => judge(product, index, { ...context, now })?.severity;
    const present = severityAt(context.now);
    const ahead = turnsOf(product, context).filter((turn) => turn > context.now && turn <= lastTurn);
    return ahead.toSorted((a, b) => a - b).find((turn) => severityAt(turn) !== present) ?? null;
  };
  return {
    judge: (context) => context.judged.flatMap(({ product, index }) => judge(product, index, context) ?? []),
    nextTurn: (context) => {
      const turns = context.judged.map(({ product, index }) => nextOf(product, index, context));
      return turns.reduce<number | null>((next, turn) => earlier(next, turn), null);
    },
  };
}

/** The earlier of two instants, where null is never. */
export function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
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
