/** Deliveries for benchmarks: made before the time is taken, each with an id and a sequence of its own, packed. */
import { gzipSync } from 'node:zlib';
import { v5, v7 } from 'uuid';
import { aReport } from '../support/reports.ts';

const namespace = '3d6c6b1c-9d65-4a9e-8d0c-2c8f6e1f7a10';
export const agentId = (n: number): string => v5(`bench ${n}`, namespace);

/** About 2 KB of JSON; one report in ten was activated by another KMS host than the one before. */
export function aDelivery(n: number, agents: number) {
  const report = aReport();
  const [product] = report.products;
  const turn = Math.floor(n / agents);
  const host = turn % 10 === 9 ? 'kms02.corp.example' : 'kms01.corp.example';
  const kms = product?.kms ? { ...product.kms, discoveredHost: host } : null;
  const machine = { ...report.machine, name: `PC-${n % agents}`, fqdn: `PC-${n % agents}.corp.example` };
  return {
    schema: 'gracewatch.delivery/1',
    id: v7(),
    agent: { id: agentId(n % agents), version: '0.1.0' },
    sequence: turn + 1,
    sentAt: new Date().toISOString(),
    report: { ...report, machine, products: product ? [{ ...product, kms }] : [] },
  };
}

/** Bodies of so many requests, each with `perRequest` deliveries. */
export function bodies(requests: number, perRequest: number, agents: number): Buffer[] {
  return Array.from({ length: requests }, (_, request) => {
    const list = Array.from({ length: perRequest }, (__, n) => aDelivery(request * perRequest + n, agents));
    return gzipSync(JSON.stringify(perRequest === 1 ? list[0] : list));
  });
}
