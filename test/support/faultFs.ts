/** The functions of fs that a spool uses, over the real disk, each call of which can be made to fail with a code. */
import type { FileHandle } from 'node:fs/promises';
import fs from 'node:fs/promises';
import type { SpoolFs } from '../../src/delivery/spoolFs.ts';

export interface Call {
  readonly fn: string;
  readonly path: string;
  /** Among all calls, from 1. */
  readonly number: number;
  /** Among the calls of this function, from 1. */
  readonly nth: number;
}

export interface FaultFs {
  readonly fs: SpoolFs;
  readonly calls: readonly Call[];
}

const names = ['open', 'rename', 'rm', 'mkdir', 'readdir', 'lstat', 'stat', 'readFile'] as const;

/** `decide`: the code with which a call fails before it does anything; null: it is done. A write that fails is torn. */
export function faultFs(decide: (call: Call) => string | null): FaultFs {
  const calls: Call[] = [];
  const check = (fn: string, path: string): void => {
    const nth = calls.filter((call) => call.fn === fn).length + 1;
    const call = { fn, path, number: calls.length + 1, nth };
    calls.push(call);
    const code = decide(call);
    if (code !== null) throw Object.assign(new Error(`${code}: made up, ${fn} '${path}'`), { code });
  };

  const faulty = (handle: FileHandle, path: string) => ({
    async writeFile(bytes: Uint8Array) {
      try {
        check('writeFile', path);
      } catch (error) {
        await handle.writeFile(bytes.subarray(0, bytes.length / 2));
        throw error;
      }
      await handle.writeFile(bytes);
    },
    async sync() {
      check('sync', path);
      await handle.sync();
    },
    async close() {
      // Closed all the same: a descriptor left open would be the test's own leak.
      await handle.close();
      check('close', path);
    },
  });

  const wrapped = names.map((fn) => [
    fn,
    async (path: string, ...rest: unknown[]) => {
      check(fn, path);
      const done = await (fs[fn] as (...words: unknown[]) => Promise<unknown>)(path, ...rest);
      return fn === 'open' ? faulty(done as FileHandle, path) : done;
    },
  ]);
  return { fs: Object.fromEntries(wrapped) as SpoolFs, calls };
}
