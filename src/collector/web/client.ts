/** One question to the collector, and what became of it. Never throws for anything that a network or a server does. */

export type Problem =
  /** No answer, or none that is one of the collector's. */
  | { readonly kind: 'away' }
  | { readonly kind: 'faulty'; readonly status: number }
  | { readonly kind: 'signedOut' | 'notAllowed' | 'notFound' | 'notUnderstood' };

export type Outcome<T> =
  /** `at`: epoch milliseconds, by the collector's clock: a browser's may be wrong by hours. */
  { readonly ok: true; readonly body: T; readonly at: number } | { readonly ok: false; readonly problem: Problem };

const deadlineMs = 30_000;

const problems: Readonly<Record<number, Problem>> = {
  400: { kind: 'notUnderstood' },
  401: { kind: 'signedOut' },
  403: { kind: 'notAllowed' },
  404: { kind: 'notFound' },
};

/** `status`: of an answer that is no success. */
export function problemOf(status: number): Problem {
  return problems[status] ?? { kind: 'faulty', status };
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** `path` is relative to the page: "v1/machines". */
export async function ask<T>(path: string, { method = 'GET', body, signal }: Request = {}): Promise<Outcome<T>> {
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(path, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    if (!response.ok) return { ok: false, problem: problemOf(response.status) };
    const said = response.headers.get('date');
    const at = said === null ? Number.NaN : Date.parse(said);
    const answer = response.status === 204 ? null : await response.json();
    return { ok: true, body: answer as T, at: Number.isNaN(at) ? Date.now() : at };
  } catch {
    // Refused, cut off, too slow, redirected, or no JSON: for the reader the collector is away.
    return { ok: false, problem: { kind: 'away' } };
  }
}
