/**
 * One request to the collector, bounded on every side: a total deadline, no redirect followed, a small answer. What
 * comes back is plain data: an error of axios carries the request's credential and body about, and never leaves here.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Clock } from '../platform/clock.ts';
import { isLoopback } from '../platform/loopback.ts';
import type { Secret } from '../platform/secret.ts';
import { reasonOf } from './durable.ts';
import { type StoredDelivery, stamped } from './entry.ts';

export interface Answered {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly date: string | null;
  readonly location: string | null;
  readonly body: string;
}
/** failure: a code of Node (ECONNREFUSED), `deadline` or `answerTooLarge`. */
export type Posted = Answered | { readonly failure: string };
export type Poster = (deliveries: readonly StoredDelivery[]) => Promise<Posted>;

interface Options {
  /** http(s)://host:port */
  readonly url: string;
  readonly credential: Secret | null;
  /** The whole request, from name lookup to the last byte of the answer. */
  readonly deadlineMs: number;
  readonly clock: Clock;
  readonly userAgent: string;
}

/** Far above any answer (50 results have 6 kB). */
const answerLimitBytes = 1_000_000;
/** Less is not worth compressing. */
const gzipFromBytes = 1024;
const compress = promisify(gzip);

function failureOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'deadline';
  // axios gives this limit no code of its own.
  if (Error.isError(error) && error.message.startsWith('maxContentLength')) return 'answerTooLarge';
  return reasonOf(error);
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Posts deliveries, `sentAt` set now. The poster never throws: no answer is a result like another. */
export function createPoster({ url, credential, deadlineMs, clock, userAgent }: Options): Poster {
  return async (deliveries) => {
    const sentAt = clock.now().toISOString();
    const plain = Buffer.from(`[${deliveries.map((one) => stamped(one, sentAt)).join(',')}]`);
    const compressed = plain.length > gzipFromBytes;
    const data = compressed ? await compress(plain) : plain;
    // The dearest import of the agent, needed only where there is something to send.
    const { default: axios } = await import('axios');
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      const {
        status,
        headers,
        data: body,
      } = await axios.request<Buffer>({
        method: 'POST',
        url: `${url.replace(/\/+$/, '')}/v1/deliveries`,
        data,
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'User-Agent': userAgent,
          ...(compressed ? { 'Content-Encoding': 'gzip' } : {}),
          ...(credential === null ? {} : { Authorization: `Bearer ${credential.reveal()}` }),
        },
        // axios' own timeout does not stop an answer that drips.
        signal,
        maxRedirects: 0,
        maxContentLength: answerLimitBytes,
        responseType: 'arraybuffer',
        validateStatus: () => true,
        // Otherwise axios' own way: HTTP(S)_PROXY and NO_PROXY of the environment, https through a tunnel.
        // A proxy stands between this machine and others, not between it and itself.
        ...(isLoopback(new URL(url).hostname) ? { proxy: false } : {}),
      });
      return {
        status,
        retryAfter: text(headers['retry-after']),
        date: text(headers.date),
        location: text(headers.location),
        body: Buffer.from(body).toString('utf8'),
      };
    } catch (error) {
      return { failure: failureOf(error, signal) };
    }
  };
}
