/** Durable ingest: the collector against bare fastify with gunzip and the same group commit, in turns, in one run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import autocannon, { type Options } from 'autocannon';
import { bodies } from './deliveries.ts';
import { median, print } from './print.ts';

const connections = 64;
const agents = 2000;
const rounds = 5;

async function startServer(kind: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'ingestServer.ts'), kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const [url] = await once(lines, 'line');
  const stop = async (): Promise<number> => {
    child.kill('SIGTERM');
    const [cpuMicros] = await once(lines, 'line');
    return Number(cpuMicros);
  };
  return { url: String(url), stop };
}

interface Measured {
  /** Deliveries a second, every one of them answered with 200. */
  readonly rate: number;
  /** Microseconds of processor time of the server for each. */
  readonly cpuMicros: number;
}

async function measure(kind: string, packed: readonly Buffer[], perRequest: number): Promise<Measured> {
  const { url, stop } = await startServer(kind);
  let next = 0;
  let answered = 0;
  let seconds = 0;
  const begun = performance.now();
  const options: Options = {
    url: `${url}/v1/deliveries`,
    method: 'POST',
    connections,
    amount: packed.length,
    timeout: 60,
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    requests: [
      {
        setupRequest(request) {
          const body = packed[next % packed.length];
          next += 1;
          return { ...request, body };
        },
      },
    ],
  };
  await new Promise<void>((done, fail) => {
    const load = autocannon(options, (error) => (error ? fail(error) : done()));
    load.on('response', (_, status) => {
      if (status === 200) answered += 1;
      // Its own clock ticks in whole seconds.
      if (answered === packed.length) seconds = (performance.now() - begun) / 1000;
    });
  });
  const cpuMicros = await stop();
  if (answered !== packed.length) throw new Error(`${kind}: ${answered} of ${packed.length} were taken in`);
  const deliveries = packed.length * perRequest;
  return { rate: deliveries / seconds, cpuMicros: cpuMicros / deliveries };
}

async function compare(name: string, requests: number, perRequest: number): Promise<void> {
  const packed = bodies(requests, perRequest, agents);
  const results: Record<string, Measured[]> = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of round % 2 === 0 ? ['ours', 'bare'] : ['bare', 'ours']) {
      const measured = await measure(kind, packed, perRequest);
      results[kind]?.push(measured);
      const { rate, cpuMicros } = measured;
      const what = `${Math.round(rate)}/s, ${Math.round(cpuMicros)} µs each`;
      process.stderr.write(`  ${name}: round ${round + 1} of ${rounds}, ${kind}: ${what}\n`);
    }
  }
  const of = (kind: string, figure: keyof Measured) => median((results[kind] ?? []).map((one) => one[figure]));
  const ratio = (figure: keyof Measured) => (of('ours', figure) / of('bare', figure)).toFixed(2);
  const rates = `${Math.round(of('ours', 'rate'))} against ${Math.round(of('bare', 'rate'))} deliveries/s`;
  print(name, `${ratio('rate')} × bare fastify (${rates}); processor time ${ratio('cpuMicros')} ×`);
}

export async function benchIngest(): Promise<void> {
  await compare('durable ingest, one report a request', 16_000, 1);
  await compare('durable ingest, 50 reports a request', 1200, 50);
}

if (import.meta.main) await benchIngest();
