/** Where the system keeps a program's data, for settings that are `auto`. */
import { join } from 'node:path';
import type { World } from './world.ts';

const dataFolder = ({ platform, environment }: World): string =>
  platform === 'win32' ? join(environment.ProgramData ?? 'C:\\ProgramData', 'gracewatch') : '/var/lib/gracewatch';

export function stateFolderOf(setting: string, world: World): string {
  return setting === 'auto' ? join(dataFolder(world), 'agent') : setting;
}

/** A file, or the address of a database. */
export function storeOf(setting: string, world: World): string {
  return setting === 'auto' ? join(dataFolder(world), 'collector', 'store.sqlite') : setting;
}
