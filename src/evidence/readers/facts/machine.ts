/** Which machine the facts are about. What it did not say is null. */
import { parseDmtf } from '../../../knowledge/dmtf.ts';
import { cloudOf, isVirtual } from '../../../knowledge/virtualMachines.ts';
import { type Evidence, instantSchema, type Machine } from '../../evidence.ts';
import type { FactRow } from './parse.ts';

export interface MachineFacts {
  /** The first row of a class, or an empty one. */
  readonly row: (name: string) => FactRow;
  readonly rows: (name: string) => readonly FactRow[];
  readonly registry: NonNullable<Evidence['sources']['registry']>['keys'];
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
const numberOf = (value: unknown): number | null =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;

/** Null where one did not say: the sum of the others would be too small. */
const sumOf = (counts: readonly (number | null)[]): number | null =>
  counts.length > 0 && !counts.includes(null)
    ? numberOf(counts.reduce<number>((sum, one) => sum + (one ?? 0), 0))
    : null;

/** ISO 8601 UTC: an instant as CIM gives it, or as WMI writes it. */
function instantOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const time = parseDmtf(text) ?? Date.parse(text);
  const instant = Number.isNaN(time) ? null : new Date(time).toISOString();
  return instantSchema.safeParse(instant).success ? instant : null;
}

/** Awake since the last resume, or since the start where that was later; unknown where the log could not be read. */
function awakeSince(bootedAt: string | null, resumed: FactRow): string | null {
  if (resumed.known !== true) return null;
  const instants = [bootedAt, instantOf(resumed.at)].filter((instant) => instant !== null);
  return instants.toSorted().at(-1) ?? null;
}

/** `CN=PC-0412,OU=Workstations,DC=…` without its first part; a comma that belongs to a name is escaped. */
const ouOf = (name: string | null): string | null => /^(?:\\.|[^\\,])*,(?<ou>.+)$/.exec(name ?? '')?.groups?.ou ?? null;

/** The DNS name is whole and written as it was given; NetBIOS has its first 15 letters in capitals. */
function namesOf(computer: FactRow, tcpip: FactRow): Pick<Machine, 'name' | 'domain' | 'fqdn'> {
  const name = textOf(computer.DNSHostName) ?? textOf(computer.Name);
  const domain = computer.PartOfDomain === true ? textOf(computer.Domain) : null;
  const suffix = domain ?? textOf(tcpip.Domain) ?? textOf(tcpip['NV Domain']);
  return { name, domain, fqdn: name !== null && suffix !== null ? `${name}.${suffix}` : name };
}

/** The language that most of Windows speaks: the only one installed, else that of who asked. */
function uiLanguageOf(system: FactRow, uiCulture: string | null): string | null {
  const installed = Array.isArray(system.MUILanguages) ? system.MUILanguages.flatMap((one) => textOf(one) ?? []) : [];
  return installed.length === 1 ? (installed[0] ?? null) : (uiCulture ?? installed[0] ?? null);
}

function osOf(system: FactRow, version: FactRow): Machine['os'] {
  const build = textOf(system.BuildNumber) ?? textOf(version.CurrentBuild);
  const revision = numberOf(version.UBR);
  return {
    caption: textOf(system.Caption),
    version: textOf(system.Version),
    build: build !== null && revision !== null ? `${build}.${revision}` : build,
    sku: numberOf(system.OperatingSystemSKU),
    editionId: textOf(version.EditionID),
    productType: numberOf(system.ProductType),
    installationType: textOf(version.InstallationType),
  };
}

/** Properties: Microsoft Learn, Win32_OperatingSystem and its kin; registry values as spp and Group Policy keep them. */
export function machineOf({ row, rows, registry }: MachineFacts, uiCulture: string | null): Machine {
  const key = (path: string): FactRow => registry[path] ?? {};
  const system = row('Win32_OperatingSystem');
  const computer = row('Win32_ComputerSystem');
  const hardware = {
    manufacturer: textOf(computer.Manufacturer),
    model: textOf(computer.Model),
    assetTag: textOf(row('Win32_SystemEnclosure').SMBIOSAssetTag),
  };
  const state = key('HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\State\\Machine');
  const bootedAt = instantOf(system.LastBootUpTime);
  return {
    ...namesOf(computer, key('HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters')),
    machineGuid: textOf(key('HKLM\\SOFTWARE\\Microsoft\\Cryptography').MachineGuid),
    smbiosUuid: textOf(row('Win32_ComputerSystemProduct').UUID),
    uiLanguage: uiLanguageOf(system, uiCulture),
    timeZone: textOf(key('HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation').TimeZoneKeyName),
    os: osOf(system, key('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion')),
    installedAt: instantOf(system.InstallDate),
    bootedAt,
    awakeSince: awakeSince(bootedAt, row('awake')),
    virtual: isVirtual(hardware),
    cloud: cloudOf(hardware),
    cores: sumOf(rows('Win32_Processor').map(({ NumberOfCores }) => numberOf(NumberOfCores))),
    ou: ouOf(textOf(state['Distinguished-Name'])),
    site: textOf(state['Site-Name']),
  };
}
