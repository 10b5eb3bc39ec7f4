import { volumeLeaseMinutes } from '../../knowledge/figures.ts';
import { productRule } from '../rule.ts';

/** A client key that is activated in a way no KMS host can give: for ever, or for more than 180 days. */
export const keyInconsistent = productRule((product, index) => {
  if (product.channel !== 'kmsClient' || product.token !== null || product.licenseStatus !== 'licensed') return null;
  const { kind, remainingMinutes } = product.validity;
  const tooLong = remainingMinutes !== null && remainingMinutes > volumeLeaseMinutes;
  if (kind !== 'permanent' && !tooLong) return null;
  const facts = { why: tooLong ? 'tooLong' : 'permanent', minutesLeft: remainingMinutes } as const;
  return { id: 'key.inconsistent', severity: 'warning', product: index, facts };
});
