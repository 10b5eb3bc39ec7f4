/** Which KMS hosts the network names, and whether they answered on their port. */
import type { Evidence } from '../evidence/evidence.ts';
import { portOf } from './port.ts';
import type { Report } from './report.ts';

type Host = NonNullable<Report['network']>['hosts'][number];
const known: ReadonlySet<string> = new Set(['open', 'closed', 'timedOut', 'notResolved']);

/** Null where nobody asked the network: that is not the same as a host that does not answer. */
export function readNetwork(evidence: Evidence): Report['network'] {
  const { network } = evidence.sources;
  if (!network || network.outcome === 'unavailable') return null;
  if (network.outcome === 'skipped' && network.srv.length === 0) return null;
  return {
    srv: network.srv.map((record) => ({ ...record, port: portOf(record.port) })),
    hosts: network.hosts.map((host) => ({
      ...host,
      port: portOf(host.port ?? 0),
      outcome: (known.has(host.outcome) ? host.outcome : 'unknown') as Host['outcome'],
    })),
  };
}
