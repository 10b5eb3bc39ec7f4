/** The network as a source: real listeners on loopback, a name server that says nothing, and what counts where two differ. */
import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { emptyEvidence, evidenceSchema } from '../../src/evidence/evidence.ts';
import {
  lookNetwork,
  mostDomains,
  mostHosts,
  type NetworkOptions,
  type NetworkToAsk,
  type SaidAnswer,
} from '../../src/evidence/sources/network.ts';
import { firstOfEach, nameKey } from '../../src/evidence/sources/networkName.ts';
import { countingRecords } from '../../src/evidence/sources/networkSrv.ts';
import { listen, silentPort } from '../support/hosts.ts';
import { freePort } from '../support/ports.ts';

const atEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of atEnd.splice(0)) await close();
});
async function listening(host?: string, port?: number) {
  const listener = await listen(host, port);
  atEnd.push(() => listener.close());
  return listener;
}

const capturedAt = '2026-11-24T05:30:00.000Z';
const patience: NetworkOptions = { connectMs: 20_000 };
/** Hears everything and says nothing. */
async function silentNameServer() {
  const server = createSocket('udp4');
  const questions = new Set<string>();
  server.on('message', (message) => questions.add(message.toString('latin1').replace(/[^\w.]+/g, '.')));
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd.push(async () => void server.close());
  const resolver = new Resolver({ timeout: 200, tries: 2 });
  resolver.setServers([`127.0.0.1:${server.address().port}`]);
  return { resolver, questions };
}
/** A label that is too long for DNS: the system says so by itself, and asks nobody. */
const unresolvable = `${'x'.repeat(64)}.invalid`;
const nobody: NetworkToAsk = { domains: [], hosts: [], srv: [] };
async function look(ask: Partial<NetworkToAsk>, options: Partial<NetworkOptions> = {}) {
  const said = await lookNetwork({ ...nobody, ...ask }, { ...patience, ...options });
  // Whatever it is, it is evidence.
  evidenceSchema.parse({ ...emptyEvidence(capturedAt), sources: { network: { ...said, firewallRule: null } } });
  return said;
}

test('nothing to ask is an answer', async () => {
  expect(await look({})).toEqual({
    outcome: 'complete',
    durationMs: expect.any(Number),
    error: null,
    srv: [],
    hosts: [],
    answers: [],
  });
});

test('a host that accepts and never answers is open: one connection, nothing sent, closed at once', async () => {
  const listener = await listening();
  const { hosts } = await look({ hosts: [{ name: '127.0.0.1', port: listener.port }] });
  expect(hosts).toEqual([
    {
      name: '127.0.0.1',
      port: listener.port,
      addresses: ['127.0.0.1'],
      outcome: 'open',
      durationMs: expect.any(Number),
    },
  ]);
  await listener.gone(1);
  expect([listener.connections(), listener.bytes()]).toEqual([1, 0]);
});

test('closed, not resolved, open: side by side, in their order', async () => {
  const listener = await listening();
  const port = await freePort();
  const { hosts, outcome } = await look({
    hosts: [
      { name: unresolvable, port: listener.port },
      { name: 'localhost', port },
      { name: 'localhost', port: listener.port },
    ],
  });
  expect(outcome).toBe('complete');
  expect(hosts.map((host) => host.outcome)).toEqual(['notResolved', 'closed', 'open']);
  expect(hosts[0]?.addresses).toEqual([]);
  expect(hosts[1]?.addresses).toContain('127.0.0.1');
});

test('a host that does not answer is given up in time, and costs the others nothing', async () => {
  const silent = await silentPort();
  atEnd.push(() => silent.close());
  const listener = await listening();
  const begun = performance.now();
  const { hosts } = await look(
    {
      hosts: [
        { name: '127.0.0.1', port: silent.port },
        { name: '127.0.0.1', port: listener.port },
      ],
    },
    { connectMs: 600 },
  );
  expect(performance.now() - begun).toBeGreaterThan(590);
  expect(hosts.map(({ outcome }) => outcome)).toEqual(['timedOut', 'open']);
  expect(hosts[0]?.addresses).toEqual(['127.0.0.1']);
});

test('called off from outside: what was not heard by then is timed out', async () => {
  const silent = await silentPort();
  atEnd.push(() => silent.close());
  const { resolver } = await silentNameServer();
  const caller = new AbortController();
  const ask = { hosts: [{ name: '127.0.0.1', port: silent.port }], domains: ['corp.example'] };
  const begun = performance.now();
  const said = look(ask, { signal: caller.signal, resolver });
  caller.abort();
  const expected = { hosts: [{ outcome: 'timedOut' }], answers: [{ outcome: 'failed' }] };
  expect(await said).toMatchObject(expected);
  // And whoever comes too late.
  expect(await look(ask, { signal: caller.signal, resolver })).toMatchObject(expected);
  expect(performance.now() - begun).toBeLessThan(patience.connectMs);
});

test.each<[about: string, name: string, address: string]>([
  ['IPv4', '127.0.0.1', '127.0.0.1'],
  ['IPv6', '::1', '::1'],
  ['IPv6 in brackets', '[::1]', '::1'],
])('an address in place of a name: %s', async (_, name, address) => {
  const port = await freePort();
  const listener = await listening(address, port);
  expect((await look({ hosts: [{ name, port: listener.port }] })).hosts).toMatchObject([
    { name, addresses: [address], outcome: 'open' },
  ]);
});

test.each([null, 0])('no port (%s) is the default one, and stays as it was said', async (port) => {
  // Nobody may listen there on the machine that runs the tests: an answer of the system is all that is wanted.
  const { hosts } = await look({ hosts: [{ name: '127.0.0.9', port }] });
  expect(hosts).toMatchObject([{ name: '127.0.0.9', port, addresses: ['127.0.0.9'], outcome: 'closed' }]);
});

test('the default port is asked', async () => {
  const listener = await listening('127.0.0.8', 1688);
  const { hosts } = await look({ hosts: [{ name: '127.0.0.8', port: 0 }] });
  expect(hosts).toMatchObject([{ port: 0, outcome: 'open' }]);
  await listener.gone(1);
});

test.each(['', '.', ' '])('no name (%j) is nobody to ask', async (name) => {
  expect((await look({ hosts: [{ name, port: 1 }] })).hosts).toEqual([]);
});

test('what cannot be a host or a port never rejects', async () => {
  const { hosts } = await look({
    hosts: [
      { name: '127.0.0.1', port: 70_000 },
      { name: 'a b\0c', port: 1 },
      { name: unresolvable, port: 1 },
    ],
  });
  expect(hosts.map(({ outcome }) => outcome)).toEqual(['ERR_SOCKET_BAD_PORT', 'notResolved', 'notResolved']);
});

test('the same host is asked once: without case, without the last dot, the default port by any name', async () => {
  const port = await freePort();
  const { hosts } = await look({
    hosts: [
      { name: 'localhost', port: 0 },
      { name: 'LOCALHOST.', port: 1688 },
      { name: 'localhost', port: null },
      { name: 'localhost', port },
    ],
    srv: [answered('corp.example', [['LocalHost', port]])],
  });
  expect(hosts.map((host) => [host.name, host.port])).toEqual([
    ['localhost', 0],
    ['localhost', port],
  ]);
});

test('bounds: what is beyond them is not asked, and that is said', async () => {
  const port = await freePort();
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `127.0.1.${index + 1}`, port }));
  const within = await look({ hosts: many(mostHosts) });
  expect([within.outcome, within.error, within.hosts.length]).toEqual(['complete', null, mostHosts]);
  const beyond = await look({
    hosts: many(mostHosts - 1),
    srv: [
      answered('corp.example', [
        ['127.0.2.1', port],
        ['127.0.2.2', port],
      ]),
    ],
  });
  expect([beyond.outcome, beyond.error]).toEqual(['partial', 'notAllAsked']);
  expect(beyond.hosts.map(({ name }) => name)).toEqual([...many(mostHosts - 1).map(({ name }) => name), '127.0.2.1']);
  // The records themselves are kept, all of them.
  expect(beyond.srv).toHaveLength(2);
});

function answered(domain: string, targets: readonly (readonly [target: string, port: number])[]): SaidAnswer {
  const records = targets.map(([target, port]) => ({ domain, target, port, priority: 0, weight: 0 }));
  return { domain, outcome: records.length > 0 ? 'answered' : 'none', error: null, records };
}

test('a name server that does not answer: given up in time, what Resolve-DnsName said stands, more than enough domains are cut', async () => {
  const { resolver, questions } = await silentNameServer();
  const port = await freePort();
  const domains = Array.from({ length: mostDomains + 1 }, (_, index) => `d${index}.example`);
  const said = await look(
    { domains: ['D0.example.', ...domains], srv: [answered('d0.example', [['127.0.0.1', port]])] },
    { connectMs: 500, resolver },
  );
  expect(said).toMatchObject({ outcome: 'partial', error: 'notAllAsked' });
  expect(said.durationMs).toBeLessThan(20_000);
  expect(said.srv).toMatchObject([{ domain: 'd0.example', target: '127.0.0.1' }]);
  expect(said.hosts).toMatchObject([{ name: '127.0.0.1', outcome: 'closed' }]);
  expect(said.answers.map(({ by, outcome }) => [by, outcome])).toEqual([
    ['resolveDnsName', 'answered'],
    ...Array.from({ length: mostDomains }, () => ['node', 'failed']),
  ]);
  expect(said.answers.slice(1).every(({ error }) => error === 'ETIMEOUT' || error === 'ECANCELLED')).toBe(true);
  expect([...questions].filter((question) => question.includes('_vlmcs._tcp'))).toHaveLength(mostDomains);
});

// Which records count.

const byNode = (domain: string, targets: readonly (readonly [string, number])[]) => ({
  ...answered(domain, targets),
  by: 'node',
});
const silence = (domain: string): SaidAnswer => ({ domain, outcome: 'failed', error: 'timedOut', records: [] });
test.each<[about: string, said: SaidAnswer[], node: ReturnType<typeof byNode>[], targets: string[]]>([
  ['both the same', [answered('a.example', [['k1', 1688]])], [byNode('a.example', [['k1', 1688]])], ['k1']],
  ['both, different', [answered('a.example', [['k1', 1688]])], [byNode('a.example', [['k2', 1688]])], ['k1']],
  ['none is an answer', [answered('a.example', [])], [byNode('a.example', [['k2', 1688]])], []],
  ['no answer', [silence('a.example')], [byNode('a.example', [['k2', 1688]])], ['k2']],
  ['not asked', [], [byNode('a.example', [['k2', 1688]])], ['k2']],
  ['another domain', [answered('a.example', [['k1', 1]])], [byNode('b.example', [['k2', 2]])], ['k1', 'k2']],
  [
    'the same domain, written otherwise',
    [answered('A.Example.', [['k1', 1]])],
    [byNode('a.example', [['k2', 2]])],
    ['k1'],
  ],
  ['nobody', [silence('a.example')], [], []],
])('the records that count: %s', (_, said, node, targets) => {
  expect(countingRecords(said, node).map(({ target }) => target)).toEqual(targets);
});

test('the first of each key stays, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'A', 'a.', 'b', 'B.', 'c')), (names) => {
      const kept = firstOfEach(names, nameKey);
      expect(new Set(kept.map(nameKey)).size).toBe(kept.length);
      expect(new Set(kept.map(nameKey))).toEqual(new Set(names.map(nameKey)));
      expect(kept).toEqual(
        names.filter((name, index) => names.findIndex((one) => nameKey(one) === nameKey(name)) === index),
      );
    }),
  );
});
