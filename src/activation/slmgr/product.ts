/** What was read of one product's lines as a product of the report. Text shows less than CIM: the rest stays null. */
import { type Channel, channelOf, familyOf, isAddOnName } from '../../knowledge/channels.ts';
import type { KmsClient, KmsHost, Product, Validity } from '../report.ts';
import { validityOf } from '../validity.ts';
import type { Draft } from './page.ts';

/** These are licensed for a time, so `/dlv` and `/dli` print a line after "Licensed" for them; of what is not known, they may. */
const leased: ReadonlySet<Channel> = new Set(['kmsClient', 'avma', 'evaluation', 'unknown']);

const emptyKms: KmsClient = {
  clientMachineId: null,
  configuredHost: null,
  configuredPort: null,
  discoveredHost: null,
  discoveredPort: null,
  hostAddress: null,
  hostExtendedPid: null,
  lookupDomain: null,
  activationIntervalMinutes: null,
  renewalIntervalMinutes: null,
  hostCaching: null,
};

/** The script prints exactly one of the three blocks, the one of the last successful activation. */
function methodOf(draft: Draft): Product['method'] {
  if (draft.activeDirectory) return 'ad';
  if (draft.token) return 'token';
  return draft.kms ? 'kms' : null;
}

/**
 * Minutes left; "Licensed" without an expiration line means 0, permanent. A text that was cut before such a line could
 * stand says nothing.
 */
function minutesOf(draft: Draft, channel: Channel): number | null {
  if (draft.minutes !== null || draft.timeLimited || draft.status !== 'licensed') return draft.minutes;
  const complete = draft.afterStatus === 'understood' || (draft.afterStatus === 'blank' && !leased.has(channel));
  return complete ? 0 : null;
}

/** `/xpr` gives the end as a date in the user's locale, so only the kind of validity is known. */
function validityFromXpr(draft: Draft): Validity {
  const kind = draft.timeLimited ? 'expires' : draft.status === 'licensed' ? 'permanent' : 'unknown';
  return { kind, remainingMinutes: null, expiresAt: null, renewedAt: null };
}

/** `collectedAt`: ISO 8601 UTC. */
export function productOf(draft: Draft, collectedAt: string): Product {
  const { name, description, keyChannel, reason } = draft;
  const channel = channelOf({ name, keyChannel, description });
  const licenseStatus = draft.status ?? 'unknown';
  const method = channel === 'kmsClient' ? methodOf(draft) : null;
  const lease = {
    status: licenseStatus,
    remainingMinutes: minutesOf(draft, channel),
    reason,
    channel,
    method,
    traceOfLease: method !== null,
    activatedAt: null,
  };
  return {
    activationId: draft.activationId,
    applicationId: draft.applicationId,
    family: draft.fromXpr && name === null ? 'windows' : familyOf(draft.applicationId, name ?? description),
    name,
    description,
    addOn: isAddOnName(name),
    channel,
    keyChannel,
    partialProductKey: draft.partialProductKey,
    extendedPid: draft.extendedPid,
    licenseStatus,
    reason,
    validity: draft.fromXpr ? validityFromXpr(draft) : validityOf(lease, collectedAt),
    activationType: draft.activationType,
    method,
    kms: draft.kms ? { ...emptyKms, ...draft.kms } : null,
    activeDirectory: draft.activeDirectory,
    token: draft.token,
    avma: draft.avma,
    subscription: null,
    evaluationEndsAt: null,
    rearm: draft.rearm,
  };
}

/** All unset (printed as −1) means that no request has come yet. */
function requestsOf(counters: NonNullable<NonNullable<Draft['host']>['counters']>): KmsHost['requests'] {
  const requests = {
    total: counters.total ?? null,
    failed: counters.failed ?? null,
    unlicensed: counters.unlicensed ?? null,
    licensed: counters.licensed ?? null,
    initialGrace: counters.initialGrace ?? null,
    expired: counters.expired ?? null,
    nonGenuine: counters.nonGenuine ?? null,
    notification: counters.notification ?? null,
  };
  return Object.values(requests).every((value) => value === null) ? null : requests;
}

/** The first host block of the page; the script prints the machine's settings with each product that has one. */
export function hostOf(drafts: readonly Draft[]): KmsHost | null {
  const hosting = drafts.flatMap((draft, product) => (draft.host ? [{ host: draft.host, product }] : []));
  const [first] = hosting;
  if (!first) return null;
  return {
    listeningPort: first.host.listeningPort ?? null,
    dnsPublishing: first.host.dnsPublishing ?? null,
    priority: first.host.priority ?? null,
    products: hosting.map(({ host, product }) => ({
      product,
      currentCount: host.currentCount ?? null,
      requiredCount: null,
    })),
    requests: requestsOf(first.host.counters ?? {}),
  };
}
