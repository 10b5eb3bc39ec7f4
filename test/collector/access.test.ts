/** Who may do what, on every route that the server has: the list comes from the server itself. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { makeCredential } from '../../src/collector/credential.ts';
import { createMetrics } from '../../src/collector/metrics.ts';
import { summary } from '../../src/collector/questions/summary.ts';
import { createServer } from '../../src/collector/server.ts';
import { revokeCredential } from '../../src/collector/store/credentials.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { handClock, keptLog, type Running, startCollector } from '../support/collector.ts';
import { collectedAt, day, hour } from '../support/reports.ts';
import { sqliteMaker } from '../support/stores.ts';
import { ask, bearer, json, post } from './asking.ts';
import { agentId, deliveryOf } from './deliveries.ts';

/** What anybody may ask; all else needs a credential. */
const open = ['GET /healthz', 'HEAD /healthz', 'GET /readyz', 'HEAD /readyz', 'POST /v1/session', 'DELETE /v1/session'];
/** The page: one file in these tests. */
const page = ['GET /', 'HEAD /', 'GET /index.html', 'HEAD /index.html'];
const forSenders = ['POST /v1/deliveries'];

/** From fastify's tree of routes: `├── /v1/machines (GET, HEAD)`, a step of four signs for each level. */
function routesOf(tree: string): string[] {
  const prefixes: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const {
      indent = '',
      path = '',
      methods,
    } = /^(?<indent>[│ ]*)[├└]── (?<path>.*?)(?: \((?<methods>[A-Z, ]+)\))?$/.exec(line)?.groups ?? {};
    const depth = indent.length / 4;
    prefixes[depth] = path;
    const url = prefixes.slice(0, depth + 1).join('');
    return methods === undefined ? [] : methods.split(', ').map((method) => `${method} ${url}`);
  });
}

async function serverRoutes(folder: string): Promise<string[]> {
  const maker = await sqliteMaker();
  const place = await maker.make();
  const store = await place.open();
  const clock = fixedClock(collectedAt);
  const asking = { store, policy: defaultPolicy, now: 0 };
  const metrics = createMetrics({ version: '0', summary: () => summary(asking), log: keptLog().log } as Parameters<
    typeof createMetrics
  >[0]);
  const { app } = await createServer({
    store,
    policy: defaultPolicy,
    clock,
    log: keptLog().log,
    metrics,
    version: '0',
    webFolder: folder,
    sessionKey: 'x'.repeat(43),
  });
  await app.ready();
  const routes = routesOf(app.printRoutes({ commonPrefix: false }));
  await app.close();
  await place.remove();
  return routes;
}

let running: Running;
let routes: string[];
let credentials: Record<'agent' | 'reader' | 'admin' | 'revoked' | 'unknown' | 'wrongSecret', string>;
const clock = handClock(collectedAt);
beforeAll(async () => {
  running = await startCollector({ clock, rememberCredentialsMs: 1 });
  routes = await serverRoutes(`${running.folder}/web`);
  const [agent, reader, admin, revoked] = [
    await running.credential('agent', agentId(1)),
    await running.credential('reader'),
    await running.credential('admin'),
    await running.credential('admin'),
  ];
  await revokeCredential(running.store, revoked.split('.')[1] ?? '', 1);
  const { text: unknown } = makeCredential({ role: 'admin', name: '', agentId: null, at: 0 }, randomBytes);
  const wrongSecret = [...admin.split('.').slice(0, 2), unknown.split('.')[2]].join('.');
  credentials = { agent, reader, admin, revoked, unknown, wrongSecret };
}, 30_000);
afterAll(() => running.close());

const urlOf = (path: string): string => running.url + path.replace(':id', agentId(1));
const askRoute = (route: string, headers: Record<string, string>) => {
  const [method = '', path = ''] = route.split(' ');
  const isPost = method === 'POST';
  return ask(urlOf(path), {
    method,
    headers: { ...(isPost ? json : {}), ...headers },
    body: isPost ? '{}' : undefined,
  });
};
const guarded = (): string[] => routes.filter((route) => !open.includes(route) && !page.includes(route));

test('the server has the routes that are known, and each of the open ones', () => {
  expect(guarded()).toEqual(
    expect.arrayContaining([
      'POST /v1/deliveries',
      'GET /v1/machines',
      'HEAD /v1/machines/:id',
      'GET /v1/machines/:id/history',
      'GET /v1/questions/summary',
      'GET /metrics',
      'GET /openapi.json',
      'GET /v1/session',
    ]),
  );
  expect(routes).toEqual(expect.arrayContaining([...open, ...page]));
  expect(new Set(routes).size).toBe(routes.length);
});

describe('every route but the open ones', () => {
  const refused: readonly [string, () => Record<string, string>][] = [
    ['no credential', () => ({})],
    ['a wrong secret', () => bearer(credentials.wrongSecret)],
    ['a credential of another collector', () => bearer(credentials.unknown)],
    ['a revoked credential', () => bearer(credentials.revoked)],
    ['Basic', () => ({ authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` })],
    ['an empty header', () => ({ authorization: '' })],
    ['only a word', () => ({ authorization: 'Bearer' })],
    ['rubbish', () => ({ authorization: 'Bearer \u00ff\u00fe gw.. \'" or 1=1' })],
    ['a long one', () => ({ authorization: `Bearer ${'x'.repeat(8000)}` })],
    [
      'a cookie without a signature',
      () => ({ cookie: `gracewatch_session=${credentials.admin.split('.')[1]}.9999999999999` }),
    ],
    [
      'a wrong credential beside a good session',
      () => ({ ...bearer(credentials.unknown), cookie: 'gracewatch_session=x' }),
    ],
    ['no credential, and this computer by name', () => ({ host: 'localhost' })],
  ];
  test.each(refused)('%s: 401', async (_, headers) => {
    for (const route of guarded()) {
      const answer = await askRoute(route, headers());
      expect([route, answer.status]).toEqual([route, 401]);
      if (!route.startsWith('HEAD')) expect(answer.json?.error).toBe('notSignedIn');
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  test('an agent may only send, a reader may not send', async () => {
    for (const route of guarded()) {
      const isForSenders = forSenders.includes(route);
      expect([route, (await askRoute(route, bearer(credentials.agent))).status]).toEqual([
        route,
        isForSenders ? 400 : 403,
      ]);
      const asReader = (await askRoute(route, bearer(credentials.reader))).status;
      expect([route, asReader === 403]).toEqual([route, isForSenders]);
      expect([route, [401, 403].includes((await askRoute(route, bearer(credentials.admin))).status)]).toEqual([
        route,
        false,
      ]);
    }
  });

  test('the open ones are open, and the page is', async () => {
    for (const route of [...open, ...page]) {
      const answer = await askRoute(route, {});
      expect([route, answer.headers['www-authenticate']]).toEqual([route, undefined]);
    }
  });
});

describe('an agent speaks for itself', () => {
  const send = (credential: string, agent: number, sequence: number, ...others: number[]) =>
    post(
      running.url,
      [agent, ...others].map((one) => deliveryOf({ agent: one, sequence })),
      bearer(credential),
    );
  const known = async (agent: number) =>
    (await ask(urlOf(`/v1/machines/${agentId(agent)}`), { headers: bearer(credentials.reader) })).status;

  test('for no other one, not even beside its own', async () => {
    expect((await send(credentials.agent, 2, 1)).json?.error).toBe('notYourAgent');
    expect((await send(credentials.agent, 1, 1, 2)).status).toBe(403);
    expect([await known(1), await known(2)]).toEqual([404, 404]);
    expect((await send(credentials.agent, 1, 1)).status).toBe(200);
    expect(await known(1)).toBe(200);
  });

  test('an admin speaks for any', async () => {
    expect((await send(credentials.admin, 3, 1, 4)).status).toBe(200);
  });

  test('an agent without an agent id speaks for nobody', async () => {
    const loose = await running.credential('agent');
    expect((await send(loose, 5, 1)).status).toBe(403);
  });
});

test('a revoked credential ends when it is no longer remembered', async () => {
  const credential = await running.credential('reader');
  const status = async () => (await ask(urlOf('/v1/session'), { headers: bearer(credential) })).status;
  expect(await status()).toBe(200);
  await revokeCredential(running.store, credential.split('.')[1] ?? '', 1);
  const begun = performance.now();
  let last = 200;
  while (last === 200 && performance.now() - begun < 4000) last = await status();
  expect(last).toBe(401);
});

describe('the session of the page', () => {
  const signIn = (body: unknown) =>
    ask(urlOf('/v1/session'), {
      method: 'POST',
      headers: json,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const cookieOf = (headers: { 'set-cookie'?: string[] | undefined }): string => headers['set-cookie']?.[0] ?? '';
  const withCookie = (cookie: string, path = '/v1/session', method = 'GET') =>
    ask(urlOf(path), { method, headers: { cookie } });

  test('signing in, looking, signing out', async () => {
    const answer = await signIn({ credential: ` ${credentials.reader}\n` });
    expect([answer.status, answer.json]).toEqual([200, { role: 'reader', name: 'reader' }]);
    const cookie = cookieOf(answer.headers);
    expect(cookie).toMatch(/^gracewatch_session=[^;]+; /);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=43200'])
      expect(cookie.split('; ')).toContain(part);
    expect(decodeURIComponent(cookie)).not.toContain(credentials.reader.split('.')[2]);
    const [pair = ''] = cookie.split(';');
    expect((await withCookie(pair)).json).toEqual({ role: 'reader', name: 'reader' });
    expect((await withCookie(pair, '/v1/questions/summary')).status).toBe(200);
    expect(
      (await ask(urlOf('/v1/deliveries'), { method: 'POST', headers: { ...json, cookie: pair }, body: '{}' })).status,
    ).toBe(403);
    const out = await withCookie(pair, '/v1/session', 'DELETE');
    expect([out.status, cookieOf(out.headers)]).toEqual([
      204,
      expect.stringMatching(/^gracewatch_session=; .*Expires=Thu, 01 Jan 1970/),
    ]);
  });

  test('changed, another collector’s, or of nobody: refused', async () => {
    const [pair = ''] = cookieOf((await signIn({ credential: credentials.reader })).headers).split(';');
    const [name, value = ''] = pair.split('=');
    const text = decodeURIComponent(value);
    const changed = [
      text.replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A')),
      text.replace(/\.(\d+)\./, (_, end) => `.${Number(end) + 1}.`),
      text.replace(/.$/, ''),
      text.split('.').slice(0, 2).join('.'),
      `${credentials.admin.split('.')[1]}.${text.split('.').slice(1).join('.')}`,
      '',
      '.',
    ];
    expect((await withCookie(`${name}=${encodeURIComponent(text)}`)).status).toBe(200);
    for (const one of changed)
      expect([one, (await withCookie(`${name}=${encodeURIComponent(one)}`)).status]).toEqual([one, 401]);
  });

  test('ends after 12 hours, and when its credential is revoked', async () => {
    const credential = await running.credential('reader');
    const [pair = ''] = cookieOf((await signIn({ credential })).headers).split(';');
    clock.advance(12 * hour - 1);
    expect((await withCookie(pair)).status).toBe(200);
    clock.advance(1);
    expect((await withCookie(pair)).status).toBe(401);
    const [young = ''] = cookieOf((await signIn({ credential })).headers).split(';');
    expect((await withCookie(young)).status).toBe(200);
    await revokeCredential(running.store, credential.split('.')[1] ?? '', day);
    const begun = performance.now();
    let last = 200;
    while (last === 200 && performance.now() - begun < 4000) last = (await withCookie(young)).status;
    expect(last).toBe(401);
    expect((await signIn({ credential })).status).toBe(401);
  });

  test.each<[string, () => unknown, number]>([
    ['an agent', () => ({ credential: credentials.agent }), 401],
    ['a revoked one', () => ({ credential: credentials.revoked }), 401],
    ['a wrong secret', () => ({ credential: credentials.wrongSecret }), 401],
    ['an empty one', () => ({ credential: '' }), 401],
    ['nothing', () => ({}), 401],
    ['a list', () => [credentials.reader], 401],
    ['a number', () => ({ credential: 5 }), 401],
    ['a long one', () => ({ credential: 'x'.repeat(201) }), 401],
    ['something more', () => ({ credential: credentials.reader, role: 'admin' }), 401],
    ['no JSON', () => 'credential=x', 400],
  ])('cannot be had with %s', async (_, body, status) => {
    const answer = await signIn(body());
    expect([answer.status, cookieOf(answer.headers)]).toEqual([status, '']);
  });
});

describe('without any credential', () => {
  let alone: Running;
  beforeAll(async () => {
    alone = await startCollector({ rememberCredentialsMs: 1 });
  });
  afterAll(() => alone.close());
  const statusFor = async (host: string, headers: Record<string, string> = {}) =>
    (await ask(`${alone.url}/v1/machines`, { headers: { host, ...headers } })).status;

  test.each(['localhost', 'LOCALHOST:8787', '127.0.0.1', '127.0.0.1:1', '127.8.9.1:8787', '[::1]:8787'])(
    'this computer as %s may',
    async (host) => {
      expect(await statusFor(host)).toBe(200);
    },
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:127.0.0.1',
    'localhost@evil.example',
    '128.0.0.1',
    '10.0.0.1',
    '[::2]',
    '::1',
    '0.0.0.0',
    'localhost:x',
  ])('a page that calls this computer "%s" may not', async (host) => {
    const status = await statusFor(host);
    expect([400, 401]).toContain(status);
  });

  test('a wrong credential is refused all the same, and one that is made ends it', async () => {
    expect(await statusFor('localhost', bearer(credentials.admin))).toBe(401);
    expect(await statusFor('localhost', { authorization: 'rubbish' })).toBe(401);
    const credential = await alone.credential('reader');
    const begun = performance.now();
    let last = 200;
    while (last === 200 && performance.now() - begun < 4000) last = await statusFor('localhost');
    expect(last).toBe(401);
    await revokeCredential(alone.store, credential.split('.')[1] ?? '', 1);
    expect(await statusFor('localhost')).toBe(401);
  });
});

describe('what every answer carries', () => {
  test('the page: its own script and style only, in no frame', async () => {
    const { headers, status } = await ask(urlOf('/'));
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ]) {
      expect(policy.split(';')).toContain(part);
    }
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': expect.any(String),
      'referrer-policy': 'no-referrer',
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('answers of the API are kept by nobody on the way, and no other site may read them', async () => {
    for (const path of ['/v1/machines', '/v1/questions/summary', '/metrics']) {
      const { headers } = await ask(urlOf(path), {
        headers: { ...bearer(credentials.reader), origin: 'https://evil.example' },
      });
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test.each([
    '/nothing',
    '/v1/nothing',
    '/..%2f..%2fetc%2fpasswd',
    '/v1/machines/x/history/y',
    '/store.sqlite',
    '/%00',
  ])('%s: 404 as JSON', async (path) => {
    const answer = await ask(running.url + path, { headers: bearer(credentials.admin) });
    expect([answer.status, typeof answer.json?.error]).toEqual([404, 'string']);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  test('an id that is none is 400, a long one 414', async () => {
    const headers = bearer(credentials.admin);
    for (const id of ['', 'x', `${agentId(1)}x`])
      expect((await ask(urlOf(`/v1/machines/${id}`), { headers })).status).toBe(400);
    expect((await ask(urlOf(`/v1/machines/${'a'.repeat(500)}`), { headers })).status).toBe(414);
    expect((await ask(urlOf(`/v1/machines/${agentId(999)}`), { headers })).status).toBe(404);
    expect((await ask(urlOf(`/v1/machines/${agentId(999)}/history`), { headers })).status).toBe(404);
  });

  test('an address that cannot be read is 400, other methods 404', async () => {
    expect((await ask(`${running.url}/%zz`)).status).toBe(400);
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      expect([
        method,
        (await ask(urlOf('/v1/machines'), { method, headers: bearer(credentials.admin) })).status,
      ]).toEqual([method, 404]);
  });

  test('HEAD is GET without its body', async () => {
    for (const path of ['/healthz', '/', '/v1/machines', '/v1/questions/expiry']) {
      const headers = bearer(credentials.reader);
      const [head, get] = [await ask(urlOf(path), { method: 'HEAD', headers }), await ask(urlOf(path), { headers })];
      expect([path, head.status, head.text]).toEqual([path, 200, '']);
      expect(head.headers['content-type']).toBe(get.headers['content-type']);
    }
  });

  test('a wrong query is 400 and names the key', async () => {
    for (const [query, key] of [
      ['limit=0', 'limit'],
      ['limit=501', 'limit'],
      ['limit=x', 'limit'],
      ['sort=best', 'sort'],
      ['severity=bad', 'severity.0'],
      ['after=!', 'after'],
      ['nothing=1', ''],
    ]) {
      const { status, json: answer } = await ask(urlOf(`/v1/machines?${query}`), {
        headers: bearer(credentials.reader),
      });
      expect([query, status]).toEqual([query, 400]);
      expect(((answer?.faults ?? []) as { path: string }[]).map(({ path }) => path)).toEqual([key]);
    }
  });
});
