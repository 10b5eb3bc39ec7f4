import type { Product } from '../../activation/report.ts';
import { minutesPerDay, renewalIntervalMinutes } from '../../knowledge/figures.ts';
import { adviceFor, hostAnswerOf } from '../advice.ts';
import type { Severity } from '../finding.ts';
import type { Policy } from '../policy.ts';
import { type Context, dayMs, daysMs, endOf, productRule } from '../rule.ts';

interface Renewal {
  readonly renewedAt: number;
  /** When the client itself would have renewed. */
  readonly dueAt: number;
  readonly overdueAt: number;
}

const intervalMs = (product: Product): number =>
  (product.kms?.renewalIntervalMinutes || renewalIntervalMinutes) * 60_000;

/** Null for a product that does not renew with a KMS host or Active Directory. */
function renewalOf(product: Product, policy: Policy): Renewal | null {
  const { renewedAt } = product.validity;
  const renews = product.channel === 'kmsClient' && (product.method === 'kms' || product.method === 'ad');
  if (!renews || product.licenseStatus !== 'licensed' || renewedAt === null) return null;
  const dueAt = Date.parse(renewedAt) + intervalMs(product);
  return { renewedAt: Date.parse(renewedAt), dueAt, overdueAt: dueAt + daysMs(policy.renewal.slackDays) };
}

/**
 * True where the machine had every chance when it was looked at: awake for a day since the renewal was due, with a host
 * that answers. A client retries every 2 hours, so then something is wrong; before, it may only have been away.
 */
function hadItsChance({ dueAt }: Renewal, { report, policy }: Context): boolean {
  const { awakeSince } = report.machine;
  if (awakeSince === null || hostAnswerOf(report) !== 'answers') return false;
  const since = Math.max(Date.parse(awakeSince), dueAt);
  return Date.parse(report.collectedAt) - since >= daysMs(policy.renewal.awakeHours / 24);
}

const isLate = ({ renewedAt }: Renewal, { policy, now }: Context): boolean =>
  now - renewedAt >= daysMs(policy.renewal.warningDays);

function severityOf(renewal: Renewal, context: Context): Severity {
  const { criticalDays } = context.policy.renewal;
  // Critical only as observed: a machine that has been silent since may have renewed unseen.
  if (Date.parse(context.report.collectedAt) - renewal.renewedAt >= daysMs(criticalDays)) return 'critical';
  return isLate(renewal, context) || hadItsChance(renewal, context) ? 'warning' : 'info';
}

/** The last renewal by KMS or AD is longer ago than the client's own interval and the slack. */
export const renewalOverdue = productRule(
  (product, index, context) => {
    const { policy, now, report } = context;
    const renewal = renewalOf(product, policy);
    const end = endOf(product);
    if (renewal === null || now < renewal.overdueAt || (end !== null && end <= now)) return null;
    const facts = {
      daysSinceRenewal: Math.floor((now - renewal.renewedAt) / dayMs),
      renewedAt: new Date(renewal.renewedAt).toISOString(),
      renewalIntervalDays: Math.round(intervalMs(product) / 60_000 / minutesPerDay),
      hostAnswer: hostAnswerOf(report),
      hadItsChance: hadItsChance(renewal, context),
      late: isLate(renewal, context),
      daysSilent: Math.max(0, Math.floor((now - Date.parse(report.collectedAt)) / dayMs)),
      advice: adviceFor(report, product),
    };
    return { id: 'renewal.overdue', severity: severityOf(renewal, context), product: index, facts };
  },
  (product, { policy }) => {
    const renewal = renewalOf(product, policy);
    if (renewal === null) return [];
    return [renewal.overdueAt, renewal.renewedAt + daysMs(policy.renewal.warningDays), endOf(product) ?? []].flat();
  },
);
