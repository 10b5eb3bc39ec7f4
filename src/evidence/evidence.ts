/**
 * `gracewatch.evidence/1`: what a machine said, word for word, with time and outcome of each source. Nothing is
 * judged or made sense of here: what is unset stays as the class gave it (4294967295, year 1601).
 */
import * as z from 'zod';

export const evidenceVersion = { name: 'gracewatch.evidence', major: 1 } as const;

/** complete, partial; failed = asked, no answer; unavailable = not there (class missing, VBScript removed); skipped = not asked. */
export const outcomes = ['complete', 'partial', 'failed', 'unavailable', 'skipped'] as const;
export type Outcome = (typeof outcomes)[number];

export const sourceNames = ['cim', 'slmgr', 'registry', 'services', 'events', 'network'] as const;
export type SourceName = (typeof sourceNames)[number];

/** One CIM instance: property names and values as the class gave them; dates as ISO 8601. */
export type CimRow = Record<string, unknown>;

/** What the source did not say is null, so a key that is missing reads as null too. */
const said = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);
/** In UTC between the years 1601, which the classes use for "no date", and 9999: others have no four-digit writing. */
export const instantSchema = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => Date.parse(text) >= Date.UTC(1601, 0, 1) && Date.parse(text) < Date.UTC(10_000, 0, 1), {
    params: { instant: true },
  });
const text = said(z.string());
const count = said(z.int().min(0));

/**
 * Builds the schema from an object maker. `strictObject` serves this very minor version, where an unknown key is a
 * typo that would hide a fact; `looseObject` keeps what a newer minor version added.
 */
const build = (object: typeof z.object) => {
  const frame = { outcome: z.enum(outcomes), durationMs: said(z.number().min(0)), error: text };
  const rows = z.array(z.record(z.string(), z.unknown()));
  const os = object({
    caption: text,
    version: text,
    build: text,
    sku: said(z.int()),
    editionId: text,
    productType: said(z.int()),
    installationType: text,
  });
  const machine = object({
    name: text,
    domain: text,
    fqdn: text,
    machineGuid: text,
    smbiosUuid: text,
    uiLanguage: text,
    timeZone: text,
    os: os.prefault({}),
    installedAt: said(instantSchema),
    bootedAt: said(instantSchema),
    awakeSince: said(instantSchema),
    virtual: said(z.boolean()),
    cloud: text,
    cores: count,
    ou: text,
    site: text,
  });
  const srv = object({ domain: text, target: z.string(), port: count, priority: count, weight: count });
  const host = object({
    name: z.string(),
    port: count,
    addresses: z.array(z.string()).default([]),
    outcome: z.string(),
    durationMs: said(z.number().min(0)),
  });
  const answer = object({
    domain: z.string(),
    by: z.string(),
    outcome: z.string(),
    error: text,
    records: z.array(srv).default([]),
  });
  const firewallRule = object({ name: z.string(), enabled: said(z.boolean()) });
  const event = object({
    log: text,
    provider: text,
    id: z.int(),
    recordId: said(z.int()),
    at: instantSchema,
    data: z.array(z.string()).default([]),
  });
  const sources = object({
    cim: object({ ...frame, classes: z.record(z.string(), rows).default({}) }).optional(),
    slmgr: object({
      ...frame,
      exitCode: said(z.int()),
      text,
      labels: said(z.record(z.string(), z.string())),
    }).optional(),
    registry: object({
      ...frame,
      keys: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
    }).optional(),
    services: object({ ...frame, services: rows.default([]) }).optional(),
    events: object({ ...frame, events: z.array(event).default([]) }).optional(),
    network: object({
      ...frame,
      /** The records that count: Windows' own resolver decides, as the licensing client asks it. */
      srv: z.array(srv).default([]),
      hosts: z.array(host).default([]),
      /** What each resolver said (`resolveDnsName`, `node`): answered, none, failed. */
      answers: z.array(answer).default([]),
      /** The rule that lets clients in to a KMS host; null where it was not found out. */
      firewallRule: said(firewallRule),
    }).optional(),
  });
  return object({
    schema: z.string(),
    capturedAt: instantSchema,
    agent: object({ version: text, account: text, elevated: said(z.boolean()) }).prefault({}),
    machine: machine.prefault({}),
    sources,
  });
};

const buildNewerMinor = () => build(z.looseObject as unknown as typeof z.object);
let newerMinor: ReturnType<typeof buildNewerMinor> | null = null;

/** Built when it is first asked for: few runs ever meet a file of a newer version. */
export function newerMinorEvidenceSchema(): ReturnType<typeof buildNewerMinor> {
  newerMinor ??= buildNewerMinor();
  return newerMinor;
}

export const evidenceSchema = build(z.strictObject as unknown as typeof z.object);

export type Evidence = z.output<typeof evidenceSchema>;
export type Machine = Evidence['machine'];
export type Sources = Evidence['sources'];
export type NetworkSource = NonNullable<Sources['network']>;
export type SlmgrSource = NonNullable<Sources['slmgr']>;
export type SrvRecord = NetworkSource['srv'][number];
export type EvidenceEvent = NonNullable<Evidence['sources']['events']>['events'][number];

/** Evidence of a machine that has said nothing yet; readers fill in the sources that spoke. `capturedAt`: ISO 8601 UTC. */
export function emptyEvidence(capturedAt: string): Evidence {
  return evidenceSchema.parse({ schema: `${evidenceVersion.name}/${evidenceVersion.major}`, capturedAt, sources: {} });
}
