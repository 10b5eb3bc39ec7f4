/**
 * Whether a store's file is still the one that was opened. An open file that somebody removes or replaces goes on taking
 * writes on Linux, and all of them are gone when the program ends: nothing may be answered as kept then.
 */
import { statSync } from 'node:fs';
import { GracewatchError } from '../../platform/errors.ts';

function identityOf(file: string): string | null {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev} ${stats.ino}`;
}

/** To be asked again and again; it then throws storeFailed where the file is gone or another one. `file`: is open already. */
export function sameFile(file: string): () => void {
  const opened = identityOf(file);
  return () => {
    const now = identityOf(file);
    if (now === null || now !== opened) {
      throw new GracewatchError('storeFailed', { place: file, reason: now === null ? 'ENOENT' : 'replaced' });
    }
  };
}
