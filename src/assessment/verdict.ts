/** The one line a helpdesk person needs first: who can mend this, and where. */
import type { Product, Report } from '../activation/report.ts';
import { findErrorCode } from '../knowledge/errorCodes.ts';
import type { Assessment, Finding } from './finding.ts';

export const verdicts = ['fine', 'connect', 'hostFault', 'wrongKey', 'administrator'] as const;
export type Verdict = (typeof verdicts)[number];

/** Findings that say a lease is running down or has run out. */
const lapsing: ReadonlySet<string> = new Set([
  'license.ended',
  'license.notActivated',
  'license.inGrace',
  'license.expiring',
  'license.mayHaveEnded',
  'renewal.overdue',
]);

const keyGroups: ReadonlySet<string | null> = new Set(['key', 'edition', 'exhausted']);
const group = (code: string | null): string | null => (code === null ? null : (findErrorCode(code)?.group ?? null));

function isWrongKey(finding: Finding, product: Product | null): boolean {
  if (finding.id.startsWith('key.')) return true;
  return finding.id === 'license.notActivated' && keyGroups.has(group(product?.reason ?? null));
}

/**
 * A client that runs down: the host's fault where the last attempt says so or a host that is there does not serve; else
 * the machine is out of reach of its host, which also is what a text without network facts most often means.
 */
function causeOf(report: Report): Verdict {
  const hosts = report.network?.hosts ?? [];
  const attempt = group(report.lastAttempt?.code ?? null);
  const answers = hosts.some(({ outcome }) => outcome === 'open');
  const refuses = hosts.some(({ outcome }) => outcome === 'closed');
  if (attempt === 'host' || attempt === 'clock') return attempt === 'host' ? 'hostFault' : 'administrator';
  if (answers) return attempt === 'unreachable' ? 'hostFault' : 'administrator';
  return refuses ? 'hostFault' : 'connect';
}

/** From the gravest finding; `fine` where nothing is graver than information. */
export function verdictOf(report: Report, assessment: Assessment): Verdict {
  const [first] = assessment.findings;
  if (!first || assessment.severity === 'ok' || assessment.severity === 'info') return 'fine';
  const product = first.product === null ? null : (report.products[first.product] ?? null);
  if (isWrongKey(first, product)) return 'wrongKey';
  const byNetwork = product?.channel === 'kmsClient' && product.method !== 'token';
  return byNetwork && lapsing.has(first.id) ? causeOf(report) : 'administrator';
}
