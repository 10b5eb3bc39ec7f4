/** What would let a product's licence run on: decided once, for the next step and for the verdict line alike. */
import type { Product, Report } from '../activation/report.ts';
import { type ErrorGroup, findErrorCode } from '../knowledge/errorCodes.ts';
import { isClient } from '../knowledge/skus.ts';
import type { Advice, AdviceId, FindingFacts } from '../wording/facts.ts';

export const groupOf = (code: string | null): ErrorGroup | null =>
  code === null ? null : (findErrorCode(code)?.group ?? null);

/** Groups of reasons whose own next step says more than anything the channel could. */
const speaking: ReadonlySet<ErrorGroup | null> = new Set([
  'key',
  'exhausted',
  'edition',
  'genuine',
  'system',
  'microsoft',
  'clock',
]);

export const codeAdvises = (code: string | null): boolean => speaking.has(groupOf(code));

/** Everything but a KMS client: the channel alone decides. */
const byChannel: Readonly<Record<Product['channel'], AdviceId>> = {
  kmsClient: 'connect',
  kmsHost: 'kmsHostKey',
  mak: 'mak',
  retail: 'troubleshooter',
  oem: 'troubleshooter',
  avma: 'hyperV',
  evaluation: 'evaluation',
  subscription: 'other',
  unknown: 'other',
};

type Host = NonNullable<Report['network']>['hosts'][number];
const nameOf = (host: Host | undefined): string | null => (host ? `${host.name}:${host.port}` : null);

/**
 * How the known KMS hosts answered on their port when the evidence was taken. That none is known is silence only where
 * the search was complete; null where nobody asked.
 */
export function hostAnswerOf({ network, sources }: Report): FindingFacts['renewal.overdue']['hostAnswer'] {
  const outcomes = (network?.hosts ?? []).map(({ outcome }) => outcome);
  const searched = sources.some(({ source, outcome }) => source === 'network' && outcome === 'complete');
  if (outcomes.length === 0) return network !== null && searched ? 'silent' : null;
  if (outcomes.includes('open')) return 'answers';
  return outcomes.includes('closed') ? 'refuses' : 'silent';
}

/** The code of the last attempt, if it was made since the machine woke: an older one says nothing about today. */
function freshAttempt({ lastAttempt, machine }: Report): string | null {
  if (!lastAttempt?.at) return null;
  const awakeSince = machine.awakeSince === null ? 0 : Date.parse(machine.awakeSince);
  return Date.parse(lastAttempt.at) >= awakeSince ? lastAttempt.code : null;
}

/** Pasted text does not name the system; the edition's own name, which no language changes, does. */
function isServer({ machine, products, primary }: Report): boolean {
  const edition = products[primary ?? -1]?.name ?? '';
  return isClient(machine.os) === false || (isClient(machine.os) === null && /\bServer/.test(edition));
}

function outOfReach(report: Report): AdviceId {
  if (report.machine.cloud === 'azure') return 'azure';
  return isServer(report) ? 'reachHost' : 'connect';
}

/** A KMS client: the host's fault where a host that is there does not serve, else the way to it. `reason`: why not activated. */
function forClient(report: Report, product: Product, reason: string | null): Advice {
  const hosts = report.network?.hosts ?? [];
  const attempt = freshAttempt(report);
  const open = nameOf(hosts.find(({ outcome }) => outcome === 'open'));
  const closed = nameOf(hosts.find(({ outcome }) => outcome === 'closed'));
  if (product.method === 'ad') return { id: 'domain', host: null, code: null };
  if (groupOf(attempt) === 'host') return { id: 'hostFault', host: report.lastAttempt?.host ?? open, code: attempt };
  if (groupOf(attempt) === 'clock') return { id: 'code', host: null, code: attempt };
  if (open !== null) {
    return groupOf(attempt) === 'unreachable'
      ? { id: 'hostFault', host: open, code: attempt }
      : { id: 'activateNow', host: open, code: null };
  }
  if (closed !== null) return { id: 'hostRefuses', host: closed, code: attempt };
  // Where nobody asked the network, what the host itself said last counts.
  if (report.network === null && groupOf(reason) === 'host') return { id: 'hostFault', host: null, code: reason };
  return { id: outOfReach(report), host: null, code: null };
}

/** For a judged product that is not, or not for long, activated. */
export function adviceFor(report: Report, product: Product): Advice {
  const reason = product.licenseStatus === 'licensed' ? null : product.reason;
  if (codeAdvises(reason)) return { id: 'code', host: null, code: reason };
  const renews = product.channel === 'kmsClient' && product.method !== 'token' && product.token === null;
  if (renews) return forClient(report, product, reason);
  return { id: product.channel === 'kmsClient' ? 'other' : byChannel[product.channel], host: null, code: null };
}
