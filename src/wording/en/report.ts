/** Labels and sentences of the text that shows a machine. */
import type { VerdictFacts } from '../verdict.ts';
import { duration } from './words.ts';

/** Who pasted what another machine printed sits at another one. */
const nameOf = ({ machine, pasted }: VerdictFacts): string => machine ?? (pasted ? 'the machine' : 'this machine');
const left = (minutes: number): string => `${duration(minutes)}\u00a0left`;
const about = ({ machine, title }: VerdictFacts): string => (machine === null ? `${title}.` : `${machine}: ${title}.`);

/** "PC-1 is activated until … (177 days left)", or without an end. */
function state(facts: VerdictFacts): string {
  const { until, minutesLeft } = facts;
  const name = nameOf(facts);
  return until === null || minutesLeft === null
    ? `${name} is activated and does not expire`
    : `${name} is activated until ${until} (${left(minutesLeft)})`;
}

/** What is said of evidence that is no longer new. */
function oldState(facts: VerdictFacts): string {
  const { until, old } = facts;
  const name = nameOf(facts);
  const was = until === null ? `${name} was activated.` : `${name} was activated until ${until}.`;
  const passed = old?.hasEnded ? 'That date has passed: gather again.' : 'Gather again to be sure.';
  return `On ${old?.capturedAt}, ${duration(old?.minutes ?? 0)} ago, ${was} ${passed}`;
}

function fine(facts: VerdictFacts): string {
  const { machine, title, undated, minutesLeft, old } = facts;
  if (undated) {
    const fineThen = machine === null ? 'Fine when the text was taken' : `${machine}: fine when the text was taken`;
    const then = minutesLeft === null ? 'activated, does not expire' : left(minutesLeft);
    return `${fineThen} (${then}).${title === null ? '' : ` But: ${title}.`}`;
  }
  if (old !== null) return oldState(facts);
  return title === null ? `Fine: ${state(facts)}. Nothing to do.` : `Fine for now: ${state(facts)}. But: ${title}.`;
}

/** Where the way to the KMS host is missing: a person with a PC, a server, a machine in Azure, a domain member. */
function connect(facts: VerdictFacts): string {
  const machine = nameOf(facts);
  const title = `${facts.title}.`;
  if (facts.advice === 'azure') return `Let ${machine} reach the Azure KMS host. ${title}`;
  if (facts.advice === 'reachHost') return `Check that ${machine} reaches its KMS host. ${title}`;
  if (facts.advice === 'domain') return `Check that ${machine} reaches its domain. ${title}`;
  return `Connect ${machine} to the company network (VPN). ${title}`;
}

/** Where a paste leaves the answer open, nobody need be called yet: what to do, by why it is open. */
const asks: Readonly<Partial<Record<NonNullable<VerdictFacts['undetermined']>, string>>> = {
  noAnswer: 'Get more from the machine (see Next).',
  noWindows: 'Get more from the machine (see Next).',
  status: 'Get more from the machine (see Next).',
  validity: 'Get more from the machine (see Next).',
  endDate: 'Compare the end date in the text with today.',
  severalOutputs: 'Paste one output at a time.',
  noKey: 'Ask the licence administrator.',
};

function administrator(facts: VerdictFacts): string {
  if (facts.activated) return `${state(facts)}. But tell the administrator: ${facts.title}.`;
  const ask = facts.pasted && facts.undetermined !== null ? asks[facts.undetermined] : undefined;
  return `${ask ?? 'Call the administrator.'} ${about(facts)}`;
}

export const report = {
  verdicts: {
    fine,
    connect,
    hostFault: (facts: VerdictFacts): string => `KMS host problem: tell the KMS administrator. ${about(facts)}`,
    wrongKey: (facts: VerdictFacts): string => `Wrong key: tell the licence administrator. ${about(facts)}`,
    administrator,
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
  productsFound: 'Products found',
  next: 'Next',
  codes: 'Codes found',
  cause: 'Usual cause',
  inText: (line: string): string => `In the text: "${line}"`,
  notJudged: {
    subscription: "not judged: depends on the user's account",
    addOn: 'not judged: an add-on that is not in the policy',
    other: 'not judged: not the one in use',
  },
  permanent: 'does not expire',
  ended: 'its activation has ended',
  left,
  endsOn: (date: string, minutes: number): string => `until ${date} (${left(minutes)})`,
  passedOn: (date: string): string => `until ${date} (already past)`,
  endNotRead: 'for a limited time, its end could not be read',
  renewed: (date: string): string => `renewed ${date}`,
  configured: 'configured',
  discovered: 'found in DNS',
  keyTail: (tail: string): string => `ends in ${tail}`,
  noKey: 'no key',
  captured: (date: string): string => `captured ${date}`,
  pasted: 'pasted text, not dated: the days left count from when it was taken',
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
  moreLines: (count: number): string => (count === 1 ? '1 other line' : `${count} other lines`),
  succeeded: 'succeeded',
  separator: ', ',
  /** A title that needs its product named. */
  titleOf: (title: string, product: string): string => `${title} (${product})`,
};
