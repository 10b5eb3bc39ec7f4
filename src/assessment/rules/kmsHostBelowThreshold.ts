import type { Product } from '../../activation/report.ts';
import { servesClients } from '../../knowledge/channels.ts';
import { requiredCount } from '../../knowledge/figures.ts';
import { never, type Rule } from '../rule.ts';

/** A host that only servers and Office have asked never counts above this (twice the largest threshold seen). */
const serverOnlyCap = 2 * requiredCount.server;

/** The stated minimum, else by family; a Windows host may be one of servers only until its count says otherwise. */
function requiredFor(product: Product | undefined, count: number, stated: number | null): number {
  if (product?.family === 'office') return stated ?? requiredCount.office;
  const serversOnly = count <= serverOnlyCap && !servesClients(product?.description ?? null);
  return serversOnly ? requiredCount.server : (stated ?? requiredCount.client);
}

/**
 * A KMS host whose count is under the smallest minimum that its clients need: it activates none of them. Up to ten it
 * may be serving servers only, whose minimum is 5; a host that nobody has asked yet has no count and is not judged.
 */
export const kmsHostBelowThreshold: Rule = {
  judge: ({ report }) =>
    (report.kmsHost?.products ?? []).flatMap(({ product, currentCount, requiredCount: stated }) => {
      if (currentCount === null) return [];
      const required = requiredFor(report.products[product], currentCount, stated);
      if (currentCount >= required) return [];
      const facts = { currentCount, requiredCount: required };
      return [{ id: 'kmsHost.belowThreshold', severity: 'critical', product, facts } as const];
    }),
  turns: never,
};
