/** How long a licence lasts, from its status and the minutes that are left of it. */
import type { Channel } from '../knowledge/channels.ts';
import { avmaLeaseMinutes, minutesPerDay, volumeLeaseMinutes } from '../knowledge/figures.ts';
import type { LicenseStatus, Product, Validity } from './report.ts';

/** What decides the validity of one product. `traceOfLease`: something shows that a time-limited activation was there. */
export interface Lease {
  readonly status: LicenseStatus;
  readonly remainingMinutes: number | null;
  readonly reason: string | null;
  readonly channel: Channel;
  readonly method: Product['method'];
  readonly traceOfLease: boolean;
  readonly activatedAt: string | null;
}

/** Reasons that say "time has run out": grace expired, KMS binding lost, validity period expired (slerror.h). */
const lapsed: ReadonlySet<string> = new Set(['0xC004F009', '0xC004F056', '0xC004FC07', '0xC004F021', '0xC004F064']);

const lastYear = Date.UTC(9999, 11, 31);

/** These run on a lease by nature: 0 minutes of them says nothing. (A KMS client's is key.inconsistent.) */
const neverPermanent: ReadonlySet<Channel> = new Set(['avma', 'evaluation']);

/** These are activated for good or not at all: a grace period may run out, a lease cannot. */
const withoutLease: ReadonlySet<Channel> = new Set(['mak', 'retail', 'oem', 'kmsHost']);

function addMinutes(instant: string, minutes: number): string | null {
  const time = Date.parse(instant) + minutes * 60_000;
  return time > 0 && time <= lastYear ? new Date(time).toISOString() : null;
}

/**
 * When the present lease began: the activation time where it is known (AVMA), else counted back from the 180 days that
 * a KMS host or Active Directory gives. Null where the minutes exceed 180 days: then no such lease is behind them.
 */
function renewedAt(lease: Lease, collectedAt: string): string | null {
  if (lease.activatedAt !== null) return lease.activatedAt;
  const counted = lease.method === 'kms' || lease.method === 'ad';
  const { remainingMinutes } = lease;
  if (!counted || remainingMinutes === null || remainingMinutes > volumeLeaseMinutes) return null;
  return addMinutes(collectedAt, remainingMinutes - volumeLeaseMinutes);
}

/**
 * Validity at `collectedAt` (ISO 8601 UTC). SoftwareLicensingProduct.GracePeriodRemaining is in minutes; licensed with
 * 0 is permanent (slmgr.vbs), notification or unlicensed after a lease is ended.
 */
export function validityOf(lease: Lease, collectedAt: string): Validity {
  const { status, remainingMinutes, reason } = lease;
  const none = { remainingMinutes: null, expiresAt: null, renewedAt: null };
  if (status === 'unknown') return { kind: 'unknown', ...none, remainingMinutes };
  if (status === 'notification' || status === 'unlicensed') {
    const ranOut = lease.traceOfLease || (reason !== null && lapsed.has(reason));
    const ended = ranOut && !withoutLease.has(lease.channel);
    return { kind: ended ? 'ended' : 'unknown', ...none };
  }
  if (remainingMinutes === null) return { kind: 'unknown', ...none };
  if (status === 'licensed' && remainingMinutes === 0) {
    return { kind: neverPermanent.has(lease.channel) ? 'unknown' : 'permanent', ...none };
  }
  return {
    kind: 'expires',
    remainingMinutes,
    expiresAt: addMinutes(collectedAt, remainingMinutes),
    renewedAt: status === 'licensed' ? renewedAt(lease, collectedAt) : null,
  };
}

/**
 * Length in days of the whole lease that a product runs on, or null where nothing bounds it (permanent, evaluation).
 * Leases differ: 180 days from a KMS host, about a week under AVMA, so a fixed threshold would cry wolf.
 */
export function leaseDays(product: Pick<Product, 'channel' | 'validity'>): number | null {
  const { expiresAt, renewedAt } = product.validity;
  const length = expiresAt === null || renewedAt === null ? 0 : Date.parse(expiresAt) - Date.parse(renewedAt);
  if (length > 0) return length / (minutesPerDay * 60_000); // not where the host's clock put its beginning after its end
  if (product.channel === 'avma') return avmaLeaseMinutes / minutesPerDay;
  return product.channel === 'kmsClient' ? volumeLeaseMinutes / minutesPerDay : null;
}
