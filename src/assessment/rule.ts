/** What a rule sees, and what it gives. */
import type { Product, Report } from '../activation/report.ts';
import type { Finding } from './finding.ts';
import { judgedProducts } from './judged.ts';
import type { Policy } from './policy.ts';

export const dayMs = 86_400_000;

export interface Context {
  readonly report: Report;
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Rule {
  /** Findings at `now`. */
  readonly judge: (context: Context) => readonly Finding[];
  /** Instants (epoch milliseconds, past or future) at which `judge` may change though the report stays as it is. */
  readonly turns: (context: Context) => readonly number[];
}

/** A rule that looks at each judged product by itself. */
export function productRule(
  judge: (product: Product, index: number, context: Context) => Finding | null,
  turns: (product: Product, context: Context) => readonly number[] = () => [],
): Rule {
  return {
    judge: (context) =>
      judgedProducts(context.report, context.policy).flatMap(
        ({ product, index }) => judge(product, index, context) ?? [],
      ),
    turns: (context) =>
      judgedProducts(context.report, context.policy).flatMap(({ product }) => turns(product, context)),
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
