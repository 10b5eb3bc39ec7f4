import type { Product } from '../../activation/report.ts';
import { adviceFor } from '../advice.ts';
import { type Context, dayMs, productRule } from '../rule.ts';

/** A lease that has ended is license.ended: one fault, one finding. */
const applies = (product: Product): boolean =>
  ['unlicensed', 'notification'].includes(product.licenseStatus) && product.validity.kind !== 'ended';

function settledAt({ report, policy }: Context): number | null {
  const { installedAt } = report.machine;
  return installedAt === null ? null : Date.parse(installedAt) + policy.installation.settlingDays * dayMs;
}

/** Never activated, or refused. A new installation gets some days to find its host before it is critical. */
export const licenseNotActivated = productRule(
  (product, index, context) => {
    if (!applies(product)) return null;
    const { report, now } = context;
    const installedAt = product.family === 'windows' ? report.machine.installedAt : null;
    const settled = settledAt(context);
    const facts = {
      status: product.licenseStatus,
      reason: product.reason,
      daysSinceInstallation: installedAt === null ? null : Math.floor((now - Date.parse(installedAt)) / dayMs),
      advice: adviceFor(report, product),
    };
    const severity = settled !== null && now < settled ? 'warning' : 'critical';
    return { id: 'license.notActivated', severity, product: index, facts };
  },
  (product, context) => (applies(product) ? [settledAt(context) ?? []].flat() : []),
);
