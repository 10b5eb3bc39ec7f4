import { requiredCount } from '../../knowledge/figures.ts';
import type { Rule } from '../rule.ts';

/** A host that only servers and Office have asked never counts above this (twice the largest threshold seen). */
const serverOnlyCap = 2 * requiredCount.server;

/**
 * A KMS host whose count is under the smallest minimum that its clients need: it activates none of them. Up to ten it
 * may be serving servers only, whose minimum is 5; a host that nobody has asked yet has no count and is not judged.
 */
export const kmsHostBelowThreshold: Rule = {
  judge: ({ report }) =>
    (report.kmsHost?.products ?? []).flatMap(({ product, currentCount, requiredCount: stated }) => {
      if (currentCount === null) return [];
      const required = currentCount <= serverOnlyCap ? requiredCount.server : (stated ?? requiredCount.server);
      if (currentCount >= required) return [];
      const facts = { currentCount, requiredCount: required };
      return [{ id: 'kmsHost.belowThreshold', severity: 'critical', product, facts } as const];
    }),
  turns: () => [],
};
