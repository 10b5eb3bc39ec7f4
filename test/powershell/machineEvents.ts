/** The event logs of a machine. */
import type { Evidence } from '../../src/evidence/evidence.ts';

interface LoggedEvent {
  readonly provider: string;
  readonly id: number;
  readonly recordId: number | null;
  readonly at: string;
  readonly data: readonly string[];
}

interface Log {
  readonly events: readonly LoggedEvent[];
  readonly denied?: boolean;
}

export function logsOf({ machine, sources, capturedAt }: Evidence): Record<string, Log> {
  const events = sources.events?.events ?? [];
  const of = (log: string): LoggedEvent[] =>
    events
      .filter((event) => event.log === log)
      .map(({ provider, id, recordId, at, data }) => ({ provider: provider ?? '', id, recordId, at, data }));
  return {
    Application: {
      events: [...of('Application'), ...othersOf(capturedAt)],
      denied: sources.events?.outcome === 'failed',
    },
    // Every Windows has it, host or not.
    'Key Management Service': { events: of('Key Management Service') },
    System: systemLog(machine, capturedAt),
  };
}

/** The same ids from other sources: only the provider tells them apart. */
const othersOf = (at: string): LoggedEvent[] => [
  { provider: 'MsiInstaller', id: 1014, recordId: 900_001, at, data: ['not about a licence'] },
  { provider: 'VSS', id: 8198, recordId: 900_002, at, data: ['not about a licence'] },
];

function systemLog({ bootedAt, awakeSince }: Evidence['machine'], capturedAt: string): Log {
  if (awakeSince === null) return { events: [], denied: true };
  const resume = (at: string, recordId: number): LoggedEvent => ({
    provider: 'Microsoft-Windows-Power-Troubleshooter',
    id: 1,
    recordId,
    at,
    data: [],
  });
  const beforeBoot = bootedAt === null ? [] : [resume(new Date(Date.parse(bootedAt) - 86_400_000).toISOString(), 100)];
  const since = awakeSince === bootedAt ? [] : [resume(awakeSince, 200)];
  // The clock was set: also id 1, and newer than any resume.
  const clock = { provider: 'Microsoft-Windows-Kernel-General', id: 1, recordId: 300, at: capturedAt, data: [] };
  return { events: [...beforeBoot, ...since, clock] };
}
