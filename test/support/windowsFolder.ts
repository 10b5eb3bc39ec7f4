/** A folder that looks like Windows' own to whoever asks for slmgr.vbs: scripts, dictionaries, and a program as cscript.exe. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { englishLabels } from '../../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../../src/activation/slmgr/labels/set.ts';
import type { WindowsPlaces } from '../../src/evidence/windows.ts';
import { dictionaries, iniBytes } from './slmgrDictionaries.ts';

export interface WindowsFolder extends WindowsPlaces {
  /** Makes cscript.exe a program that behaves so (test/support/cscriptProgram.ts), and returns these places. */
  behaves(...words: readonly string[]): WindowsFolder;
  /** A file with these bytes; its path. */
  file(name: string, bytes: Buffer | string): string;
  remove(): void;
}

const program = join(import.meta.dirname, 'cscriptProgram.ts');
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** English and all the languages of slmgrDictionaries.ts are installed. */
export function makeWindowsFolder(
  languages: Readonly<Record<string, LabelSet>> = { '0409': englishLabels, ...dictionaries },
): WindowsFolder {
  const system32 = mkdtempSync(join(tmpdir(), 'windows-'));
  const at = (name: string): string => join(system32, name);
  const file = (name: string, bytes: Buffer | string): string => {
    writeFileSync(at(name), bytes);
    return at(name);
  };
  file('slmgr.vbs', '');
  file('vbscript.dll', '');
  for (const [lcid, labels] of Object.entries(languages)) {
    mkdirSync(join(system32, 'slmgr', lcid), { recursive: true });
    file(join('slmgr', lcid, 'slmgr.ini'), iniBytes(labels));
  }
  const folder: WindowsFolder = {
    system32,
    powershell: at('powershell.exe'),
    cscript: at('cscript.exe'),
    slmgr: at('slmgr.vbs'),
    slmgrLabels: at('slmgr'),
    vbscript: at('vbscript.dll'),
    behaves(...words) {
      const call = [process.execPath, program, ...words].map(quoted).join(' ');
      chmodSync(file('cscript.exe', `#!/bin/sh\nexec ${call} "$@"\n`), 0o755);
      return folder;
    },
    file,
    remove: () => rmSync(system32, { recursive: true, force: true }),
  };
  return folder;
}
