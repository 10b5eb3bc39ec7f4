/** The registry of a machine: full key names → values with their registry type. */
import type { Evidence } from '../../src/evidence/evidence.ts';

interface Key {
  readonly values?: Readonly<Record<string, object>>;
  /** Reading it is refused. */
  readonly denied?: boolean;
}

type Keys = Readonly<Record<string, Key>>;

const software = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft';
const control = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet';

export function registryOf(evidence: Evidence): Keys {
  return {
    ...version(evidence),
    ...identity(evidence),
    ...service(evidence),
    ...accounts(evidence),
    ...said(evidence),
  };
}

/** Where Windows keeps the profile of an account. */
export function profilePathOf(sid: string): string {
  return profiles[sid] ?? 'C:\\Users\\tanaka';
}

const profiles: Readonly<Record<string, string>> = {
  'S-1-5-18': 'C:\\WINDOWS\\system32\\config\\systemprofile',
  'S-1-5-19': 'C:\\WINDOWS\\ServiceProfiles\\LocalService',
  'S-1-5-20': 'C:\\WINDOWS\\ServiceProfiles\\NetworkService',
};

const sz = (value: string | null): object | null => (value === null ? null : { sz: value });

/** Only values that are there. */
const key = (values: Readonly<Record<string, object | null>>): Key => ({
  values: Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))),
});

/** What the evidence holds word for word: it wins over what is derived from the machine. */
function said({ sources }: Evidence): Keys {
  return Object.fromEntries(
    Object.entries(sources.registry?.keys ?? {}).map(([name, values]) => [
      name.replace(/^HKLM\\/, 'HKEY_LOCAL_MACHINE\\').replace(/^HKU\\/, 'HKEY_USERS\\'),
      { values: Object.fromEntries(Object.entries(values).map(([one, value]) => [one, typed(value)])) },
    ]),
  );
}

function typed(value: unknown): object {
  if (typeof value === 'number') return { dword: value };
  return Array.isArray(value) ? { multi: value } : { sz: value };
}

function version({ machine: { os } }: Evidence): Keys {
  const [build = null, revision] = os.build?.split('.') ?? [];
  return {
    [`${software}\\Windows NT\\CurrentVersion`]: key({
      ProductName: sz(os.caption),
      EditionID: sz(os.editionId),
      InstallationType: sz(os.installationType),
      CurrentBuild: sz(build),
      CurrentBuildNumber: sz(build),
      UBR: revision === undefined ? null : { dword: Number(revision) },
    }),
  };
}

function identity({ machine, sources }: Evidence): Keys {
  const [, ...labels] = machine.fqdn?.split('.') ?? [];
  const suffix = labels.join('.');
  const searched = (sources.network?.srv ?? []).flatMap(({ domain }) => domain ?? []);
  const others = [...new Set(searched)].filter((domain) => domain !== suffix && domain !== machine.domain);
  const cn = `CN=${escaped(machine.name ?? '')}`;
  return {
    [`${software}\\Cryptography`]: key({ MachineGuid: sz(machine.machineGuid) }),
    [`${control}\\Control\\TimeZoneInformation`]: key({ TimeZoneKeyName: sz(machine.timeZone) }),
    [`${control}\\Services\\Tcpip\\Parameters`]: key({
      Domain: sz(suffix),
      'NV Domain': sz(suffix),
      SearchList: sz(others.join(',')),
    }),
    [`${software}\\Windows\\CurrentVersion\\Group Policy\\State\\Machine`]: key({
      'Distinguished-Name': sz(machine.ou && `${cn},${machine.ou}`),
      'Site-Name': sz(machine.site),
    }),
    [`${software}\\Windows\\CurrentVersion\\Internet Settings\\Connections`]: key({
      // "Direct access (no proxy server)", as every Windows has it that nobody touched.
      WinHttpSettings: { binary: Buffer.from('1800000000000000010000000000000000000000', 'hex').toString('base64') },
    }),
  };
}

/** As a directory writes a name inside a distinguished name. */
const escaped = (name: string): string =>
  name
    .replaceAll(/[,+"\\<>;=]/g, '\\$&')
    .replaceAll(/\p{Cc}/gu, (one) => `\\${one.charCodeAt(0).toString(16).padStart(2, '0')}`);

function service({ sources }: Evidence): Keys {
  const starts: Readonly<Record<string, number>> = { Auto: 2, Manual: 3, Disabled: 4 };
  return Object.fromEntries(
    (sources.services?.services ?? []).map((row) => [
      `${control}\\Services\\${row.Name}`,
      key({
        Start: { dword: starts[String(row.StartMode)] ?? 3 },
        DelayedAutostart: row.DelayedAutoStart === true ? { dword: 1 } : null,
      }),
    ]),
  );
}

/** Everybody may read who has a profile; the registry of another account only an administrator, and its owner. */
function accounts({ agent }: Evidence): Keys {
  const sids = new Set([
    ...Object.keys(profiles),
    'S-1-5-21-1-2-3-500',
    ...(agent.account === null ? [] : [agent.account]),
  ]);
  const path = (sid: string) => (sid === 'S-1-5-21-1-2-3-500' ? 'C:\\Users\\Administrator' : profilePathOf(sid));
  return Object.fromEntries([
    ...[...sids].map((sid) => [
      `${software}\\Windows NT\\CurrentVersion\\ProfileList\\${sid}`,
      key({ ProfileImagePath: { expand: path(sid) } }),
    ]),
    ...['S-1-5-19', 'S-1-5-20'].map((sid) => [
      `HKEY_USERS\\${sid}\\Environment`,
      {
        ...key({ TEMP: { expand: `${path(sid)}\\AppData\\Local\\Temp` } }),
        denied: agent.elevated !== true && agent.account !== sid,
      },
    ]),
  ]);
}
