/** `gracewatch.report/1`: the facts that the evidence shows; no judgement, no clock. What no source said is null. */
import * as z from 'zod';
import { evidenceSchema, outcomes, sourceNames } from '../evidence/evidence.ts';
import { channels, families } from '../knowledge/channels.ts';

export const reportVersion = 'gracewatch.report/1';

/** SoftwareLicensingProduct.LicenseStatus 0–6 by position; any other value is `unknown`. */
export const licenseStatuses = [
  'unlicensed',
  'licensed',
  'initialGrace',
  'additionalGrace',
  'nonGenuineGrace',
  'notification',
  'extendedGrace',
] as const;

const text = z.string().nullable();
const count = z.int().nullable();
const minutes = z.int().min(0).nullable();
const port = z.int().min(1).max(65_535).nullable();
const instant = z.iso.datetime().nullable();
const code = z
  .string()
  .regex(/^0x[0-9A-F]{8}$/)
  .nullable();

const kmsClient = z.object({
  clientMachineId: text,
  configuredHost: text,
  configuredPort: port,
  discoveredHost: text,
  discoveredPort: port,
  hostAddress: text,
  hostExtendedPid: text,
  lookupDomain: text,
  activationIntervalMinutes: minutes,
  renewalIntervalMinutes: minutes,
  hostCaching: z.boolean().nullable(),
});

const product = z.object({
  activationId: text,
  applicationId: text,
  family: z.enum(families),
  name: text,
  description: text,
  addOn: z.boolean(),
  channel: z.enum(channels),
  keyChannel: text,
  partialProductKey: text,
  extendedPid: text,
  licenseStatus: z.enum([...licenseStatuses, 'unknown']),
  reason: code,
  validity: z.object({
    kind: z.enum(['permanent', 'expires', 'ended', 'unknown']),
    remainingMinutes: minutes,
    expiresAt: instant,
    renewedAt: instant,
  }),
  activationType: z.enum(['all', 'ad', 'kms', 'token']).nullable(),
  method: z.enum(['kms', 'ad', 'token']).nullable(),
  kms: kmsClient.nullable(),
  activeDirectory: z.object({ objectName: text, objectDn: text, extendedPid: text, activationId: text }).nullable(),
  token: z.object({ ilid: text, ilvid: count, grantNumber: count, thumbprint: text }).nullable(),
  avma: z.object({ iaid: text, hostName: text, activatedAt: instant, hostPid2: text }).nullable(),
  subscription: z.object({ edition: text, type: text, status: text, expiresAt: instant }).nullable(),
  evaluationEndsAt: instant,
  rearm: z.object({ windows: count, application: count, sku: count }),
});

const kmsHost = z.object({
  listeningPort: port,
  dnsPublishing: z.boolean().nullable(),
  priority: z.enum(['normal', 'low']).nullable(),
  products: z.array(z.object({ product: z.int(), currentCount: count, requiredCount: count })),
  requests: z
    .object({
      total: count,
      failed: count,
      unlicensed: count,
      licensed: count,
      initialGrace: count,
      expired: count,
      nonGenuine: count,
      notification: count,
    })
    .nullable(),
});

const networkHost = z.object({
  name: z.string(),
  port,
  addresses: z.array(z.string()),
  outcome: z.enum(['open', 'closed', 'timedOut', 'notResolved', 'unknown']),
  durationMs: z.number().nullable(),
});

export const reportSchema = z.object({
  schema: z.literal(reportVersion),
  collectedAt: z.iso.datetime(),
  machine: evidenceSchema.shape.machine,
  serviceVersion: text,
  service: z.object({ state: text, startType: text }).nullable(),
  primary: z.int().nullable(),
  products: z.array(product),
  kmsHost: kmsHost.nullable(),
  lastAttempt: z.object({ at: instant, code, host: text }).nullable(),
  network: z
    .object({
      srv: z.array(z.object({ domain: text, target: z.string(), port, priority: count, weight: count })),
      hosts: z.array(networkHost),
    })
    .nullable(),
  sources: z.array(
    z.object({
      source: z.enum(sourceNames),
      outcome: z.enum(outcomes),
      durationMs: z.number().nullable(),
      error: text,
    }),
  ),
  differences: z.array(z.object({ path: z.string(), cim: z.unknown(), slmgr: z.unknown() })).nullable(),
  unread: z.array(z.object({ label: z.string(), text: z.string() })),
});

export type Report = z.infer<typeof reportSchema>;
export type Product = Report['products'][number];
export type KmsClient = NonNullable<Product['kms']>;
export type KmsHost = NonNullable<Report['kmsHost']>;
export type LicenseStatus = Product['licenseStatus'];
export type Validity = Product['validity'];
export type Unread = Report['unread'][number];
