/**
 * What an answer means: one table from status to what is done with what was sent. Two rules stand above it. Nothing is
 * let go before the collector has said what became of it. And only the collector's own word condemns a delivery: a
 * proxy's 400 (a wrong port, say) would otherwise set the whole spool aside.
 */
import * as z from 'zod';
import { deliveryAnswerSchema } from './delivery.ts';
import type { Answered, Posted } from './post.ts';
import { retryAfterMs } from './retryAfter.ts';
import type { CollectorTrouble, Trouble } from './trouble.ts';

/** A collector newer than this agent may know outcomes that it does not: any word is read. */
const result = deliveryAnswerSchema.shape.results.element.extend({
  id: z.string().transform((id) => id.toLowerCase()),
  outcome: z.string(),
});
const answerSchema = z.object({ results: z.array(result) });
const errorSchema = z.looseObject({ error: z.string() });

export type Result = z.output<typeof result>;

/**
 * done: each result's entry is finished. setAside: the collector never takes this one. split: one of them is at fault,
 * ask one by one. skip: this one stays, the others may go. retry: the same again, later. stop: none has a chance now.
 */
export type Verdict =
  | { readonly kind: 'done'; readonly results: readonly Result[] }
  | { readonly kind: 'setAside'; readonly reason: string; readonly error: string }
  | { readonly kind: 'split' }
  | { readonly kind: 'skip' | 'retry' | 'stop'; readonly trouble: Trouble };

/** What the answer is judged by: the ids that were sent, and the time (ms) for a Retry-After without a Date. */
export interface Sent {
  readonly ids: readonly string[];
  readonly nowMs: number;
}

type Rule = (answer: Answered, sent: Sent) => Verdict;

function parsed<T extends z.ZodType>(body: string, schema: T): z.output<T> | null {
  try {
    return schema.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null; // not JSON: then it is not the collector's word
  }
}

const statusOf = ({ status }: Answered): string => String(status);

const because = (kind: CollectorTrouble, reason: string, retryAfterMs: number | null = null): Trouble => ({
  kind,
  reason,
  retryAfterMs,
});

const busy: Rule = (answer, { nowMs }) => ({
  kind: 'retry',
  trouble: because('busy', statusOf(answer), retryAfterMs(answer.retryAfter, answer.date, nowMs)),
});

/** Its results must be about what was sent, and about some of it at least: a login page also says 200. */
const answered: Rule = (answer, { ids }) => {
  const results = parsed(answer.body, answerSchema)?.results ?? [];
  const told = new Set(results.map(({ id }) => id));
  const ours = told.size === results.length && results.every(({ id }) => ids.includes(id));
  if (results.length > 0 && ours) return { kind: 'done', results };
  return { kind: 'retry', trouble: because('answer', `HTTP ${answer.status}`) };
};

const access: Rule = (answer) => ({ kind: 'stop', trouble: because('access', statusOf(answer)) });

const elsewhere: Rule = (answer) => {
  // Only the origin of a redirect: enough to see http against https, and nothing hostile in it.
  const target = answer.location === null ? null : URL.parse(answer.location);
  const reason = target === null ? statusOf(answer) : `${statusOf(answer)} → ${target.origin}`;
  return { kind: 'stop', trouble: because('address', reason) };
};

const refused: Rule = (answer, { ids }) => {
  if (ids.length > 1) return { kind: 'split' };
  const word = parsed(answer.body, errorSchema);
  if (word === null) return { kind: 'skip', trouble: because('address', statusOf(answer)) };
  // Shown in the log: a word of the collector, never what it may quote.
  const error = /^[\w -]{1,60}$/.test(word.error) ? word.error : 'unknown';
  return { kind: 'setAside', reason: `rejected-${answer.status}`, error };
};

/** Nothing is wrong with the delivery: it waits until the collector is upgraded. */
const unsupported: Rule = (answer, { ids }) =>
  ids.length > 1 ? { kind: 'split' } : { kind: 'skip', trouble: because('tooOld', statusOf(answer)) };

const byStatus: Readonly<Record<number, Rule>> = {
  400: refused,
  401: access,
  403: access,
  408: busy,
  413: refused,
  415: unsupported,
  422: refused,
  425: busy,
  429: busy,
};
const byClass: Readonly<Record<number, Rule>> = { 2: answered, 3: elsewhere, 4: elsewhere, 5: busy };

export function judge(posted: Posted, sent: Sent): Verdict {
  if ('failure' in posted) return { kind: 'retry', trouble: because('unreachable', posted.failure) };
  const rule = byStatus[posted.status] ?? byClass[Math.floor(posted.status / 100)] ?? busy;
  return rule(posted, sent);
}
