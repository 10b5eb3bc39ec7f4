/** A real collector on a port of its own, over a store of its own in a temporary folder. */

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultPolicy, type Policy } from '../../src/assessment/policy.ts';
import type { Role } from '../../src/collector/api.ts';
import { type Collector, startCollector as start } from '../../src/collector/collector.ts';
import { makeCredential } from '../../src/collector/credential.ts';
import { addCredential } from '../../src/collector/store/credentials.ts';
import { openStore, type Store } from '../../src/collector/store/store.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Log, LogFacts } from '../../src/platform/log.ts';

export interface Logged {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly message: string;
  readonly facts: LogFacts;
}

/** A log that keeps what it was told. */
export function keptLog(): { log: Log; lines: Logged[] } {
  const lines: Logged[] = [];
  const at =
    (level: Logged['level']) =>
    (message: string, facts: LogFacts = {}) =>
      void lines.push({ level, message, facts });
  return {
    log: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug'), close: async () => {} },
    lines,
  };
}

/** A clock that is set by hand. */
export function handClock(instant: string): Clock & { set: (ms: number) => void; advance: (ms: number) => void } {
  let ms = Date.parse(instant);
  return {
    now: () => new Date(ms),
    set: (to) => {
      ms = to;
    },
    advance: (by) => {
      ms += by;
    },
  };
}

export interface Running extends Collector {
  readonly store: Store;
  readonly folder: string;
  readonly log: readonly Logged[];
  /** A new credential of this role, as text. */
  readonly credential: (role: Role, agentId?: string) => Promise<string>;
  /** Stops it and removes its folder. */
  readonly close: () => Promise<void>;
}

interface Options {
  readonly clock?: Clock;
  readonly policy?: Policy;
  /** The built page; without it, a page of one line. */
  readonly webFolder?: string;
  /** A store that is there already, such as one of PostgreSQL. */
  readonly store?: Store;
  readonly port?: number;
  readonly requestTimeoutMs?: number;
  readonly rememberCredentialsMs?: number;
}

export const builtPage = resolve(import.meta.dirname, '../../dist/web');

function onePage(folder: string): string {
  const web = join(folder, 'web');
  mkdirSync(web, { recursive: true });
  writeFileSync(join(web, 'index.html'), '<!doctype html><title>gracewatch</title>');
  return web;
}

/** The collector as `gracewatch serve` starts it. Sweeps only when asked, so that a test decides when time passes. */
export async function startCollector(options: Options = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'gracewatch-collector-'));
  const { log, lines } = keptLog();
  const onIdleError = (error: Error) => log.error('connection', { error });
  const store = options.store ?? (await openStore(join(folder, 'store.sqlite'), { password: null, onIdleError }));
  const collector = await start({
    store,
    policy: options.policy ?? defaultPolicy,
    clock: options.clock ?? { now: () => new Date() },
    log,
    version: '0.1.0',
    host: '127.0.0.1',
    port: options.port ?? 0,
    sweepSeconds: 86_400,
    rememberDays: 90,
    webFolder: options.webFolder ?? onePage(folder),
    ...(options.requestTimeoutMs === undefined ? {} : { requestTimeoutMs: options.requestTimeoutMs }),
    ...(options.rememberCredentialsMs === undefined ? {} : { rememberCredentialsMs: options.rememberCredentialsMs }),
  });
  return {
    ...collector,
    store,
    folder,
    log: lines,
    async credential(role, agentId) {
      const { text, row } = makeCredential({ role, name: role, agentId: agentId ?? null, at: Date.now() }, randomBytes);
      await addCredential(store, row);
      return text;
    },
    async close() {
      await collector.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
