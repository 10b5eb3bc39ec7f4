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

/** When the product's present state ends, or null where nothing says so. */
export function endOf(product: Product): number | null {
  const { kind, expiresAt } = product.validity;
  return kind === 'expires' && expiresAt !== null ? Date.parse(expiresAt) : null;
}

/** Minutes from `now` until then, rounded down. */
export function minutesUntil(then: number, now: number): number {
  return Math.floor((then - now) / 60_000);
}
