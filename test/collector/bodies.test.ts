/** Bodies that are taken in, and bodies that are not: refused within bounds, with the path of each fault, nothing stored. */

import { connect } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/activation/report.ts';
import { type Running, startCollector } from '../support/collector.ts';
import { aReport } from '../support/reports.ts';
import { ask, post } from './asking.ts';
import { agentId, deliveryOf, idOf } from './deliveries.ts';

let running: Running;
beforeAll(async () => {
  running = await startCollector({ requestTimeoutMs: 600 });
});
afterAll(() => running.close());

const good = deliveryOf({ agent: 1, sequence: 1 });
const report = aReport();
const product = report.products[0];
const withReport = (change: object) => ({ ...good, report: { ...report, ...change } });
const withProduct = (change: object) => withReport({ products: [{ ...product, ...change }] });
const without = <T extends object>(object: T, key: keyof T): Partial<T> =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Partial<T>;

async function stored(): Promise<number> {
  const rows = await Promise.all(
    (['machine', 'report', 'delivery', 'history', 'tally'] as const).map((table) =>
      running.store.read
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    ),
  );
  return rows.reduce((sum, { n }) => sum + n, 0);
}

/** A wrong body, and the paths that the answer must name. */
const wrong: readonly [name: string, body: unknown, paths: readonly string[]][] = [
  ['null', null, ['']],
  ['a number', 5, ['']],
  ['a word', '"x"', ['']],
  ['an empty list', [], ['']],
  ['a list of null', [null], ['0']],
  ['a list in a list', [[good]], ['0']],
  ['nothing in it', {}, ['schema', 'id', 'sequence', 'sentAt', 'agent', 'report']],
  ['51 deliveries', Array.from({ length: 51 }, () => good), ['']],
  ['no schema', without(good, 'schema'), ['schema']],
  ['another schema', { ...good, schema: 'gracewatch.served/1' }, ['schema']],
  ['no id', without(good, 'id'), ['id']],
  ['an id that is none', { ...good, id: '12' }, ['id']],
  ['an id with SQL', { ...good, id: `${good.id}' or 1=1` }, ['id']],
  ['no agent', without(good, 'agent'), ['agent']],
  ['an agent id that is none', { ...good, agent: { id: 'PC-1', version: '1' } }, ['agent.id']],
  ['no agent version', { ...good, agent: { id: agentId(1) } }, ['agent.version']],
  ['a long agent version', { ...good, agent: { id: agentId(1), version: 'x'.repeat(101) } }, ['agent.version']],
  ['sequence 0', { ...good, sequence: 0 }, ['sequence']],
  ['a sequence below', { ...good, sequence: -1 }, ['sequence']],
  ['half a sequence', { ...good, sequence: 1.5 }, ['sequence']],
  ['a sequence as text', { ...good, sequence: '1' }, ['sequence']],
  ['a sequence over 2^53', JSON.stringify(good).replace('"sequence":1', '"sequence":1e300'), ['sequence']],
  ['no instant', { ...good, sentAt: 'yesterday' }, ['sentAt']],
  ['the 30th of February', { ...good, sentAt: '2026-02-30T00:00:00Z' }, ['sentAt']],
  ['local time', { ...good, sentAt: '2026-02-03T00:00:00' }, ['sentAt']],
  ['no report', without(good, 'report'), ['report']],
  [
    'an empty report',
    { ...good, report: {} },
    ['report.schema', 'report.collectedAt', 'report.primary', 'report.products', 'report.sources'],
  ],
  ['a report as text', { ...good, report: JSON.stringify(report) }, ['report']],
  ['no machine', withReport({ machine: null }), ['report.machine']],
  ['a name that is a number', withReport({ machine: { ...report.machine, name: 5 } }), ['report.machine.name']],
  ['products that are no list', withReport({ products: {} }), ['report.products']],
  ['a primary in words', withReport({ primary: 'first' }), ['report.primary']],
  [
    'a port over',
    withProduct({ kms: { ...product?.kms, configuredPort: 65_536 } }),
    ['report.products.0.kms.configuredPort'],
  ],
  [
    'minutes below zero',
    withProduct({ validity: { ...product?.validity, remainingMinutes: -1 } }),
    ['report.products.0.validity.remainingMinutes'],
  ],
  ['a reason in words', withProduct({ reason: 'because' }), ['report.products.0.reason']],
  ['a status that is a number', withProduct({ licenseStatus: 1 }), ['report.products.0.licenseStatus']],
  ['two faults', { ...good, sequence: 0, report: { ...report, collectedAt: 'x' } }, ['sequence', 'report.collectedAt']],
  ['faults in two of three', [good, { ...good, id: 'x' }, { ...good, sequence: 0 }], ['1.id', '2.sequence']],
  ['20,000 empty products', withReport({ products: Array.from({ length: 20_000 }, () => ({})) }), ['']],
  [
    '100,000 addresses',
    withReport({
      network: {
        srv: [],
        hosts: [{ ...report.network?.hosts[0], addresses: Array.from({ length: 100_000 }, () => 0) }],
      },
    }),
    [''],
  ],
  ['a report of more than a megabyte', withReport({ serviceVersion: 'x'.repeat(1_100_000) }), ['report']],
];

describe('a wrong body is refused whole', () => {
  test.each(wrong)('%s', async (_, body, paths) => {
    const answer = await post(running.url, typeof body === 'string' ? body : JSON.stringify(body));
    expect([answer.status, answer.json?.error]).toEqual([400, 'wrongShape']);
    const faults = answer.json?.faults as { path: string; problem: string }[];
    expect(faults.map(({ path }) => path)).toEqual(expect.arrayContaining([...paths]));
    for (const { path } of faults)
      expect(paths.some((one) => path === one || one === '' || path.startsWith('report.'))).toBe(true);
    expect(await stored()).toBe(0);
  });

  // Not a fault of the agent: it keeps the delivery until the collector is upgraded.
  test.each([
    ['a newer major', { ...good, schema: 'gracewatch.delivery/2' }],
    ['a newer report', withReport({ schema: 'gracewatch.report/2' })],
    ['an older report', withReport({ schema: 'gracewatch.report/0' })],
    ['one of several', [good, { ...good, schema: 'gracewatch.delivery/10' }]],
  ])('another major version: %s', async (_, body) => {
    const answer = await post(running.url, JSON.stringify(body));
    expect([answer.status, answer.json?.error]).toEqual([415, 'versionUnknown']);
    expect(await stored()).toBe(0);
  });

  test('the value itself is never in the answer', async () => {
    const answer = await post(running.url, { ...good, sequence: 'geheim', sentAt: 'geheim', agent: { id: 'geheim' } });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('geheim');
  });

  test('at most 20 faults are named', async () => {
    const answer = await post(
      running.url,
      Array.from({ length: 50 }, () => ({})),
    );
    expect(answer.json?.faults).toHaveLength(20);
  });
});

describe('what is no JSON that can be taken in', () => {
  const keys = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"${n}":0`).join(',')}}`;
  test.each<[string, string | Buffer, number, string]>([
    ['empty', '', 400, 'notJson'],
    ['half of it', JSON.stringify(good).slice(0, -5), 400, 'notJson'],
    ['two of them', JSON.stringify(good).repeat(2), 400, 'notJson'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe]), 400, 'notJson'],
    ['__proto__', JSON.stringify(good).replace('"sequence"', '"__proto__":{"x":1},"sequence"'), 400, 'forbiddenKey'],
    [
      'constructor.prototype',
      JSON.stringify(good).replace('"sequence"', '"constructor":{"prototype":{}},"sequence"'),
      400,
      'forbiddenKey',
    ],
    ['100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), 400, 'nestedTooDeeply'],
    ['100,000 deep and not closed', '['.repeat(100_000), 400, 'notJson'],
    ['65 deep', `${'{"a":'.repeat(66)}1${'}'.repeat(66)}`, 400, 'nestedTooDeeply'],
    ['300,000 keys', keys(300_000), 400, 'wrongShape'],
    ['1,000,000 keys', keys(1_000_000), 413, 'FST_ERR_CTP_BODY_TOO_LARGE'],
    ['a little over the limit', `"${'x'.repeat(4 * 1024 * 1024)}"`, 413, 'FST_ERR_CTP_BODY_TOO_LARGE'],
  ])(
    '%s',
    async (_, body, status, error) => {
      const answer = await post(running.url, body);
      expect([answer.status, answer.json?.error]).toEqual([status, error]);
      expect(await stored()).toBe(0);
    },
    20_000,
  );
});

describe('packed', () => {
  const packed = { 'content-encoding': 'gzip' };
  const whole = gzipSync(JSON.stringify(good));
  const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024, 0x20), { level: 9 });

  test.each<[string, Buffer, Record<string, string>, number, string]>([
    ['cut off', whole.subarray(0, -12), packed, 400, 'notGzip'],
    ['not gzip', Buffer.from(JSON.stringify(good)), packed, 400, 'notGzip'],
    ['nothing', Buffer.alloc(0), packed, 400, 'notGzip'],
    ['packed and not said', whole, {}, 400, 'notJson'],
    [
      '10 times over',
      Array.from({ length: 9 }).reduce<Buffer>((inner) => gzipSync(inner), whole),
      packed,
      400,
      'notJson',
    ],
    ['br', brotliCompressSync(JSON.stringify(good)), { 'content-encoding': 'br' }, 415, 'encodingUnknown'],
    ['two encodings', whole, { 'content-encoding': 'gzip, gzip' }, 415, 'encodingUnknown'],
    [
      'a million keys',
      gzipSync(`{${Array.from({ length: 1_000_000 }, (_, n) => `"${n}":0`).join(',')}}`),
      packed,
      413,
      'tooLarge',
    ],
  ])('%s', async (_, body, headers, status, error) => {
    const answer = await post(running.url, body, headers);
    expect([answer.status, answer.json?.error]).toEqual([status, error]);
    expect(await stored()).toBe(0);
  });

  test('a bomb costs no memory', async () => {
    expect(bomb.length).toBeLessThan(300_000);
    await post(running.url, bomb, packed); // what the first one needs is no leak
    const before = process.memoryUsage().rss;
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(running.url, bomb, packed)));
    expect(answers.map(({ status, json }) => [status, json?.error])).toEqual(answers.map(() => [413, 'tooLarge']));
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });
});

describe('content type', () => {
  test.each([
    ['none', undefined],
    ['text, which another site may send unasked', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['XML', 'application/xml'],
    ['JSON of another kind', 'application/jsonx'],
    ['rubbish', '///'],
  ])('%s', async (_, type) => {
    const answer = await ask(`${running.url}/v1/deliveries`, {
      method: 'POST',
      headers: type === undefined ? {} : { 'content-type': type },
      body: JSON.stringify(good),
    });
    expect(answer.status).toBe(415);
    expect(await stored()).toBe(0);
  });

  test.each(['/v1/deliveries', '/v1/session'])('no body at all: POST %s', async (path) => {
    const answer = await ask(running.url + path, { method: 'POST' });
    expect([answer.status, answer.json?.error]).toEqual([400, 'noBody']);
  });
});

describe('slow', () => {
  /** Sends the beginning, then a piece every 50 ms until the server has had enough; what it answered, and after how long. */
  async function drip(beginning: string, piece: string): Promise<{ text: string; ms: number }> {
    const { port } = new URL(running.url);
    const socket = connect(Number(port), '127.0.0.1');
    const begun = performance.now();
    socket.write(beginning);
    const timer = setInterval(() => socket.write(piece), 50);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {}); // a reset is one way to end it
    await new Promise((resolve) => socket.once('close', resolve)); // not once(): that one takes a reset for a failure
    clearInterval(timer);
    return { text, ms: performance.now() - begun };
  }

  test.each([
    [
      'a body, a byte at a time',
      'POST /v1/deliveries HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n',
      ' ',
    ],
    ['headers that never end', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n', 'X-A: b\r\n'],
  ])('%s', async (_, beginning, piece) => {
    const { text, ms } = await drip(beginning, piece);
    expect(text === '' || /^HTTP\/1\.1 408 /.test(text)).toBe(true);
    expect(ms).toBeGreaterThan(500);
    expect(ms).toBeLessThan(4000);
  });
});

describe('what is taken in', () => {
  const results = (answer: { json: Record<string, unknown> | undefined }) =>
    (answer.json?.results as { outcome: string }[] | undefined)?.map(({ outcome }) => outcome);
  const kept = async (agent: number): Promise<unknown> =>
    (await ask(`${running.url}/v1/machines/${agentId(agent)}`)).json?.report;

  test('one, a list, 50 of them, packed, with a charset, with a mark at its beginning', async () => {
    expect(results(await post(running.url, good))).toEqual(['accepted']);
    expect(results(await post(running.url, [good]))).toEqual(['duplicate']);
    const fifty = Array.from({ length: 50 }, (_, n) => deliveryOf({ agent: 1, sequence: n + 2 }));
    expect(results(await post(running.url, gzipSync(JSON.stringify(fifty)), { 'content-encoding': 'gzip' }))).toEqual(
      fifty.map(() => 'accepted'),
    );
    const charset = { 'content-type': 'application/json; charset=utf-8' };
    expect(results(await post(running.url, good, charset))).toEqual(['duplicate']);
    expect(results(await post(running.url, `\ufeff${JSON.stringify(good)}`))).toEqual(['duplicate']);
    const upper = { ...good, id: good.id.toUpperCase(), agent: { ...good.agent, id: agentId(1).toUpperCase() } };
    expect(results(await post(running.url, upper))).toEqual(['duplicate']);
  });

  test('a newer minor version: unknown keys and words are kept as they were sent', async () => {
    const newer = {
      ...report,
      schema: 'gracewatch.report/1.7',
      mood: { sunny: true },
      machine: { ...report.machine, shoeSize: 42 },
      products: [
        {
          ...product,
          channel: 'quantum',
          licenseStatus: 'entangled',
          method: 'telepathy',
          validity: { ...product?.validity, kind: 'eternal' },
          colour: ['red'],
        },
      ],
      sources: [{ source: 'oracle', outcome: 'prophecy', durationMs: null, error: null }],
    } as unknown as Report;
    const delivery = {
      ...deliveryOf({ agent: 2, sequence: 1, report: newer, id: idOf(77) }),
      schema: 'gracewatch.delivery/1.3',
      extra: 1,
      agent: { id: agentId(2), version: '9.0.0', mood: 'x' },
    };
    expect(results(await post(running.url, delivery))).toEqual(['accepted']);
    expect(await kept(2)).toEqual(newer);
    const { json: answer } = await ask(`${running.url}/v1/machines/${agentId(2)}`);
    expect(answer?.machine).toMatchObject({ channel: 'unknown', licenseStatus: 'unknown', method: null });
  });
});
