/**
 * Whether a KMS host can be reached: its name resolved as the system resolves it, then one TCP connection, closed as soon
 * as it is open. Nothing is sent: the KMS protocol is never spoken.
 */
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { connect, type LookupFunction } from 'node:net';
import type { NetworkSource } from '../evidence.ts';
import { type Place, placeFor } from './lookup.ts';
import { firstOfEach } from './networkName.ts';
import { within } from './within.ts';

type Host = NetworkSource['hosts'][number];
/** `port`: null and 0 mean the default. */
export type HostToAsk = Pick<Host, 'name' | 'port'>;

const defaultPort = 1688;
/** 0 and null are how the classes say "the default". */
export const askedPort = (port: number | null): number => port || defaultPort;

/** Node waits no shorter for an address. */
const shortestMs = 10;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';

/** What a connection's error says about the host; any other code says nothing about it, and stands as it is. */
const outcomeOfCode: Readonly<Record<string, 'closed' | 'timedOut'>> = {
  ECONNREFUSED: 'closed',
  ECONNRESET: 'closed',
  ETIMEDOUT: 'timedOut',
  ABORT_ERR: 'timedOut',
  EHOSTUNREACH: 'timedOut',
  EHOSTDOWN: 'timedOut',
  ENETUNREACH: 'timedOut',
  ENETDOWN: 'timedOut',
  EADDRNOTAVAIL: 'timedOut',
};

/** Of several addresses: one that refuses has answered, so the host is there. */
function outcomeOf(error: unknown): string {
  const errors: unknown[] = Array.isArray((error as AggregateError).errors)
    ? (error as AggregateError).errors
    : [error];
  const outcomes = errors.map((one) => outcomeOfCode[codeOf(one)] ?? codeOf(one));
  return (
    outcomes.find((one) => one === 'closed') ?? outcomes.find((one) => one === 'timedOut') ?? outcomes[0] ?? 'UNKNOWN'
  );
}

/** Rejects when the signal is aborted: the system's own resolver cannot be called off, only not be waited for. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return await Promise.race([promise, aborted]);
}

const bare = (name: string): string => name.replace(/^\[(.*)\]$/, '$1');

async function addressesOf(name: string, place: Place, signal: AbortSignal): Promise<LookupAddress[]> {
  const found = await unlessAborted(place.lookup(bare(name)), signal);
  return firstOfEach(found, ({ address }) => address);
}

/** `attemptMs`: how long each address but the last has, so that one that swallows everything does not cost the others. */
async function open(addresses: LookupAddress[], port: number, attemptMs: number, signal: AbortSignal): Promise<void> {
  const given: LookupFunction = (_name, _options, done) => done(null, addresses);
  const socket = connect({
    host: 'kms', // never asked for: the addresses are known
    port,
    lookup: given,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptMs,
  });
  try {
    await once(socket, 'connect', { signal });
  } finally {
    socket.on('error', () => {}); // a host that breaks the connection after this has been heard already
    socket.destroy();
  }
}

/** Of a host that was not asked, as others kept the system's resolver busy. */
export const notTried = 'notTried';

/**
 * Asks one host. `connectMs`: for name and connection together, and as long for its turn before that. Never rejects;
 * `outcome` may be an error's own code.
 */
export async function askHost({ name, port }: HostToAsk, connectMs: number, outer?: AbortSignal): Promise<Host> {
  const place = await within(connectMs, outer, (signal) => placeFor(bare(name), signal));
  const begun = performance.now();
  const asked = askedPort(port);
  const said = (outcome: string, found: readonly LookupAddress[]): Host => {
    const addresses = found.map(({ address }) => address);
    return { name, port, addresses, outcome, durationMs: Math.round(performance.now() - begun) };
  };
  if (place === null) return said(notTried, []);
  return await within(connectMs, outer, async (signal) => {
    let addresses: LookupAddress[] = [];
    try {
      addresses = await addressesOf(name, place, signal);
    } catch {
      // No error of the program's: that the name says nothing, or not in time, is the answer.
      return said(signal.aborted ? 'timedOut' : 'notResolved', []);
    }
    if (addresses.length === 0) return said('notResolved', []);
    try {
      const leftMs = connectMs - (performance.now() - begun);
      await open(addresses, asked, Math.max(shortestMs, Math.floor(leftMs / addresses.length)), signal);
      return said('open', addresses);
    } catch (error) {
      return said(outcomeOf(error), addresses); // how it failed is the answer
    }
  });
}
