/** The CIM classes of a machine: properties, rows, and the code with which a class fails. */
import type { CimRow, Evidence } from '../../src/evidence/evidence.ts';
import * as types from './cimTypes.ts';

/** Made up, and not in the pattern of a key: a test looks for it in everything that was printed, sent and stored. */
export const firmwareKey = 'SECRET-FIRMWARE-KEY';

interface CimClass {
  readonly properties: types.CimProperties;
  readonly rows: readonly CimRow[];
  /** `0x…`: every query fails with it. */
  readonly fail?: string;
}

/** Namespace → class → what it has and holds. */
export function cimOf(evidence: Evidence): object {
  const { firewallRule } = evidence.sources.network ?? {};
  const rule = firewallRule && { InstanceID: firewallRule.name, Enabled: firewallRule.enabled === true ? 1 : 2 };
  return {
    'root\\cimv2': { ...licensing(evidence), ...hardware(evidence) },
    'root\\standardcimv2': {
      MSFT_NetFirewallRule: { properties: types.firewallRule, rows: rule ? [rule] : [] },
    },
  };
}

function licensing({ machine, sources }: Evidence): Record<string, CimClass> {
  const { classes = {}, outcome, error } = sources.cim ?? {};
  const failing = outcome === 'failed' && error?.startsWith('0x') ? { fail: error } : {};
  const found = (name: string, properties: types.CimProperties, rows = classes[name] ?? []): CimClass => ({
    properties: asTheyAre(properties, rows),
    rows,
    ...failing,
  });
  const [service] = classes.SoftwareLicensingService ?? [];
  const products = classes.SoftwareLicensingProduct ?? [];
  const office = 'OfficeSoftwareProtectionProduct';
  return {
    SoftwareLicensingService: found(
      'SoftwareLicensingService',
      hasSubscription(service, machine.os.version) ? { ...types.service, ...types.subscription } : types.service,
      service ? [{ ...service, OA3xOriginalProductKey: firmwareKey }] : [],
    ),
    SoftwareLicensingProduct: found('SoftwareLicensingProduct', types.product, [...products, ...unkeyed(products)]),
    SoftwareLicensingTokenActivationLicense: found('SoftwareLicensingTokenActivationLicense', types.tokenLicense),
    // Only where an old Office brought its own service.
    ...(office in classes ? { [office]: found(office, types.officeProduct) } : {}),
  };
}

const hasSubscription = (service: CimRow | undefined, version: string | null): boolean =>
  service ? 'SubscriptionType' in service : Number(version?.split('.')[2]) >= 19041;

/** A golden machine may show what cannot be; the class then has the type that holds it. */
function asTheyAre(properties: types.CimProperties, rows: readonly CimRow[]): types.CimProperties {
  const unknown = rows.flatMap((row) => Object.keys(row)).filter((name) => !(name in properties));
  if (unknown.length > 0) throw new Error(`cimTypes.ts has no type of ${unknown.join(', ')}`);
  const outside = (name: string) =>
    rows.some(({ [name]: value }) => typeof value === 'number' && (value < 0 || value > 0xff_ff_ff_ff));
  return Object.fromEntries(
    Object.entries(properties).map(([name, type]) => [name, outside(name) ? 'sint64' : type] as const),
  );
}

/** Every Windows has a row for each licence file, nearly all of them without a key. */
function unkeyed([first]: readonly CimRow[]): CimRow[] {
  if (!first || first.PartialProductKey === null) return [];
  const bare = { ...first, PartialProductKey: null, ProductKeyID: null, LicenseStatus: 0, GracePeriodRemaining: 0 };
  return [
    { ...bare, ID: '00000000-0000-0000-0000-000000000001', Name: 'Windows(R), another edition' },
    { ...bare, ID: '00000000-0000-0000-0000-000000000002', Name: 'Windows(R), an add-on', LicenseIsAddon: true },
  ];
}

function hardware(evidence: Evidence): Record<string, CimClass> {
  const { machine, capturedAt } = evidence;
  const { os } = machine;
  const maker = makerOf(machine);
  return {
    Win32_OperatingSystem: {
      properties: types.operatingSystem,
      rows: [
        {
          Caption: os.caption,
          Version: os.version,
          BuildNumber: os.build?.split('.')[0] ?? null,
          OSArchitecture: '64-bit',
          CSName: machine.name,
          OperatingSystemSKU: os.sku,
          ProductType: os.productType,
          InstallDate: machine.installedAt,
          LastBootUpTime: machine.bootedAt,
          LocalDateTime: capturedAt,
          MUILanguages: machine.uiLanguage === null ? null : [machine.uiLanguage],
        },
      ],
    },
    Win32_ComputerSystem: {
      properties: types.computerSystem,
      rows: [
        {
          ...namesOf(machine),
          Domain: machine.domain ?? 'WORKGROUP',
          PartOfDomain: machine.domain !== null,
          Workgroup: machine.domain === null ? 'WORKGROUP' : null,
          ...maker,
          // Also of a machine that is none: virtualisation-based security needs one.
          HypervisorPresent: true,
        },
      ],
    },
    Win32_ComputerSystemProduct: {
      properties: types.systemProduct,
      rows: [{ UUID: machine.smbiosUuid, Name: maker.Model, Vendor: maker.Manufacturer }],
    },
    Win32_SystemEnclosure: {
      properties: types.enclosure,
      rows: [
        {
          Manufacturer: maker.Manufacturer,
          SMBIOSAssetTag: machine.cloud === 'azure' ? '7783-7084-3265-9085-8269-3286-77' : 'No Asset Tag',
        },
      ],
    },
    Win32_Processor: { properties: types.processor, rows: processorsOf(machine) },
  };
}

/** The NetBIOS name: 15 letters, all capital. A hostile name is handed on as it is. */
function namesOf({ name, fqdn }: Evidence['machine']): CimRow {
  if (name === null || /^[\w-]+$/.test(name))
    return { Name: name?.slice(0, 15).toUpperCase() ?? null, DNSHostName: name };
  return { Name: name, DNSHostName: fqdn?.split('.')[0] ?? null };
}

function makerOf({ virtual, cloud }: Evidence['machine']): { Manufacturer: string | null; Model: string | null } {
  if (cloud === 'aws') return { Manufacturer: 'Amazon EC2', Model: 'm7i.large' };
  if (cloud === 'gcp') return { Manufacturer: 'Google', Model: 'Google Compute Engine' };
  if (virtual === null) return { Manufacturer: null, Model: null };
  return virtual
    ? { Manufacturer: 'Microsoft Corporation', Model: 'Virtual Machine' }
    : { Manufacturer: 'Dell Inc.', Model: 'OptiPlex 7020' };
}

/** A server's cores are on two processors. */
function processorsOf({ cores, os }: Evidence['machine']): CimRow[] {
  if (cores === null) return [];
  const sockets = os.productType !== 1 && cores % 2 === 0 ? 2 : 1;
  return Array.from({ length: sockets }, (_, index) => ({
    DeviceID: `CPU${index}`,
    NumberOfCores: cores / sockets,
    NumberOfLogicalProcessors: (cores / sockets) * 2,
  }));
}
