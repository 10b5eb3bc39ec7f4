/** Where the collector is, and how patient an agent is with it. */
import * as z from 'zod';
import { Secret } from '../platform/secret.ts';

const isHttp = (url: string): boolean => /^https?:\/\/[^/?#@]+\/?$/.test(url) && URL.canParse(url);

export const collectorSettings = z.strictObject({
  /** http(s)://host:port, without a path; null: no collector, deliveries stay in the spool. */
  url: z
    .string()
    .refine(isHttp, { params: { url: true } })
    .nullable()
    .default('http://127.0.0.1:8787'),
  /** What this agent or person proves itself with; null where the collector asks for none. */
  credential: z
    .string()
    .min(1)
    .transform((value) => new Secret(value))
    .nullable()
    .default(null),
  /** A whole request, from the first byte sent to the last one read. */
  deadlineMs: z.int().min(100).max(600_000).default(30_000),
});

export const spoolSettings = z.strictObject({
  /** Deliveries kept while the collector cannot be reached; beyond that the oldest go first. */
  maxDeliveries: z.int().min(1).max(1_000_000).default(10_000),
  maxMegabytes: z.int().min(1).max(100_000).default(256),
  /** Deliveries that wait longer than this make a run end with exit code 1. */
  warnAfterHours: z.number().min(0).max(8760).default(72),
});

export type CollectorSettings = z.output<typeof collectorSettings>;
export type SpoolSettings = z.output<typeof spoolSettings>;
