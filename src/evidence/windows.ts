/**
 * Where Windows keeps the programs that are asked. Absolute, from Windows' own folder: neither PATH nor a variable that
 * a package reads (NODE_POWERSHELL) can put another program in their place.
 */
import { win32 } from 'node:path';

export interface WindowsPlaces {
  /** `…\System32` */
  readonly system32: string;
  readonly powershell: string;
  readonly cscript: string;
  readonly slmgr: string;
  /** Holds `<LCID>\slmgr.ini`. */
  readonly slmgrLabels: string;
  /** The engine that slmgr.vbs needs. */
  readonly vbscript: string;
}

/** A folder on a local drive: a share could be anybody's. */
const localFolder = /^[A-Za-z]:\\/;

/** Null where this is no Windows. `environment`: its SystemRoot, which Windows sets for every process. */
export function windowsPlaces(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): WindowsPlaces | null {
  if (platform !== 'win32') return null;
  const given = environment.SystemRoot ?? '';
  const root = localFolder.test(given) ? given : 'C:\\Windows';
  const system32 = win32.join(root, 'System32');
  return {
    system32,
    powershell: win32.join(system32, 'WindowsPowerShell', 'v1.0', 'powershell.exe'),
    cscript: win32.join(system32, 'cscript.exe'),
    slmgr: win32.join(system32, 'slmgr.vbs'),
    slmgrLabels: win32.join(system32, 'slmgr'),
    vbscript: win32.join(system32, 'vbscript.dll'),
  };
}
