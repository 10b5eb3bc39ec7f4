/** The licensing classes of `root\cimv2` as products. Which property means what: Microsoft Learn, sppwmi classes. */
import type { CimRow } from '../../evidence/evidence.ts';
import { isWindowsEdition } from '../primary.ts';
import type { Reading } from '../reading.ts';
import type { Unread } from '../report.ts';
import { readKmsHost } from './kmsHost.ts';
import { readProduct } from './product.ts';
import { readRow } from './row.ts';
import { readSubscription } from './subscription.ts';

/** Classes that hold products: Windows and newer Office in the first, Office 2010 (and 2013 on old Windows) in the second. */
const productClasses = ['SoftwareLicensingProduct', 'OfficeSoftwareProtectionProduct'];

function rowsOf(classes: Readonly<Record<string, readonly CimRow[]>>, name: string): readonly CimRow[] {
  const wanted = name.toLowerCase();
  return Object.entries(classes).flatMap(([given, rows]) => (given.toLowerCase() === wanted ? rows : []));
}

/** `classes`: rows by class name, names in any case. `collectedAt`: ISO 8601 UTC. */
export function readCim(classes: Readonly<Record<string, readonly CimRow[]>>, collectedAt: string): Reading {
  const unread: Unread[] = [];
  const serviceRow = rowsOf(classes, 'SoftwareLicensingService')[0];
  const service = serviceRow ? readRow(serviceRow, unread) : null;
  const rows = productClasses.flatMap((name) => rowsOf(classes, name)).map((row) => readRow(row, unread));
  const subscription = readSubscription(service);
  const products = rows
    .map((row) => readProduct(row, service, collectedAt))
    .map((product) => (isWindowsEdition(product) ? { ...product, subscription } : product));
  return {
    serviceVersion: service?.text('Version') ?? null,
    products,
    kmsHost: readKmsHost(rows, products, service),
    error: null,
    unread,
  };
}
