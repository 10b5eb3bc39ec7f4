/** SRV records of a real DNS server (dnsmasq), beside what Resolve-DnsName is taken to have said, and the hosts they name. */
import { afterEach, expect, test } from '@jest/globals';
import { lookNetwork, type SaidAnswer } from '../../src/evidence/sources/network.ts';
import { listen } from '../support/hosts.ts';
import { freePort } from '../support/ports.ts';
import { type DnsServer, startDnsmasq } from './dnsmasq.ts';

const atEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of atEnd.splice(0)) await close();
});

async function dns(...records: readonly string[]): Promise<DnsServer> {
  const server = await startDnsmasq(records);
  atEnd.push(() => server.stop());
  return server;
}
const ask = ({ resolver }: DnsServer, domains: readonly string[], srv: readonly SaidAnswer[] = []) =>
  lookNetwork({ domains, hosts: [], srv }, { connectMs: 10_000, resolver });
const record = (domain: string, target: string, port: number, priority = 0, weight = 0) => ({
  domain,
  target,
  port,
  priority,
  weight,
});

test('several records: all of them, with port, priority and weight; each host is asked once', async () => {
  const listener = await listen();
  atEnd.push(() => listener.close());
  const closed = await freePort();
  const server = await dns(
    `srv-host=_vlmcs._tcp.corp.example,localhost,${listener.port},0,10`,
    `srv-host=_vlmcs._tcp.corp.example,localhost,${closed},5,20`,
    `srv-host=_vlmcs._tcp.lab.example,LOCALHOST,${listener.port}`,
  );
  const said = await ask(server, ['corp.example', 'lab.example']);
  expect(said).toMatchObject({ outcome: 'complete', error: null });
  expect(said.answers.map(({ domain, by, outcome, error }) => [domain, by, outcome, error])).toEqual([
    ['corp.example', 'node', 'answered', null],
    ['lab.example', 'node', 'answered', null],
  ]);
  expect(said.srv).toHaveLength(3);
  expect(said.srv).toEqual(
    expect.arrayContaining([
      record('corp.example', 'localhost', listener.port, 0, 10),
      record('corp.example', 'localhost', closed, 5, 20),
    ]),
  );
  expect(new Map(said.hosts.map(({ port, outcome }) => [port, outcome]))).toEqual(
    new Map([
      [listener.port, 'open'],
      [closed, 'closed'],
    ]),
  );
  expect(said.hosts).toHaveLength(2);
  await listener.gone(1);
  expect([listener.connections(), listener.bytes()]).toEqual([1, 0]);
});

test('no such record, and no such name: both are answers, and they are told apart', async () => {
  const server = await dns('host-record=_vlmcs._tcp.bare.example,127.0.0.1');
  const { answers, srv, hosts, outcome } = await ask(server, ['bare.example', 'gone.example']);
  expect(answers).toEqual([
    { domain: 'bare.example', by: 'node', outcome: 'none', error: 'ENODATA', records: [] },
    { domain: 'gone.example', by: 'node', outcome: 'none', error: 'ENOTFOUND', records: [] },
  ]);
  expect([srv, hosts, outcome]).toEqual([[], [], 'complete']);
});

test('a name server that refuses, and a domain that cannot be one: no answer, and the others are heard', async () => {
  const server = await dns('srv-host=_vlmcs._tcp.corp.example,localhost,1');
  const tooLong = 'x'.repeat(70);
  const { answers } = await ask(server, ['elsewhere.test', tooLong, 'corp.example']);
  expect(answers.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'answered']);
  expect(answers[0]?.error).toBe('EREFUSED');
});

test('Resolve-DnsName said that there is none, Node finds one: nobody is asked, and both are kept', async () => {
  const target = 'kms1.corp.example';
  const server = await dns(`srv-host=_vlmcs._tcp.corp.example,${target},1688`);
  const { srv, answers, hosts } = await ask(
    server,
    ['corp.example'],
    [{ domain: 'corp.example', outcome: 'none', error: null, records: [] }],
  );
  expect([srv, hosts]).toEqual([[], []]);
  expect(answers).toMatchObject([
    { by: 'resolveDnsName', outcome: 'none', records: [] },
    { by: 'node', outcome: 'answered', records: [record('corp.example', target, 1688)] },
  ]);
});

test('a dot as the target says that there is no such service: nobody is asked', async () => {
  const server = await dns('srv-host=_vlmcs._tcp.corp.example');
  const { hosts, answers } = await ask(server, ['corp.example']);
  expect(answers).toMatchObject([{ outcome: 'answered' }]);
  expect(hosts).toEqual([]);
});

test('the two differ: Windows counts, both are kept word for word', async () => {
  const listener = await listen();
  atEnd.push(() => listener.close());
  const server = await dns(`srv-host=_vlmcs._tcp.corp.example,localhost,${await freePort()}`);
  const windows: SaidAnswer = {
    domain: 'CORP.example.',
    outcome: 'answered',
    error: null,
    records: [record('CORP.example.', '127.0.0.1', listener.port, 1, 2)],
  };
  const said = await ask(server, ['corp.example'], [windows]);
  expect(said.srv).toEqual(windows.records);
  expect(said.hosts).toMatchObject([{ name: '127.0.0.1', port: listener.port, outcome: 'open' }]);
  expect(said.answers[0]).toEqual({ ...windows, by: 'resolveDnsName' });
  expect(said.answers[1]).toMatchObject({ by: 'node', outcome: 'answered', records: [{ target: 'localhost' }] });
});

test('Resolve-DnsName failed: Node stands in', async () => {
  const port = await freePort();
  const server = await dns(
    `srv-host=_vlmcs._tcp.corp.example,127.0.0.1.,${port}`,
    'srv-host=_vlmcs._tcp.lab.example,localhost,1',
  );
  const failed: SaidAnswer = { domain: 'corp.example', outcome: 'failed', error: 'timedOut', records: [] };
  const { srv, hosts } = await ask(server, ['corp.example', 'lab.example'], [failed]);
  expect(srv.map(({ domain }) => domain)).toEqual(['corp.example', 'lab.example']);
  expect(hosts).toHaveLength(2);
});
