/**
 * Deliveries written and not yet acknowledged: a file each, no index file, so there is nothing beside them that could
 * be wrong. `pending/` is in order of sequence; `quarantine/` keeps what cannot be delivered. Nothing that lies there
 * keeps a start from succeeding, and nothing leaves it uncounted. One process at a time: the agent's lock sees to it.
 */
import * as nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, systemClock } from '../platform/clock.ts';
import { GracewatchError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { SpooledDelivery } from './delivery.ts';
import { reasonOf, type Sleep, whileBusy, writeDurably } from './durable.ts';
import type { Entries, Listed, ReadEntry } from './entries.ts';
import { decodeEntry, encodeEntry, entryName, parseName } from './entry.ts';
import { type Bounds, openQuarantine, type Quarantine } from './quarantine.ts';
import { ensureFolder, type SpoolFs } from './spoolFs.ts';
import { sweep } from './sweep.ts';

/** Why something left the spool without being delivered or set aside. vanished: somebody else removed its file. */
export type DropReason = 'maxDeliveries' | 'maxBytes' | 'quarantineFull' | 'vanished';

export interface SpoolStatus {
  readonly deliveries: number;
  readonly bytes: number;
  /** When the oldest was written, ISO 8601 UTC. */
  readonly oldestAt: string | null;
  /** Since it was opened. */
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** Since it was opened, by reason. */
  readonly setAside: Readonly<Record<string, number>>;
  /** What lies in quarantine now. */
  readonly quarantined: number;
}

export interface Spool extends Entries {
  /**
   * Resolves when the delivery is on the disk; then the oldest go while there are too many. Errors: spoolFull,
   * spoolFailed (folder, reason); then what was there before is untouched, and the delivery is still the caller's.
   */
  put(delivery: SpooledDelivery): Promise<void>;
  /** The highest sequence that any name here tells, set aside or not; 0 if none. */
  highestSequence(): number;
  status(): SpoolStatus;
}

export interface SpoolLimits {
  readonly maxDeliveries: number;
  readonly maxBytes: number;
  readonly quarantine?: Bounds;
}

interface Options {
  readonly limits: SpoolLimits;
  readonly fs?: SpoolFs;
  readonly sleep?: Sleep;
  readonly clock?: Clock;
  readonly log?: Log | null;
}

const quarantineBounds: Bounds = { count: 1000, bytes: 32 * 1024 * 1024 };
const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
/** An entry that cannot be opened for reasons that pass is left for the next run. */
const passingCodes: ReadonlySet<string> = new Set(['EBUSY', 'EMFILE', 'ENFILE']);

function spoolError(folder: string, error: unknown): GracewatchError {
  const facts = { folder, reason: reasonOf(error) };
  return fullCodes.has(facts.reason)
    ? new GracewatchError('spoolFull', facts, { cause: error })
    : new GracewatchError('spoolFailed', facts, { cause: error });
}

/** Errors: spoolFailed, spoolFull, where the folders cannot be made or read. The parent of `folder` must exist. */
export async function openSpool(
  folder: string,
  { limits, fs = nodeFs, sleep = delay, clock = systemClock, log = null }: Options,
): Promise<Spool> {
  const pending = join(folder, 'pending');
  const index = new Map<string, Listed>();
  const dropped: Record<DropReason, number> = { maxDeliveries: 0, maxBytes: 0, quarantineFull: 0, vanished: 0 };
  const setAsideCounts: Record<string, number> = {};
  const list = (): Listed[] => [...index.values()].toSorted((a, b) => a.sequence - b.sequence || order(a.id, b.id));
  const bytes = (): number => index.values().reduce((sum, { size }) => sum + size, 0);

  async function open(): Promise<Quarantine> {
    const aside = join(folder, 'quarantine');
    for (const one of [folder, pending, aside]) await ensureFolder(one, fs);
    const bounds = limits.quarantine ?? quarantineBounds;
    const counted = (): void => {
      dropped.quarantineFull += 1;
    };
    return await openQuarantine(aside, { bounds, fs, sleep, log, dropped: counted });
  }

  async function inSpool<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw spoolError(folder, error);
    }
  }

  const quarantine = await inSpool(open);

  // Neither is synced to the folder: what comes back after a power cut is sent or set aside once more, and known by its id.
  async function setAside(name: string, reason: string): Promise<void> {
    await inSpool(() => quarantine.take(join(pending, name), name, reason));
    index.delete(name);
    setAsideCounts[reason] = (setAsideCounts[reason] ?? 0) + 1;
    log?.warn('spool: set aside', { name, reason });
  }

  async function remove(name: string): Promise<void> {
    await inSpool(() => whileBusy(() => fs.rm(join(pending, name), { force: true }), sleep));
    index.delete(name);
  }

  async function read(name: string): Promise<ReadEntry> {
    let content: Buffer;
    try {
      content = await fs.readFile(join(pending, name));
    } catch (error) {
      const reason = reasonOf(error);
      if (passingCodes.has(reason)) return { problem: 'busy' };
      if (reason !== 'ENOENT') return { problem: 'unreadable' };
      index.delete(name);
      dropped.vanished += 1;
      log?.warn('spool: entry removed by somebody else', { name });
      return { problem: 'vanished' };
    }
    const decoded = decodeEntry(content);
    // An answer is matched by what was sent, a file by its name: both must say the same.
    return 'delivery' in decoded && entryName(decoded.delivery) !== name ? { problem: 'wrongName' } : decoded;
  }

  const excess = (): 'maxDeliveries' | 'maxBytes' | null => {
    if (index.size > limits.maxDeliveries) return 'maxDeliveries';
    return bytes() > limits.maxBytes ? 'maxBytes' : null;
  };

  async function evict(newest: string): Promise<void> {
    for (const { name } of list()) {
      const reason = excess();
      if (reason === null) return;
      if (name === newest) continue;
      await remove(name);
      dropped[reason] += 1;
      log?.warn('spool is full: oldest delivery dropped', { name, reason });
    }
  }

  async function put(delivery: SpooledDelivery): Promise<void> {
    const name = entryName(delivery);
    const content = encodeEntry(delivery);
    if (content.length > limits.maxBytes) throw new GracewatchError('spoolFull', { folder, reason: 'maxBytes' });
    await inSpool(() => writeDurably(join(pending, name), content, { fs, sleep }));
    const { sequence } = delivery;
    const id = delivery.id.toLowerCase();
    index.set(name, { name, id, sequence, size: content.length, writtenAtMs: clock.now().getTime() });
    // The delivery is safe, whatever becomes of the oldest ones: a failure to make room is not one to write.
    await evict(name).catch((error: unknown) => log?.warn('spool: no room could be made', { error }));
  }

  for (const entry of await inSpool(() => sweep(pending, { fs, sleep, log, setAside }))) index.set(entry.name, entry);

  return {
    put,
    list,
    read,
    remove,
    setAside,
    highestSequence: () =>
      [...index.keys(), ...quarantine.names()].reduce((top, name) => Math.max(top, parseName(name)?.sequence ?? 0), 0),
    status() {
      const oldest = index
        .values()
        .reduce((least, { writtenAtMs }) => Math.min(least, writtenAtMs), Number.POSITIVE_INFINITY);
      return {
        deliveries: index.size,
        bytes: bytes(),
        oldestAt: index.size === 0 ? null : new Date(oldest).toISOString(),
        dropped: { ...dropped },
        setAside: { ...setAsideCounts },
        quarantined: quarantine.names().length,
      };
    },
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
