/** What is known of the fleet: machines, and the questions that are asked about them. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  expirySchema,
  historySchema,
  machineDetailSchema,
  machinesPageSchema,
  machinesQuerySchema,
  overdueSchema,
  pageQuerySchema,
  silentSchema,
  summarySchema,
} from '../api.ts';
import { readers } from '../guard.ts';
import { history, machineDetail } from '../questions/detail.ts';
import { expiry } from '../questions/expiry.ts';
import { machines, overdue, silent } from '../questions/lists.ts';
import type { Asking } from '../questions/question.ts';
import { summary } from '../questions/summary.ts';
import { Refusal } from '../receive.ts';
import type { Serving } from '../server.ts';

const config = { allowed: readers };
const params = z.strictObject({ id: z.uuid() });
const historyQuerySchema = pageQuerySchema.extend({
  after: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
});

/** Errors: Refusal 404. */
function known<T>(answer: T | null): T {
  if (answer !== null) return answer;
  throw new Refusal(404, { error: 'machineUnknown', message: 'No machine of this id has reported.' });
}

export function fleetRoutes(plain: FastifyInstance, { store, policy, clock }: Serving): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const asking = (): Asking => ({ store, policy, now: clock.now().getTime() });

  app.get(
    '/v1/machines',
    { config, schema: { querystring: machinesQuerySchema, response: { 200: machinesPageSchema } } },
    async ({ query }) => await machines(asking(), query),
  );
  app.get(
    '/v1/machines/:id',
    { config, schema: { params, response: { 200: machineDetailSchema } } },
    async ({ params: { id } }) => known(await machineDetail(asking(), id.toLowerCase())),
  );
  app.get(
    '/v1/machines/:id/history',
    { config, schema: { params, querystring: historyQuerySchema, response: { 200: historySchema } } },
    async ({ params: { id }, query: { limit, after = null } }) =>
      known(await history(asking(), id.toLowerCase(), { limit, after })),
  );
  app.get(
    '/v1/questions/summary',
    { config, schema: { response: { 200: summarySchema } } },
    async () => await summary(asking()),
  );
  app.get(
    '/v1/questions/expiry',
    { config, schema: { response: { 200: expirySchema } } },
    async () => await expiry(asking()),
  );
  app.get(
    '/v1/questions/overdue',
    { config, schema: { querystring: pageQuerySchema, response: { 200: overdueSchema } } },
    async ({ query: { limit, after = null } }) => await overdue(asking(), { limit, after }),
  );
  app.get(
    '/v1/questions/silent',
    { config, schema: { querystring: pageQuerySchema, response: { 200: silentSchema } } },
    async ({ query: { limit, after = null } }) => await silent(asking(), { limit, after }),
  );
}
