/** A collector as a process, over a SQLite file, on a given port: as `gracewatch serve`, without its page. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { startCollector } from '../../src/collector/collector.ts';
import { openStore } from '../../src/collector/store/store.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { keptLog } from './collector.ts';

const [, , file = '', port = '0'] = process.argv;
const webFolder = join(dirname(file), 'web');
mkdirSync(webFolder, { recursive: true });
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>gracewatch</title>');
const { log } = keptLog();
const collector = await startCollector({
  store: await openStore(file, { password: null, onIdleError: () => {} }),
  policy: defaultPolicy,
  clock: systemClock,
  log,
  version: '0.1.0',
  host: '127.0.0.1',
  port: Number(port),
  sweepSeconds: 1,
  rememberDays: 90,
  webFolder,
});
process.stdout.write(`${collector.url}\n`);
