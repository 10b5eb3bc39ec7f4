/** A healthy machine to vary: Windows Enterprise that renewed with its KMS host two days before it was looked at. */
import { type Product, type Report, reportVersion, type Validity } from '../../src/activation/report.ts';
import { emptyEvidence } from '../../src/evidence/evidence.ts';

export const collectedAt = '2026-11-24T00:00:00.000Z';
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `ms` after the report was collected, ISO 8601 UTC. */
export const after = (ms: number): string => new Date(Date.parse(collectedAt) + ms).toISOString();

/** A lease of `lease` milliseconds of which `left` remain at `collectedAt`; both may be fractions of a minute. */
export const leaseLeft = (left: number, lease = 180 * day): Validity => ({
  kind: 'expires',
  remainingMinutes: Math.floor(left / minute),
  expiresAt: after(left),
  renewedAt: after(left - lease),
});

/** A validity that only has a kind. */
export const onlyKind = (kind: Validity['kind']): Validity => ({
  kind,
  remainingMinutes: null,
  expiresAt: null,
  renewedAt: null,
});

export function aProduct(overrides: Partial<Product> = {}): Product {
  return {
    activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
    applicationId: '55c92734-d682-4d71-983e-d6ec3f16059f',
    family: 'windows',
    name: 'Windows(R), Enterprise edition',
    description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
    addOn: false,
    channel: 'kmsClient',
    keyChannel: 'Volume:GVLK',
    partialProductKey: '2YT43',
    extendedPid: null,
    licenseStatus: 'licensed',
    reason: null,
    validity: leaseLeft(178 * day),
    activationType: 'all',
    method: 'kms',
    kms: {
      clientMachineId: 'b721d42d-94a7-4dbb-9445-b8bc6e1eb13d',
      configuredHost: null,
      configuredPort: null,
      discoveredHost: 'kms01.corp.example',
      discoveredPort: 1688,
      hostAddress: '10.20.30.40',
      hostExtendedPid: null,
      lookupDomain: null,
      activationIntervalMinutes: 120,
      renewalIntervalMinutes: 10_080,
      hostCaching: true,
    },
    activeDirectory: null,
    token: null,
    avma: null,
    subscription: null,
    evaluationEndsAt: null,
    rearm: { windows: 1001, application: null, sku: 1001 },
    ...overrides,
  };
}

/** Where `overrides` names no primary, the first product is it. */
export function aReport(overrides: Partial<Report> = {}): Report {
  const { machine } = emptyEvidence(collectedAt);
  return {
    schema: reportVersion,
    collectedAt,
    machine: { ...machine, name: 'PC-0412', installedAt: after(-365 * day), awakeSince: after(-2 * day) },
    serviceVersion: '10.0.26100.4351',
    service: { state: 'stopped', startType: 'delayedAuto' },
    primary: 0,
    products: [aProduct()],
    kmsHost: null,
    lastAttempt: null,
    network: {
      srv: [],
      hosts: [{ name: 'kms01.corp.example', port: 1688, addresses: ['10.20.30.40'], outcome: 'open', durationMs: 15 }],
    },
    sources: [
      { source: 'cim', outcome: 'complete', durationMs: 640, error: null },
      { source: 'slmgr', outcome: 'complete', durationMs: 380, error: null },
    ],
    differences: [],
    unread: [],
    ...overrides,
  };
}
