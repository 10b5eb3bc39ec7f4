/** Published client keys by their last five characters. */
import { officeKeyTails } from './officeKeyTails.ts';
import { windowsKeyTails } from './windowsKeyTails.ts';

export interface PublishedKey {
  readonly product: string;
  readonly edition: string;
}

const byTail = new Map<string, PublishedKey>();
for (const table of [windowsKeyTails, officeKeyTails])
  for (const [product, editions] of Object.entries(table))
    for (const [tail, edition] of Object.entries(editions)) byTail.set(tail, { product, edition });

/** The published client key (GVLK) that ends with these five characters, or null: then the key is the organisation's own. */
export function findPublishedKey(partialProductKey: string): PublishedKey | null {
  return byTail.get(partialProductKey.toUpperCase()) ?? null;
}
