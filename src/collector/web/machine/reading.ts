/**
 * What the page reads of a report. The collector hands it out as it was received, perhaps by a newer agent: what is not
 * there, or not of the expected kind, reads as null. Pure.
 */

type Loose = Readonly<Record<string, unknown>>;

const isLoose = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const part = (value: unknown, key: string): unknown => (isLoose(value) ? value[key] : undefined);
const textOf = (value: unknown, key: string): string | null => {
  const text = part(value, key);
  return typeof text === 'string' && text !== '' ? text : null;
};

export interface ProductFacts {
  readonly name: string | null;
  readonly family: string | null;
  readonly addOn: boolean;
  readonly activationId: string | null;
  readonly licenseStatus: string | null;
  readonly keyChannel: string | null;
  readonly partialProductKey: string | null;
  /** permanent, expires, ended, unknown */
  readonly validity: string | null;
  readonly expiresAt: string | null;
}

export interface ReportFacts {
  /** Index of the Windows that counts. */
  readonly primary: number | null;
  readonly products: readonly ProductFacts[];
}

function productOf(product: unknown): ProductFacts {
  const validity = part(product, 'validity');
  return {
    name: textOf(product, 'name'),
    family: textOf(product, 'family'),
    addOn: part(product, 'addOn') === true,
    activationId: textOf(product, 'activationId'),
    licenseStatus: textOf(product, 'licenseStatus'),
    keyChannel: textOf(product, 'keyChannel'),
    partialProductKey: textOf(product, 'partialProductKey'),
    validity: textOf(validity, 'kind'),
    expiresAt: textOf(validity, 'expiresAt'),
  };
}

export function readReport(report: unknown): ReportFacts {
  const primary = part(report, 'primary');
  const products = part(report, 'products');
  return {
    primary: typeof primary === 'number' ? primary : null,
    products: Array.isArray(products) ? products.map(productOf) : [],
  };
}

/** Other products with a key: beside the Windows that counts. */
export function otherProducts({ primary, products }: ReportFacts): readonly ProductFacts[] {
  return products.filter((product, index) => index !== primary && product.partialProductKey !== null);
}
