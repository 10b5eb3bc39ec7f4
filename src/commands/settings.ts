/** Everything that can be configured: joins the settings of the folders into one schema. */
import * as z from 'zod';
import { agentSettings } from '../agent/settings.ts';
import { serveSettings } from '../collector/settings.ts';
import { collectorSettings, spoolSettings } from '../delivery/settings.ts';
import { gatherSettings } from '../evidence/settings.ts';
import { logLevels } from '../platform/log.ts';
import { languages } from '../wording/wording.ts';

/** Whether Intl knows the zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // not an error: that it is refused is the answer
  }
}

export const settingsSchema = z.strictObject({
  /** Language of what a person reads; auto: that of the system. */
  language: z.enum(['auto', ...languages]).default('auto'),
  /** IANA name of the zone in which dates are shown; auto: that of the system. */
  timeZone: z
    .string()
    .refine((name) => name === 'auto' || isTimeZone(name), { params: { timeZone: true } })
    .default('auto'),
  /** The organisation's policy file, or null for the built-in limits. */
  policy: z.string().min(1).nullable().default(null),
  collector: collectorSettings.prefault({}),
  spool: spoolSettings.prefault({}),
  agent: agentSettings.prefault({}),
  gather: gatherSettings.prefault({}),
  serve: serveSettings.prefault({}),
  log: z
    .strictObject({
      level: z.enum(logLevels).default('warn'),
      /** null: standard error. */
      file: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
});

export type SettingsValues = z.output<typeof settingsSchema>;
