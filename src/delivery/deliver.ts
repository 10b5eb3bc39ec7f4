/**
 * Brings what is spooled to the collector, oldest first. An entry goes only after the answer says what became of it;
 * one that is refused or cannot be read is set aside and holds up no other. The summary accounts for every entry.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { GracewatchError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { batchesOf } from './batches.ts';
import { type DeliveryOutcome, deliveryLimits, deliveryOutcomes } from './delivery.ts';
import type { Entries, Listed } from './entries.ts';
import { entryName, type StoredDelivery } from './entry.ts';
import { exchange, type Patience } from './exchange.ts';
import type { Poster } from './post.ts';
import type { Result } from './response.ts';
import type { Trouble } from './trouble.ts';

/** What was there before = delivered + superseded + duplicate + rejected + setAside + vanished + remaining. */
export interface DeliverySummary {
  /** Accepted as new state. */
  readonly delivered: number;
  readonly superseded: number;
  readonly duplicate: number;
  /** Their id was used for something else; set aside. */
  readonly rejected: number;
  /** Set aside for another reason: refused, or not readable. */
  readonly setAside: number;
  /** Removed by somebody else. */
  readonly vanished: number;
  /** Still there; with no trouble, the run's time was up. */
  readonly remaining: number;
  /** The highest that the collector told; null: it told none. */
  readonly lastSequence: number | null;
  readonly trouble: Trouble | null;
}

interface Options extends Partial<Omit<Patience, 'leftMs'>> {
  /** A run's own time; a request under way is still waited for. */
  readonly limitMs?: number;
  /** A clock that never jumps. */
  readonly monotonicMs?: () => number;
  readonly log?: Log | null;
}

/** Where an entry's count stands, by outcome. */
const counts: Readonly<Record<DeliveryOutcome, 'delivered' | 'superseded' | 'duplicate' | 'rejected'>> = {
  accepted: 'delivered',
  superseded: 'superseded',
  duplicate: 'duplicate',
  rejected: 'rejected',
};
const isOutcome = (word: string): word is DeliveryOutcome => (deliveryOutcomes as readonly string[]).includes(word);

type Count = 'delivered' | 'superseded' | 'duplicate' | 'rejected' | 'setAside' | 'vanished';

/** What sending a batch came to. settled: entries that are finished. stop: the others have no chance either. */
interface Sending {
  readonly settled: number;
  readonly trouble: Trouble | null;
  readonly stop: boolean;
}

export async function deliver(entries: Entries, post: Poster, options: Options = {}): Promise<DeliverySummary> {
  const { attempts = 3, limitMs = 120_000, sleep = delay, random = Math.random, log = null } = options;
  const { monotonicMs = () => performance.now() } = options;
  const begunMs = monotonicMs();
  const leftMs = () => limitMs - (monotonicMs() - begunMs);
  const patience: Patience = { ...options, attempts, leftMs, sleep, random };

  const tally: Record<Count, number> = {
    delivered: 0,
    superseded: 0,
    duplicate: 0,
    rejected: 0,
    setAside: 0,
    vanished: 0,
  };
  let lastSequence: number | null = null;
  let spoolTrouble: Trouble | null = null;

  /** Counts an entry once it has left; one that cannot leave stays, and is known by its id when it is sent again. */
  async function settle(name: string, count: Count, leave: () => Promise<void>): Promise<number> {
    try {
      await leave();
    } catch (error) {
      if (!(error instanceof GracewatchError)) throw error;
      const { reason = 'unknown', folder = '' } = error.facts;
      spoolTrouble = { kind: 'spool', reason: String(reason), folder: String(folder), retryAfterMs: null };
      log?.warn('delivery: entry stays in the spool', { name, error });
      return 0;
    }
    tally[count] += 1;
    return 1;
  }

  const setAside = (name: string, count: 'rejected' | 'setAside', reason: string) =>
    settle(name, count, () => entries.setAside(name, reason));

  async function read({ name, size }: Listed): Promise<StoredDelivery[]> {
    const entry = size > deliveryLimits.requestBytes ? ({ problem: 'tooLarge' } as const) : await entries.read(name);
    if ('delivery' in entry) return [entry.delivery];
    if (entry.problem === 'vanished') tally.vanished += 1;
    else if (entry.problem !== 'busy') await setAside(name, 'setAside', entry.problem);
    return [];
  }

  async function finish(delivery: StoredDelivery, { outcome, lastSequence: told }: Result): Promise<number> {
    lastSequence = Math.max(lastSequence ?? 0, told);
    const name = entryName(delivery);
    if (outcome === 'rejected') return await setAside(name, 'rejected', 'rejected-altered');
    // A newer collector's word: it need not be sent again, and its bytes are kept.
    if (!isOutcome(outcome)) return await setAside(name, 'setAside', 'outcome-unknown');
    return await settle(name, counts[outcome], () => entries.remove(name));
  }

  async function finishAll(batch: readonly StoredDelivery[], results: readonly Result[]): Promise<Sending> {
    const byId = new Map(results.map((result) => [result.id, result]));
    let settled = 0;
    for (const delivery of batch) {
      const result = byId.get(delivery.id);
      if (result !== undefined) settled += await finish(delivery, result);
    }
    const missing = results.length < batch.length;
    return {
      settled,
      stop: false,
      trouble: missing ? { kind: 'answer', reason: 'incomplete', retryAfterMs: null } : null,
    };
  }

  async function sendEach(batch: readonly StoredDelivery[]): Promise<Sending> {
    let settled = 0;
    let trouble: Trouble | null = null;
    for (const delivery of batch) {
      if (leftMs() <= 0) break;
      const one = await send([delivery]);
      settled += one.settled;
      trouble = one.trouble ?? trouble;
      if (one.stop) return { ...one, settled };
    }
    // Where each is refused and none condemned, it is not they that are at fault: the next fifty would fare no better.
    return { settled, trouble, stop: settled === 0 };
  }

  async function send(batch: readonly StoredDelivery[]): Promise<Sending> {
    const verdict = await exchange(batch, post, patience);
    switch (verdict.kind) {
      case 'done':
        return await finishAll(batch, verdict.results);
      case 'split':
        return await sendEach(batch);
      case 'setAside': {
        const [name = ''] = batch.map(entryName);
        log?.warn('delivery: refused', { name, reason: verdict.reason, error: verdict.error });
        return { settled: await setAside(name, 'setAside', verdict.reason), trouble: null, stop: false };
      }
      default:
        return { settled: 0, trouble: verdict.trouble, stop: verdict.kind !== 'skip' };
    }
  }

  let trouble: Trouble | null = null;
  for (const batch of batchesOf(entries.list(), deliveryLimits)) {
    if (leftMs() <= 0) break;
    const deliveries: StoredDelivery[] = [];
    for (const entry of batch) deliveries.push(...(await read(entry)));
    if (deliveries.length === 0) continue;
    const sending = await send(deliveries);
    trouble = sending.trouble ?? trouble;
    if (sending.stop) break;
  }
  return { ...tally, remaining: entries.list().length, lastSequence, trouble: trouble ?? spoolTrouble };
}
