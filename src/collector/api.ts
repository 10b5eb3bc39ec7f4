/**
 * What the collector answers, as schemas: the server writes them, `/openapi.json` publishes them, the page and
 * `gracewatch fleet` read them. Instants are ISO 8601 UTC, days are UTC days (2026-11-24); null is "nobody said".
 */
import * as z from 'zod';
import { severities } from '../assessment/finding.ts';

const text = z.string().nullable();
const instant = z.iso.datetime();
const severity = z.enum(severities);
const machines = z.int().min(0);
/** Machines by a word: severities, license statuses, channels. */
const tally = z.record(z.string(), machines);

export const roles = ['agent', 'reader', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A machine in a list: what its newest report showed, and the collector's own judgement. */
export const machineSchema = z.object({
  /** agent.id */
  id: z.uuid(),
  name: text,
  fqdn: text,
  domain: text,
  osCaption: text,
  osBuild: text,
  severity,
  /** Ids and severities of the findings, gravest first. */
  findings: z.array(z.object({ id: z.string(), severity })),
  /** Of the Windows product that counts; null where none could be chosen. */
  productName: text,
  licenseStatus: text,
  reason: text,
  channel: text,
  method: text,
  partialProductKey: text,
  kmsHost: text,
  /** The earliest end among the products that are judged; null: permanent, or nobody said. */
  expiresAt: instant.nullable(),
  renewedAt: instant.nullable(),
  collectedAt: instant,
  receivedAt: instant,
  firstSeenAt: instant,
  /** Not heard of for longer than `silentDays`. */
  silent: z.boolean(),
  agentVersion: z.string(),
  /** receivedAt − sentAt of the newest delivery. */
  clockSkewMs: z.int(),
});

/** One page of a list. `next`: hand it back as `after` to get the next page; null at the end. */
export const machinesPageSchema = z.object({ machines: z.array(machineSchema), next: text });

/** The report as it was received, unknown keys included, and its assessment now. */
export const machineDetailSchema = z.object({
  machine: machineSchema,
  report: z.looseObject({ schema: z.string() }),
  assessment: z.object({
    assessedAt: instant,
    severity,
    until: instant.nullable(),
    findings: z.array(
      z.object({
        id: z.string(),
        severity,
        product: z.int().nullable(),
        facts: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});

/** first: the first report. report: a newer report. time: nothing new was heard, its day came. policy: judged anew. */
export const causes = ['first', 'report', 'time', 'policy'] as const;
export type Cause = (typeof causes)[number];

export const historySchema = z.object({
  /** Newest first. */
  changes: z.array(
    z.object({
      at: instant,
      cause: z.enum(causes),
      sequence: z.int(),
      /** `field` is a key of the machine; findings are written as "id:severity", sorted. */
      changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    }),
  ),
  next: text,
});

export const summarySchema = z.object({
  asOf: instant,
  machines,
  bySeverity: tally,
  byLicenseStatus: tally,
  byChannel: tally,
  /** Largest first; `host` null: activated by no KMS host, or nobody said. */
  byKmsHost: z.array(z.object({ host: text, machines })),
  /** Leases that end within so many days from now; those that have ended are not among them. */
  expiringWithin: z.object({ days7: machines, days30: machines, days90: machines }),
  /** Machines with a finding license.ended (seen) or license.mayHaveEnded (its known end has passed unseen). */
  ended: machines,
  /** Machines with a finding renewal.overdue of any severity. */
  overdue: machines,
  silent: machines,
  silentDays: z.int(),
  /** Machines by severity at the end of each of the last days, oldest first; today as it is now. */
  days: z.array(z.object({ day: z.iso.date(), bySeverity: tally })),
});

export const expirySchema = z.object({
  asOf: instant,
  /** How many leases end on each day, from today on, every day there. */
  days: z.array(z.object({ day: z.iso.date(), machines })),
  /** Ended before today. */
  ended: machines,
  /** After the last of those days. */
  later: machines,
  /** Permanent, or nobody said. */
  withoutEnd: machines,
});

/** Longest without a renewal first. */
export const overdueSchema = machinesPageSchema.extend({ asOf: instant, total: machines });
/** Longest silent first. */
export const silentSchema = machinesPageSchema.extend({ asOf: instant, total: machines, silentDays: z.int() });

/** Query of `GET /v1/machines`. Several values of a filter are separated by commas. */
export const sorts = ['attention', 'expires', 'name', 'lastSeen'] as const;
export type Sort = (typeof sorts)[number];

const words = z
  .string()
  .max(500)
  .transform((list) => list.split(',').filter((word) => word !== ''));
const limit = z.coerce.number().int().min(1).max(500).default(50);
const after = z.string().max(2000).optional();

export const machinesQuerySchema = z.strictObject({
  severity: words.pipe(z.array(severity)).optional(),
  licenseStatus: words.optional(),
  channel: words.optional(),
  /** An empty text: no KMS host. */
  kmsHost: z.string().max(255).optional(),
  /** Any of these finding ids. */
  finding: words.optional(),
  /** `ended`: what the summary counts as such. A number: the end is ahead, within so many days. */
  ends: z.union([z.literal('ended'), z.coerce.number().int().min(0).max(3650)]).optional(),
  /** Part of the machine's name or FQDN. */
  search: z.string().max(255).optional(),
  /** attention: gravest first, then the earliest end. expires: the earliest end first. lastSeen: longest ago first. */
  sort: z.enum(sorts).default('attention'),
  limit,
  after,
});
export const pageQuerySchema = z.strictObject({ limit, after });

/** The error body of every route. `faults`: each with the path of the key. Never holds a value that was sent. */
export const errorSchema = z.object({
  error: z.string(),
  message: z.string(),
  faults: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
});

export const sessionSchema = z.object({ role: z.enum(roles), name: z.string() });

export type Machine = z.output<typeof machineSchema>;
export type MachinesPage = z.output<typeof machinesPageSchema>;
export type MachineDetail = z.output<typeof machineDetailSchema>;
export type History = z.output<typeof historySchema>;
export type Summary = z.output<typeof summarySchema>;
export type Expiry = z.output<typeof expirySchema>;
export type Overdue = z.output<typeof overdueSchema>;
export type Silent = z.output<typeof silentSchema>;
export type MachinesQuery = z.output<typeof machinesQuerySchema>;
export type Session = z.output<typeof sessionSchema>;
export type ApiError = z.output<typeof errorSchema>;
