/** Whether it lives, whether it can serve, what it serves, and its figures. */
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { readers } from '../guard.ts';
import { Refusal } from '../receive.ts';
import type { Serving } from '../server.ts';

const healthSchema = z.object({ status: z.string(), version: z.string() });

export function healthRoutes(app: FastifyInstance, { store, version, metrics, log }: Serving): void {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { allowed: 'public' },
    schema: { summary: 'The program runs.', response: { 200: healthSchema } },
    handler: async () => ({ status: 'ok', version }),
  });
  app.route({
    method: 'GET',
    url: '/readyz',
    config: { allowed: 'public' },
    schema: { summary: 'The store answers.', response: { 200: healthSchema } },
    handler: async () => {
      try {
        await store.ping();
      } catch (error) {
        log.error('the store does not answer', { error });
        throw new Refusal(503, { error: 'storeFailed', message: 'The store does not answer.' });
      }
      return { status: 'ready', version };
    },
  });
  app.route({
    method: 'GET',
    url: '/metrics',
    config: { allowed: readers },
    schema: { summary: 'Figures for Prometheus.' },
    handler: async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  });
  app.route({
    method: 'GET',
    url: '/openapi.json',
    config: { allowed: readers },
    schema: { hide: true },
    handler: async () => app.swagger(),
  });
}
