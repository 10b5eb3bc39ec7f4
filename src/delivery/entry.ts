/**
 * `gracewatch.spool/1`: what a spool file holds. A first line with version and checksum, then the JSON of the delivery
 * without `sentAt`. It is sent as it lies there, so an entry of an older or newer agent arrives unchanged; whether its
 * report can be read is for the collector to say.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { parseJson } from '../platform/document.ts';
import { GracewatchError } from '../platform/errors.ts';
import { deliverySchema, type SpooledDelivery } from './delivery.ts';

/** A delivery as text, and what is needed to handle it. */
export interface StoredDelivery {
  readonly id: string;
  readonly sequence: number;
  /** A JSON object without `sentAt`. */
  readonly json: string;
}

/** Why an entry cannot be used. */
export type EntryProblem = 'empty' | 'notEntry' | 'unknownVersion' | 'checksum' | 'notJson' | 'wrongShape';
export type Decoded = { readonly delivery: StoredDelivery } | { readonly problem: EntryProblem };

const version = 'gracewatch.spool/1';
const headerPattern = /^gracewatch\.spool\/1 sha256:([0-9a-f]{64})$/;
/** The first line has 91 bytes; in a file of something else no line end may ever come. */
const headerLimit = 200;

const { id, sequence } = deliverySchema.shape;
const envelope = z.looseObject({
  schema: z.string().startsWith('gracewatch.delivery/'),
  id,
  sequence,
  agent: z.looseObject({ id: z.uuid() }),
  report: z.looseObject({}),
});

const checksum = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** Name of the file: sorted by name is sorted by sequence. */
export function entryName({ id, sequence }: { readonly id: string; readonly sequence: number }): string {
  return `${String(sequence).padStart(12, '0')}-${id.toLowerCase()}.json`;
}

const namePattern = /^(\d{12,16})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json/;

/** What a name says, also where a reason was appended to it; null: not a name of ours. */
export function parseName(name: string): { id: string; sequence: number; bare: boolean } | null {
  const [whole, digits, id] = namePattern.exec(name) ?? [];
  if (whole === undefined || digits === undefined || id === undefined) return null;
  return { id, sequence: Number(digits), bare: whole === name };
}

export function storedOf(delivery: SpooledDelivery): StoredDelivery {
  return { id: delivery.id.toLowerCase(), sequence: delivery.sequence, json: JSON.stringify(delivery) };
}

export function encodeEntry(delivery: SpooledDelivery): Buffer {
  const body = Buffer.from(storedOf(delivery).json);
  return Buffer.concat([Buffer.from(`${version} sha256:${checksum(body)}\n`), body]);
}

function parsed(json: string): Decoded {
  try {
    const result = envelope.safeParse(parseJson(json, version));
    if (!result.success) return { problem: 'wrongShape' };
    return { delivery: { id: result.data.id, sequence: result.data.sequence, json: json.trim() } };
  } catch (error) {
    if (error instanceof GracewatchError) return { problem: 'notJson' };
    throw error;
  }
}

/** Never throws: whatever lies in a spool is a delivery or a problem with a name. */
export function decodeEntry(bytes: Buffer): Decoded {
  if (bytes.length === 0) return { problem: 'empty' };
  const end = bytes.subarray(0, headerLimit).indexOf('\n');
  const header = bytes.toString('latin1', 0, Math.max(end, 0));
  const [, expected] = headerPattern.exec(header) ?? [];
  if (expected === undefined) {
    return { problem: /^gracewatch\.spool\/(?!1 )\d/.test(header) ? 'unknownVersion' : 'notEntry' };
  }
  const body = bytes.subarray(end + 1);
  return checksum(body) === expected ? parsed(body.toString('utf8')) : { problem: 'checksum' };
}

/**
 * The delivery as it is sent, with the instant (ISO 8601 UTC) of this attempt. Put in as text: reading and writing the
 * JSON again would cost time, and whatever it could not represent.
 */
export function stamped({ json }: StoredDelivery, sentAt: string): string {
  return `${json.slice(0, -1)},"sentAt":${JSON.stringify(sentAt)}}`;
}
