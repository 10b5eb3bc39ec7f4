import type { Product } from '../../activation/report.ts';
import { adviceFor } from '../advice.ts';
import { daysMs, endOf, minutesUntil, observedEnd, productRule } from '../rule.ts';

const inGrace = (product: Product): boolean =>
  ['initialGrace', 'additionalGrace', 'nonGenuineGrace', 'extendedGrace'].includes(product.licenseStatus);

/** Any grace state; critical close to its end. */
export const licenseInGrace = productRule(
  (product, index, context) => {
    const { policy, now, report } = context;
    const end = endOf(product);
    if (!inGrace(product)) return null;
    if (end !== null && end <= now && !observedEnd(end, context)) return null; // projected: license.mayHaveEnded
    const facts = {
      status: product.licenseStatus,
      reason: product.reason,
      minutesLeft: end === null ? null : Math.max(0, minutesUntil(end, now)),
      endsAt: end === null ? null : new Date(end).toISOString(),
      advice: adviceFor(report, product),
    };
    const near = end !== null && end - now <= daysMs(policy.grace.criticalDays);
    return { id: 'license.inGrace', severity: near ? 'critical' : 'warning', product: index, facts };
  },
  (product, { policy }) => {
    const end = endOf(product);
    return inGrace(product) && end !== null ? [end - daysMs(policy.grace.criticalDays), end] : [];
  },
);
