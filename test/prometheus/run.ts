/**
 * What only Prometheus itself can say (Debian: apt-get install prometheus): promtool accepts the rules, the example
 * configuration and what the collector exposes; a real Prometheus scrapes it, answers a query, and evaluates the rules.
 *
 *     node test/prometheus/run.ts [URL [CREDENTIAL]]
 *
 * The credential may also stand in GRACEWATCH_COLLECTOR_CREDENTIAL. Without arguments it starts a collector of its own with the golden machines. Ends with 1 at the first thing that fails.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { summarySchema } from '../../src/collector/api.ts';
import { deliverSample } from '../fleetSample.ts';
import { startCollector } from '../support/collector.ts';

const config = resolve(import.meta.dirname, '../../config/prometheus');
const patienceMs = 60_000;

interface Target {
  readonly url: string;
  readonly credential: string;
}

function promtool(words: readonly string[], input?: string): void {
  const { status, stdout, stderr, error } = spawnSync('promtool', words, {
    encoding: 'utf8',
    input,
    timeout: patienceMs,
  });
  if (error) throw error;
  console.log(`promtool ${words.slice(0, 2).join(' ')}: ${status === 0 ? 'ok' : `exit ${status}`}`);
  assert.equal(status, 0, `${stdout}${stderr}`);
}

/** The example as it stands, but for where the credential and the collector are, and how often it is asked. */
function writeConfig(folder: string, { url, credential }: Target): string {
  cpSync(config, folder, { recursive: true });
  writeFileSync(join(folder, 'credential'), credential, { mode: 0o600 });
  const example = readFileSync(join(config, 'prometheus.example.yml'), 'utf8');
  const changes = {
    '/etc/prometheus/gracewatch.credential': join(folder, 'credential'),
    '127.0.0.1:8787': new URL(url).host,
    'scrape_interval: 60s': 'scrape_interval: 1s',
    'evaluation_interval: 60s': 'evaluation_interval: 1s',
  };
  const text = Object.entries(changes).reduce((document, [from, to]) => {
    assert.ok(document.includes(from), `the example no longer says ${from}`);
    return document.replace(from, to);
  }, example);
  const file = join(folder, 'prometheus.yml');
  writeFileSync(file, text);
  return file;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function get({ url, credential }: Target, path: string): Promise<Response> {
  const answer = await fetch(new URL(path, url), {
    headers: credential === '' ? {} : { authorization: `Bearer ${credential}` },
    signal: AbortSignal.timeout(10_000),
  });
  assert.equal(answer.status, 200, path);
  return answer;
}

/** Asks until the answer is as wanted; what a server that is still starting says does not count. */
async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer !== null) {
      console.log(`prometheus: ${what}`);
      return answer;
    }
    assert.ok(Date.now() < end, `Prometheus: not within ${patienceMs / 1000} s: ${what}`);
    await delay(200);
  }
}

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function queryPrometheus(base: string, query: string): Promise<readonly Sample[]> {
  const answer = await get({ url: base, credential: '' }, `/api/v1/query?query=${encodeURIComponent(query)}`);
  return ((await answer.json()) as { data: { result: readonly Sample[] } }).data.result;
}

async function askPrometheus(base: string, target: Target): Promise<void> {
  const { machines } = summarySchema.parse(await (await get(target, '/v1/questions/summary')).json());
  const figure = async (query: string) => (await queryPrometheus(base, query))[0]?.value[1] ?? null;
  await until('scrapes the collector', async () => ((await figure('up{job="gracewatch"}')) === '1' ? true : null));
  for (const family of ['machines', 'machines_by_channel', 'machines_by_severity', 'machines_by_kms_host']) {
    await until(`${family}: the sum is the fleet of ${machines}`, async () =>
      (await figure(`sum(gracewatch_${family})`)) === String(machines) ? true : null,
    );
  }
  await until('every rule was evaluated without an error', async () => {
    const answer = await get({ url: base, credential: '' }, '/api/v1/rules');
    const { data } = (await answer.json()) as { data: { groups: { rules: { health: string }[] }[] } };
    const rules = data.groups.flatMap((group) => group.rules);
    return rules.length > 0 && rules.every(({ health }) => health === 'ok') ? true : null;
  });
}

async function withPrometheus(folder: string, file: string, target: Target): Promise<void> {
  const port = await freePort();
  const words = [`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`];
  const child = spawn('prometheus', [...words, `--web.listen-address=127.0.0.1:${port}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const ended = once(child, 'exit');
  try {
    await askPrometheus(`http://127.0.0.1:${port}`, target);
  } catch (error) {
    console.error(said.join('').split('\n').slice(-20).join('\n'));
    throw error;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function check(target: Target): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gracewatch-prometheus-'));
  try {
    promtool(['check', 'rules', join(config, 'gracewatch.rules.yml')]);
    promtool(['test', 'rules', join(config, 'gracewatch.rules.test.yml')]);
    const file = writeConfig(folder, target);
    promtool(['check', 'config', file]);
    const metrics = await get(target, '/metrics');
    assert.match(metrics.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    promtool(['check', 'metrics'], await metrics.text());
    await withPrometheus(folder, file, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [url, credential = process.env.GRACEWATCH_COLLECTOR_CREDENTIAL ?? ''] = process.argv.slice(2);
if (url !== undefined) await check({ url, credential });
else {
  const collector = await startCollector();
  try {
    const accepted = await deliverSample(collector.url, await collector.credential('admin'), new Date().toISOString());
    assert.ok(accepted > 0, 'no machine was taken in');
    await collector.sweep();
    await check({ url: collector.url, credential: await collector.credential('reader') });
  } finally {
    await collector.close();
  }
}
