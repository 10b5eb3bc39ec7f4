/** Whom to ask on the network: the hosts that the licensing classes name, the domains that were looked in. */
import type { CimRow, Evidence } from '../evidence.ts';
import type { NetworkToAsk } from './network.ts';

/** A host that was set wins over one that was found; Microsoft Learn, SoftwareLicensingProduct and …Service. */
const properties = [
  ['KeyManagementServiceMachine', 'KeyManagementServicePort'],
  ['DiscoveredKeyManagementServiceMachineName', 'DiscoveredKeyManagementServiceMachinePort'],
] as const;

function hostsOf(rows: readonly CimRow[]): NetworkToAsk['hosts'] {
  return properties.flatMap(([name, port]) =>
    rows.flatMap((row) => {
      const host = row[name];
      const number = row[port];
      const named = typeof host === 'string' && host.trim() !== '';
      return named ? [{ name: host.trim(), port: typeof number === 'number' ? number : null }] : [];
    }),
  );
}

/** Never throws. `sources`: what has been read so far. */
export function networkTargets({ cim, network }: Evidence['sources']): NetworkToAsk {
  const answers = network?.answers ?? [];
  return {
    domains: answers.map(({ domain }) => domain),
    hosts: hostsOf(Object.values(cim?.classes ?? {}).flat()),
    srv: answers.filter(({ outcome }) => outcome !== 'notAsked'),
  };
}
