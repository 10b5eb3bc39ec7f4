/**
 * A live machine as evidence: all sources side by side, each with its own end. One that is slow or fails never costs
 * another one anything.
 */

import type { Resolver } from 'node:dns/promises';
import { hostname } from 'node:os';
import { maskProductKeys } from '../knowledge/productKey.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { type Evidence, emptyEvidence, type NetworkSource, type SlmgrSource } from './evidence.ts';
import { type Session, type SessionEnd, startSession } from './powershell/session.ts';
import { notConnected, readFacts } from './readers/facts/read.ts';
import type { GatherSettings } from './settings.ts';
import { lookNetwork } from './sources/network.ts';
import { networkTargets } from './sources/networkTargets.ts';
import { type StartedSlmgr, slmgrSourceOf, startSlmgr } from './sources/slmgr.ts';
import type { WindowsPlaces } from './windows.ts';

/** Said by collect.ps1 when all that the network source needs has been read. */
const networkMark = '@source|srv|outcome|';

export interface GatherOptions {
  readonly windows: WindowsPlaces;
  readonly settings: GatherSettings;
  /** Of this program. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** PowerShell, where it was started already. */
  readonly session?: Session | undefined;
  /** Record id after which a KMS host's served requests are read; null: none are. */
  readonly servedAfter?: number | null;
  /** Ends all sources; what was read until then is the evidence. */
  readonly signal?: AbortSignal | undefined;
  /** Default: the name servers of the system. */
  readonly resolver?: Resolver;
}

/** How slmgr.vbs is begun where it has not been. */
type Asking = GatherOptions & { readonly begin: () => StartedSlmgr };

type Sources = Evidence['sources'];

const skipped: SlmgrSource = {
  outcome: 'skipped',
  durationMs: null,
  error: null,
  exitCode: null,
  text: null,
  labels: null,
};

/** All that PowerShell asks, failed: it could not be started, or said nothing. */
function silent(problem: string): Sources {
  const frame = { outcome: 'failed', durationMs: null, error: problem } as const;
  return {
    cim: { ...frame, classes: {} },
    registry: { ...frame, keys: {} },
    services: { ...frame, services: [] },
    events: { ...frame, events: [] },
    network: { ...frame, srv: [], hosts: [], answers: [], firewallRule: null },
  };
}

/** For whoever looks into it: that a source failed, the evidence says, and with it what a person is shown. */
function tellTroubles({ problem, stderr, errors }: SessionEnd, log: Log): void {
  const tell = problem === 'powershellMissing' ? log.info : log.warn;
  for (const error of errors) tell('trouble with PowerShell', { error });
  if (stderr.trim() !== '') log.info('PowerShell complained', { stderr: maskProductKeys(stderr.trim()) });
  if (problem !== null) log.info('PowerShell did not come to its end', { problem });
}

/** Null where the registry says nothing: then Windows Script Host is on. */
function scriptHostEnabled({ registry }: Sources): boolean | null {
  const { Enabled: enabled } = registry?.keys['HKLM\\SOFTWARE\\Microsoft\\Windows Script Host\\Settings'] ?? {};
  return enabled === undefined ? null : String(enabled) !== '0';
}

const gaveProducts = ({ cim }: Sources): boolean => (cim?.classes.SoftwareLicensingProduct ?? []).length > 0;

/** Asks the network as soon as it is known whom to ask, while PowerShell goes on. */
async function askNetwork(session: Session, options: GatherOptions): Promise<Omit<NetworkSource, 'firewallRule'>> {
  const { clock, settings, signal, resolver } = options;
  const soFar = readFacts(await session.reached(networkMark), {
    takenAt: clock.now().toISOString(),
    unfinished: 'notFinished',
  });
  return await lookNetwork(networkTargets(soFar?.sources ?? {}), {
    connectMs: settings.connectMs,
    ...(signal && { signal }),
    ...(resolver && { resolver }),
  });
}

/** Where PowerShell did not come to say whom to ask, nothing that was tried makes the source complete. */
function joinNetwork(said: NetworkSource | undefined, tried: Omit<NetworkSource, 'firewallRule'>): NetworkSource {
  const { outcome = 'failed', error = null, firewallRule = null } = said ?? {};
  return error === notConnected ? { ...tried, firewallRule } : { ...tried, outcome, error, firewallRule };
}

/** What PowerShell told; the sources that it asks are all failed where it told nothing. */
async function askPowerShell(session: Session, takenAt: string, log: Log): Promise<Evidence> {
  const end = await session.done;
  tellTroubles(end, log);
  const facts = readFacts(end.text, { takenAt, unfinished: end.problem ?? 'notFinished' });
  return facts ?? { ...emptyEvidence(takenAt), sources: silent(end.problem ?? 'noAnswer') };
}

/** Reads what slmgr.vbs prints while PowerShell is at work; where it is only to stand in, it begins when that has failed. */
async function askSlmgr(begun: StartedSlmgr | null, said: Promise<Evidence>, options: Asking): Promise<SlmgrSource> {
  const { windows, settings, signal, log } = options;
  const standsIn = async (): Promise<boolean> =>
    settings.slmgr === 'onCimFailure' && !gaveProducts((await said).sources) && !signal?.aborted;
  const started = begun ?? ((await standsIn()) ? options.begin() : null);
  if (started === null) return skipped;
  const enabled = said.then(({ sources }) => scriptHostEnabled(sources));
  return await slmgrSourceOf(await started.done, windows, { scriptHostEnabled: enabled, log });
}

/** Never rejects for anything that a source did: that a source failed is part of the evidence. */
export async function gather(options: GatherOptions): Promise<Evidence> {
  const { windows, settings, clock, log, signal, version } = options;
  const takenAt = clock.now().toISOString();
  const deadlineMs = settings.deadlineSeconds * 1000;
  const session = options.session ?? startSession(windows, { servedAfter: options.servedAfter ?? null });
  session.setDeadline(deadlineMs);
  const running: StartedSlmgr[] = [];
  const begin = (): StartedSlmgr => {
    const started = startSlmgr(windows, { deadlineMs });
    running.push(started);
    return started;
  };
  const slmgr = settings.slmgr === 'always' ? begin() : null;
  const stop = (): void => void Promise.all([session.stop(), ...running.map((one) => one.stop())]);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    if (signal?.aborted) stop();
    const said = askPowerShell(session, takenAt, log);
    const [evidence, network, text] = await Promise.all([
      said,
      askNetwork(session, options),
      askSlmgr(slmgr, said, { ...options, begin }),
    ]);
    return {
      ...evidence,
      agent: { ...evidence.agent, version },
      // A machine that says nothing of itself still has its name.
      machine: { ...evidence.machine, name: evidence.machine.name ?? hostname() },
      sources: { ...evidence.sources, slmgr: text, network: joinNetwork(evidence.sources.network, network) },
    };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
