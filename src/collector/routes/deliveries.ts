/** `POST /v1/deliveries`: one or many; answered when they are on disk. */
import type { FastifyInstance } from 'fastify';
import { deliveryAnswerSchema, deliveryLimits } from '../../delivery/delivery.ts';
import { senders } from '../guard.ts';
import type { Ingest } from '../ingest.ts';
import { bytesOf, check, deliveriesSchema, incomingOf, parse, Refusal, unpack } from '../receive.ts';
import type { Serving } from '../server.ts';

export function deliveryRoutes(app: FastifyInstance, { policy, clock, metrics }: Serving, ingest: Ingest): void {
  app.route({
    method: 'POST',
    url: '/v1/deliveries',
    bodyLimit: deliveryLimits.requestBytes,
    config: { allowed: senders },
    helmet: false, // headers for browsers, on an answer to an agent
    schema: {
      summary: 'Take in deliveries: one, or a list of them. The body may be gzip.',
      body: deliveriesSchema,
      response: { 200: deliveryAnswerSchema },
    },
    // The body is checked below: it may be packed, one or many, and its faults are named our way.
    validatorCompiler: () => (value) => ({ value }),
    onResponse: async (_, reply) => metrics.request(reply.elapsedTime, reply.statusCode),
    handler: async ({ body, headers, caller }) => {
      const bytes = await unpack(bytesOf(body), headers['content-encoding']);
      const received = check(parse(bytes));
      const isForeign =
        caller?.role === 'agent' && received.deliveries.some(({ agent }) => agent.id !== caller.agentId);
      if (isForeign) {
        throw new Refusal(403, { error: 'notYourAgent', message: 'This credential speaks for another agent.' });
      }
      return { results: await ingest.submit(incomingOf(received, policy, clock.now().getTime())) };
    },
  });
}
