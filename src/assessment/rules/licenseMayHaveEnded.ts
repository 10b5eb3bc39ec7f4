import { endOf, minutesUntil, productRule } from '../rule.ts';

/** Projected: nothing has been heard since the end passed. The machine may have renewed unseen, so it counts apart. */
export const licenseMayHaveEnded = productRule(
  (product, index, { now }) => {
    const end = endOf(product);
    if (end === null || end > now) return null;
    const facts = { expiresAt: new Date(end).toISOString(), minutesSince: minutesUntil(now, end) };
    return { id: 'license.mayHaveEnded', severity: 'warning', product: index, facts };
  },
  (product) => [endOf(product) ?? []].flat(),
);
