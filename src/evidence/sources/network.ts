/**
 * What the network says about the KMS hosts of a machine: which ones DNS names, and whether those and the configured ones
 * can be reached. Bounded in number and time: it is asked on every machine, and a host has thousands of them.
 */
import { Resolver } from 'node:dns/promises';
import type { NetworkSource } from '../evidence.ts';
import { askedPort, askHost, type HostToAsk, notTried } from './networkHost.ts';
import { firstOfEach, nameKey } from './networkName.ts';
import { askSrv, countingRecords, type SaidAnswer } from './networkSrv.ts';
import { within } from './within.ts';

export type { HostToAsk } from './networkHost.ts';
export type { SaidAnswer } from './networkSrv.ts';

export interface NetworkToAsk {
  /** Where `_vlmcs._tcp` is looked for. */
  readonly domains: readonly string[];
  /** Configured and discovered hosts, those that matter most first. */
  readonly hosts: readonly HostToAsk[];
  /** What Resolve-DnsName said. */
  readonly srv: readonly SaidAnswer[];
}

export interface NetworkOptions {
  /** For each step: the names' records, a host's turn, its name and connection together. All is done in three times that. */
  readonly connectMs: number;
  /** Default: the name servers of the system. */
  readonly resolver?: Resolver;
  readonly signal?: AbortSignal;
}

/** What is beyond this is not asked, and the outcome says `partial`. */
export const mostDomains = 5;
export const mostHosts = 8;

/** RFC 2782: a dot as the target says that there is decidedly no such service. */
const isHost = ({ name }: HostToAsk): boolean => nameKey(name) !== '';
const hostKey = ({ name, port }: HostToAsk): string => `${nameKey(name)} ${askedPort(port)}`;
const uniqueHosts = (hosts: readonly HostToAsk[]): HostToAsk[] => firstOfEach(hosts.filter(isHost), hostKey);

/** Two tries within the time, the second one given twice as long as the first, as c-ares does it. */
const systemResolver = (connectMs: number): Resolver => new Resolver({ timeout: Math.ceil(connectMs / 3), tries: 2 });

/** Never rejects. The firewall rule of the source comes from elsewhere. */
export async function lookNetwork(
  { domains, hosts, srv }: NetworkToAsk,
  { connectMs, resolver = systemResolver(connectMs), signal }: NetworkOptions,
): Promise<Omit<NetworkSource, 'firewallRule'>> {
  const begun = performance.now();
  const allDomains = firstOfEach(
    domains.filter((domain) => nameKey(domain) !== ''),
    nameKey,
  );
  const ask = (host: HostToAsk) => askHost(host, connectMs, signal);
  // Hosts that are known need not wait for the answer of DNS.
  const known = uniqueHosts(hosts);
  const askedFirst = known.slice(0, mostHosts).map(ask);
  const byNode = await within(connectMs, signal, (limit) => askSrv(allDomains.slice(0, mostDomains), resolver, limit));
  const records = countingRecords(srv, byNode);
  const all = uniqueHosts([...known, ...records.map(({ target, port }) => ({ name: target, port }))]);
  const asked = await Promise.all([...askedFirst, ...all.slice(askedFirst.length, mostHosts).map(ask)]);
  const untried = asked.some(({ outcome }) => outcome === notTried);
  const isPartial = untried || allDomains.length > mostDomains || all.length > mostHosts;
  return {
    outcome: isPartial ? 'partial' : 'complete',
    durationMs: Math.round(performance.now() - begun),
    error: isPartial ? 'notAllAsked' : null,
    srv: records,
    hosts: asked,
    answers: [...srv.map((answer) => ({ ...answer, by: 'resolveDnsName' })), ...byNode],
  };
}
