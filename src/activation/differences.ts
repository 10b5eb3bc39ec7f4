/** Where the two sources of licensing facts contradict each other. */
import { isKeyed } from './primary.ts';
import type { Reading } from './reading.ts';
import type { Product, Report } from './report.ts';

type Difference = NonNullable<Report['differences']>[number];

/** The two are asked within one gather, so minutes may tick on between them; more than this is a contradiction. */
const toleranceMinutes = 60;

/** What is compared. A source that does not state a fact (null) contradicts nothing. */
const compared: readonly (readonly [path: string, (product: Product) => unknown])[] = [
  ['licenseStatus', (product) => (product.licenseStatus === 'unknown' ? null : product.licenseStatus)],
  ['partialProductKey', (product) => product.partialProductKey],
  ['keyChannel', (product) => product.keyChannel],
  ['extendedPid', (product) => product.extendedPid],
  ['validity.kind', (product) => (product.validity.kind === 'unknown' ? null : product.validity.kind)],
  ['validity.remainingMinutes', (product) => product.validity.remainingMinutes],
  ['method', (product) => product.method],
  ['kms.clientMachineId', (product) => product.kms?.clientMachineId ?? null],
  ['kms.configuredHost', (product) => product.kms?.configuredHost ?? null],
  ['kms.discoveredHost', (product) => product.kms?.discoveredHost ?? null],
];

function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= toleranceMinutes;
  return typeof a === 'string' && typeof b === 'string' ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** The same product by activation id; `/dli` prints none, there the last five characters of the key tell. */
function sameProduct(product: Product, other: Product): boolean {
  if (product.activationId !== null && other.activationId !== null)
    return same(product.activationId, other.activationId);
  return product.partialProductKey === other.partialProductKey && product.name === other.name;
}

/** Differences by path into the report, whose products are CIM's. A product that only slmgr shows is one too. */
export function differencesOf(cim: Reading, slmgr: Reading): Difference[] {
  const byId = new Map(cim.products.map((product, index) => [product.activationId?.toLowerCase(), index]));
  const indexOf = (stated: Product): number =>
    stated.activationId === null
      ? cim.products.findIndex((product) => sameProduct(product, stated))
      : (byId.get(stated.activationId.toLowerCase()) ?? -1);
  return slmgr.products.flatMap((stated): Difference[] => {
    const index = indexOf(stated);
    const decided = cim.products[index];
    if (!decided) return isKeyed(stated) ? [{ path: 'products', cim: null, slmgr: stated.name }] : [];
    return compared.flatMap(([path, read]) => {
      const [a, b] = [read(decided), read(stated)];
      return a === null || b === null || same(a, b) ? [] : [{ path: `products.${index}.${path}`, cim: a, slmgr: b }];
    });
  });
}
