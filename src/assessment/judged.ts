/** Which products of a machine are judged at all. */
import { isKeyed } from '../activation/primary.ts';
import type { Product, Report } from '../activation/report.ts';
import type { Policy } from './policy.ts';

interface Judged {
  readonly product: Product;
  readonly index: number;
}

function isExpectedAddOn(product: Product, policy: Policy): boolean {
  const [id, name] = [product.activationId?.toLowerCase(), product.name?.toLowerCase() ?? ''];
  return policy.expectedAddOns.some(
    (expected) => id === expected.toLowerCase() || name.includes(expected.toLowerCase()),
  );
}

/**
 * The Windows product that counts, keyed Office products, and the keyed add-ons that the policy expects. Subscription
 * rows (Microsoft 365, its leftovers) are the user's account's business, not the machine's.
 */
export function judgedProducts(report: Report, policy: Policy): readonly Judged[] {
  return report.products.flatMap((product, index) => {
    if (product.channel === 'subscription' && index !== report.primary) return [];
    if (product.addOn) return isKeyed(product) && isExpectedAddOn(product, policy) ? [{ product, index }] : [];
    const judged = index === report.primary || (product.family === 'office' && isKeyed(product));
    return judged ? [{ product, index }] : [];
  });
}
