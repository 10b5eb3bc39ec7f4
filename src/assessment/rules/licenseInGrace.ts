import type { Product } from '../../activation/report.ts';
import { adviceFor } from '../advice.ts';
import { dayMs, endOf, minutesUntil, productRule } from '../rule.ts';

const inGrace = (product: Product): boolean =>
  ['initialGrace', 'additionalGrace', 'nonGenuineGrace', 'extendedGrace'].includes(product.licenseStatus);

/** Any grace state; critical close to its end. */
export const licenseInGrace = productRule(
  (product, index, { policy, now, report }) => {
    const end = endOf(product);
    if (!inGrace(product) || (end !== null && end <= now)) return null;
    const facts = {
      status: product.licenseStatus,
      reason: product.reason,
      minutesLeft: end === null ? null : minutesUntil(end, now),
      endsAt: end === null ? null : new Date(end).toISOString(),
      advice: adviceFor(report, product),
    };
    const near = end !== null && end - now <= policy.grace.criticalDays * dayMs;
    return { id: 'license.inGrace', severity: near ? 'critical' : 'warning', product: index, facts };
  },
  (product, { policy }) => {
    const end = endOf(product);
    return inGrace(product) && end !== null ? [end - policy.grace.criticalDays * dayMs, end] : [];
  },
);
