/** The KMS host block: settings and counters of a machine that activates others. */
import { portOf } from '../port.ts';
import type { KmsHost, Product } from '../report.ts';
import type { Row } from './row.ts';

const isHost = (row: Row): boolean => row.uint32('IsKeyManagementServiceMachine') === 1;

/** Cumulative counters; reset only by reinstalling the host. All unset means that no request has come yet. */
function readRequests(row: Row): KmsHost['requests'] {
  const read = (kind: string): number | null => row.uint32(`KeyManagementService${kind}Requests`);
  const requests = {
    total: read('Total'),
    failed: read('Failed'),
    unlicensed: read('Unlicensed'),
    licensed: read('Licensed'),
    initialGrace: read('OOBGrace'),
    expired: read('OOTGrace'),
    nonGenuine: read('NonGenuineGrace'),
    notification: read('Notification'),
  };
  return Object.values(requests).every((value) => value === null) ? null : requests;
}

/** `rows` and `products` go together by position. Null where neither the service nor a product says it is a host. */
export function readKmsHost(rows: readonly Row[], products: readonly Product[], service: Row | null): KmsHost | null {
  const hosting = rows.flatMap((row, product) => (isHost(row) && products[product] ? [{ row, product }] : []));
  if (hosting.length === 0 && !(service && isHost(service))) return null;
  const port = service?.uint32('KeyManagementServiceListeningPort') ?? null;
  const lowPriority = service?.boolean('KeyManagementServiceLowPriority') ?? null;
  const counters = [service, ...hosting.map(({ row }) => row)].filter((row) => row !== null);
  return {
    listeningPort: portOf(port),
    dnsPublishing: service?.boolean('KeyManagementServiceDnsPublishing') ?? null,
    priority: lowPriority === null ? null : lowPriority ? 'low' : 'normal',
    products: hosting.map(({ row, product }) => ({
      product,
      currentCount: row.uint32('KeyManagementServiceCurrentCount'),
      requiredCount: row.uint32('RequiredClientCount'),
    })),
    requests: counters.map(readRequests).find((requests) => requests !== null) ?? null,
  };
}
