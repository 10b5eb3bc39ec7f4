/** What a command gets from outside: streams, clock, environment. A test passes its own. */
import type { Readable, Writable } from 'node:stream';
import type { Session } from '../evidence/powershell/session.ts';
import type { WindowsPlaces } from '../evidence/windows.ts';
import type { Clock } from '../platform/clock.ts';

export interface World {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Colours, and a hint where a person is expected to paste. */
  readonly terminal: { readonly stdin: boolean; readonly stdout: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** The system's own, for settings that are `auto`. */
  readonly locale: string;
  readonly timeZone: string;
  readonly platform: NodeJS.Platform;
  /** Where a live machine is asked; null where this is no Windows. */
  readonly windows: WindowsPlaces | null;
  /** PowerShell where it has been started already; once. */
  readonly takeSession: () => Session | undefined;
  /** Resolves when whoever started the program wants it to end (Ctrl-C); a second time it ends at once. */
  readonly untilStopped: () => Promise<void>;
}
