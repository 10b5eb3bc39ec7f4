/**
 * One question to the collector: a GET, bounded in time and size, whose answer is checked before anybody uses it.
 * Whatever goes wrong is one error of the catalogue. axios' own errors end here: they carry the credential about.
 */
import type * as z from 'zod';
import type { CollectorSettings } from '../../delivery/settings.ts';
import { parseJson } from '../../platform/document.ts';
import { GracewatchError } from '../../platform/errors.ts';
import { isLoopback } from '../../platform/loopback.ts';

type Query = Readonly<Record<string, string | number>>;

/** `path`: from the collector's root. Keys of the answer that the schema does not know are no fault. */
export type Ask = <T extends z.ZodType>(schema: T, path: string, query?: Query) => Promise<z.output<T>>;

/** Decoded bytes of one answer; a page of 500 machines has about half a megabyte. */
const answerLimitBytes = 64 * 1024 * 1024;

interface Received {
  readonly status: number;
  readonly body: string;
}

/** Why there was no answer, as data that holds nothing of the request. */
function failureOf(error: unknown, url: string, { signal, deadlineMs }: { signal: AbortSignal; deadlineMs: number }) {
  if (signal.aborted) return new GracewatchError('collectorTooSlow', { url, seconds: deadlineMs / 1000 });
  const { code, message } = error as { code?: string; message?: string };
  if (message?.startsWith('maxContentLength')) {
    const detail = `> ${answerLimitBytes >> 20} MB`;
    return new GracewatchError('answerNotUnderstood', { url, detail });
  }
  return new GracewatchError('collectorUnreachable', { url, reason: code ?? 'unknown' });
}

function refusalOf(status: number, url: string): GracewatchError {
  const code = status === 401 || status === 403 ? 'credentialRefused' : 'collectorFailed';
  return new GracewatchError(code, { url, status });
}

/** Named is the first place that is not as agreed, never a value. */
function understood<T extends z.ZodType>(schema: T, body: string, url: string): z.output<T> {
  const result = schema.safeParse(documentOf(body, url));
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new GracewatchError('answerNotUnderstood', { url, detail: path === '' ? 'JSON' : path });
}

function documentOf(body: string, url: string): unknown {
  try {
    return parseJson(body, url);
  } catch (error) {
    const detail = error instanceof GracewatchError ? error.code : 'JSON';
    throw new GracewatchError('answerNotUnderstood', { url, detail });
  }
}

/**
 * Errors: collectorNotSet. Of the questions: collectorUnreachable, collectorTooSlow, collectorFailed (with the HTTP
 * status), credentialRefused, answerNotUnderstood.
 */
export async function collectorOf({ url, credential, deadlineMs }: CollectorSettings): Promise<Ask> {
  if (url === null) throw new GracewatchError('collectorNotSet');
  const { origin, hostname } = new URL(url); // without a name and password that may stand in it: this is shown
  const { default: axios } = await import('axios');

  const get = async (path: string, params: Query): Promise<Received> => {
    const signal = AbortSignal.timeout(deadlineMs);
    try {
      const { status, data } = await axios.get<string>(new URL(path, origin).href, {
        params,
        signal,
        headers: {
          accept: 'application/json',
          ...(credential === null ? {} : { authorization: `Bearer ${credential.reveal()}` }),
        },
        maxRedirects: 0,
        maxContentLength: answerLimitBytes,
        // A proxy of the environment stands between this machine and others, not between it and itself.
        ...(isLoopback(hostname) ? { proxy: false } : {}),
        responseType: 'text',
        transformResponse: (body: string) => body,
        validateStatus: () => true,
      });
      return { status, body: data };
    } catch (error) {
      throw failureOf(error, origin, { signal, deadlineMs });
    }
  };

  return async (schema, path, query = {}) => {
    const { status, body } = await get(path, query);
    if (status !== 200) throw refusalOf(status, origin);
    return understood(schema, body, origin);
  };
}
