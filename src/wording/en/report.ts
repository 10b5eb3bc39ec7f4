/** Labels and sentences of the text that shows a machine. */
import { duration } from './words.ts';

/** What the verdict line says, after the machine's name. */
interface VerdictFacts {
  /** Null where the evidence does not name it. */
  readonly machine: string | null;
  /** Title of the gravest finding; null where all is well. */
  readonly title: string | null;
  /** Null: permanent, or not known. */
  readonly minutesLeft: number | null;
  readonly until: string | null;
}

const unnamed = 'this machine';
const about = ({ machine, title }: VerdictFacts): string => (machine === null ? `${title}.` : `${machine}: ${title}.`);

export const report = {
  verdicts: {
    fine: ({ machine, title, minutesLeft, until }: VerdictFacts): string => {
      const state =
        until === null || minutesLeft === null
          ? `${machine ?? unnamed} is activated and does not expire.`
          : `${machine ?? unnamed} is activated until ${until} (${duration(minutesLeft)} left).`;
      return title === null ? `Fine: ${state} Nothing to do.` : `Fine for now: ${state} ${title}.`;
    },
    connect: ({ machine, title }: VerdictFacts): string =>
      `Connect ${machine ?? unnamed} to the company network (VPN). ${title}.`,
    hostFault: (facts: VerdictFacts): string => `KMS host fault: tell the KMS administrator. ${about(facts)}`,
    wrongKey: (facts: VerdictFacts): string => `Wrong key: tell the licence administrator. ${about(facts)}`,
    administrator: (facts: VerdictFacts): string => `Call the administrator. ${about(facts)}`,
  },
  machine: 'Machine',
  evidence: 'Evidence',
  product: 'Product',
  status: 'Status',
  key: 'Key',
  activation: 'Activation',
  kmsHostOfClient: 'KMS host',
  hostAnswer: 'Host answers',
  directory: 'AD object',
  token: 'Token',
  avma: 'Hyper-V host',
  subscription: 'Subscription',
  kmsHost: 'KMS service',
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
  none: 'none',
  primary: 'this one counts',
  notJudged: 'not judged',
  permanent: 'does not expire',
  ended: 'has ended',
  endsOn: (date: string, minutes: number): string => `until ${date} (${duration(minutes)} left)`,
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
  old: (minutes: number): string => `${duration(minutes)} old`,
  fromTheFuture: (minutes: number): string => `dated ${duration(minutes)} in the future: check the clocks`,
  count: (count: number | string, required: number | null): string =>
    required === null ? `count ${count}` : `count ${count} (needs ${required})`,
  succeeded: 'succeeded',
  separator: ', ',
  /** A title that needs its product named. */
  titleOf: (title: string, product: string): string => `${title} (${product})`,
  listening: (port: number | string): string => `port ${port}`,
  dnsOn: 'publishes in DNS',
  dnsOff: 'does not publish in DNS',
  requestCounts: (total: number | string, failed: number | string): string => `${total} in total, ${failed} failed`,
};
