/** A live machine as evidence, over PowerShell's real engine, a real program as cscript.exe and real listeners. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { interpret } from '../../src/activation/interpret.ts';
import type { Report } from '../../src/activation/report.ts';
import { type Evidence, evidenceSchema } from '../../src/evidence/evidence.ts';
import { readFacts } from '../../src/evidence/readers/facts/read.ts';
import { gatherSettings, type SlmgrMode } from '../../src/evidence/settings.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { evidenceFileOf, evidenceOf } from '../agent/agents.ts';
import { keptLog } from '../support/collector.ts';
import { type Listener, listen } from '../support/hosts.ts';
import { buildEngine, type EngineSettings, runEngine } from './engine.ts';
import { dnsPromises, named } from './loopback.ts';
import { environmentOf, machineFileOf } from './machine.ts';
import { firmwareKey } from './machineCim.ts';
import { type LiveMachine, liveMachine } from './machines.ts';
import { engineWithOsLicense, installOsLicense, withOsLicense } from './osLicense.ts';
import { gone } from './sessions.ts';

jest.unstable_mockModule('node:dns/promises', dnsPromises);
const { gather } = await import('../../src/evidence/gather.ts');
const { startSession } = await import('../../src/evidence/powershell/session.ts');
type GatherOptions = Parameters<typeof gather>[0];

const script = join(import.meta.dirname, '../../src/evidence/powershell/collect.ps1');
const folder = mkdtempSync(join(tmpdir(), 'gracewatch-gather-'));
beforeAll(() => void buildEngine(), 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const takenAt = '2026-11-24T05:30:00.000Z';

type Settings = Partial<GatherOptions['settings']>;
type Given = Partial<Omit<GatherOptions, 'settings'>> & { readonly settings?: Settings };

/** What was gathered, and what was logged about it. */
async function gathered({ windows }: LiveMachine, { settings = {}, ...given }: Given = {}) {
  const { log, lines } = keptLog();
  const evidence = await gather({
    windows,
    settings: { ...gatherSettings.parse({}), ...settings },
    version: '0.1.0',
    clock: fixedClock(takenAt),
    log,
    ...given,
  });
  expect(() => evidenceSchema.parse(evidence)).not.toThrow();
  expect(JSON.stringify(evidence)).not.toContain('SECRET');
  return { evidence, logged: lines.map(({ message }) => message) };
}

const outcomes = ({ sources }: Evidence) =>
  Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, source?.error ?? source?.outcome]));
const allComplete = {
  cim: 'complete',
  slmgr: 'complete',
  registry: 'complete',
  services: 'complete',
  events: 'complete',
  network: 'complete',
};
const goldenReport = (name: string): Report =>
  JSON.parse(readFileSync(join(evidenceFileOf(name), '..', 'report.json'), 'utf8')) as Report;

/** A session whose deadline comes when the mark was printed, and not before. */
function untilPrinted({ windows }: LiveMachine, mark: string) {
  const session = startSession(windows, { servedAfter: null });
  void session.reached(mark).then(() => session.setDeadline(0));
  return { ...session, setDeadline: () => {} };
}

const asFile = async (
  machine: object,
  environment: Readonly<Record<string, string>>,
  settings: EngineSettings = {},
  engine = buildEngine(),
) => {
  const file = join(folder, 'machine.json');
  writeFileSync(file, JSON.stringify(machine));
  const run = await runEngine(['-NoProfile', '-File', script], {
    settings: { ...settings, GW_TEST_MACHINE: file },
    environment,
    engine,
  });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
};

/** The number of lines that the script prints up to the first one that begins so. */
async function linesUpTo(evidence: Evidence, beginning: string): Promise<number> {
  const lines = (await asFile(machineFileOf(evidence), environmentOf(evidence))).split('\r\n');
  const at = lines.findIndex((line) => line.startsWith(beginning));
  expect(at).toBeGreaterThan(0);
  return at + 1;
}

describe('all sources', () => {
  test.each(['kms-healthy', 'kms-healthy-ja', 'renewal-missed-10-days', 'kms-host-windows-office'])(
    'a golden machine: its report is the golden one: %s',
    async (name) => {
      const said = evidenceOf(name);
      await using machine = await liveMachine(said);
      const { evidence, logged } = await gathered(machine);
      expect([outcomes(evidence), logged]).toEqual([allComplete, []]);
      expect(evidence.agent).toEqual({ ...said.agent, version: '0.1.0' });
      expect(Date.now() - Date.parse(evidence.capturedAt)).toBeLessThan(60_000);

      const report = interpret({ ...evidence, capturedAt: said.capturedAt });
      const { sources, network, ...golden } = goldenReport(name);
      const { sources: ownSources, network: ownNetwork, ...own } = report;
      expect(own).toEqual(golden);
      expect(ownSources.map(({ source, outcome }) => [source, outcome])).toEqual(
        sources.map(({ source, outcome }) => [source, outcome]),
      );
      expect(ownNetwork?.srv).toEqual(network?.srv);
      // Every host of the machine, on its port, without a byte sent.
      const asked = ownNetwork?.hosts.map(({ outcome, port }) => [outcome, port]);
      expect(asked?.length).toBeGreaterThan(0);
      for (const host of asked ?? []) expect(host).toEqual(['open', 1688]);
      await machine.host.gone(asked?.length ?? 0);
      expect(machine.host.bytes()).toBe(0);
    },
  );

  test('a session that was started before is the one that is used', async () => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'));
    const session = startSession(machine.windows, { servedAfter: null });
    const nowhere = { ...machine.windows, powershell: join(folder, 'nowhere') };
    const { evidence } = await gathered({ ...machine, windows: nowhere }, { session });
    expect(outcomes(evidence)).toEqual(allComplete);
  });

  test('what PowerShell complains of is for the log, and costs nothing', async () => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'), { settings: { GW_TEST_FAULT: 'stderr:500' } });
    const { evidence, logged } = await gathered(machine);
    expect([outcomes(evidence), logged]).toEqual([allComplete, ['PowerShell complained']]);
  });
});

describe('one source that fails costs no other', () => {
  test('PowerShell is missing: the report is complete from slmgr', async () => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'));
    const nowhere = { ...machine.windows, powershell: join(folder, 'nowhere') };
    const { evidence, logged } = await gathered({ ...machine, windows: nowhere });
    const missing = 'powershellMissing';
    expect(outcomes(evidence)).toEqual({
      cim: missing,
      registry: missing,
      services: missing,
      events: missing,
      network: missing,
      slmgr: 'complete',
    });
    expect(logged).toEqual(['trouble with PowerShell', 'PowerShell did not come to its end']);
    expect([evidence.capturedAt, evidence.machine.name]).toEqual([takenAt, hostname()]);
    const report = interpret(evidence);
    const [golden] = goldenReport('kms-healthy').products;
    expect(report.primary).toBe(0);
    expect(report.products).toMatchObject([
      {
        name: golden?.name,
        licenseStatus: 'licensed',
        partialProductKey: '2YT43',
        channel: 'kmsClient',
        validity: { kind: 'expires', remainingMinutes: golden?.validity.remainingMinutes },
      },
    ]);
    expect(report.differences).toBeNull();
  });

  test('the deadline comes half-way: what was whole until then is whole', async () => {
    const said = evidenceOf('kms-healthy');
    const mark = '@registry|0|EditionID|s|Enterprise;';
    const lines = await linesUpTo(said, mark);
    await using machine = await liveMachine(said, { settings: { GW_TEST_FAULT: `hangAfter:${lines}` } });
    const { evidence, logged } = await gathered(machine, { session: untilPrinted(machine, mark) });
    expect(outcomes(evidence)).toEqual({
      ...allComplete,
      registry: 'timedOut',
      events: 'timedOut',
      network: 'timedOut',
    });
    expect(evidence.sources.registry).toMatchObject({ outcome: 'partial' });
    expect(evidence.sources.events).toMatchObject({ outcome: 'failed' });
    expect(evidence.sources.network).toMatchObject({ outcome: 'failed' });
    expect(logged).toEqual(['PowerShell did not come to its end']);
    const { products } = interpret({ ...evidence, capturedAt: said.capturedAt });
    expect(products).toEqual(goldenReport('kms-healthy').products);
  });

  test('slmgr.vbs hangs: ended at its deadline, all else whole', async () => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'));
    machine.windows.behaves('hang');
    const session = { ...startSession(machine.windows, { servedAfter: null }), setDeadline: () => {} };
    const { evidence } = await gathered(machine, { session, settings: { deadlineSeconds: 0.5 } });
    expect(outcomes(evidence)).toEqual({ ...allComplete, slmgr: 'timedOut' });
  });

  test('nothing answers: an evidence all the same', async () => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'));
    const windows = { ...machine.windows, powershell: join(folder, 'a'), cscript: join(folder, 'b') };
    const { evidence } = await gathered({ ...machine, windows });
    expect(outcomes(evidence)).toMatchObject({ cim: 'powershellMissing', slmgr: 'scriptHostUnavailable' });
    expect(interpret(evidence)).toMatchObject({ primary: null, products: [] });
  });

  test('an engine that says nothing at all and ends', async () => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'), { settings: { GW_TEST_FAULT: 'die:0' } });
    const { evidence } = await gathered(machine);
    expect(outcomes(evidence)).toMatchObject({ cim: 'powershellEnded', network: 'powershellEnded', slmgr: 'complete' });
  });
});

describe('slmgr.vbs is asked', () => {
  /** A cscript.exe that leaves a trace before it prints. */
  function traced({ windows }: LiveMachine): string {
    const trace = join(windows.system32, 'trace');
    const lines = ['#!/bin/sh', `touch '${trace}'`, `cat '${join(windows.system32, 'dlv')}'`, ''];
    writeFileSync(windows.cscript, lines.join('\n'));
    chmodSync(windows.cscript, 0o755);
    return trace;
  }
  const skipped = { outcome: 'skipped', durationMs: null, error: null, exitCode: null, text: null, labels: null };

  test.each<[slmgr: SlmgrMode, name: string, asked: boolean]>([
    ['always', 'kms-healthy', true],
    ['onCimFailure', 'kms-healthy', false],
    ['never', 'kms-healthy', false],
    ['always', 'cim-failed', true],
    ['onCimFailure', 'cim-failed', true],
    ['never', 'cim-failed', false],
  ])('%s, %s: %s', async (slmgr, name, asked) => {
    await using machine = await liveMachine(evidenceOf(name));
    const trace = traced(machine);
    const { evidence } = await gathered(machine, { settings: { slmgr } });
    expect(existsSync(trace)).toBe(asked);
    if (asked) expect(evidence.sources.slmgr).toMatchObject({ outcome: 'complete', error: null });
    else expect(evidence.sources.slmgr).toEqual(skipped);
    expect(interpret(evidence).products).toHaveLength(name === 'cim-failed' && !asked ? 0 : 1);
  });

  test('onCimFailure also where PowerShell is missing', async () => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'));
    const windows = { ...machine.windows, powershell: join(folder, 'nowhere') };
    const { evidence } = await gathered({ ...machine, windows }, { settings: { slmgr: 'onCimFailure' } });
    expect(evidence.sources.slmgr?.outcome).toBe('complete');
  });

  test.each([0, '0'])('Windows Script Host is switched off in the registry (%j): said so', async (enabled) => {
    const said = evidenceOf('kms-healthy');
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Windows Script Host\\Settings';
    const registry = { outcome: 'complete', durationMs: 1, error: null } as const;
    const keys = { ...said.sources.registry?.keys, [key]: { Enabled: enabled } };
    await using machine = await liveMachine({ ...said, sources: { ...said.sources, registry: { ...registry, keys } } });
    const message = 'Windows Script Host access is disabled on this machine. Contact your administrator.\r\n';
    machine.windows.behaves('complain', machine.windows.file('off', iconv.encode(message, 'utf16-le')), '1');
    const { evidence, logged } = await gathered(machine);
    expect(evidence.sources.slmgr).toMatchObject({
      outcome: 'unavailable',
      error: 'scriptHostUnavailable',
      text: null,
    });
    expect(logged).toEqual(['a message about slmgr.vbs']);
    expect(interpret(evidence).products).toHaveLength(1);
  });
});

/** The evidence with other hosts in its only product. */
function withHosts(said: Evidence, hosts: Readonly<Record<string, string | number>>): Evidence {
  const classes = said.sources.cim?.classes ?? {};
  const [product] = classes.SoftwareLicensingProduct ?? [];
  const cim = { ...said.sources.cim, classes: { ...classes, SoftwareLicensingProduct: [{ ...product, ...hosts }] } };
  return { ...said, sources: { ...said.sources, cim } } as Evidence;
}

/** Makes a class of the machine slow, or refuse. */
function worsen(machine: object, namespace: string, name: string, trouble: object): void {
  const { cim } = machine as { cim: Record<string, Record<string, object>> };
  const found = cim[namespace]?.[name];
  if (found === undefined) throw new Error(`no ${name} in ${namespace}`);
  Object.assign(found, trouble);
}

describe('the network', () => {
  const listeners: Listener[] = [];
  afterEach(async () => {
    await Promise.all(listeners.splice(0).map((one) => one.close()));
  });
  async function another(): Promise<Listener> {
    const one = await listen();
    listeners.push(one);
    return one;
  }

  test('is asked as soon as it is known whom to ask, while PowerShell goes on', async () => {
    const said = evidenceOf('kms-healthy');
    const lines = await linesUpTo(said, '@source|srv|outcome|');
    await using machine = await liveMachine(said, { settings: { GW_TEST_FAULT: `hangAfter:${lines}` } });
    const session = startSession(machine.windows, { servedAfter: null });
    const gathering = gathered(machine, { session: { ...session, setDeadline: () => {} } });
    // PowerShell says nothing more and does not end: whoever waits for its end waits for ever.
    await machine.host.gone(1);
    session.setDeadline(0);
    const { evidence } = await gathering;
    expect(outcomes(evidence)).toEqual({ ...allComplete, events: 'timedOut' });
    expect(evidence.sources.network?.hosts).toMatchObject([{ name: 'kms01.corp.example', outcome: 'open' }]);
  });

  test('configured and discovered hosts, with their own ports; one closed; no name for one', async () => {
    const [first, second, closed] = [await another(), await another(), await listen()];
    await closed.close();
    named('discovered.kms.example', '127.0.0.1');
    const hosts = {
      KeyManagementServiceMachine: '127.0.0.1',
      KeyManagementServicePort: first.port,
      DiscoveredKeyManagementServiceMachineName: 'discovered.kms.example',
      DiscoveredKeyManagementServiceMachinePort: second.port,
    };
    const said = withHosts(evidenceOf('kms-healthy'), hosts);
    const classes = said.sources.cim?.classes ?? {};
    const [service] = classes.SoftwareLicensingService ?? [];
    const more = {
      KeyManagementServiceMachine: 'nobody.kms.invalid',
      DiscoveredKeyManagementServiceMachineName: '127.0.0.1',
      DiscoveredKeyManagementServiceMachinePort: closed.port,
    };
    const cim = { ...said.sources.cim, classes: { ...classes, SoftwareLicensingService: [{ ...service, ...more }] } };
    await using machine = await liveMachine({ ...said, sources: { ...said.sources, cim } } as Evidence);
    const { evidence } = await gathered(machine, { settings: { connectMs: 10_000 } });
    const found = evidence.sources.network?.hosts.map(({ name, port, outcome }) => `${name}:${port} ${outcome}`);
    expect(found?.toSorted()).toEqual(
      [
        `127.0.0.1:${first.port} open`,
        `127.0.0.1:${closed.port} closed`,
        `discovered.kms.example:${second.port} open`,
        'kms01.corp.example:1688 open',
        'nobody.kms.invalid:0 notResolved',
      ].toSorted(),
    );
    await Promise.all([first.gone(1), second.gone(1)]);
    expect([first.connections(), second.connections(), first.bytes(), second.bytes()]).toEqual([1, 1, 0, 0]);
  });

  test('the firewall rule of a KMS host; of no other machine is it asked', async () => {
    const said = evidenceOf('kms-host-windows-office');
    const network = { ...said.sources.network, firewallRule: { name: 'SPPSVC-In-TCP', enabled: true } };
    for (const [evidence, rule] of [
      [{ ...said, sources: { ...said.sources, network } }, network.firewallRule],
      [
        {
          ...said,
          sources: {
            ...said.sources,
            network: { ...network, firewallRule: { ...network.firewallRule, enabled: false } },
          },
        },
        { name: 'SPPSVC-In-TCP', enabled: false },
      ],
      [said, null],
    ] as [Evidence, unknown][]) {
      await using machine = await liveMachine(evidence);
      expect((await gathered(machine)).evidence.sources.network?.firewallRule).toEqual(rule);
    }
    const client = evidenceOf('kms-healthy');
    await using machine = await liveMachine({
      ...client,
      sources: { ...client.sources, network: { ...client.sources.network, ...network } as never },
    });
    expect((await gathered(machine)).evidence.sources.network?.firewallRule).toBeNull();
  });

  test.each([
    ['answers after more than two seconds', { slowMs: 10_000 }],
    ['is refused', { fail: '0x80041003' }],
  ])('a firewall rule that %s is unknown, and costs nothing else', async (_, trouble) => {
    const said = evidenceOf('kms-host-windows-office');
    const firewallRule = { name: 'SPPSVC-In-TCP', enabled: true };
    const network = { ...said.sources.network, firewallRule } as never;
    const machine = machineFileOf({ ...said, sources: { ...said.sources, network } });
    worsen(machine, 'root\\standardcimv2', 'MSFT_NetFirewallRule', trouble);
    await using live = await liveMachine(said, { machine });
    const { evidence } = await gathered(live);
    expect(evidence.sources.network?.firewallRule).toEqual({ name: 'SPPSVC-In-TCP', enabled: null });
    expect(outcomes(evidence)).toEqual(allComplete);
  });

  test('what the machine does not say of itself is said: a class that refuses makes the classes partial', async () => {
    const said = evidenceOf('kms-healthy');
    const machine = machineFileOf(said);
    worsen(machine, 'root\\cimv2', 'Win32_ComputerSystem', { fail: '0x80041003' });
    await using live = await liveMachine(said, { machine });
    const { evidence } = await gathered(live);
    expect(evidence.sources.cim).toMatchObject({ outcome: 'partial', error: '0x80041003' });
    expect(evidence.machine.domain).toBeNull();
    expect(interpret({ ...evidence, capturedAt: said.capturedAt }).products).toEqual(
      goldenReport('kms-healthy').products,
    );
  });
});

describe('a signal', () => {
  test('ends all of it; what was read until then is the evidence', async () => {
    const said = evidenceOf('kms-healthy');
    const mark = '@source|cim|outcome|';
    const lines = await linesUpTo(said, mark);
    const pidFile = join(folder, 'pid');
    const settings = { GW_TEST_FAULT: `grandchild,hangAfter:${lines}`, GW_TEST_PIDFILE: pidFile };
    await using machine = await liveMachine(said, { settings });
    machine.windows.behaves('hang');
    const aborter = new AbortController();
    const session = startSession(machine.windows, { servedAfter: null });
    void session.reached(mark).then(() => aborter.abort());
    const { evidence } = await gathered(machine, { session, signal: aborter.signal });
    expect(outcomes(evidence)).toEqual({
      cim: 'complete',
      services: 'complete',
      registry: 'stopped',
      events: 'stopped',
      network: 'stopped',
      slmgr: 'stopped',
    });
    await gone(Number(readFileSync(pidFile, 'utf8')));
  });

  test.each(['always', 'onCimFailure'] as const)('that was given before: nothing is waited for (%s)', async (slmgr) => {
    await using machine = await liveMachine(evidenceOf('kms-healthy'), { settings: { GW_TEST_FAULT: 'hang' } });
    machine.windows.behaves('hang');
    const { evidence } = await gathered(machine, { signal: AbortSignal.abort(), settings: { slmgr } });
    expect(outcomes(evidence)).toMatchObject({
      cim: 'stopped',
      network: 'stopped',
      slmgr: slmgr === 'always' ? 'stopped' : 'skipped',
    });
  });
});

describe('requests that a KMS host has served', () => {
  const log = 'Key Management Service';
  /** Record ids 1001 to 1000 + count, newest last. */
  function withServed(said: Evidence, count: number): object {
    const machine = machineFileOf(said) as { logs: Record<string, unknown> };
    const events = Array.from({ length: count }, (_, index) => ({
      provider: 'Microsoft-Windows-Security-SPP',
      id: 12290,
      recordId: 1001 + index,
      at: new Date(Date.parse('2026-11-01T00:00:00Z') + index * 1000).toISOString(),
      data: [`0x0,25,PC-${index}.corp.example,0b1c2d3e-0000-0000-0000-000000000000,2026/11/01 00:00,1,4,0,id`],
    }));
    const other = {
      provider: 'Another Program',
      id: 12290,
      recordId: 9999,
      at: '2026-11-20T00:00:00.000Z',
      data: ['x'],
    };
    return { ...machine, logs: { ...machine.logs, [log]: { events: [...events, other] } } };
  }
  async function served(name: string, count: number, servedAfter: number | null): Promise<number[]> {
    const said = evidenceOf(name);
    await using machine = await liveMachine(said, { machine: withServed(said, count) });
    const { evidence } = await gathered(machine, { servedAfter });
    expect(evidence.sources.events).toMatchObject({ outcome: 'complete', error: null });
    const found = evidence.sources.events?.events.filter(({ id }) => id === 12290) ?? [];
    for (const { log: of, recordId, at, data } of found) {
      const index = Number(recordId) - 1001;
      expect([of, data[0]?.split(',')[2]]).toEqual([log, `PC-${index}.corp.example`]);
      expect(Date.parse(at)).toBe(Date.parse('2026-11-01T00:00:00Z') + index * 1000);
    }
    return found.map(({ recordId }) => Number(recordId));
  }
  const ids = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);

  test('at most 2,000, the oldest first, so that the next reading goes on from there', async () => {
    expect(await served('kms-host-windows-office', 2500, 1100)).toEqual(ids(1101, 2000));
    expect(await served('kms-host-windows-office', 2500, 0)).toEqual(ids(1001, 2000));
    expect(await served('kms-host-windows-office', 2500, 3000)).toEqual(ids(3001, 500));
  });

  test('after the last one, without a bookmark, and on a machine that is no host: none', async () => {
    expect(await served('kms-host-windows-office', 5, 1005)).toEqual([]);
    expect(await served('kms-host-windows-office', 5, null)).toEqual([]);
    expect(await served('kms-healthy', 5, 0)).toEqual([]);
  });
});

describe('the OSLicense module of the newest Windows', () => {
  test.each<EngineSettings>([{}, { GW_TEST_LANGUAGE: 'Constrained' }])(
    'stands beside the classes: %o',
    async (settings) => {
      const said = evidenceOf('kms-healthy');
      const engine = engineWithOsLicense(mkdtempSync(join(folder, 'engine-')));
      const text = await asFile(withOsLicense(said), environmentOf(said), settings, engine);
      const evidence = readFacts(text, { takenAt, unfinished: 'notFinished' });
      if (evidence === null) throw new Error('no facts');
      const { OSLicenseInfo: info, SoftwareLicensingProduct: products } = evidence.sources.cim?.classes ?? {};
      expect(info).toEqual([
        {
          Name: products?.[0]?.Name,
          ActivationID: products?.[0]?.ID,
          LicenseStatus: 1,
          PartialProductKey: '2YT43',
          GracePeriodRemaining: products?.[0]?.GracePeriodRemaining,
          EvaluationEndDate: '1601-01-01T00:00:00.000Z',
        },
      ]);
      expect(interpret({ ...evidence, capturedAt: said.capturedAt }).products).toEqual(
        goldenReport('kms-healthy').products,
      );
    },
  );

  test("a module among the user's own documents is never loaded", async () => {
    const said = evidenceOf('kms-healthy');
    const home = join(folder, 'home');
    installOsLicense(join(home, '.local/share/powershell/Modules'));
    const environment = { HOME: home, XDG_DATA_HOME: '' };
    await using machine = await liveMachine(said, { machine: withOsLicense(said), environment });
    const { evidence } = await gathered(machine);
    expect(outcomes(evidence)).toEqual(allComplete);
    expect(evidence.sources.cim?.classes).not.toHaveProperty('OSLicenseInfo');
  });

  test('a module of another PowerShell is never loaded', async () => {
    const said = evidenceOf('kms-healthy');
    const environment = installOsLicense(join(folder, 'modules'));
    await using machine = await liveMachine(said, { machine: withOsLicense(said), environment });
    const { evidence } = await gathered(machine);
    expect(outcomes(evidence)).toEqual(allComplete);
    expect(evidence.sources.cim?.classes).not.toHaveProperty('OSLicenseInfo');
  });
});

test('a value of the registry that breaks its cmdlet costs nothing else', async () => {
  const said = evidenceOf('kms-healthy');
  const machine = join(folder, 'broken-value.json');
  writeFileSync(machine, JSON.stringify(machineFileOf(said)));
  const broken = join(folder, 'broken-value.ps1');
  const double = `$real = Get-Command Get-ItemProperty -CommandType Cmdlet
function Get-ItemProperty {
    [CmdletBinding()] param($LiteralPath, $Name)
    if ($LiteralPath -match 'TimeZoneInformation') { [int]'abc' }
    & $real -LiteralPath $LiteralPath -Name $Name -ErrorAction SilentlyContinue
}
`;
  writeFileSync(broken, double + readFileSync(script, 'ascii'));
  const { stdout } = await runEngine(['-NoProfile', '-File', broken], {
    settings: { GW_TEST_MACHINE: machine },
    environment: environmentOf(said),
  });
  const evidence = readFacts(stdout, { takenAt: said.capturedAt, unfinished: 'notFinished' });
  expect(evidence?.machine).toEqual({ ...said.machine, timeZone: null });
  expect(evidence?.sources.registry).toMatchObject({ outcome: 'partial', error: expect.stringMatching(/^0x/) });
  expect(evidence?.sources.events?.outcome).toBe('complete');
  expect(stdout).toContain('@gracewatch|facts|end|b|true;');
});

describe('what may never be told', () => {
  test.each(['kms-healthy', 'oem-digital-licence', 'kms-host-windows-office', 'server-2016'])(
    'the firmware key, and products without a key: %s',
    async (name) => {
      const said = evidenceOf(name);
      const machine = machineFileOf(said);
      // They are there to be found.
      expect(JSON.stringify(machine)).toContain(firmwareKey);
      expect(JSON.stringify(machine)).toContain('another edition');
      for (const settings of [
        {},
        { GW_TEST_LANGUAGE: 'Constrained' },
        { GW_TEST_FAULT: 'noCim' },
      ] as EngineSettings[]) {
        const text = await asFile(machine, environmentOf(said), settings);
        expect(text).not.toMatch(/SECRET|another edition|an add-on/);
        const { SoftwareLicensingProduct: products = [] } =
          readFacts(text, { takenAt, unfinished: 'notFinished' })?.sources.cim?.classes ?? {};
        expect(products.length).toBeGreaterThan(0);
        for (const { PartialProductKey: key } of products) expect(key).toMatch(/^[A-Z0-9]{5}$/);
      }
    },
  );
});

describe('no setting of the machine moves an instant or breaks a word', () => {
  const said = evidenceOf('kms-healthy');
  /** Both 02:30 in Berlin: the hour that comes twice. */
  const twice = ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'];
  const machine = machineFileOf({
    ...said,
    machine: {
      ...said.machine,
      domain: 'CORP.INIT.EXAMPLE',
      installedAt: twice[0] ?? null,
      bootedAt: twice[1] ?? null,
    },
  });
  const constant = (text: string): unknown => {
    const evidence = readFacts(text, { takenAt, unfinished: 'notFinished' });
    if (evidence === null) throw new Error('no facts');
    const sources = Object.entries(evidence.sources).map(([name, source]) => [name, { ...source, durationMs: null }]);
    return { ...evidence, capturedAt: takenAt, sources: Object.fromEntries(sources) };
  };
  let expected: unknown;
  beforeAll(async () => {
    expected = constant(await asFile(machine, { ...environmentOf(said), TZ: 'UTC' }));
    expect(expected).toMatchObject({
      machine: { installedAt: twice[0], bootedAt: twice[1] },
      sources: { network: { answers: [{ domain: 'corp.init.example' }, { domain: 'corp.example' }] } },
    });
  });

  test.each(['Asia/Tokyo', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati'])(
    'time zone %s',
    async (zone) => {
      const now = Date.now();
      const text = await asFile(machine, { ...environmentOf(said), TZ: zone });
      expect(constant(text)).toEqual(expected);
      const { capturedAt = '' } = readFacts(text, { takenAt, unfinished: 'notFinished' }) ?? {};
      expect(Math.abs(Date.parse(capturedAt) - now)).toBeLessThan(60_000);
    },
  );

  // The engine is built for the invariant culture; this gives it the system's again.
  const culture = (name: string) => ({
    ...environmentOf(said),
    LANG: `${name.replace('-', '_')}.UTF-8`,
    LC_ALL: `${name.replace('-', '_')}.UTF-8`,
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '0',
  });

  test.each([
    ['ja-JP', '2026', 'int', '1.5'],
    ['th-TH', '2569', 'int', '1.5'], // the Buddhist year
    ['ar-SA', '1448', 'int', '1?5'], // the Islamic year, and a comma that no code page here has
    ['tr-TR', '2026', '?nt', '1,5'], // the i without its dot
    ['de-DE', '2026', 'int', '1,5'],
    ['fa-IR', '1405', 'int', '1?5'],
  ])('culture %s', async (name, year, lower, number) => {
    const own = "[datetime]'2026-11-24' | ForEach-Object { $_.ToString('yyyy') }; 'INT'.ToLower(); '{0}' -f 1.5";
    const { stdout } = await runEngine(['-NoProfile', '-Command', own], { environment: culture(name) });
    expect(stdout.split('\r\n')).toEqual([year, lower, number, '']); // it is in force
    for (const settings of [{}, { GW_TEST_LANGUAGE: 'Constrained' }] as EngineSettings[])
      expect(constant(await asFile(machine, culture(name), settings))).toEqual(expected);
  });

  test.each(['th-TH', 'tr-TR', 'ar-SA'])('culture %s where dates come from WMI', async (name) => {
    const settings: EngineSettings = { GW_TEST_FAULT: 'noCim' };
    const plain = constant(await asFile(machine, { ...environmentOf(said), TZ: 'UTC' }, settings));
    expect(constant(await asFile(machine, culture(name), settings))).toEqual(plain);
  });
});
