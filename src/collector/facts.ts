/** What the collector keeps of a report beside the report itself: the columns of its machine. Pure. */
import type { Report } from '../activation/report.ts';
import { assess } from '../assessment/assess.ts';
import { type Severity, severities } from '../assessment/finding.ts';
import { judgedProducts } from '../assessment/judged.ts';
import type { Policy } from '../assessment/policy.ts';
import { endOf } from '../assessment/rule.ts';
import { type MachineRow, never } from './store/schema.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Days since 1970-01-01 UTC. */
export const dayOf = (instantMs: number): number => Math.floor(instantMs / dayMs);
export const hourOf = (instantMs: number): number => Math.floor(instantMs / hourMs);
/** 2026-11-24, of days since 1970-01-01 UTC. */
export const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** 0 is the gravest, so that lists in rising order begin with what needs attention. */
export const rankOf = (severity: Severity): number => severities.length - 1 - severities.indexOf(severity);
export const severityOf = (rank: number): Severity => severities[severities.length - 1 - rank] ?? 'unknown';

/** No name on a machine is longer than this on purpose, and no index holds more. */
const longest = 255;

/** As a column: PostgreSQL has no text with NUL, and a lone surrogate is no text at all. */
export function columnText(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\u0000', '\uFFFD').slice(0, longest).toWellFormed();
}

/** The columns that the collector's own judgement gives. */
export type Judgement = Pick<MachineRow, 'severity' | 'findings' | 'overdue' | 'due_at' | 'due_hour'>;

/** A machine has a handful. What is kept of a report that has thousands must not be larger than the report. */
const findingsKept = 50;

/** `now`: epoch milliseconds. */
export function judge(report: Report, policy: Policy, now: number): Judgement {
  const { severity, findings, until } = assess(report, policy, new Date(now).toISOString());
  const overdue = findings.find(({ id }) => id === 'renewal.overdue');
  const dueAt = until === null ? null : Date.parse(until);
  return {
    severity: rankOf(severity),
    findings: JSON.stringify(
      findings.slice(0, findingsKept).map((finding) => ({ id: finding.id, severity: finding.severity })),
    ),
    overdue: overdue ? rankOf(overdue.severity) : null,
    due_at: dueAt,
    due_hour: dueAt === null ? null : hourOf(dueAt),
  };
}

/** The columns that the report gives. */
export type Shown = Pick<
  MachineRow,
  | 'name'
  | 'fqdn'
  | 'domain'
  | 'search'
  | 'os_caption'
  | 'os_build'
  | 'product_name'
  | 'license_status'
  | 'reason'
  | 'channel'
  | 'method'
  | 'partial_product_key'
  | 'kms_host'
  | 'expires_at'
  | 'expires_day'
  | 'renewed_at'
  | 'collected_at'
>;

/** The host that activated it: as configured, else as found in DNS; null where it was not activated by a KMS host. */
function kmsHostOf(report: Report): string | null {
  const product = report.primary === null ? undefined : report.products[report.primary];
  if (!product?.kms || product.method === 'ad' || product.method === 'token') return null;
  const { configuredHost, discoveredHost, hostAddress } = product.kms;
  return (configuredHost ?? discoveredHost ?? hostAddress)?.toLowerCase() ?? null;
}

/** The earliest end among the products that are judged: until then the whole machine is fine. */
function expiryOf(report: Report, policy: Policy): number | null {
  const ends = judgedProducts(report, policy).flatMap(({ product }) => endOf(product) ?? []);
  return ends.length === 0 ? null : Math.min(...ends);
}

export function shown(report: Report, policy: Policy): Shown {
  const { machine, primary, products } = report;
  const product = primary === null ? undefined : products[primary];
  const expiresAt = expiryOf(report, policy);
  const renewedAt = product?.validity.renewedAt ?? null;
  return {
    name: columnText(machine.name),
    fqdn: columnText(machine.fqdn),
    domain: columnText(machine.domain),
    search:
      columnText(
        [machine.name, machine.fqdn]
          .filter((name) => name !== null)
          .join(' ')
          .toLowerCase(),
      ) ?? '',
    os_caption: columnText(machine.os.caption),
    os_build: columnText(machine.os.build ?? machine.os.version),
    product_name: columnText(product?.name ?? null),
    license_status: product?.licenseStatus ?? null,
    reason: product?.reason ?? null,
    channel: product?.channel ?? null,
    method: product?.method ?? null,
    partial_product_key: columnText(product?.partialProductKey ?? null),
    kms_host: columnText(kmsHostOf(report)),
    expires_at: expiresAt ?? never,
    expires_day: expiresAt === null ? null : dayOf(expiresAt),
    renewed_at: renewedAt === null ? never : Date.parse(renewedAt),
    collected_at: Date.parse(report.collectedAt),
  };
}
