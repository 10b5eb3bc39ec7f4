import type { Product } from '../../activation/report.ts';
import { adviceFor } from '../advice.ts';
import { type Context, dayMs, daysMs, productRule } from '../rule.ts';

/** A lease that has ended is license.ended: one fault, one finding. */
const applies = (product: Product): boolean =>
  ['unlicensed', 'notification'].includes(product.licenseStatus) && product.validity.kind !== 'ended';

/** Only Windows tells when it was installed. */
const installedAtOf = (product: Product, { report }: Context): string | null =>
  product.family === 'windows' && !product.addOn ? report.machine.installedAt : null;

function settledAt(product: Product, context: Context): number | null {
  const installedAt = installedAtOf(product, context);
  return installedAt === null ? null : Date.parse(installedAt) + daysMs(context.policy.installation.settlingDays);
}

/** Never activated, or refused. A new installation gets some days to find its host before it is critical. */
export const licenseNotActivated = productRule(
  (product, index, context) => {
    if (!applies(product)) return null;
    const { report, now } = context;
    const installedAt = installedAtOf(product, context);
    const settled = settledAt(product, context);
    const facts = {
      status: product.licenseStatus,
      reason: product.reason,
      daysSinceInstallation: installedAt === null ? null : Math.floor((now - Date.parse(installedAt)) / dayMs),
      advice: adviceFor(report, product),
    };
    const severity = settled !== null && now < settled ? 'warning' : 'critical';
    return { id: 'license.notActivated', severity, product: index, facts };
  },
  (product, context) => (applies(product) ? [settledAt(product, context) ?? []].flat() : []),
);
