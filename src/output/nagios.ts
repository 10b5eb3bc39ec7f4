/** One ASCII line with performance data, as the Nagios plug-in guidelines have it. */
import type { Product, Report } from '../activation/report.ts';
import type { Assessment, Severity } from '../assessment/finding.ts';
import type { Policy } from '../assessment/policy.ts';
import { dayMs, endOf, minutesUntil } from '../assessment/rule.ts';
import { expiringLimits } from '../assessment/rules/licenseExpiring.ts';

/** The guidelines' own words; the same in every language. */
export const nagiosWords: Readonly<Record<Severity, string>> = {
  ok: 'OK',
  info: 'OK',
  warning: 'WARNING',
  critical: 'CRITICAL',
  unknown: 'UNKNOWN',
};

/** Agents cut a line near 4 KB, and a pipe starts the performance data. */
const limit = 200;

function ascii(text: string): string {
  const plain = text.replace(/\p{Dash}/gu, '-').replace(/[^\x20-\x7e]/g, '?');
  return plain.replaceAll('|', '/').slice(0, limit);
}

const daysBetween = (from: string, to: string): string =>
  (minutesUntil(Date.parse(to), Date.parse(from)) / 1440).toFixed(2);

/** Limits of the product that counts: alert below, which the guidelines write as `30:` and `7:`. */
function limitsOf(product: Product, { evaluation, expiring }: Policy): string {
  if (product.channel === 'evaluation') return `${evaluation.warningDays}:;${evaluation.criticalDays}:`;
  const { warning, critical } = expiringLimits(product, { expiring });
  return `${round(warning)}:;${round(critical)}:`;
}

const round = (ms: number): number => Math.round((ms / dayMs) * 100) / 100;

/** `days_left=value;warning;critical` where there is an end, and how old the evidence is. */
function performanceData(report: Report, { assessedAt }: Assessment, { policy, shownAt }: Shown): string {
  const product = report.primary === null ? undefined : report.products[report.primary];
  const end = product ? endOf(product) : null;
  const left =
    product && end !== null
      ? `days_left=${daysBetween(assessedAt, new Date(end).toISOString())};${limitsOf(product, policy)} `
      : '';
  return ` | ${left}age_days=${daysBetween(report.collectedAt, shownAt)}`;
}

interface Shown {
  readonly policy: Policy;
  /** ISO 8601 UTC: when the line is shown. */
  readonly shownAt: string;
}

/** Finding ids are the contract of this output; a person reads `gracewatch check` instead. */
export function nagiosOf(report: Report, assessment: Assessment, shown: Shown): string {
  const name = ascii(report.machine.name ?? report.machine.fqdn ?? '-');
  const product = report.primary === null ? undefined : report.products[report.primary];
  const state = product ? `${ascii(product.name ?? '-')} ${product.licenseStatus}` : 'no product';
  const findings = [...new Set(assessment.findings.map(({ id }) => id))].join(' ');
  const captured = `captured ${report.collectedAt.slice(0, 16)}Z`;
  const line = `GRACEWATCH ${nagiosWords[assessment.severity]} - ${name}: ${state}, ${findings}, ${captured}`;
  return `${line}${performanceData(report, assessment, shown)}\n`;
}
