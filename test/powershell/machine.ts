/**
 * The Windows machine that would have given this evidence: what the doubles in ./host answer from (GW_TEST_MACHINE),
 * and the environment that its account has. Beside what the evidence shows stands what every Windows has and nobody
 * may trip over: products without a key, other sources' events, a firmware key that nobody may ask for.
 */
import { writeFileSync } from 'node:fs';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { cimOf } from './machineCim.ts';
import { logsOf } from './machineEvents.ts';
import { profilePathOf, registryOf } from './machineRegistry.ts';

/** The object that ./host/doubles/Machine.cs reads. */
export function machineFileOf(evidence: Evidence): object {
  return {
    cim: cimOf(evidence),
    services: servicesOf(evidence),
    registry: registryOf(evidence),
    logs: logsOf(evidence),
    dns: dnsOf(evidence),
    osLicense: null,
    uiCulture: evidence.machine.uiLanguage,
  };
}

/** Writes the machine to `path` and returns the environment in which the engine is that machine. */
export function writeMachine(evidence: Evidence, path: string): Record<string, string> {
  writeFileSync(path, JSON.stringify(machineFileOf(evidence)));
  return { ...environmentOf(evidence), GW_TEST_MACHINE: path };
}

/** What the engine's process has in its environment as the account that the evidence names, in the machine's time zone. */
export function environmentOf({ agent, machine }: Evidence): Record<string, string> {
  const profile = agent.account === null ? {} : { USERPROFILE: profilePathOf(agent.account) };
  const zone = zones[machine.timeZone ?? ''];
  return { ...profile, ...(zone === undefined ? {} : { TZ: zone }) };
}

/** Windows' time zones of the golden machines, as this system calls them. */
const zones: Readonly<Record<string, string>> = {
  'Tokyo Standard Time': 'Asia/Tokyo',
  'W. Europe Standard Time': 'Europe/Berlin',
  UTC: 'UTC',
  'Singapore Standard Time': 'Asia/Singapore',
  'India Standard Time': 'Asia/Kolkata',
  'Eastern Standard Time': 'America/New_York',
  'Pacific Standard Time': 'America/Los_Angeles',
  'GMT Standard Time': 'Europe/London',
};

/** As ServiceController names them; whether a start is delayed stands in the registry only. */
function servicesOf({ sources }: Evidence): object[] {
  return (sources.services?.services ?? []).map(({ Name, State, StartMode }) => ({
    Name,
    Status: State,
    StartType: StartMode === 'Auto' ? 'Automatic' : StartMode,
  }));
}

/** A name that is not listed does not exist. */
function dnsOf({ machine, sources }: Evidence): object {
  const { srv = [], hosts = [], answers = [] } = sources.network ?? {};
  const failed = answers.filter(({ by, outcome }) => by === 'resolveDnsName' && outcome === 'failed');
  const records = Map.groupBy(srv, ({ domain }) => domain ?? machine.domain ?? '');
  return Object.fromEntries([
    ...failed.map(({ domain }) => [`_vlmcs._tcp.${domain}`, { outcome: 'timeout' }]),
    ...records.entries().map(([domain, found]) => [
      `_vlmcs._tcp.${domain}`,
      {
        outcome: 'records',
        records: found.map(({ target, port, priority, weight }) => ({
          target,
          port,
          priority,
          weight,
          addresses: hosts.find(({ name }) => name === target)?.addresses ?? [],
        })),
      },
    ]),
  ]);
}
