/** Golden machines as live ones: the engine as powershell.exe, a program as cscript.exe, names and hosts on loopback. */
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { type Listener, listen } from '../support/hosts.ts';
import { makeWindowsFolder, type WindowsFolder } from '../support/windowsFolder.ts';
import { buildEngine, type EngineSettings } from './engine.ts';
import { named, ownAddress } from './loopback.ts';
import { environmentOf, machineFileOf } from './machine.ts';

export interface LiveMachine extends AsyncDisposable {
  readonly windows: WindowsFolder;
  /** The host that all names of the machine lead to. */
  readonly host: Listener;
}

interface Given {
  readonly settings?: EngineSettings;
  readonly environment?: Readonly<Record<string, string>>;
  /** What the doubles answer from, where it is not what the evidence says. */
  readonly machine?: object;
  /** When the machine says that it was asked, where that is not now. */
  readonly capturedAt?: string;
}

/** The engine's path, or that of a program that puts another instant into what it says. */
function engineAt(folder: WindowsFolder, capturedAt: string | undefined): string {
  if (capturedAt === undefined) return buildEngine();
  const sed = `sed -u 's/|capturedAt|d|[^;]*/|capturedAt|d|${capturedAt}/'`;
  chmodSync(folder.file('powershell.exe', `#!/bin/sh\n'${buildEngine()}' "$@" | ${sed}\n`), 0o755);
  return folder.powershell;
}

/** All names of KMS hosts in the evidence. */
const namesIn = (evidence: Evidence): string[] => JSON.stringify(evidence).match(/\bkms[\w.-]*\.example\b/gi) ?? [];

/**
 * The process' environment is the machine's until it is disposed of: the session passes it on. The evidence's own slmgr
 * text is what cscript.exe prints.
 */
export async function liveMachine(evidence: Evidence, given: Given = {}): Promise<LiveMachine> {
  const folder = makeWindowsFolder();
  const file = join(folder.system32, 'machine.json');
  writeFileSync(file, JSON.stringify(given.machine ?? machineFileOf(evidence)));
  const { text = null, exitCode = 0 } = evidence.sources.slmgr ?? {};
  if (text !== null) folder.behaves('print', folder.file('dlv', iconv.encode(text, 'utf16-le')), String(exitCode ?? 0));
  for (const name of namesIn(evidence)) named(name);
  const host = await listen(ownAddress, 1688);
  const before = { ...process.env };
  Object.assign(process.env, environmentOf(evidence), { GW_TEST_MACHINE: file }, given.settings, given.environment);
  return {
    windows: { ...folder, powershell: engineAt(folder, given.capturedAt) },
    host,
    async [Symbol.asyncDispose]() {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      await host.close();
      folder.remove();
    },
  };
}
