import type { Product } from '../../activation/report.ts';
import { leaseDays } from '../../activation/validity.ts';
import { adviceFor } from '../advice.ts';
import type { Policy } from '../policy.ts';
import { daysMs, endOf, minutesUntil, productRule } from '../rule.ts';

const applies = (product: Product): boolean => product.licenseStatus === 'licensed' && product.channel !== 'evaluation';

/**
 * Limits in milliseconds before the end. Never more than half of the product's own lease: an AVMA guest with a lease of
 * a week would otherwise be "about to expire" all its life. Both limits shrink in the same proportion.
 */
export function expiringLimits(
  product: Product,
  { expiring }: Pick<Policy, 'expiring'>,
): { warning: number; critical: number } {
  const half = (leaseDays(product) ?? Number.POSITIVE_INFINITY) / 2;
  const scale = expiring.warningDays > half ? half / expiring.warningDays : 1;
  return { warning: daysMs(expiring.warningDays * scale), critical: daysMs(expiring.criticalDays * scale) };
}

/** Licensed, and the time left is at or under the policy's limits. */
export const licenseExpiring = productRule(
  (product, index, { policy, now, report }) => {
    const end = endOf(product);
    if (!applies(product) || end === null || end <= now) return null;
    const { warning, critical } = expiringLimits(product, policy);
    if (end - now > warning) return null;
    const facts = {
      minutesLeft: minutesUntil(end, now),
      expiresAt: new Date(end).toISOString(),
      advice: adviceFor(report, product),
    };
    const severity = end - now <= critical ? 'critical' : 'warning';
    return { id: 'license.expiring', severity, product: index, facts };
  },
  (product, { policy }) => {
    const end = endOf(product);
    if (!applies(product) || end === null) return [];
    const { warning, critical } = expiringLimits(product, policy);
    return [end - warning, end - critical, end];
  },
);
