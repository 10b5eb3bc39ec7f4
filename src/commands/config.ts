/** `gracewatch config`: the configuration in force, and where each value came from. */

import { isPostgres, withoutPassword } from '../collector/store/address.ts';
import { rows } from '../output/layout.ts';
import { escapeUnprintable, printable } from '../output/printable.ts';
import type { Setting } from '../platform/config.ts';
import { exitCodes } from '../platform/errors.ts';
import type { Context } from './context.ts';
import type { World } from './world.ts';

/** What `auto` stands for on this system. */
function inForce(path: string, { language, timeZone }: Context): string {
  const automatic: Readonly<Record<string, string>> = { language, timeZone };
  return automatic[path] === undefined ? 'auto' : `auto (${automatic[path]})`;
}

function textOf(settings: readonly Setting[], context: Context): string {
  const { configTable } = context.wording;
  const shown = (path: string, value: unknown): string => {
    if (value === null) return configTable.unset;
    if (value === 'auto') return inForce(path, context);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const lines = settings.map(({ path, value, origin, place }) => {
    const from = configTable.origins[origin] ?? origin;
    return [path, `${shown(path, value)}  [${place === '' ? from : `${from} ${place}`}]`] as const;
  });
  const head = [configTable.key, `${configTable.value}  [${configTable.origin}]`] as const;
  return `${rows(printable([head, ...lines])).join('\n')}\n`;
}

/** A database's address may hold its password, which no schema can tell from the rest. */
function withoutSecret(setting: Setting): Setting {
  const { value } = setting;
  return typeof value === 'string' && isPostgres(value) ? { ...setting, value: withoutPassword(value) } : setting;
}

/** Secrets mask themselves. Exit code 0; a wrong key has ended the program before, with 3. */
export async function config(format: 'text' | 'json', context: Context, world: World): Promise<number> {
  const settings = context.settings.settings.map(withoutSecret);
  world.stdout.write(
    format === 'json' ? `${escapeUnprintable(JSON.stringify({ settings }, null, 2))}\n` : textOf(settings, context),
  );
  return exitCodes.ok;
}
