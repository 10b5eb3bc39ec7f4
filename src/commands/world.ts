/** What a command gets from outside: streams, clock, environment. A test passes its own. */
import type { Readable, Writable } from 'node:stream';
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
  /** Resolves when whoever started the program wants it to end (Ctrl-C); a second time it ends at once. */
  readonly untilStopped: () => Promise<void>;
}
