/** One request against servers that behave and servers that do not: always an end, within bounds, and no secret outside. */
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { SpooledDelivery } from '../../src/delivery/delivery.ts';
import { storedOf } from '../../src/delivery/entry.ts';
import { createPoster, type Posted } from '../../src/delivery/post.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { Secret } from '../../src/platform/secret.ts';
import { answerJson, startServer, startTcp } from '../support/badServer.ts';
import { aDelivery, deliveriesOf } from './deliveries.ts';

const clock = fixedClock('2026-11-24T05:30:00.000Z');
const credential = new Secret('hunter2-canary');
const userAgent = 'gracewatch/0.1.0';

interface About {
  readonly deadlineMs?: number;
  readonly credential?: Secret | null;
}

function post(url: string, deliveries: readonly SpooledDelivery[], about: About = {}): Promise<Posted> {
  return createPoster({ url, credential, deadlineMs: 10_000, clock, userAgent, ...about })(deliveries.map(storedOf));
}

/** A delivery so small that it is not worth compressing. */
const small = { ...aDelivery(1), report: {} } as unknown as SpooledDelivery;

describe('what is sent', () => {
  test('an array of deliveries, each with the instant it is sent at, compressed', async () => {
    await using server = await startServer((_, response) => answerJson(response, 200, { results: [] }));
    const deliveries = deliveriesOf(3);
    await post(server.url, deliveries);
    const [received] = server.received;
    expect(received).toMatchObject({ method: 'POST', path: '/v1/deliveries' });
    expect(received?.deliveries).toEqual(deliveries.map((one) => ({ ...one, sentAt: '2026-11-24T05:30:00.000Z' })));
    expect(received?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'content-length': String(received?.raw.length),
      'user-agent': userAgent,
      authorization: 'Bearer hunter2-canary',
    });
    expect(received?.raw.length).toBeLessThan(gunzipSync(received?.raw ?? '').length / 2);
  });

  test('an array also of one; not compressed where it is small; no Authorization without a credential', async () => {
    await using server = await startServer((_, response) => answerJson(response, 200, { results: [] }));
    await post(server.url, [small], { credential: null });
    const [received] = server.received;
    expect(received?.deliveries).toEqual([{ ...small, sentAt: '2026-11-24T05:30:00.000Z' }]);
    expect(received?.headers).not.toHaveProperty('content-encoding');
    expect(received?.headers).not.toHaveProperty('authorization');
  });

  test('50 deliveries are one request, and a slash behind the address does not matter', async () => {
    await using server = await startServer((_, response) => answerJson(response, 200, { results: [] }));
    await post(`${server.url}/`, deliveriesOf(50));
    expect(server.received.map(({ path, deliveries }) => [path, deliveries.length])).toEqual([['/v1/deliveries', 50]]);
  });
});

describe('what comes back', () => {
  test.each([200, 204, 400, 401, 404, 429, 500, 503])('%i with its headers and body is a result', async (status) => {
    const headers = { 'retry-after': '120', date: 'Tue, 24 Nov 2026 05:30:00 GMT' };
    await using server = await startServer((_, response) => answerJson(response, status, { 名: '前' }, headers));
    expect(await post(server.url, [small])).toEqual({
      status,
      retryAfter: '120',
      date: headers.date,
      location: null,
      body: status === 204 ? '' : '{"名":"前"}',
    });
  });

  test.each([301, 302, 303, 307, 308])('%i is not followed: the other server hears nothing', async (status) => {
    await using other = await startServer((_, response) => answerJson(response, 200, { results: [] }));
    await using server = await startServer((_, response) => {
      response.writeHead(status, { location: `${other.url}/v1/deliveries` }).end();
    });
    expect(await post(server.url, [small])).toMatchObject({ status, location: `${other.url}/v1/deliveries` });
    expect(server.received).toHaveLength(1);
    expect(other.received).toEqual([]);
  });

  test('a compressed answer is read', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"results":[]}'));
    });
    expect(await post(server.url, [small])).toMatchObject({ status: 200, body: '{"results":[]}' });
  });
});

describe('a server that does not behave', () => {
  test('never answers: the deadline ends it', async () => {
    await using server = await startServer(() => {});
    expect(await post(server.url, [small], { deadlineMs: 300 })).toEqual({ failure: 'deadline' });
  });

  test('does not even speak HTTP back: the deadline ends it', async () => {
    await using server = await startTcp(() => {});
    expect(await post(server.url, [small], { deadlineMs: 300 })).toEqual({ failure: 'deadline' });
  });

  test('drips a byte every 50 ms: the deadline ends it all the same', async () => {
    let dripped = 0;
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => {
        dripped += 1;
        response.write(' ');
      }, 50);
      response.on('close', () => clearInterval(drip));
    });
    const begun = performance.now();
    expect(await post(server.url, [small], { deadlineMs: 500 })).toEqual({ failure: 'deadline' });
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(dripped).toBeGreaterThan(2);
  });

  test('a gzip bomb: cut off, and never in memory', async () => {
    // 200 members of 1 MB each, which unpack one after the other.
    const bomb = Buffer.concat(new Array(200).fill(gzipSync(Buffer.alloc(1024 * 1024))));
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const before = process.memoryUsage().rss;
    expect(await post(server.url, [small])).toEqual({ failure: 'answerTooLarge' });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });

  test('an answer without an end', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200);
      const more = (error?: Error | null): void => {
        if (!error) response.write(Buffer.alloc(65_536), more);
      };
      more();
    });
    expect(await post(server.url, [small])).toEqual({ failure: 'answerTooLarge' });
  });

  test.each([
    ['closes at once', (socket: Socket) => socket.destroy()],
    ['closes its half', (socket: Socket) => socket.end()],
    [
      'promises more than it sends',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"results":[]}'),
    ],
    [
      'breaks off in a chunk',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"res'),
    ],
    ['is no HTTP server', (socket: Socket) => socket.end('220 mail.example ESMTP\r\n')],
    [
      'claims gzip',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd'),
    ],
    [
      'sends headers without end',
      (socket: Socket) => socket.end(`HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}\r\n`),
    ],
    [
      'says more than it promised',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{"results":[]}and more'),
    ],
    ['sends a line without end', (socket: Socket) => socket.end(`HTTP/1.1 200 ${'O'.repeat(200_000)}`)],
  ])('%s: a failure with a code', async (_, misbehave) => {
    await using server = await startTcp((socket) => void socket.once('data', () => misbehave(socket)));
    const posted = await post(server.url, [small]);
    expect(posted).toEqual({ failure: expect.stringMatching(/^[A-Z][A-Z_0-9]+$/) });
  });

  test('is not there', async () => {
    const gone = await startServer(() => {});
    await gone[Symbol.asyncDispose]();
    expect(await post(gone.url, [small])).toEqual({ failure: 'ECONNREFUSED' });
  });
});

test.each([
  ['a line end', 'canary\r\nX-Injected: y'],
  ['letters that no header has', 'canary-秘密'],
])('a credential with %s brings no header of its own along, and does not leak', async (_, value) => {
  await using server = await startServer((_, response) => answerJson(response, 401, {}));
  const posted = await post(server.url, [small], { credential: new Secret(value) });
  expect(inspect(posted, { depth: 9 })).not.toContain('canary');
  expect(server.received.map(({ headers }) => headers['x-injected'])).not.toContain('y');
});

test('nothing that comes back holds the credential or what was sent', async () => {
  await using silent = await startServer(() => {});
  await using closing = await startTcp((socket) => socket.destroy());
  await using refusing = await startServer((_, response) => answerJson(response, 401, { error: 'x', message: 'y' }));
  for (const { url } of [silent, closing, refusing]) {
    const posted = await post(url, [aDelivery(1)], { deadlineMs: 300 });
    const shown = inspect(posted, { depth: 9, showHidden: true }) + JSON.stringify(posted);
    expect(shown).not.toMatch(/hunter2|PC-0412|Bearer/);
  }
});

describe('a proxy in the environment', () => {
  const names = ['http_proxy', 'HTTP_PROXY', 'no_proxy', 'NO_PROXY'];
  const before = names.map((name) => [name, process.env[name]] as const);
  afterEach(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  async function startProxy() {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(request.url ?? '');
      request.resume();
      answerJson(response, 502, {});
    });
    await new Promise<void>((done) => void proxy.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    process.env.http_proxy = url;
    process.env.HTTP_PROXY = url;
    delete process.env.no_proxy;
    delete process.env.NO_PROXY;
    return { asked, end: () => proxy.close().closeAllConnections() };
  }

  test('is not asked for loopback', async () => {
    const { asked, end } = await startProxy();
    await using server = await startServer((_, response) => answerJson(response, 200, { results: [] }));
    for (const host of ['127.0.0.1', 'localhost']) {
      const url = `http://${host}:${server.port}`;
      expect(await post(url, [small])).toMatchObject({ status: 200 });
    }
    expect(asked).toEqual([]);
    end();
  });

  test('is asked for other machines', async () => {
    const { asked, end } = await startProxy();
    expect(await post('http://collector.invalid:8787', [small])).toMatchObject({ status: 502 });
    expect(asked).toEqual(['http://collector.invalid:8787/v1/deliveries']);
    end();
  });
});
