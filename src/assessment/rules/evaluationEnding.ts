import type { Product } from '../../activation/report.ts';
import { dayMs, endOf, minutesUntil, productRule } from '../rule.ts';

/** The earlier of the minutes' end and the edition's own end date: after either the evaluation is over. */
function evaluationEnd(product: Product): number | null {
  if (product.channel !== 'evaluation' || product.licenseStatus !== 'licensed') return null;
  const ends = [endOf(product), product.evaluationEndsAt === null ? null : Date.parse(product.evaluationEndsAt)];
  const known = ends.filter((end) => end !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** An evaluation edition near its end: it cannot be renewed, only replaced. */
export const evaluationEnding = productRule(
  (product, index, { policy, now }) => {
    const end = evaluationEnd(product);
    if (end === null || end <= now || end - now > policy.evaluation.warningDays * dayMs) return null;
    const facts = { minutesLeft: minutesUntil(end, now), endsAt: new Date(end).toISOString() };
    const severity = end - now <= policy.evaluation.criticalDays * dayMs ? 'critical' : 'warning';
    return { id: 'evaluation.ending', severity, product: index, facts };
  },
  (product, { policy }) => {
    const end = evaluationEnd(product);
    if (end === null) return [];
    return [end - policy.evaluation.warningDays * dayMs, end - policy.evaluation.criticalDays * dayMs, end];
  },
);
