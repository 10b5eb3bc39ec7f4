/**
 * Bytes of a request → deliveries, checked and judged: everything that can be done before the store is asked. Bounded:
 * a body is inflated only up to its limit, nested only so deep, and every fault is named by its path.
 */
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import * as z from 'zod';
import type { Policy } from '../assessment/policy.ts';
import { deliveryLimits, type ReceivedDelivery, receivedDeliverySchema } from '../delivery/delivery.ts';
import { parseJson } from '../platform/document.ts';
import { GracewatchError } from '../platform/errors.ts';
import type { ApiError } from './api.ts';
import type { Incoming } from './decide.ts';
import { columnText, judge, shown } from './facts.ts';

/** A request that cannot be taken in; nothing of it is stored. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: ApiError;

  constructor(status: number, body: ApiError) {
    super(body.error);
    this.status = status;
    this.body = body;
  }
}

const tooLarge = () =>
  new Refusal(413, { error: 'tooLarge', message: `More than ${deliveryLimits.requestBytes} bytes when unpacked.` });

const gunzipAside = promisify(gunzip);

/** Below this the loop is held for less time than a thread would cost. */
const unpackAtOnceBytes = 32_768;

/** The body as fastify read it: a request may have none at all. Errors: Refusal 400. */
export function bytesOf(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  throw new Refusal(400, { error: 'noBody', message: 'A body is needed, and there is none.' });
}

/** Errors: Refusal 413 (too large when unpacked), 400 (not gzip), 415 (another encoding). */
export async function unpack(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') {
    throw new Refusal(415, { error: 'encodingUnknown', message: 'Content-Encoding may be gzip, or absent.' });
  }
  try {
    const bounds = { maxOutputLength: deliveryLimits.requestBytes };
    return body.length < unpackAtOnceBytes ? gunzipSync(body, bounds) : await gunzipAside(body, bounds);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new Refusal(400, { error: 'notGzip', message: 'The body is not gzip, as its Content-Encoding says.' });
  }
}

/** Errors: Refusal 400. */
export function parse(bytes: Buffer): unknown {
  if (bytes.length > deliveryLimits.requestBytes) throw tooLarge();
  try {
    return parseJson(bytes.toString('utf8'), 'body');
  } catch (error) {
    if (!(error instanceof GracewatchError)) throw error;
    const { line, column } = error.facts;
    const where = line === undefined ? '' : ` (line ${line}, column ${column})`;
    throw new Refusal(400, { error: error.code, message: `The body is not JSON that can be taken in${where}.` });
  }
}

type Fault = NonNullable<ApiError['faults']>[number];

/** Faults named in an answer; a body with more of them has made its point. */
const faultsShown = 20;

/** zod's messages say what was expected and what kind of value came, never the value itself. */
const faultsOf = (error: z.ZodError, before: readonly PropertyKey[]): Fault[] =>
  error.issues
    .slice(0, faultsShown)
    .map(({ path, message }) => ({ path: [...before, ...path].map(String).join('.'), problem: message }));

/** As `/openapi.json` tells it. */
export const deliveriesSchema = z.array(receivedDeliverySchema).min(1).max(deliveryLimits.perRequest);

const wrongShape = (faults: ApiError['faults']) =>
  new Refusal(400, { error: 'wrongShape', message: 'The body is not what the collector takes in.', faults });

interface Received {
  readonly deliveries: readonly ReceivedDelivery[];
  /** Their reports as they were sent: words that this program does not know are still there. */
  readonly reports: readonly string[];
}

/** One report may not fill a request's whole bound: what is stored is read again at every judgement. */
const reportBytes = 1024 * 1024;

/** Objects and list entries of one delivery: zod notes what is wrong in each, and a small body can hold very many. */
const partsLimit = 4000;

/** Counts no further than just beyond the limit. Calls itself: how deep a document may be is checked when it is parsed. */
function partsOf(node: object): number {
  let parts = 1;
  for (const value of Object.values(node)) {
    if (value !== null && typeof value === 'object') parts += partsOf(value);
    else if (Array.isArray(node)) parts += 1;
    if (parts > partsLimit) break;
  }
  return parts;
}

/** What another major version is, this program does not know; the agent keeps it until this program is upgraded. */
function refuseOtherMajor(document: object): void {
  const { schema, report } = document as { schema?: unknown; report?: { schema?: unknown } };
  for (const version of [schema, report?.schema]) {
    const [, major] = (typeof version === 'string' && /^gracewatch\.(?:delivery|report)\/(\d+)/.exec(version)) || [];
    if (major === undefined || major === '1') continue;
    throw new Refusal(415, { error: 'versionUnknown', message: `This collector takes in version 1, not ${major}.` });
  }
}

type Checked = { readonly delivery: ReceivedDelivery; readonly report: string } | { readonly faults: readonly Fault[] };

/** One delivery and its report as it was sent. `before`: the path of the delivery. */
function checkOne(document: unknown, before: readonly number[]): Checked {
  const fault = (path: readonly PropertyKey[], problem: string): Checked => ({
    faults: [{ path: [...before, ...path].map(String).join('.'), problem }],
  });
  if (document === null || typeof document !== 'object') return fault([], 'Invalid input: expected object');
  if (partsOf(document) > partsLimit) return fault([], `Too large: more than ${partsLimit} objects and list entries`);
  refuseOtherMajor(document);
  const result = receivedDeliverySchema.safeParse(document);
  if (!result.success) return { faults: faultsOf(result.error, before) };
  const report = JSON.stringify((document as { report: unknown }).report);
  if (report.length > reportBytes) return fault(['report'], `Too large: more than ${reportBytes} characters`);
  return { delivery: result.data, report };
}

const listSchema = z.array(z.unknown()).min(1).max(deliveryLimits.perRequest);

/**
 * Errors: Refusal 415 for another major version, 400 with the path of each fault (`3.report.machine.name`; without the
 * number where one was sent).
 */
export function check(document: unknown): Received {
  const isList = Array.isArray(document);
  const list = listSchema.safeParse(isList ? document : [document]);
  if (!list.success) throw wrongShape(faultsOf(list.error, []));
  const deliveries: ReceivedDelivery[] = [];
  const reports: string[] = [];
  const faults: Fault[] = [];
  for (const [index, one] of list.data.entries()) {
    const checked = checkOne(one, isList ? [index] : []);
    if ('faults' in checked) faults.push(...checked.faults);
    else {
      deliveries.push(checked.delivery);
      reports.push(checked.report);
    }
    if (faults.length >= faultsShown) break;
  }
  if (faults.length > 0) throw wrongShape(faults.slice(0, faultsShown));
  return { deliveries, reports };
}

/** What stays the same from one attempt to the next, so not `sentAt`. */
function hashOf({ agent, sequence }: ReceivedDelivery, report: string): string {
  return hash('sha256', `${agent.id}\n${agent.version}\n${sequence}\n${report}`, 'base64url');
}

/** `receivedAt`: epoch milliseconds. */
export function incomingOf({ deliveries, reports }: Received, policy: Policy, receivedAt: number): Incoming[] {
  return deliveries.map((delivery, index) => {
    const report = reports[index] ?? '';
    return {
      id: delivery.id,
      agentId: delivery.agent.id,
      agentVersion: columnText(delivery.agent.version) ?? '',
      sequence: delivery.sequence,
      hash: hashOf(delivery, report),
      report,
      shown: shown(delivery.report, policy),
      judgement: judge(delivery.report, policy, receivedAt),
      sentAt: Date.parse(delivery.sentAt),
      receivedAt,
    };
  });
}
