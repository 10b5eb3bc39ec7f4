/** The KMS client block: which host is configured or was found in DNS, and how often the client renews. */
import { portOf } from '../port.ts';
import type { KmsClient } from '../report.ts';
import type { Row } from './row.ts';

/** The port of a host that is named; not set means the default one. */
const portFor = (host: string | null, port: number | null): number | null => (host === null ? null : portOf(port ?? 0));

/**
 * A host configured for the product goes before the machine-wide one (windowsserverdocs: most specific first); the
 * CMID and host caching belong to the machine, so they come from SoftwareLicensingService.
 */
export function readKmsClient(row: Row, service: Row | null): KmsClient {
  const configuredBy = row.text('KeyManagementServiceMachine') !== null ? row : service;
  const configuredHost = configuredBy?.text('KeyManagementServiceMachine') ?? null;
  const discoveredBy = row.text('DiscoveredKeyManagementServiceMachineName') !== null ? row : service;
  const discoveredHost = discoveredBy?.text('DiscoveredKeyManagementServiceMachineName') ?? null;
  return {
    clientMachineId: service?.text('ClientMachineID') ?? null,
    configuredHost,
    configuredPort: portFor(configuredHost, configuredBy?.uint32('KeyManagementServicePort') ?? null),
    discoveredHost,
    discoveredPort: portFor(discoveredHost, discoveredBy?.uint32('DiscoveredKeyManagementServiceMachinePort') ?? null),
    hostAddress: discoveredBy?.text('DiscoveredKeyManagementServiceMachineIpAddress') ?? null,
    hostExtendedPid: row.text('KeyManagementServiceProductKeyID'),
    lookupDomain:
      row.text('KeyManagementServiceLookupDomain') ?? service?.text('KeyManagementServiceLookupDomain') ?? null,
    activationIntervalMinutes: row.uint32('VLActivationInterval'),
    renewalIntervalMinutes: row.uint32('VLRenewalInterval'),
    hostCaching: service?.boolean('KeyManagementServiceHostCaching') ?? null,
  };
}
