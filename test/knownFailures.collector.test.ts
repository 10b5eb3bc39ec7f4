/** Each of these once went wrong with the collector under attack or after a mishap. One test for each, named by what was wrong. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { assess } from '../src/assessment/assess.ts';
import { defaultPolicy } from '../src/assessment/policy.ts';
import { createIngest } from '../src/collector/ingest.ts';
import { readCursor } from '../src/collector/store/list.ts';
import type { Store } from '../src/collector/store/store.ts';
import { parseJson } from '../src/platform/document.ts';
import { ask, json, post } from './collector/asking.ts';
import { allMachines, expectCountsRight } from './collector/counts.ts';
import { agentId, deliveryOf, quiet, senderOver } from './collector/deliveries.ts';
import { handClock, type Running, startCollector } from './support/collector.ts';
import { aReport, collectedAt, day, having, kmsBlock, leaseLeft } from './support/reports.ts';
import { run } from './support/world.ts';

const begin = Date.parse(collectedAt);
const clock = handClock(collectedAt);
let running: Running;
beforeEach(async () => {
  clock.set(begin);
  running = await startCollector({ clock });
});
afterEach(() => running.close());

const machine = async (n: number) => (await allMachines(running.store)).find(({ agent_id }) => agent_id === agentId(n));

test('anybody could have four megabytes of no JSON parsed, without a credential', async () => {
  await running.credential('reader');
  const body = Buffer.from(`{"credential":"${'x'.repeat(20_000)}"}`);
  for (const path of ['/v1/session', '/nothing']) {
    const { status } = await ask(running.url + path, { method: 'POST', headers: json, body });
    expect([path, status]).toEqual([path, 413]);
  }
});

test('deliveries were answered as kept in a store whose file had been taken away', async () => {
  expect((await post(running.url, [deliveryOf({ agent: 1, sequence: 1 })])).status).toBe(200);
  const file = join(running.folder, 'store.sqlite');
  renameSync(file, `${file}.away`);
  const refused = await post(running.url, [deliveryOf({ agent: 1, sequence: 2 })]);
  expect([refused.status, refused.json?.error]).toEqual([503, 'storeFailed']);
  expect((await ask(`${running.url}/readyz`)).status).toBe(503);
  renameSync(`${file}.away`, file);
  expect((await post(running.url, [deliveryOf({ agent: 1, sequence: 2 })])).status).toBe(200);
});

test('a machine that named another KMS host each time left a count behind with every report', async () => {
  for (let sequence = 1; sequence <= 20; sequence += 1) {
    const report = having({ kms: { ...kmsBlock, configuredHost: `kms${sequence}.example` } });
    expect((await post(running.url, [deliveryOf({ agent: 1, sequence, report })])).status).toBe(200);
  }
  expect(await running.store.read.selectFrom('tally').selectAll().execute()).toHaveLength(3);
  await expectCountsRight(running.store);
});

test('a small packed report with thousands of findings filled the history with a hundred times its size', async () => {
  const products = Array.from({ length: 1500 }, () => ({ product: 0, currentCount: 1, requiredCount: 25 }));
  const host = { listeningPort: 1688, dnsPublishing: true, priority: 'normal', products, requests: null } as const;
  const sent = [1, 2].map((sequence) =>
    deliveryOf({ agent: 1, sequence, report: aReport({ kmsHost: sequence === 1 ? host : null }) }),
  );
  const packed = gzipSync(JSON.stringify(sent));
  const headers = { ...json, 'content-encoding': 'gzip' };
  const { status } = await ask(`${running.url}/v1/deliveries`, { method: 'POST', headers, body: packed });
  expect(status).toBe(200);
  const history = await running.store.read.selectFrom('history').select('changes').execute();
  expect(history.length).toBeGreaterThan(1);
  expect(Math.max(...history.map(({ changes }) => changes.length))).toBeLessThan(10_000);
});

test('a report whose difference is no text ended in an error inside the collector', async () => {
  const report = { ...aReport(), differences: [{ path: 'x', cim: { toString: 1, valueOf: 1 }, slmgr: 'licensed' }] };
  expect((await post(running.url, [deliveryOf({ agent: 1, sequence: 1, report })])).status).toBe(200);
  expect((await ask(`${running.url}/v1/machines/${agentId(1)}`)).status).toBe(200);
});

test.each([7, -1])('a report whose primary product %p is not there was OK, without a finding', (primary) => {
  const { severity, findings } = assess({ ...aReport(), primary }, defaultPolicy, collectedAt);
  expect(severity).toBe('unknown');
  expect(findings.map(({ id }) => id)).toContain('license.undetermined');
});

test('a clock that had run ahead left verdicts and times of days that had not come', async () => {
  const report = having({ validity: leaseLeft(100 * day) });
  await post(
    running.url,
    [1, 2].map((agent) => deliveryOf({ agent, sequence: 1, report })),
  );
  const right = await machine(1);
  clock.advance(400 * day);
  expect(await running.sweep()).toBe(2);
  expect((await post(running.url, [deliveryOf({ agent: 2, sequence: 2, report })])).status).toBe(200);
  expect((await machine(1))?.findings).toContain('license.mayHaveEnded');

  clock.set(begin + day / 2);
  await running.sweep();
  expect(await machine(1)).toMatchObject({ severity: right?.severity, findings: right?.findings });
  expect((await machine(2))?.received_at).toBeLessThanOrEqual(begin + day / 2);
  await expectCountsRight(running.store);
  expect(await running.sweep()).toBe(0);
});

test('the id of a delivery that was no UUIDv7 of the past was remembered for ever', async () => {
  const id = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
  expect((await post(running.url, [deliveryOf({ agent: 1, sequence: 1, id })])).status).toBe(200);
  const known = () => running.store.read.selectFrom('delivery').select('id').execute();
  clock.advance(89 * day);
  await running.sweep();
  expect(await known()).toEqual([{ id }]);
  clock.advance(2 * day);
  await running.sweep();
  expect(await known()).toEqual([]);
});

test('large reports that waited for a slow store were counted by number only, up to the whole memory', async () => {
  const never = new Promise<never>(() => {});
  const stuck = { ...running.store, write: () => never } as unknown as Store;
  const send = senderOver(createIngest(stuck, quiet));
  const report = { ...aReport(), unread: [{ label: 'x', text: 'x'.repeat(1_000_000) }] };
  const refused: unknown[] = [];
  for (let n = 1; n <= 200; n += 1)
    void send([deliveryOf({ agent: n, sequence: 1, report })]).catch((error) => refused.push(error));
  await new Promise((resolve) => setImmediate(resolve));
  expect(refused.length).toBeGreaterThan(50);
  expect(refused[0]).toMatchObject({ status: 503 });
});

test('the next of a page that no list gave ended in an error inside PostgreSQL', () => {
  const cursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
  expect(readCursor(cursor([2 ** 31, 1, 'a']), 'attention')).toBeNull();
  expect(readCursor(cursor([2 ** 31, 'a']), 'lastSeen')).toBeNull();
  expect(readCursor(cursor([4, 2 ** 40, 'a']), 'attention')).toEqual([4, 2 ** 40, 'a']);
});

test('gracewatch config showed the password in the address of a database', async () => {
  const environment = {
    GRACEWATCH_SERVE_STORE: 'postgres://collector:canary@db.corp.example/gracewatch?password=canary',
  };
  for (const format of ['text', 'json']) {
    const { stdout } = await run(['config', '--format', format], { environment });
    expect(stdout).toContain('db.corp.example');
    expect(stdout).not.toContain('canary');
  }
});

test('backup ended in an error inside gracewatch where the address of a database was no URL', async () => {
  const environment = { GRACEWATCH_SERVE_STORE: 'postgres://collector:can/ary@db:x/gracewatch' };
  const { stderr } = await run(['backup', join(running.folder, 'copy.sqlite')], { environment });
  expect(stderr).toContain('pg_dump');
  expect(stderr).not.toMatch(/inside gracewatch|ary/);
});

test('the place of a mistake was sought through all of a long text, and a tree made of it', () => {
  const text = `[1 2${',{"a":1}'.repeat(500_000)}`;
  const begun = performance.now();
  expect(() => parseJson(text, 'body')).toThrow(
    expect.objectContaining({ facts: { file: 'body', line: 1, column: 4 } }),
  );
  expect(performance.now() - begun).toBeLessThan(1000);
});
