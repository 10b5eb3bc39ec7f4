/**
 * A live machine as evidence: all sources side by side, each with its own end. One that is slow or fails never costs
 * another one anything.
 */

import type { Resolver } from 'node:dns/promises';
import { hostname } from 'node:os';
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

function tellTroubles({ problem, stderr, errors }: SessionEnd, log: Log): void {
  for (const error of errors) log.warn('trouble with PowerShell', { error });
  if (stderr.trim() !== '') log.warn('PowerShell complained', { stderr: stderr.trim() });
  if (problem !== null) log.warn('PowerShell did not come to its end', { problem });
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

/** Never rejects for anything that a source did: that a source failed is part of the evidence. */
export async function gather(options: GatherOptions): Promise<Evidence> {
  const { windows, settings, clock, log, signal, version } = options;
  const takenAt = clock.now().toISOString();
  const deadlineMs = settings.deadlineSeconds * 1000;
  const session = options.session ?? startSession(windows, { servedAfter: options.servedAfter ?? null });
  session.setDeadline(deadlineMs);
  const begin = (): StartedSlmgr => startSlmgr(windows, { deadlineMs });
  let slmgr = settings.slmgr === 'always' ? begin() : null;
  const stop = (): void => void Promise.all([session.stop(), slmgr?.stop()]);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    if (signal?.aborted) stop();
    const [end, network] = await Promise.all([session.done, askNetwork(session, options)]);
    tellTroubles(end, log);
    const facts = readFacts(end.text, { takenAt, unfinished: end.problem ?? 'notFinished' });
    const said = facts?.sources ?? silent(end.problem ?? 'noAnswer');
    if (settings.slmgr === 'onCimFailure' && !gaveProducts(said) && !signal?.aborted) slmgr = begin();
    const text = slmgr
      ? await slmgrSourceOf(await slmgr.done, windows, { scriptHostEnabled: scriptHostEnabled(said), log })
      : skipped;
    const evidence = facts ?? emptyEvidence(takenAt);
    return {
      ...evidence,
      agent: { ...evidence.agent, version },
      // A machine that says nothing of itself still has its name.
      machine: { ...evidence.machine, name: evidence.machine.name ?? hostname() },
      sources: { ...said, slmgr: text, network: joinNetwork(said.network, network) },
    };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
