/**
 * Which KMS hosts DNS names (`_vlmcs._tcp`). The licensing client asks Windows' resolver, so its answer counts; Node's own
 * is kept beside it, because where the two differ a name resolution policy or another name server is at work.
 */
import type { Resolver } from 'node:dns/promises';
import type { NetworkSource } from '../evidence.ts';
import { nameKey } from './networkName.ts';

type Answer = NetworkSource['answers'][number];
type SrvRecords = NetworkSource['srv'];

/** What Resolve-DnsName said about a domain; `outcome`: answered, none, failed. */
export type SaidAnswer = Omit<Answer, 'by'>;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
/** No such name, and a name without such a record: both are answers. */
const saysNone: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

/** One domain, asked by Node. Never rejects. */
async function askNode(domain: string, resolver: Resolver): Promise<Answer> {
  try {
    const found = await resolver.resolveSrv(`_vlmcs._tcp.${domain}`);
    const records = found.map(({ name, port, priority, weight }) => ({ domain, target: name, port, priority, weight }));
    return { domain, by: 'node', outcome: 'answered', error: null, records };
  } catch (error) {
    const code = codeOf(error);
    return { domain, by: 'node', outcome: saysNone.has(code) ? 'none' : 'failed', error: code, records: [] };
  }
}

/** `signal` ends it; what was not answered by then failed (`ECANCELLED`). */
export async function askSrv(domains: readonly string[], resolver: Resolver, signal: AbortSignal): Promise<Answer[]> {
  const cancel = (): void => resolver.cancel();
  const asked = domains.map((domain) => askNode(domain, resolver));
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const answers = await Promise.all(asked);
  signal.removeEventListener('abort', cancel);
  return answers;
}

/** The records that count: for each domain those of Resolve-DnsName where it answered, also that there are none, else Node's. */
export function countingRecords(said: readonly SaidAnswer[], byNode: readonly Answer[]): SrvRecords {
  const spoke = said.filter(({ outcome }) => outcome !== 'failed');
  const settled = new Set(spoke.map(({ domain }) => nameKey(domain)));
  const rest = byNode.filter(({ domain }) => !settled.has(nameKey(domain)));
  return [...spoke, ...rest].flatMap(({ records }) => records);
}
