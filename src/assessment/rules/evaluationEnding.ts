import type { Product } from '../../activation/report.ts';
import { daysMs, endOf, minutesUntil, observedEnd, productRule } from '../rule.ts';

const endOfEvaluation = (product: Product): number | null =>
  product.channel === 'evaluation' && product.licenseStatus === 'licensed' ? endOf(product) : null;

/** An evaluation edition near its end, or seen past it: it cannot be renewed, only replaced. */
export const evaluationEnding = productRule(
  (product, index, context) => {
    const { policy, now } = context;
    const end = endOfEvaluation(product);
    if (end === null || end - now > daysMs(policy.evaluation.warningDays)) return null;
    if (end <= now && !observedEnd(end, context)) return null; // projected: license.mayHaveEnded
    const facts = { minutesLeft: Math.max(0, minutesUntil(end, now)), endsAt: new Date(end).toISOString() };
    const severity = end - now <= daysMs(policy.evaluation.criticalDays) ? 'critical' : 'warning';
    return { id: 'evaluation.ending', severity, product: index, facts };
  },
  (product, { policy }) => {
    const end = endOfEvaluation(product);
    if (end === null) return [];
    return [end - daysMs(policy.evaluation.warningDays), end - daysMs(policy.evaluation.criticalDays), end];
  },
);
