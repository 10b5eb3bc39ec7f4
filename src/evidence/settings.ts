/** How a live machine is asked. */
import * as z from 'zod';

export const slmgrModes = ['always', 'onCimFailure', 'never'] as const;
export type SlmgrMode = (typeof slmgrModes)[number];

export const gatherSettings = z.strictObject({
  /** slmgr.vbs /dlv: beside the classes, only where they gave no product, or not at all. */
  slmgr: z.enum(slmgrModes).default('always'),
  /** Seconds after which PowerShell and slmgr.vbs are ended; what was read until then is kept. */
  deadlineSeconds: z.int().min(5).max(600).default(90),
  /** Milliseconds for each answer of the network: a name, a connection. */
  connectMs: z.int().min(100).max(30_000).default(3000),
});

export type GatherSettings = z.output<typeof gatherSettings>;
