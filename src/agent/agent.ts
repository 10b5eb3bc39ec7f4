/** An agent over its state folder: lock, spool, identity. One at a time; `close` lets the next one in. */
import { join } from 'node:path';
import { v4, v7 } from 'uuid';
import type { Policy } from '../assessment/policy.ts';
import { createPoster, type Poster } from '../delivery/post.ts';
import type { CollectorSettings, SpoolSettings } from '../delivery/settings.ts';
import { openSpool, type Spool } from '../delivery/spool.ts';
import type { Clock } from '../platform/clock.ts';
import { GracewatchError } from '../platform/errors.ts';
import { makeFolder } from '../platform/folder.ts';
import { type Lock, takeLock } from '../platform/lock.ts';
import type { Log } from '../platform/log.ts';
import { type Identity, openIdentity } from './identity.ts';

export interface Agent {
  readonly identity: Identity;
  readonly spool: Spool;
  /** Null where no collector is set: then deliveries wait in the spool. */
  readonly post: Poster | null;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** UUIDv7 */
  readonly newId: () => string;
  /** Says that the agent is to end; one that runs once has none. */
  readonly stopping?: AbortSignal;
}

interface Options {
  readonly folder: string;
  readonly collector: CollectorSettings;
  readonly spool: SpoolSettings;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
}

export interface OpenAgent extends Agent {
  readonly close: () => void;
}

/** Errors: stateUnusable, agentBusy. */
function lockFolder(folder: string): Lock {
  let lock: Lock | null;
  try {
    makeFolder(folder);
    lock = takeLock(join(folder, 'lock'));
  } catch (error) {
    const { code, errcode, message } = error as { code?: string; errcode?: number; message: string };
    const reason = code === 'ERR_SQLITE_ERROR' ? `${message} (${errcode})` : (code ?? message);
    throw new GracewatchError('stateUnusable', { folder, reason }, { cause: error });
  }
  if (lock === null) throw new GracewatchError('agentBusy', { folder });
  return lock;
}

/** The id that the first readable delivery of the spool carries. */
async function idInSpool(spool: Spool): Promise<string | null> {
  for (const { name } of spool.list()) {
    const entry = await spool.read(name);
    if ('delivery' in entry) return JSON.parse(entry.delivery.json).agent.id;
  }
  return null;
}

/** Errors: stateUnusable, agentBusy, those of the spool. */
export async function openAgent(options: Options): Promise<OpenAgent> {
  const { folder, collector, policy, clock, log, version } = options;
  const { maxDeliveries, maxMegabytes } = options.spool;
  const lock = lockFolder(folder);
  try {
    const limits = { maxDeliveries, maxBytes: maxMegabytes * 1024 * 1024 };
    const spool = await openSpool(join(folder, 'spool'), { limits, clock, log });
    const identity = await openIdentity(folder, {
      now: clock.now().toISOString(),
      newId: v4,
      log,
      spooledId: () => idInSpool(spool),
      spooledSequence: () => spool.highestSequence(),
    });
    const { url, credential, deadlineMs } = collector;
    const userAgent = `gracewatch/${version}`;
    const post = url === null ? null : createPoster({ url, credential, deadlineMs, clock, userAgent });
    return { identity, spool, post, policy, clock, log, version, newId: v7, close: lock.release };
  } catch (error) {
    lock.release();
    throw error;
  }
}
