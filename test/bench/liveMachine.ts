/**
 * A machine to gather: PowerShell's real engine with the rows of a golden machine, a stand-in for cscript.exe that costs
 * next to nothing, a KMS host on loopback. It has no domain, so no name server is asked: what those take is theirs.
 */
import { chmodSync, readFileSync } from 'node:fs';
import { englishLabels } from '../../src/activation/slmgr/labels/en.ts';
import { type Evidence, evidenceSchema } from '../../src/evidence/evidence.ts';
import { buildEngine } from '../powershell/engine.ts';
import { writeMachine } from '../powershell/machine.ts';
import { loadCases } from '../support/cases.ts';
import { listen } from '../support/hosts.ts';
import { makeWindowsFolder, type WindowsFolder } from '../support/windowsFolder.ts';

export interface LiveMachine {
  readonly places: WindowsFolder;
  close(): Promise<void>;
}

const golden = 'kms-healthy';
const goldenHost = ['kms01.corp.example', 1688] as const;

/** The golden machine with a KMS host at this port of loopback. */
function evidenceWithHost(port: number): Evidence {
  const file = loadCases().find(({ name }) => name === golden)?.evidence ?? golden;
  const [host, usual] = goldenHost;
  const text = readFileSync(file, 'utf8')
    .replaceAll(`${host}:${usual}`, `127.0.0.1:${port}`)
    .replaceAll(host, '127.0.0.1');
  const evidence = evidenceSchema.parse(JSON.parse(text));
  for (const row of Object.values(evidence.sources.cim?.classes ?? {}).flat()) {
    if (row.DiscoveredKeyManagementServiceMachinePort === usual) row.DiscoveredKeyManagementServiceMachinePort = port;
  }
  const { slmgr } = evidence.sources;
  return {
    ...evidence,
    machine: { ...evidence.machine, domain: null, fqdn: evidence.machine.name },
    sources: { ...evidence.sources, ...(slmgr && { slmgr }), network: undefined },
  };
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export async function makeLiveMachine(): Promise<LiveMachine> {
  const kmsHost = await listen();
  const places = makeWindowsFolder({ '0409': englishLabels });
  const program = (name: string, lines: string): void => chmodSync(places.file(name, `#!/bin/sh\n${lines}\n`), 0o755);
  const evidence = evidenceWithHost(kmsHost.port);
  const machine = writeMachine(evidence, places.file('machine.json', ''));
  const settings = Object.entries(machine).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  program('powershell.exe', `${settings.join('')}exec ${quoted(buildEngine())} "$@"`);
  const printed = places.file('slmgr.txt', Buffer.from(`\uFEFF${evidence.sources.slmgr?.text ?? ''}`, 'utf16le'));
  program('cscript.exe', `exec cat ${quoted(printed)}`);
  return {
    places,
    async close() {
      await kmsHost.close();
      places.remove();
    },
  };
}
