/** One ASCII line with performance data, as the Nagios plug-in guidelines have it. */
import type { Report } from '../activation/report.ts';
import type { Assessment, Severity } from '../assessment/finding.ts';
import type { Policy } from '../assessment/policy.ts';
import { minutesUntil } from '../assessment/rule.ts';

const words: Readonly<Record<Severity, string>> = {
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

/** `days_left=value;warning;critical`: alert when it falls below, which the guidelines write as `30:` and `7:`. */
function performanceData(report: Report, assessment: Assessment, policy: Policy): string {
  const product = report.primary === null ? undefined : report.products[report.primary];
  const expiresAt = product?.validity.expiresAt ?? null;
  if (!product || expiresAt === null) return '';
  const days = minutesUntil(Date.parse(expiresAt), Date.parse(assessment.assessedAt)) / 1440;
  const { warningDays, criticalDays } = product.channel === 'evaluation' ? policy.evaluation : policy.expiring;
  return ` | days_left=${days.toFixed(2)};${warningDays}:;${criticalDays}:`;
}

/** Finding ids are the contract of this output; a person reads `gracewatch check` instead. */
export function nagiosOf(report: Report, assessment: Assessment, policy: Policy): string {
  const name = ascii(report.machine.name ?? report.machine.fqdn ?? '-');
  const product = report.primary === null ? undefined : report.products[report.primary];
  const state = product ? `${ascii(product.name ?? '-')} ${product.licenseStatus}` : 'no product';
  const findings = assessment.findings.map(({ id }) => id).join(' ');
  const line = `GRACEWATCH ${words[assessment.severity]} - ${name}: ${state}, ${findings}`;
  return `${line}${performanceData(report, assessment, policy)}\n`;
}
