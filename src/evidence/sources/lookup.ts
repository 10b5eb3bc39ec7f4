/**
 * Names as the system resolves them (hosts file, policy and all), a few at a time: of Node's threads two are given to
 * names, and a name that waits for one would be taken for one that nobody answers.
 */
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

const atOnce = 2;
let busy = 0;
const waiting: (() => void)[] = [];

function release(): void {
  busy -= 1;
  for (const next of waiting.splice(0)) next(); // one that has given up must not take another one's turn
}

export interface Place {
  /** Addresses of the name. Errors: those of dns.lookup. A place serves once. */
  readonly lookup: (name: string) => Promise<LookupAddress[]>;
}

/** Never waits for an address that is one already. */
const resolved = (name: string): Place | null => {
  const family = isIP(name);
  return family === 0 ? null : { lookup: async () => [{ address: name, family }] };
};

/** A place among those that are at work; null where none came free until the signal. */
export async function placeFor(name: string, signal: AbortSignal): Promise<Place | null> {
  const known = resolved(name);
  if (known) return known;
  while (busy >= atOnce) {
    if (signal.aborted) return null;
    await new Promise<void>((next) => {
      waiting.push(next);
      signal.addEventListener('abort', () => next(), { once: true });
    });
  }
  if (signal.aborted) return null;
  busy += 1;
  return {
    // The place is free when the system has answered, not when nobody waits for it any more: the thread is held so long.
    lookup: (given) => lookup(given, { all: true }).finally(release),
  };
}
