/**
 * Folders for data of the program's own. Nobody else may look into them; Windows knows no such mode, and there the
 * installer gives the rights before the program runs.
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * The folder is there afterwards, with those above it. One at a time: Node's recursive mkdir never ends where the system
 * says ENOENT for a folder whose parent is there. Errors: those of fs; EEXIST where something else has its name.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been as quick.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(folder)) throw error;
  }
}
