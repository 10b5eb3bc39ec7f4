/** The functions of fs that a spool uses, and the folders it needs. */
import { randomBytes } from 'node:crypto';
import type * as nodeFs from 'node:fs/promises';
import { type DurableFs, reasonOf } from './durable.ts';

export type SpoolFs = DurableFs & Pick<typeof nodeFs, 'mkdir' | 'readdir' | 'lstat' | 'stat' | 'readFile'>;

/**
 * The folder is there afterwards; something else that has its name is moved out of its way. Its parent must exist:
 * Node's recursive mkdir never ends where the system says ENOENT for a folder whose parent is there.
 */
export async function ensureFolder(folder: string, fs: SpoolFs): Promise<void> {
  const make = () => fs.mkdir(folder, { mode: 0o700 });
  try {
    await make();
  } catch (error) {
    if (reasonOf(error) !== 'EEXIST') throw error;
    if ((await fs.stat(folder)).isDirectory()) return;
    await fs.rename(folder, `${folder}.${randomBytes(4).toString('hex')}.foreign`);
    await make();
  }
}
