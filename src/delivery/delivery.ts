/**
 * `gracewatch.delivery/1`: what an agent sends, and what the collector answers. The writer is strict; the reader keeps
 * what a newer minor version added and reads a word it does not know as `unknown`, so that agents and collector may be
 * of different age.
 */
import * as z from 'zod';
import { type Report, receivedReportSchema, reportSchema } from '../activation/report.ts';

export const deliveryVersion = 'gracewatch.delivery/1';

const uuid = z.uuid().toLowerCase();

const frame = {
  /** UUIDv7, fixed when it is spooled: the same delivery has the same id however often it is sent. */
  id: uuid,
  /** Order within the agent, from 1; neither clock nor arrival decides what is newer. */
  sequence: z.int().min(1),
  /** ISO 8601 UTC; set anew at each attempt. */
  sentAt: z.iso.datetime(),
};

export const deliverySchema = z.strictObject({
  schema: z.literal(deliveryVersion),
  ...frame,
  agent: z.strictObject({ id: uuid, version: z.string() }),
  report: reportSchema,
});

export const receivedDeliverySchema = z.looseObject({
  schema: z.string().regex(/^gracewatch\.delivery\/1(\.\d+)?$/),
  ...frame,
  agent: z.looseObject({ id: uuid, version: z.string().max(100) }),
  report: receivedReportSchema,
});

export type Delivery = z.output<typeof deliverySchema>;
/** A delivery as it lies in the spool: when it is sent is not known yet. */
export type SpooledDelivery = Omit<Delivery, 'sentAt'>;
export type ReceivedDelivery = z.output<typeof receivedDeliverySchema>;
export type { Report };

/**
 * accepted: new state. duplicate: known by its id, nothing changed. superseded: older than what the collector has.
 * rejected: the id was used for something else. Whatever it was, the agent need not send it again.
 */
export const deliveryOutcomes = ['accepted', 'duplicate', 'superseded', 'rejected'] as const;
export type DeliveryOutcome = (typeof deliveryOutcomes)[number];

const deliveryResult = z.object({
  id: z.string(),
  outcome: z.enum(deliveryOutcomes),
  /** The highest sequence that the collector has of this agent; an agent behind it goes on above it. */
  lastSequence: z.int().min(0),
});

/** The answer to `POST /v1/deliveries`: what became of each, in the order in which they were sent. */
export const deliveryAnswerSchema = z.object({ results: z.array(deliveryResult) });
export type DeliveryResult = z.output<typeof deliveryResult>;
export type DeliveryAnswer = z.output<typeof deliveryAnswerSchema>;

/** Bounds that agent and collector agree on. */
export const deliveryLimits = {
  /** Deliveries of one request. */
  perRequest: 50,
  /** Decoded bytes of one request. */
  requestBytes: 4 * 1024 * 1024,
} as const;
