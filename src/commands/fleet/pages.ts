/** The lists of the collector, page after page, each asked for only when somebody wants more. */
import type * as z from 'zod';
import type { MachinesPage } from '../../collector/api.ts';
import { GracewatchError } from '../../platform/errors.ts';
import type { Ask } from './ask.ts';

/** The most that the collector gives at once. */
export const pageSize = 500;

/** Two million machines: a list that goes on beyond that does not end. */
const mostPages = 4000;

/** Errors: those of asking; answerNotUnderstood where the list does not end. */
export async function* pages<T extends z.ZodType<MachinesPage>>(
  ask: Ask,
  schema: T,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): AsyncGenerator<z.output<T>> {
  let after: string | null = null;
  for (let count = 0; count < mostPages; count += 1) {
    const page: z.output<T> = await ask(schema, path, {
      ...query,
      limit: pageSize,
      ...(after === null ? {} : { after }),
    });
    yield page;
    if (page.next === null) return;
    // A page that leads to itself would be read for ever.
    if (page.next === after) break;
    after = page.next;
  }
  throw new GracewatchError('answerNotUnderstood', { url: path, detail: 'next' });
}
