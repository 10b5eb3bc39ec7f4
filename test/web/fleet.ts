/** A fleet in a real collector: the golden machines brought to today, and healthy ones whose leases end on many days. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { loadCases } from '../support/cases.ts';
import { builtPage, type Running, startCollector } from '../support/collector.ts';

export type Report = Record<string, unknown> & { collectedAt: string; machine: Record<string, unknown> };

export const dayMs = 86_400_000;

/** One machine of the collector: the same text always names the same one. */
export function idOf(name: string): string {
  const hex = Buffer.from(name).toString('hex').padEnd(32, '0').slice(-12);
  const number = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xffff, 7);
  return `0d000000-0000-4000-8000-${number.toString(16).padStart(4, '0')}${hex.slice(4)}`;
}

/** The report of a golden machine as if it had been made at this instant (epoch milliseconds). */
export function reportOf(name: string, at: number): Report {
  const text = readFileSync(join(import.meta.dirname, '../cases', name, 'report.json'), 'utf8');
  const shift = at - Date.parse(JSON.parse(text).collectedAt);
  return JSON.parse(
    text.replace(
      /"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g,
      (_, instant) => `"${new Date(Date.parse(instant) + shift).toISOString()}"`,
    ),
  );
}

/** A healthy machine of that name, renewed so many days ago; its KMS host is one of three. */
function healthy(index: number, at: number): Report {
  const report = reportOf('kms-healthy', at);
  const days = (index * index) % 8;
  const until = new Date(at + (180 - days) * dayMs).toISOString();
  const renewedAt = new Date(at - days * dayMs).toISOString();
  const host = `kms${1 + (index % 3)}.corp.example`;
  const text = JSON.stringify(report, (key, value) => {
    if (key === 'validity' && value?.kind === 'expires') {
      return { ...value, remainingMinutes: (180 - days) * 1440, expiresAt: until, renewedAt };
    }
    if (key === 'kms' && value) return { ...value, configuredHost: host };
    return value;
  });
  const name = `PC-${String(index).padStart(4, '0')}`;
  const changed: Report = JSON.parse(text);
  return { ...changed, machine: { ...changed.machine, name, fqdn: `${name.toLowerCase()}.corp.example` } };
}

interface Sent {
  readonly agent: string;
  readonly sequence: number;
  readonly report: Report;
}

/** Delivers as agents do; `credential` where the collector asks for one. */
export async function deliver(url: string, sent: readonly Sent[], at: number, credential?: string): Promise<void> {
  for (let first = 0; first < sent.length; first += 50) {
    const body = sent.slice(first, first + 50).map(({ agent, sequence, report }) => ({
      schema: 'gracewatch.delivery/1',
      id: v7(),
      sequence,
      sentAt: new Date(at).toISOString(),
      agent: { id: agent, version: '0.1.0' },
      report,
    }));
    const answer = await fetch(`${url}/v1/deliveries`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok || text.includes('rejected')) throw new Error(`delivery refused: ${text.slice(0, 500)}`);
  }
}

/** What the collector answers to whoever asks without a credential. */
export async function ask<T>(url: string, path: string): Promise<T> {
  return (await (await fetch(`${url}/v1/${path}`)).json()) as T;
}

/** Names that a machine would never have, as far as each goes. */
export const hostileNames = {
  /** Looks like another line, another severity, markup and a formula. */
  forged: '<img src=x onerror=alert(1)>\u202Etxt.exe\r\nOK PC-0001\u0007=cmd()',
  long: 'X'.repeat(5000),
  heaped: `Z${'\u0301'.repeat(3000)}algo`,
};

export interface Fleet extends Running {
  /** Brings time on by so many days. */
  readonly sleep: (days: number) => void;
}

/** With a history of three days, a machine that has been silent for 30 and one that went from healthy to ended. */
export async function startFleet(machines = 130): Promise<Fleet> {
  let offset = -30 * dayMs;
  const now = (): number => Date.now() + offset;
  const collector = await startCollector({ webFolder: builtPage, clock: { now: () => new Date(now()) } });
  const { url } = collector;
  const send = (agent: string, sequence: number, report: Report) =>
    deliver(url, [{ agent: idOf(agent), sequence, report }], now());

  const silent = reportOf('kms-healthy', now());
  await send('silent', 1, { ...silent, machine: { ...silent.machine, name: 'PC-SILENT', fqdn: null } });
  offset = -3 * dayMs;
  const golden = loadCases().map(({ name }) => ({ agent: idOf(name), sequence: 1, report: reportOf(name, now()) }));
  await deliver(url, golden.slice(0, 30), now());
  const changing = reportOf('kms-healthy', now());
  const named = { name: 'PC-CHANGED', fqdn: 'pc-changed.corp.example' };
  await send('changed', 1, { ...changing, machine: { ...changing.machine, ...named } });
  for (offset of [-2 * dayMs, -dayMs, 0]) await collector.sweep();
  await deliver(
    url,
    golden.map((one) => ({ ...one, sequence: 2 })),
    now(),
  );
  const ended = reportOf('ended-grace-expired', now());
  await send('changed', 2, { ...ended, machine: { ...ended.machine, ...named } });
  for (const [agent, name] of Object.entries(hostileNames)) {
    const report = reportOf('renewal-missed-60-days', now());
    await send(agent, 1, { ...report, machine: { ...report.machine, name, fqdn: name, domain: name } });
  }
  const many = Array.from({ length: machines }, (_, index) => ({
    agent: idOf(`healthy ${index}`),
    sequence: 1,
    report: healthy(index, now()),
  }));
  await deliver(url, many, now());
  await collector.sweep();
  return {
    ...collector,
    sleep(days) {
      offset += days * dayMs;
    },
  };
}
