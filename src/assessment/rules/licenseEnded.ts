import { adviceFor } from '../advice.ts';
import { productRule } from '../rule.ts';

/** Observed: the lease has ended and Windows says so. */
export const licenseEnded = productRule((product, index, { report }) => {
  if (product.validity.kind !== 'ended') return null;
  const facts = {
    channel: product.channel,
    status: product.licenseStatus,
    reason: product.reason,
    advice: adviceFor(report, product),
  };
  return { id: 'license.ended', severity: 'critical', product: index, facts };
});
