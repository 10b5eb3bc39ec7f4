/** What stands at the other end may be anything: each ends as one line that names the address, exit 3, and no secret. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, jest, test } from '@jest/globals';
import { machinesPageSchema } from '../src/collector/api.ts';
import { pages } from '../src/commands/fleet/pages.ts';
import { languages } from '../src/wording/wording.ts';
import { startStandIn, summaryOfFleet } from './fleetStandIn.ts';
import { startTcp } from './support/badServer.ts';
import { run } from './support/world.ts';

// Whole programs over a network: a busy machine takes its time, and a hanging one is still found.
jest.setTimeout(60_000);

const secret = 'reader-secret-3141592653';
const withSecret = { GRACEWATCH_COLLECTOR_CREDENTIAL: secret, GRACEWATCH_COLLECTOR_DEADLINE_MS: '50000' };

/** Asks for the summary in both languages, with a credential and a talkative log. */
async function failing(url: string, environment: Record<string, string> = withSecret): Promise<string> {
  let english = '';
  for (const language of languages) {
    const words = ['fleet', 'summary', '--collector', url, '--lang', language, '--log-level', 'debug'];
    const { exitCode, stdout, stderr } = await run(words, { environment });
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: [^\n]+\n$/);
    expect(stderr).toContain(new URL(url).origin);
    expect(stderr).not.toContain(secret);
    if (language === 'en') english = stderr;
    else expect(stderr).toMatch(/[ぁ-ん]/);
  }
  return english;
}

const text =
  (status: number, body: string, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

const without = ({ machines: _, ...rest }: typeof summaryOfFleet): object => rest;

const answers: readonly (readonly [what: string, instead: unknown, says: string])[] = [
  ['HTML', text(200, '<!doctype html><title>It works!</title>'), '(notJson)'],
  ['nothing', text(200, ''), '(notJson)'],
  ['half an answer', text(200, JSON.stringify(summaryOfFleet).slice(0, 200)), '(notJson)'],
  ['JSON of another kind', text(200, '[]'), '(JSON)'],
  ['an answer without a field', without(summaryOfFleet), '(machines)'],
  ['a word that only a newer version knows', { ...summaryOfFleet, asOf: 'yesterday' }, '(asOf)'],
  ['a key that only an attack has', text(200, '{"__proto__": {"x": 1}}'), '(forbiddenKey)'],
  ['an answer nested too deeply', text(200, '['.repeat(10_000) + ']'.repeat(10_000)), '(nestedTooDeeply)'],
  ['more than 64 MB', text(200, `"${'x'.repeat(65 * 1024 * 1024)}"`), '(> 64 MB)'],
  [
    'a gzip bomb',
    (response: ServerResponse) =>
      void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(70 * 1024 * 1024))),
    '(> 64 MB)',
  ],
  ['401', text(401, '{}'), 'does not let you read (HTTP status 401)'],
  ['403', text(403, '{}'), 'does not let you read (HTTP status 403)'],
  ['404', text(404, '{}'), 'HTTP status 404'],
  ['204', text(204, ''), 'HTTP status 204'],
  ['500', text(500, 'Traceback'), 'HTTP status 500'],
  ['503', text(503, '{}', { 'retry-after': '30' }), 'HTTP status 503'],
];

test.each(answers)('%s', async (_, instead, says) => {
  const collector = await startStandIn({ instead: { '*': instead } });
  expect(await failing(collector.url)).toContain(says);
  await collector.close();
});

test('a redirect is not followed: the credential goes nowhere else', async () => {
  const elsewhere = await startStandIn();
  const collector = await startStandIn({
    instead: { '*': text(302, '', { location: `${elsewhere.url}/v1/questions/summary` }) },
  });
  expect(await failing(collector.url)).toContain('HTTP status 302');
  expect(elsewhere.asked).toEqual([]);
  await collector.close();
  await elsewhere.close();
});

test('an answer that drips for ever ends at the deadline', async () => {
  const timers: NodeJS.Timeout[] = [];
  const drip = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'application/json' });
    timers.push(setInterval(() => response.write(' '), 20));
  };
  const collector = await startStandIn({ instead: { '*': drip } });
  const environment = { ...withSecret, GRACEWATCH_COLLECTOR_DEADLINE_MS: '400' };
  expect(await failing(collector.url, environment)).toContain('no whole answer within 0.4 s');
  for (const timer of timers) clearInterval(timer);
  await collector.close();
});

test('nobody listens', async () => {
  const collector = await startStandIn();
  await collector.close();
  expect(await failing(collector.url)).toContain('cannot be reached (ECONNREFUSED)');
});

test('something that does not speak HTTP, and something that hangs up', async () => {
  await using rude = await startTcp((socket) => void socket.end('220 smtp.example ESMTP\r\n'));
  expect(await failing(rude.url)).toContain('cannot be reached (');
  await using brief = await startTcp((socket) => void socket.once('data', () => socket.destroy()));
  expect(await failing(brief.url)).toContain('cannot be reached (ECONNRESET)');
});

test('https to a server that speaks http', async () => {
  const collector = await startStandIn();
  expect(await failing(collector.url.replace('http:', 'https:'))).toContain('cannot be reached (');
  await collector.close();
});

test('an address with a name and password, a path or a query is refused, and not shown', async () => {
  const collector = await startStandIn();
  for (const [from, to] of [
    ['//', '//alice:hunter2@'],
    [/$/, '/alice/hunter2'],
    [/$/, '?alice=hunter2'],
  ] as const) {
    const words = ['fleet', 'summary', '--collector', collector.url.replace(from, to), '--log-level', 'debug'];
    const { exitCode, stdout, stderr } = await run(words, {});
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^gracewatch: --collector: [^\n]+\n$/);
    expect(stderr).not.toMatch(/alice|hunter2/);
  }
  expect(collector.asked).toEqual([]);
  await collector.close();
});

test('the credential of the environment is sent to the collector that asks for it', async () => {
  const collector = await startStandIn({ credential: secret });
  const { exitCode } = await run(['fleet', 'summary', '--collector', collector.url], { environment: withSecret });
  expect(exitCode).toBe(2);
  expect(collector.asked[0]?.headers).toMatchObject({ authorization: `Bearer ${secret}`, accept: 'application/json' });
  await collector.close();
});

test('a proxy of the environment is not asked about this very computer', async () => {
  const proxy = await startTcp((socket) => socket.destroy());
  const collector = await startStandIn();
  const before = process.env.http_proxy;
  process.env.http_proxy = proxy.url; // axios reads the real environment
  try {
    expect((await run(['fleet', 'summary', '--collector', collector.url])).exitCode).toBe(2);
  } finally {
    if (before === undefined) delete process.env.http_proxy;
    else process.env.http_proxy = before;
  }
  await collector.close();
  await proxy[Symbol.asyncDispose]();
});

test('keys that only a newer collector has are no fault', async () => {
  const collector = await startStandIn({
    instead: { '/v1/questions/summary': { ...summaryOfFleet, flavour: { new: true } } },
  });
  expect((await run(['fleet', 'summary', '--collector', collector.url])).exitCode).toBe(2);
  await collector.close();
});

test('collector.url null: there is nobody to ask', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gracewatch-fleet-'));
  const file = join(folder, 'config.json');
  writeFileSync(file, '{"collector": {"url": null}}');
  const { exitCode, stderr } = await run(['fleet', 'summary', '--config', file]);
  expect([exitCode, stderr]).toEqual([3, expect.stringMatching(/^gracewatch: No collector is set[^\n]+\n$/)]);
  rmSync(folder, { recursive: true });
});

test.each([
  ['leads to itself', () => 'a', 2],
  ['does not end', (asked: number) => String(asked), 4000],
])('a list that %s is left', async (_, next, most) => {
  let asked = 0;
  const list = pages(
    async (schema) => {
      asked += 1;
      return schema.parse({ machines: [], next: next(asked) });
    },
    machinesPageSchema,
    'v1/machines',
  );
  const all = async (): Promise<void> => {
    for await (const _page of list);
  };
  await expect(all()).rejects.toMatchObject({ code: 'answerNotUnderstood' });
  expect(asked).toBe(most);
});
