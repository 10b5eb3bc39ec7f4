/** How long lists and questions take with a large fleet: over HTTP, one after the other, warm. */

import { defaultPolicy } from '../../src/assessment/policy.ts';
import { createIngest } from '../../src/collector/ingest.ts';
import { check, incomingOf } from '../../src/collector/receive.ts';
import { startCollector } from '../support/collector.ts';
import { after, aProduct, aReport, day, leaseLeft } from '../support/reports.ts';
import { aDelivery, agentId } from './deliveries.ts';
import { percentile, print } from './print.ts';

const runs = 60;

/** A fleet as it is: most are well, some have not renewed, a few have ended; twenty KMS hosts, some retail keys. */
function variedDelivery(n: number) {
  const delivery = aDelivery(n, Number.MAX_SAFE_INTEGER);
  const renewedAgo = n % 20 === 0 ? (n % 170) * day : (n % 7) * day;
  const ended = n % 500 === 0;
  const product = aProduct({
    channel: n % 50 === 1 ? 'retail' : 'kmsClient',
    licenseStatus: ended ? 'notification' : 'licensed',
    reason: ended ? '0xC004F009' : null,
    validity: ended
      ? { kind: 'ended', remainingMinutes: 0, expiresAt: null, renewedAt: null }
      : leaseLeft(180 * day - renewedAgo),
  });
  const kms = product.kms && { ...product.kms, discoveredHost: `kms${n % 20}.corp.example` };
  const report = aReport({ products: [{ ...product, kms }] });
  const name = `PC-${String(n).padStart(7, '0')}`;
  return {
    ...delivery,
    report: { ...report, collectedAt: after(0), machine: { ...report.machine, name, fqdn: `${name}.corp.example` } },
  };
}

async function load(store: Parameters<typeof createIngest>[0], machines: number): Promise<number> {
  const failed = (error: unknown): void => {
    throw error;
  };
  const ingest = createIngest(store, { group: () => {}, outcome: () => {}, failed });
  const begun = performance.now();
  const receivedAt = Date.parse(after(0));
  for (let n = 0; n < machines; n += 500) {
    const received = check(JSON.parse(JSON.stringify(Array.from({ length: 50 }, (_, k) => variedDelivery(n + k)))));
    const rest = Array.from({ length: 9 }, (_, part) =>
      check(JSON.parse(JSON.stringify(Array.from({ length: 50 }, (__, k) => variedDelivery(n + 50 + part * 50 + k))))),
    );
    await ingest.submit([received, ...rest].flatMap((one) => incomingOf(one, defaultPolicy, receivedAt)));
    if (n % 10_000 === 0) process.stderr.write(`  loading: ${n} of ${machines} machines\n`);
  }
  return (performance.now() - begun) / 1000;
}

/** The address of the 100th page of a list. */
async function deepPage(url: string, path: string): Promise<string> {
  let next: string | null = '';
  for (let page = 0; page < 100 && next !== null; page += 1) {
    const response: Response = await fetch(`${url}${path}${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`);
    ({ next } = (await response.json()) as { next: string | null });
  }
  return `${path}&after=${encodeURIComponent(next ?? '')}`;
}

export async function benchQuestions(machines = 100_000): Promise<void> {
  const collector = await startCollector({ clock: { now: () => new Date(after(3_600_000)) } });
  const seconds = await load(collector.store, machines);
  print(`loading ${machines} machines`, `${Math.round(machines / seconds)} a second`);
  const { url } = collector;
  const paths = [
    '/v1/questions/summary',
    '/v1/questions/expiry',
    '/v1/questions/overdue',
    '/v1/questions/silent',
    '/v1/machines?sort=attention',
    await deepPage(url, '/v1/machines?sort=attention'),
    '/v1/machines?sort=name',
    await deepPage(url, '/v1/machines?sort=name'),
    '/v1/machines?sort=expires',
    '/v1/machines?sort=lastSeen',
    '/v1/machines?severity=critical',
    '/v1/machines?severity=critical,unknown,warning',
    '/v1/machines?severity=ok&channel=retail&sort=expires',
    '/v1/machines?licenseStatus=notification',
    '/v1/machines?channel=retail&sort=name',
    '/v1/machines?kmsHost=kms7.corp.example',
    '/v1/machines?finding=renewal.overdue',
    '/v1/machines?search=pc-0004242',
    '/v1/machines?search=0042&sort=name',
    '/v1/machines?search=nothing-of-the-kind',
    `/v1/machines/${agentId(4242)}`,
    `/v1/machines/${agentId(4242)}/history`,
    '/metrics',
  ];
  for (const path of paths) {
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const begun = performance.now();
      const response = await fetch(url + path);
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      if (run >= 5) times.push(performance.now() - begun);
    }
    const shown = path.length > 44 ? `${path.slice(0, 41)}...` : path;
    print(shown, `p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`);
  }
  await collector.close();
}

if (import.meta.main) await benchQuestions(Number(process.argv[2] ?? 100_000));
