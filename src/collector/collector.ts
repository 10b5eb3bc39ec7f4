/** A running collector: its store, its server, and the sweep that lets time pass. Stopping is the reverse, in order. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Policy } from '../assessment/policy.ts';
import type { Clock } from '../platform/clock.ts';
import { GracewatchError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import { isLoopback } from '../platform/loopback.ts';
import { markDueIfPolicyChanged } from './due.ts';
import { createMetrics } from './metrics.ts';
import { summary } from './questions/summary.ts';
import { createServer } from './server.ts';
import { anyCredential } from './store/credentials.ts';
import { settingOnce } from './store/settings.ts';
import type { Store } from './store/store.ts';
import { sweep } from './sweep.ts';

interface Options {
  readonly store: Store;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly sweepSeconds: number;
  readonly rememberDays: number;
  readonly webFolder: string;
  /** See Serving. */
  readonly requestTimeoutMs?: number;
  readonly rememberCredentialsMs?: number;
}

export interface Collector {
  /** Where it can be reached: http://127.0.0.1:8787 */
  readonly url: string;
  /** Judges anew what is due by the clock; returns how many machines. What the timer does, for whoever cannot wait. */
  readonly sweep: () => Promise<number>;
  /** Requests that have begun are answered; the store is closed. */
  readonly stop: () => Promise<void>;
}

function urlOf({ address, port }: AddressInfo): string {
  return `http://${isIP(address) === 6 ? `[${address}]` : address}:${port}`;
}

/** Errors: credentialsNeeded, pageNotBuilt. */
async function checkStart({ store, host, webFolder }: Options): Promise<void> {
  if (!existsSync(join(webFolder, 'index.html'))) throw new GracewatchError('pageNotBuilt', { folder: webFolder });
  if (!isLoopback(host) && !(await anyCredential(store))) throw new GracewatchError('credentialsNeeded', { host });
}

function listenError(error: unknown, { host, port }: Options): GracewatchError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  if (reason === 'EADDRINUSE') return new GracewatchError('portTaken', { host, port }, { cause: error });
  return new GracewatchError('listenFailed', { host, port, reason }, { cause: error });
}

/** The sweep on a timer: never two at once, and one that fails is told and tried again the next time. */
function sweeper(work: () => Promise<number>, everyMs: number, log: Log): { stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const turn = (): void => {
    if (busy) return;
    busy = true;
    running = work()
      .then((judged) => log.debug('swept', { judged }))
      .catch((error) => log.error('the sweep failed', { error }))
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(turn, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * Takes over the store: `stop` closes it, and so does a start that fails. Errors: credentialsNeeded, pageNotBuilt,
 * portTaken, listenFailed.
 */
export async function startCollector(options: Options): Promise<Collector> {
  try {
    return await start(options);
  } catch (error) {
    await options.store.close();
    throw error;
  }
}

async function start(options: Options): Promise<Collector> {
  const { store, policy, clock, log, version, host, port, sweepSeconds, rememberDays } = options;
  await checkStart(options);
  await markDueIfPolicyChanged(store, policy, version);
  const now = (): number => clock.now().getTime();
  const metrics = createMetrics({ version, summary: () => summary({ store, policy, now: now() }) });
  const sessionKey = await settingOnce(store, 'sessionKey', () => randomBytes(32).toString('base64url'));
  const { app, ingest } = await createServer({ ...options, metrics, sessionKey });

  let stopping = false;
  const sweepOnce = async (): Promise<number> => {
    const begun = now();
    const onUnreadable = (agentId: string, error: unknown) =>
      log.error('a stored report cannot be read', { agentId, error });
    const judged = await sweep({ store, policy, rememberDays, onUnreadable, stopped: () => stopping }, begun);
    metrics.swept(begun, judged);
    return judged;
  };
  try {
    await app.listen({ host, port });
  } catch (error) {
    await app.close();
    throw listenError(error, options);
  }
  const timer = sweeper(sweepOnce, sweepSeconds * 1000, log);
  return {
    url: urlOf(app.server.address() as AddressInfo),
    sweep: sweepOnce,
    async stop() {
      stopping = true;
      await timer.stop();
      await app.close();
      await ingest.drained();
      await store.close();
    },
  };
}
