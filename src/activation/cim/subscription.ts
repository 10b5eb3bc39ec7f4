/** Windows subscription activation (Pro raised to Enterprise by a user's licence), kept by SoftwareLicensingService. */
import type { Product } from '../report.ts';
import type { Row } from './row.ts';

/** Undocumented values as public status scripts read them; 1 = active is confirmed by the OSLicense module. */
const types: Readonly<Record<number, string>> = { 1: 'device' };
const noType = 120;
const statuses: Readonly<Record<number, string>> = { 1: 'active', 100: 'disabled', 120: 'expired' };

/** Null where the class has no such properties (before build 19041) or says that there is no subscription. */
export function readSubscription(service: Row | null): Product['subscription'] {
  const type = service?.uint32('SubscriptionType') ?? null;
  const status = service?.uint32('SubscriptionStatus') ?? null;
  const edition = service?.text('SubscriptionEdition') ?? null;
  if (!service || type === noType || status === null || edition === null || edition === 'UNKNOWN') return null;
  const expiry = service.text('SubscriptionExpiry');
  return {
    edition,
    type: type === null ? null : (types[type] ?? 'user'),
    status: statuses[status] ?? 'inactive',
    expiresAt: expiry === null || expiry.includes('unspecified') ? null : service.instant('SubscriptionExpiry'),
  };
}
