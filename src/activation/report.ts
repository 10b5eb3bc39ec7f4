/** `gracewatch.report/1`: the facts that the evidence shows; no judgement, no clock. What no source said is null. */
import * as z from 'zod';
import { evidenceSchema, newerMinorEvidenceSchema, outcomes, sourceNames } from '../evidence/evidence.ts';
import { channels, families } from '../knowledge/channels.ts';
import { licenseStatuses, reportVersion } from './reportWords.ts';

export { licenseStatuses, reportVersion };

const text = z.string().nullable();
const count = z.int().nullable();
const minutes = z.int().min(0).nullable();
const port = z.int().min(1).max(65_535).nullable();
const instant = z.iso.datetime().nullable();
const code = z
  .string()
  .regex(/^0x[0-9A-F]{8}$/)
  .nullable();

/** A word out of a list; what another word reads as is the reader's affair. */
type OneOf = <const T extends readonly string[]>(
  words: T,
  otherwise?: T[number] | null,
) => z.ZodEnum<z.core.util.ToEnum<T[number]>>;

interface Dialect {
  readonly object: typeof z.object;
  readonly oneOf: OneOf;
  readonly version: z.ZodType<string>;
  readonly machine: typeof evidenceSchema.shape.machine;
}

/** The one shape, for the strict writer and for the loose reader. */
const build = ({ object, oneOf, version, machine }: Dialect) => {
  const kmsClient = object({
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

  const product = object({
    activationId: text,
    applicationId: text,
    family: oneOf(families, 'other'),
    name: text,
    description: text,
    addOn: z.boolean(),
    channel: oneOf(channels, 'unknown'),
    keyChannel: text,
    partialProductKey: text,
    extendedPid: text,
    licenseStatus: oneOf([...licenseStatuses, 'unknown'], 'unknown'),
    reason: code,
    validity: object({
      kind: oneOf(['permanent', 'expires', 'ended', 'unknown'], 'unknown'),
      remainingMinutes: minutes,
      expiresAt: instant,
      renewedAt: instant,
    }),
    activationType: oneOf(['all', 'ad', 'kms', 'token'], null).nullable(),
    method: oneOf(['kms', 'ad', 'token'], null).nullable(),
    kms: kmsClient.nullable(),
    activeDirectory: object({ objectName: text, objectDn: text, extendedPid: text, activationId: text }).nullable(),
    token: object({ ilid: text, ilvid: count, grantNumber: count, thumbprint: text }).nullable(),
    avma: object({ iaid: text, hostName: text, activatedAt: instant, hostPid2: text }).nullable(),
    subscription: object({ edition: text, type: text, status: text, expiresAt: instant }).nullable(),
    evaluationEndsAt: instant,
    rearm: object({ windows: count, application: count, sku: count }),
  });

  const kmsHost = object({
    listeningPort: port,
    dnsPublishing: z.boolean().nullable(),
    priority: oneOf(['normal', 'low'], null).nullable(),
    products: z.array(object({ product: z.int(), currentCount: count, requiredCount: count })),
    requests: object({
      total: count,
      failed: count,
      unlicensed: count,
      licensed: count,
      initialGrace: count,
      expired: count,
      nonGenuine: count,
      notification: count,
    }).nullable(),
  });

  const networkHost = object({
    name: z.string(),
    port,
    addresses: z.array(z.string()),
    outcome: oneOf(['open', 'closed', 'timedOut', 'notResolved', 'unknown'], 'unknown'),
    durationMs: z.number().nullable(),
  });

  return object({
    schema: version,
    collectedAt: z.iso.datetime(),
    machine,
    serviceVersion: text,
    service: object({ state: text, startType: text }).nullable(),
    primary: z.int().nullable(),
    products: z.array(product),
    kmsHost: kmsHost.nullable(),
    lastAttempt: object({ at: instant, code, host: text }).nullable(),
    network: object({
      srv: z.array(object({ domain: text, target: z.string(), port, priority: count, weight: count })),
      hosts: z.array(networkHost),
    }).nullable(),
    sources: z.array(
      object({
        source: oneOf(sourceNames),
        outcome: oneOf(outcomes, 'partial'),
        durationMs: z.number().nullable(),
        error: text,
      }),
    ),
    differences: z.array(object({ path: z.string(), cim: z.unknown(), slmgr: z.unknown() })).nullable(),
    unread: z.array(object({ label: z.string(), text: z.string() })),
  });
};

export const reportSchema = build({
  object: z.strictObject as unknown as typeof z.object,
  oneOf: (words) => z.enum(words) as never,
  version: z.literal(reportVersion),
  machine: evidenceSchema.shape.machine,
});

/** A word of a newer version reads as `otherwise`; a list whose words are only looked up keeps it as it is. */
const tolerant = ((words: readonly string[], otherwise?: string | null) => {
  const known: ReadonlySet<string> = new Set(words);
  // Not `transform`: this stays one step of the schema, and every delivery goes through twenty of them.
  return z.string().overwrite((word) => (known.has(word) || otherwise === undefined ? word : (otherwise as string)));
}) as unknown as OneOf;

/**
 * A report as another program sent it, perhaps of a newer minor version: unknown keys are kept, unknown words read as
 * `unknown`, or as null where the field has no such value. The words themselves stay in the report that is stored.
 */
export const receivedReportSchema = build({
  object: z.looseObject as unknown as typeof z.object,
  oneOf: tolerant,
  version: z.string().regex(/^gracewatch\.report\/1(\.\d+)?$/),
  machine: newerMinorEvidenceSchema().shape.machine,
});

export type Report = z.infer<typeof reportSchema>;
export type Product = Report['products'][number];
export type KmsClient = NonNullable<Product['kms']>;
export type KmsHost = NonNullable<Report['kmsHost']>;
export type LicenseStatus = Product['licenseStatus'];
export type Validity = Product['validity'];
export type Unread = Report['unread'][number];
