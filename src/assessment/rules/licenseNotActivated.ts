import type { Product } from '../../activation/report.ts';
import { adviceFor } from '../advice.ts';
import type { Finding } from '../finding.ts';
import { missingAddOns } from '../judged.ts';
import { type Context, dayMs, daysMs, productRule, type Rule } from '../rule.ts';

/** A lease that has ended is license.ended: one fault, one finding. */
const applies = (product: Product): boolean =>
  ['unlicensed', 'notification'].includes(product.licenseStatus) && product.validity.kind !== 'ended';

/** Only Windows tells when it was installed; a date to come is a wrong clock's, and would excuse it for ever. */
function installedAtOf(product: Product, { report }: Context): number | null {
  const { installedAt } = report.machine;
  if (installedAt === null || product.family !== 'windows' || product.addOn) return null;
  return Date.parse(installedAt) <= Date.parse(report.collectedAt) ? Date.parse(installedAt) : null;
}

function settledAt(product: Product, context: Context): number | null {
  const installedAt = installedAtOf(product, context);
  return installedAt === null ? null : installedAt + daysMs(context.policy.installation.settlingDays);
}

const products = productRule(
  (product, index, context) => {
    if (!applies(product)) return null;
    const { report, now } = context;
    const installedAt = installedAtOf(product, context);
    const settled = settledAt(product, context);
    const facts = {
      expected: null,
      status: product.licenseStatus,
      reason: product.reason,
      daysSinceInstallation: installedAt === null ? null : Math.floor((now - installedAt) / dayMs),
      advice: adviceFor(report, product),
    };
    const severity = settled !== null && now < settled ? 'warning' : 'critical';
    return { id: 'license.notActivated', severity, product: index, facts };
  },
  (product, context) => (applies(product) ? [settledAt(product, context) ?? []].flat() : []),
);

/** An add-on that the policy expects and that has no key here has no row to be judged by. */
function missing({ report, policy }: Context): Finding[] {
  return missingAddOns(report, policy).map((expected) => {
    const advice = { id: 'other', host: null, code: null } as const;
    const facts = { expected, status: 'unlicensed', reason: null, daysSinceInstallation: null, advice };
    return { id: 'license.notActivated', severity: 'critical', product: null, facts };
  });
}

/** Never activated, or refused. A new installation gets some days to find its host before it is critical. */
export const licenseNotActivated: Rule = {
  judge: (context) => [...products.judge(context), ...missing(context)],
  turns: products.turns,
};
