/** What goes into one request. Pure: names and sizes only, so ten thousand entries are planned without reading one. */
import type { deliveryLimits } from './delivery.ts';
import type { Listed } from './entries.ts';

type Limits = { readonly [Key in keyof typeof deliveryLimits]: number };

/**
 * In the order given, as many to a request as its limits take. An id stands in a request once at most, for the answer
 * names ids. One that is too large for any request is alone.
 */
export function batchesOf(listed: readonly Listed[], { perRequest, requestBytes }: Limits): Listed[][] {
  const batches: Listed[][] = [];
  let batch: Listed[] = [];
  let bytes = 0;
  for (const entry of listed) {
    const full = batch.length === perRequest || bytes + entry.size > requestBytes;
    if (batch.length > 0 && (full || batch.some(({ id }) => id === entry.id))) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(entry);
    bytes += entry.size;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
