/** Deliveries of made-up agents, and a way to hand them in without a server. */

import type { Report } from '../../src/activation/report.ts';
import { defaultPolicy, type Policy } from '../../src/assessment/policy.ts';
import { createIngest, type Ingest } from '../../src/collector/ingest.ts';
import { check, incomingOf } from '../../src/collector/receive.ts';
import type { Store } from '../../src/collector/store/store.ts';
import type { DeliveryResult } from '../../src/delivery/delivery.ts';
import { aReport, collectedAt } from '../support/reports.ts';

export const start = Date.parse(collectedAt);

/** The agent of this number. */
export const agentId = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** A UUIDv7 of this instant, its last part made of a number: the same for the same two. */
export function idOf(n: number, ms = start): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export interface Given {
  readonly agent: number;
  readonly sequence: number;
  readonly report?: object;
  readonly id?: string;
  readonly version?: string;
  readonly sentAt?: string;
}

/** A delivery as it is sent. Each agent's ids are its own, and so are those of each sequence. */
export function deliveryOf({
  agent,
  sequence,
  report = aReport(),
  id,
  version = '0.1.0',
  sentAt = collectedAt,
}: Given) {
  return {
    schema: 'gracewatch.delivery/1',
    id: id ?? idOf(agent * 100_000 + sequence),
    agent: { id: agentId(agent), version },
    sequence,
    sentAt,
    report: report as Report,
  };
}
export type Sent = ReturnType<typeof deliveryOf>;

export const quiet = { group: () => {}, outcome: () => {}, failed: () => {} };

/** Hands deliveries in as one request would; `now`: epoch milliseconds. */
export type Send = (deliveries: readonly Sent[], now?: number) => Promise<DeliveryResult[]>;

export function senderOver(ingest: Ingest, policy: Policy = defaultPolicy): Send {
  return async (deliveries, now = start) => await ingest.submit(incomingOf(check(deliveries), policy, now));
}

/** Whatever the store says against it is thrown. */
export function senderTo(store: Store, policy: Policy = defaultPolicy): Send {
  let trouble: unknown = null;
  const failed = (error: unknown): void => {
    trouble = error;
  };
  const send = senderOver(createIngest(store, { ...quiet, failed }), policy);
  return async (deliveries, now) => {
    try {
      return await send(deliveries, now);
    } catch (error) {
      throw trouble ?? error;
    }
  };
}
