import { endOf, minutesUntil, observedEnd, productRule } from '../rule.ts';

/** Projected: nothing has been heard since the end passed. The machine may have renewed unseen, so it counts apart. */
export const licenseMayHaveEnded = productRule(
  (product, index, context) => {
    const end = endOf(product);
    if (end === null || end > context.now || observedEnd(end, context)) return null;
    const facts = { expiresAt: new Date(end).toISOString(), minutesSince: minutesUntil(context.now, end) };
    return { id: 'license.mayHaveEnded', severity: 'warning', product: index, facts };
  },
  (product) => [endOf(product) ?? []].flat(),
);
