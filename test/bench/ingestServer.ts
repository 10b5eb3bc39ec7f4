/**
 * The server that is measured, as a process: `ours` is the collector, `bare` is fastify with gunzip and the same group
 * commit over the same tables, which believes whatever comes. Prints its address.
 */
import { hash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { judge, shown } from '../../src/collector/facts.ts';
import { createIngest } from '../../src/collector/ingest.ts';
import { openStore } from '../../src/collector/store/store.ts';
import { startCollector } from '../support/collector.ts';
import { aReport } from '../support/reports.ts';

async function bare(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'gracewatch-bench-'));
  const store = await openStore(join(folder, 'store.sqlite'), { password: null, onIdleError: () => {} });
  const ingest = createIngest(store, { group: () => {}, outcome: () => {}, failed: (error) => console.error(error) });
  const app = fastify();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  const judgement = judge(aReport(), defaultPolicy, Date.now());
  app.post('/v1/deliveries', async ({ body }) => {
    const document = JSON.parse(gunzipSync(body as Buffer).toString());
    const receivedAt = Date.now();
    const incoming = (Array.isArray(document) ? document : [document]).map(({ id, agent, sequence, report: sent }) => {
      const report = JSON.stringify(sent);
      const common = { id, agentId: agent.id, agentVersion: agent.version, sequence, report, receivedAt };
      // The columns are read from the report as it came, so that as much is written as by the collector.
      return { ...common, shown: shown(sent, defaultPolicy), judgement, hash: hash('sha256', id), sentAt: receivedAt };
    });
    return { results: await ingest.submit(incoming) };
  });
  return await app.listen({ host: '127.0.0.1', port: 0 });
}

// What it used of the processor, beside how long it took: on a shared machine the steadier figure.
process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage(begun);
  process.stdout.write(`${user + system}\n`, () => process.exit(0));
});
const url = process.argv[2] === 'bare' ? await bare() : (await startCollector()).url;
const begun = process.cpuUsage();
process.stdout.write(`${url}\n`);
