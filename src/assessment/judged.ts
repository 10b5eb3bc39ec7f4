/** Which products of a machine are judged at all. */
import { isKeyed } from '../activation/primary.ts';
import type { Product, Report } from '../activation/report.ts';
import type { Policy } from './policy.ts';

export interface Judged {
  readonly product: Product;
  readonly index: number;
}

function matches(product: Product, expected: string): boolean {
  const wanted = expected.toLowerCase();
  return product.activationId?.toLowerCase() === wanted || (product.name?.toLowerCase().includes(wanted) ?? false);
}

const isExpected = (product: Product, { expectedAddOns }: Policy): boolean =>
  expectedAddOns.some((expected) => matches(product, expected));

/** What the policy expects and no add-on with a key meets. */
export function missingAddOns({ products }: Report, { expectedAddOns }: Policy): readonly string[] {
  const keyed = products.filter((product) => product.addOn && isKeyed(product));
  return expectedAddOns.filter((expected) => !keyed.some((product) => matches(product, expected)));
}

/**
 * The Windows product that counts, keyed Office products, and the keyed add-ons that the policy expects. Subscription
 * rows (Microsoft 365, its leftovers) are the user's account's business, not the machine's.
 */
export function judgedProducts(report: Report, policy: Policy): readonly Judged[] {
  return report.products.flatMap((product, index) => {
    if (product.channel === 'subscription' && index !== report.primary) return [];
    if (product.addOn) return isKeyed(product) && isExpected(product, policy) ? [{ product, index }] : [];
    const judged = index === report.primary || (product.family === 'office' && isKeyed(product));
    return judged ? [{ product, index }] : [];
  });
}
