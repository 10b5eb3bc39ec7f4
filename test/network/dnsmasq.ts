/** A real DNS server on loopback, with the records of a test: dnsmasq (Debian: dnsmasq-base). */
import { spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '../support/ports.ts';

export interface DnsServer {
  readonly resolver: Resolver;
  stop(): Promise<void>;
}

/** `records`: dnsmasq's own options (`srv-host=…`). Knows the domain `example` only, and asks nobody else. */
export async function startDnsmasq(records: readonly string[]): Promise<DnsServer> {
  const port = await freePort();
  const options = [
    'keep-in-foreground',
    'log-facility=-',
    'conf-file=/dev/null',
    'pid-file',
    'no-resolv',
    'no-hosts',
    'local=/example/',
    'listen-address=127.0.0.1',
    'bind-interfaces',
    `port=${port}`,
    ...records,
  ];
  const child = spawn(
    'dnsmasq',
    options.map((option) => `--${option}`),
    // Debian keeps it where a user's PATH may not look.
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } },
  );
  const exited = once(child, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (/started, version/.test(line)) break;
  }
  if (child.exitCode !== null) throw new Error(`dnsmasq ended: ${said.join('\n')}`);
  child.stderr.resume();
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers([`127.0.0.1:${port}`]);
  return {
    resolver,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
