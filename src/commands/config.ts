/** `gracewatch config`: the configuration in force, and where each value came from. */
import { rows } from '../output/layout.ts';
import { printable } from '../output/printable.ts';
import type { Setting } from '../platform/config.ts';
import { exitCodes } from '../platform/errors.ts';
import type { Context } from './context.ts';
import type { World } from './world.ts';

function textOf(settings: readonly Setting[], { wording }: Context): string {
  const { configTable } = wording;
  const lines = settings.map(({ path, value, origin, place }) => {
    const shown = value === null ? configTable.unset : typeof value === 'string' ? value : JSON.stringify(value);
    const from = configTable.origins[origin] ?? origin;
    return [path, `${shown}  [${place === '' ? from : `${from} ${place}`}]`] as const;
  });
  return `${rows(printable(lines)).join('\n')}\n`;
}

/** Secrets mask themselves. Exit code 0; a wrong key has ended the program before, with 3. */
export async function config(format: 'text' | 'json', context: Context, world: World): Promise<number> {
  const { settings } = context.settings;
  world.stdout.write(format === 'json' ? `${JSON.stringify({ settings }, null, 2)}\n` : textOf(settings, context));
  return exitCodes.ok;
}
