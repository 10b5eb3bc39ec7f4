/** Labels and sentences of the text that shows a machine. */
import type { VerdictFacts } from '../verdict.ts';
import { duration } from './words.ts';

const unnamed = 'this machine';
const left = (minutes: number): string => `${duration(minutes)}\u00a0left`;
const about = ({ machine, title }: VerdictFacts): string => (machine === null ? `${title}.` : `${machine}: ${title}.`);

/** "PC-1 is activated until … (177 days left)", or without an end. */
function state({ machine, until, minutesLeft }: VerdictFacts): string {
  const name = machine ?? unnamed;
  return until === null || minutesLeft === null
    ? `${name} is activated and does not expire`
    : `${name} is activated until ${until} (${left(minutesLeft)})`;
}

/** What is said of evidence that is no longer new. */
function oldState({ machine, until, old }: VerdictFacts): string {
  const name = machine ?? unnamed;
  const was = until === null ? `${name} was activated.` : `${name} was activated until ${until}.`;
  const passed = old?.hasEnded ? 'That date has passed: gather again.' : 'Gather again to be sure.';
  return `On ${old?.capturedAt}, ${duration(old?.minutes ?? 0)} ago, ${was} ${passed}`;
}

function fine(facts: VerdictFacts): string {
  const { title, pasted, minutesLeft, old } = facts;
  if (pasted) {
    return minutesLeft === null
      ? 'Fine when the text was taken: activated, and does not expire.'
      : `Fine when the text was taken: ${left(minutesLeft)} then.`;
  }
  if (old !== null) return oldState(facts);
  return title === null ? `Fine: ${state(facts)}. Nothing to do.` : `Fine for now: ${state(facts)}. But: ${title}.`;
}

/** Where the way to the KMS host is missing: a person with a PC, a server, a machine in Azure, a domain member. */
function connect(facts: VerdictFacts): string {
  const machine = facts.machine ?? unnamed;
  const title = `${facts.title}.`;
  if (facts.advice === 'azure') return `Let ${machine} reach the Azure KMS host. ${title}`;
  if (facts.advice === 'reachHost') return `Check that ${machine} reaches its KMS host. ${title}`;
  if (facts.advice === 'domain') return `Check that ${machine} reaches its domain. ${title}`;
  return `Connect ${machine} to the company network (VPN). ${title}`;
}

export const report = {
  verdicts: {
    fine,
    connect,
    hostFault: (facts: VerdictFacts): string => `KMS host fault: tell the KMS administrator. ${about(facts)}`,
    wrongKey: (facts: VerdictFacts): string => `Wrong key: tell the licence administrator. ${about(facts)}`,
    administrator: (facts: VerdictFacts): string =>
      facts.activated
        ? `${state(facts)}. But tell the administrator: ${facts.title}.`
        : `Call the administrator. ${about(facts)}`,
  },
  /** A severity that held when old evidence was taken. */
  atThatTime: (severity: string): string => `${severity} THEN`,
  machine: 'Machine',
  evidence: 'Evidence',
  product: 'Product',
  status: 'Status',
  key: 'Key',
  activation: 'Activated',
  kmsHostOfClient: 'KMS host',
  lookupDomain: 'Lookup domain',
  hostAnswer: 'KMS check',
  directory: 'AD object',
  token: 'Token',
  avma: 'Hyper-V host',
  subscription: 'Subscription',
  kmsHost: 'KMS service',
  clients: 'Count',
  requests: 'Requests',
  lastAttempt: 'Last attempt',
  reason: 'Reason',
  sources: 'Sources',
  unread: 'Not read',
  findings: 'Findings',
  products: 'Other products',
  next: 'Next',
  codes: 'Codes found',
  cause: 'Usual cause',
  inText: (line: string): string => `In the text: "${line}"`,
  notJudged: {
    subscription: "depends on the user's account, not judged",
    addOn: 'add-on that the policy does not expect, not judged',
    other: 'not the one in use, not judged',
  },
  permanent: 'does not expire',
  ended: 'its activation has ended',
  left,
  endsOn: (date: string, minutes: number): string => `until ${date} (${left(minutes)})`,
  passedOn: (date: string): string => `until ${date} (already past)`,
  endNotRead: 'for a time; the end could not be read',
  renewed: (date: string): string => `renewed ${date}`,
  configured: 'configured',
  discovered: 'found in DNS',
  keyTail: (tail: string): string => `ends in ${tail}`,
  noKey: 'no key',
  captured: (date: string): string => `captured ${date}`,
  pasted: 'pasted text; it does not say when it was taken, so days count from now',
  judgedAsOf: (date: string): string => `judged as of ${date}`,
  old: (minutes: number): string => `${duration(minutes)} ago`,
  fromTheFuture: (minutes: number): string => `dated ${duration(minutes)} in the future: check the clocks`,
  count: (product: string, count: number | null, required: number | null): string => {
    const needs = required === null ? '' : ` (clients need ${required})`;
    return `${count ?? 'no request yet'}${needs}, ${product}`;
  },
  listening: (port: number | string): string => `port ${port}`,
  dnsOn: 'publishes in DNS',
  dnsOff: 'does not publish in DNS',
  requestCounts: (total: number | string, failed: number | string): string => `${total} in total, ${failed} failed`,
  allAnswered: (count: number): string => (count === 1 ? 'answered' : `all ${count} answered`),
  none: 'none',
  more: (count: number): string => `and ${count} more`,
  succeeded: 'succeeded',
  separator: ', ',
  /** A title that needs its product named. */
  titleOf: (title: string, product: string): string => `${title} (${product})`,
};
