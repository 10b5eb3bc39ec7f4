/**
 * Names on loopback, in the place of the system's resolver: the hosts of a golden machine have an address of this test
 * process' own, where they can listen on the port that a KMS host has. Nothing leaves this machine.
 */
import { isIP } from 'node:net';

/** 127.x.y.1 */
export const ownAddress = `127.${1 + ((process.pid >> 8) % 250)}.${process.pid % 256}.1`;

const hosts = new Map<string, string>();
/** What `_vlmcs._tcp.<domain>` says; a domain that is not here does not exist. */
export const answers = new Map<string, { name: string; port: number; priority: number; weight: number }[]>();

/** From now on the name has this address. */
export function named(name: string, address = ownAddress): void {
  hosts.set(name.toLowerCase(), address);
}

const notFound = (name: string): Error => Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' });

class Resolver {
  async resolveSrv(name: string) {
    const found = answers.get(name);
    if (found === undefined) throw notFound(name);
    return found;
  }

  cancel(): void {
    answers.clear();
  }
}

async function lookup(name: string) {
  const address = isIP(name) ? name : hosts.get(name.toLowerCase());
  if (address === undefined) throw notFound(name);
  return [{ address, family: isIP(address) }];
}

/** In the place of node:dns/promises. */
export const dnsPromises = () => ({ Resolver, lookup });
