/** The one line a helpdesk person needs first: who can mend this. */
import type { ErrorGroup } from '../knowledge/errorCodes.ts';
import type { Advice, AdviceId } from '../wording/facts.ts';
import { groupOf } from './advice.ts';
import type { Assessment, Finding } from './finding.ts';

export const verdicts = ['fine', 'connect', 'hostFault', 'wrongKey', 'administrator'] as const;
export type Verdict = (typeof verdicts)[number];

const byAdvice: Readonly<Partial<Record<AdviceId, Verdict>>> = {
  connect: 'connect',
  reachHost: 'connect',
  azure: 'connect',
  domain: 'connect',
  hostRefuses: 'hostFault',
  hostFault: 'hostFault',
  kmsHostKey: 'hostFault',
};

/** Reasons that a right key would end. */
const keyGroups: ReadonlySet<ErrorGroup | null> = new Set(['key', 'exhausted', 'edition', 'genuine']);

/** Findings whose key must be exchanged; `key.inconsistent` is not one: there the key is right and the activation odd. */
const wrongKeys: ReadonlySet<string> = new Set(['key.channelNotAllowed', 'key.editionMismatch', 'key.hostKeyOnClient']);

/** What a finding advises, or null where it has no such fact. */
export function adviceOf(finding: Finding): Advice | null {
  return 'advice' in finding.facts ? finding.facts.advice : null;
}

/** From the gravest finding; `fine` where nothing is graver than information. */
export function verdictOf({ findings, severity }: Assessment): Verdict {
  const [first] = findings;
  if (!first || severity === 'ok' || severity === 'info') return 'fine';
  if (first.id.startsWith('kmsHost.')) return 'hostFault';
  const advice = adviceOf(first);
  if (wrongKeys.has(first.id) || keyGroups.has(groupOf(advice?.id === 'code' ? advice.code : null))) return 'wrongKey';
  return (advice && byAdvice[advice.id]) ?? 'administrator';
}
