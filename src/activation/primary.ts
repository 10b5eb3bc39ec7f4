/** Which of several products is the Windows that counts. */
import type { Product } from './report.ts';

/**
 * Whether a product has a key. A row without one is always unlicensed, so any other state shows a key even where a
 * paste leaves it out; `/xpr` prints neither key nor description, and only products that have a key.
 */
export function isKeyed(product: Product): boolean {
  const { partialProductKey, licenseStatus, description, activationId } = product;
  if (partialProductKey !== null || (description === null && activationId === null)) return true;
  return licenseStatus !== 'unlicensed' && licenseStatus !== 'unknown';
}

/** A Windows with a key that is not an add-on. `withheld`: its key is there and not shown. */
export const isWindowsEdition = (product: Product, withheld = false): boolean =>
  product.family === 'windows' && !product.addOn && (withheld || isKeyed(product));

/** The Windows editions, by index. */
export function windowsCandidates(products: readonly Product[]): number[] {
  return products.flatMap((product, index) => (isWindowsEdition(product) ? [index] : []));
}

/**
 * The only candidate, else the only licensed one, else the only one with a status other than unlicensed, else null
 * (the order that slmgr-ps uses too: licensed first, then any other status). `withheldKeys`: indexes of products whose
 * key is there though it is not shown.
 */
export function choosePrimary(products: readonly Product[], withheldKeys: readonly number[] = []): number | null {
  const candidates = products.flatMap((product, index) =>
    isWindowsEdition(product, withheldKeys.includes(index)) ? [index] : [],
  );
  const only = (indexes: readonly number[]): number | null => (indexes.length === 1 ? (indexes[0] ?? null) : null);
  const status = (index: number) => products[index]?.licenseStatus;
  return (
    only(candidates) ??
    only(candidates.filter((index) => status(index) === 'licensed')) ??
    only(candidates.filter((index) => status(index) !== 'unlicensed'))
  );
}
