/** A healthy machine to vary: Windows Enterprise that renewed with its KMS host two days before it was looked at. */

import { interpret } from '../../src/activation/interpret.ts';
import { type Product, type Report, reportVersion, type Validity } from '../../src/activation/report.ts';
import { type CimRow, type Evidence, emptyEvidence, evidenceSchema } from '../../src/evidence/evidence.ts';

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

export const kmsBlock: NonNullable<Product['kms']> = {
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
};

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
    kms: kmsBlock,
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

/** What varies a product: each is spread over the healthy one. */
export const mak = { channel: 'mak', keyChannel: 'Volume:MAK', method: null, kms: null, activationType: null } as const;
/** A product of this channel with so much time left, of a lease whose beginning nobody knows. */
export const leased = (channel: Product['channel'], left: number) =>
  ({ ...mak, channel, validity: { ...leaseLeft(left), renewedAt: null } }) as const;
export const evaluation = (left: number, endsAt: number | null = null) =>
  ({ ...leased('evaluation', left), evaluationEndsAt: endsAt === null ? null : after(endsAt) }) as const;
export const renewed = (ago: number) => ({ validity: leaseLeft(180 * day - ago) });
export const every = (renewalIntervalMinutes: number | null) => ({ kms: { ...kmsBlock, renewalIntervalMinutes } });
export const grace = (left: number) => ({ ...leased('kmsClient', left), licenseStatus: 'initialGrace' }) as const;
export const unlicensed = { licenseStatus: 'unlicensed', validity: onlyKind('unknown') } as const;
export const notification = { licenseStatus: 'notification', validity: onlyKind('unknown') } as const;
export const permanent = { validity: onlyKind('permanent') };
export const token = {
  method: 'token',
  token: { ilid: 'x', ilvid: 1, grantNumber: 1, thumbprint: null },
} as const;
export const office = {
  family: 'office',
  applicationId: '0ff1ce15-a989-479d-af46-f275c6370663',
  name: 'Office 24, Office24ProPlus2024VL_KMS_Client_AE edition',
} as const;

/** What varies its machine. */
export const installed = (ago: number) => ({ machine: { installedAt: after(-ago) } });
export const awake = (ago: number | null) => ({ machine: { awakeSince: ago === null ? null : after(-ago) } });
export const hosts = (...outcomes: ('open' | 'closed' | 'timedOut' | 'notResolved')[]) => {
  const host = { name: 'kms', port: 1688, addresses: [], durationMs: null };
  return { report: { network: { srv: [], hosts: outcomes.map((outcome) => ({ ...host, outcome })) } } };
};

export type Overrides = Partial<Product> & { machine?: Partial<Report['machine']>; report?: Partial<Report> };

/** A KMS host of the first product with this count; null: no request has come yet. */
export const counting = (currentCount: number | null, requiredCount: number): Overrides => {
  const products = [{ product: 0, currentCount, requiredCount }];
  return {
    report: { kmsHost: { listeningPort: 1688, dnsPublishing: true, priority: 'normal', products, requests: null } },
  };
};

/** A machine with one product: what differs from the healthy one. */
export function having({ machine = {}, report = {}, ...product }: Overrides = {}): Report {
  const healthy = aReport();
  return { ...healthy, products: [aProduct(product)], machine: { ...healthy.machine, ...machine }, ...report };
}

/** What frames a source that answered. */
export const asked = { outcome: 'complete', durationMs: null, error: null } as const;

export const evidenceOf = (sources: object): Evidence =>
  evidenceSchema.parse({ ...emptyEvidence(collectedAt), sources: sources as Evidence['sources'] });

/** What one row of each licensing class shows. */
export function reportOf(product: CimRow, service: CimRow = {}): Report {
  const classes = { SoftwareLicensingService: [service], SoftwareLicensingProduct: [product] };
  return interpret(evidenceOf({ cim: { ...asked, classes } }));
}

export const productOf = (product: CimRow, service: CimRow = {}): Product =>
  reportOf(product, service).products[0] as Product;
