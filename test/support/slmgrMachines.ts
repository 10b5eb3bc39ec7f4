/**
 * Known values of machines: every state × channel × block that can occur, the rows of the licensing classes that hold
 * them, and what slmgr's text shows of them. What is expected is stated from the values and from the order and conditions
 * of the script's lines, never by asking the program.
 */
import type { KmsHost, Product, Validity } from '../../src/activation/report.ts';
import type { CimRow } from '../../src/evidence/evidence.ts';
import type { SlmgrRun } from './slmgrPrinter.ts';

export type Command = SlmgrRun['command'];
type KmsBlock = {
  readonly block: 'kms';
  readonly configured: readonly [host: string, port: number];
  readonly discovered: readonly [host: string, port: number];
  readonly address: string;
  readonly lookupDomain: string;
  readonly hostPid: string;
  readonly intervals: readonly [activation: number, renewal: number];
};
type AdBlock = { readonly block: 'ad'; readonly values: readonly [name: string, dn: string, pid: string, id: string] };
type TokenBlock = { readonly block: 'token'; readonly ilid: string; readonly numbers: readonly [number, number] };
type AvmaBlock = {
  readonly block: 'avma';
  readonly iaid: string;
  readonly hostName: string;
  readonly activatedAt: string;
  readonly pid: string;
};
/** `requests`: null where the class counts none; 4294967295 is "not set". */
type HostBlock = { readonly block: 'host'; readonly count: number; readonly requests: readonly number[] | null };
type Block = { readonly block: 'none' } | KmsBlock | AdBlock | TokenBlock | AvmaBlock | HostBlock;

/** What a product is: its texts as the classes have them, and the channel that they mean. */
interface Kind {
  readonly name: string;
  readonly description: string;
  readonly keyChannel: string;
  readonly activationId: string;
  readonly family: 'windows' | 'office';
  readonly addOn: boolean;
  readonly channel: Product['channel'];
}

export interface KnownProduct {
  readonly kind: Kind;
  /** LicenseStatus: 0 to 6, and 7 for a value that no one knows. */
  readonly status: number;
  readonly minutes: number;
  readonly reason: number;
  readonly block: Block;
  /** VLActivationTypeEnabled. */
  readonly type: number | null;
  readonly key: string | null;
  readonly rearm: readonly [application: number, sku: number];
  readonly evaluationEnds: string;
}

export interface Machine {
  readonly name: string;
  readonly products: readonly KnownProduct[];
  readonly service: {
    readonly version: string;
    readonly clientId: string;
    readonly hostCaching: boolean;
    readonly port: number;
    readonly dnsPublishing: boolean;
    readonly lowPriority: boolean;
    readonly rearm: number;
  };
}

const unset = 4_294_967_295;
const noDate = '16010101000000.000000-000';
const applications = {
  windows: '55c92734-d682-4d71-983e-d6ec3f16059f',
  office: '0ff1ce15-a989-479d-af46-f275c6370663',
};
const pid = '03612-03290-000-000001-03-1033-19041.0000-1882021';
const hostPid = '03612-00206-568-381470-03-1033-17763.0000-1212021';
const installationId = '052886017405174283226512045186614404263716275404421185226871';

// Kinds of products.

let serial = 0;
function kind(channel: Product['channel'], name: string, description: string, keyChannel: string): Kind {
  serial += 1;
  const family = name.startsWith('Office') ? 'office' : 'windows';
  const activationId = `73111121-5638-40f6-bc11-f1d7b0d6${String(4300 + serial)}`;
  return { name, description, keyChannel, activationId, family, addOn: name.includes('add-on'), channel };
}
const windows = (channel: Product['channel'], edition: string, marker: string, keyChannel: string): Kind =>
  kind(channel, `Windows(R), ${edition} edition`, `Windows(R) Operating System, ${marker} channel`, keyChannel);
const office = (channel: Product['channel'], sku: string, marker: string, keyChannel: string): Kind =>
  kind(channel, `Office 19, ${sku} edition`, `Office 19, ${marker} channel`, keyChannel);

const client = windows('kmsClient', 'Enterprise', 'VOLUME_KMSCLIENT', 'Volume:GVLK');
const serverClient = windows('kmsClient', 'ServerStandard', 'VOLUME_KMSCLIENT', 'Volume:GVLK');
const avma = windows('avma', 'ServerDatacenter', 'VIRTUAL_MACHINE_ACTIVATION', 'VT:IA');
const evaluation = windows('evaluation', 'EnterpriseEval', 'TIMEBASED_EVAL', 'Retail:TB:Eval');
const hosts = [
  windows('kmsHost', 'ServerStandard', 'VOLUME_KMS_WS19', 'Volume:CSVLK'),
  windows('kmsHost', 'Enterprise', 'VOLUME_KMS_W10', 'Volume:CSVLK'),
];
const retail = windows('retail', 'Professional', 'RETAIL', 'Retail');
const mak = windows('mak', 'Enterprise', 'VOLUME_MAK', 'Volume:MAK');
const unleased = [
  retail,
  mak,
  windows('oem', 'Core', 'OEM_DM', 'OEM:DM'),
  windows('oem', 'Professional', 'OEM_SLP', 'OEM:SLP'),
  windows('oem', 'ProfessionalN', 'OEM_COA_NSLP', 'OEM:NONSLP'),
  windows('kmsHost', 'ServerDatacenter', 'VOLUME_KMS_2012-R2', 'Volume:CSVLK'),
];
const officeClient = office('kmsClient', 'Office19ProPlus2019VL_KMS_Client_AE', 'VOLUME_KMSCLIENT', 'Volume:GVLK');
const officeMak = office('mak', 'Office19VisioPro2019VL_MAK_AE', 'VOLUME_MAK', 'Volume:MAK');
const officeHost = office('kmsHost', 'Office19KMSHost2019VL_KMS_Host', 'VOLUME_KMS', 'Volume:CSVLK');
const leftover = office('subscription', 'Office19O365ProPlusR_Subscription1', 'TIMEBASED_SUB', 'Retail:TB:Sub');
const esu = kind(
  'mak',
  'Windows(R), Client-ESU-Year1 add-on for EnterpriseS,Enterprise,Professional,Core',
  'Windows(R) Operating System, VOLUME_MAK channel',
  'Volume:MAK',
);

// States and blocks.

type State = Pick<KnownProduct, 'status' | 'minutes' | 'reason'>;
const state = (status: number, minutes = 0, reason = 0x4004f040): State => ({ status, minutes, reason });
const allMinutes = [0, 1, 1439, 1440, 259_200];
const graces = [2, 3, 4, 6];
/** Expired; not genuine; KMS binding lost; no key for this hardware; a reason that is a Win32 error. */
const reasons = [0xc004f009, 0xc004f200, 0xc004f056, 0xc004f035, 0x8007232b];
const licensed = (minutes: readonly number[]): State[] => minutes.map((one) => state(1, one));
const inGrace = (minutes: readonly number[]): State[] =>
  graces.flatMap((status) => minutes.map((one) => state(status, one)));
const notified = reasons.map((reason) => state(5, 0, reason));
const notLicensed = (minutes: readonly number[]): State[] => [state(0), ...inGrace(minutes), ...notified, state(7)];
/** One of each status. */
const eachStatus = (minutes: number): State[] => [
  state(0),
  state(1, minutes),
  ...inGrace([minutes]),
  ...notified.slice(0, 1),
  state(7),
];

const noHost: KmsBlock = {
  block: 'kms',
  configured: ['', 0],
  discovered: ['', 0],
  address: '',
  lookupDomain: '',
  hostPid: '',
  intervals: [120, 10_080],
};
const found: KmsBlock = {
  ...noHost,
  discovered: ['kms01.corp.example.com', 1688],
  address: '10.20.30.40',
  hostPid,
};
const kmsBlocks: readonly KmsBlock[] = [
  found,
  noHost,
  { ...found, discovered: ['KMS-02.corp.example.com', 17_000], intervals: [15, 43_200] },
  { ...found, discovered: ['kms03.corp.example.com', 0] }, // the script says then that there is none
  { ...found, configured: ['kms.example.com', 0] }, // a registered host hides the one that DNS names
  { ...found, configured: ['KMS-01', 1700], address: 'fd00:10:20::25' },
  { ...found, configured: ['192.0.2.17', 0], address: '192.0.2.17' },
  { ...noHost, configured: ['[fd00::25]', 0], hostPid },
  { ...noHost, configured: ['2001:db8::a:25', 1689], address: '2001:db8::a:25' },
  { ...found, address: 'fe80::8d2:1ff:fe23:4567%4', lookupDomain: 'corp.example.com' },
  { ...found, configured: ['kms.example.com', 0], lookupDomain: 'corp.example.com' },
];
const ad: AdBlock = {
  block: 'ad',
  values: [
    'Contoso R&D Activation',
    'CN=Contoso R&D Activation,CN=Activation Objects,CN=Microsoft SPP,CN=Services,CN=Configuration,DC=corp,DC=example',
    hostPid,
    'fdb72a8d-3ca1-4b2f-9d6e-0a1f1c5b7f66',
  ],
};
const token: TokenBlock = { block: 'token', ilid: 'c3a5d7b9-08a1-4b52-9f6e-1d2c3b4a5968', numbers: [2, 1] };
const avmaFull: AvmaBlock = {
  block: 'avma',
  iaid: '3f2a9f0e-77c1-4a1b-8d64-5f2b6a1c9e08',
  hostName: 'HV-07.corp.example.com',
  activatedAt: '20210701091500.000000-000',
  pid: '03612-04000-012-345678-03-1033-20348.0000-0012021',
};
const avmaBlocks: readonly AvmaBlock[] = [
  avmaFull,
  { ...avmaFull, hostName: '', activatedAt: noDate, pid: '' },
  { ...avmaFull, iaid: '', activatedAt: noDate },
  { ...avmaFull, hostName: '', pid: '' },
  { block: 'avma', iaid: '', hostName: '', activatedAt: noDate, pid: '' },
];
const hostBlocks: readonly HostBlock[] = [
  { block: 'host', count: 50, requests: [4711, 12, 34, 826, 321, 56, 7, 39] },
  { block: 'host', count: 4, requests: null },
  { block: 'host', count: 0, requests: [0, 0, 0, 0, 0, 0, 0, 0] },
  { block: 'host', count: unset, requests: Array(8).fill(unset) },
  { block: 'host', count: 25, requests: [2_147_483_647, 1, unset, 2_000_000_000, 0, 3, 0, 5] },
];

/** A product and its details; what a product of its kind and state has by itself stands in for the rest. */
function product(
  what: Kind,
  how: State,
  block: Block = { block: 'none' },
  more: Partial<KnownProduct> = {},
): KnownProduct {
  const row = { type: 0, key: '2YT43', rearm: [3, 1001] as const, evaluationEnds: noDate };
  return { kind: what, ...how, block, ...row, ...more };
}
/** Not in use: no key, always unlicensed. */
const unused = (what: Kind): KnownProduct =>
  product(what, state(0), what.channel === 'avma' ? avmaBlocks[4] : undefined, { key: null });

const service: Machine['service'] = {
  version: '10.0.19041.1202',
  clientId: 'b7c8e0f4-5a36-4f0c-9d1a-2e6f7a90c1d3',
  hostCaching: true,
  port: 1688,
  dnsPublishing: true,
  lowPriority: false,
  rearm: 1001,
};
function nameOf({ kind: what, status, minutes, reason, block, key }: KnownProduct): string {
  const why = status === 5 ? ` 0x${reason.toString(16)}` : '';
  const { block: about, ...details } = block;
  const values = Object.values(details)
    .flat(2)
    .filter((value) => value !== '' && value !== 0);
  const seen = about === 'none' ? '' : ` (${[about, ...values].join(' ')})`;
  return `${what.keyChannel}${key === null ? ' unused' : ''} status ${status}${why} ${minutes} min${seen}`;
}
function machine(products: readonly KnownProduct[], more: Partial<Machine['service']> = {}): Machine {
  return { name: products.map(nameOf).join(' + ') || 'no product', products, service: { ...service, ...more } };
}
const one = (what: Kind, how: State, block?: Block, more?: Partial<KnownProduct>): Machine =>
  machine([product(what, how, block, more)]);

// All machines.

const clients = [
  ...kmsBlocks.flatMap((block, index) =>
    licensed(allMinutes).map((how) =>
      machine(
        [product(index % 2 === 0 ? client : serverClient, how, block, { type: [0, 2, null][index % 3] ?? null })],
        {
          hostCaching: index % 4 !== 1,
        },
      ),
    ),
  ),
  ...[...licensed(allMinutes), ...notLicensed([0, 1439, 43_200])].flatMap((how, index) => [
    one(client, how, ad, { type: index % 2 }),
    one(client, how, token, { type: index % 2 === 0 ? 3 : 0 }),
  ]),
  ...notLicensed([0, 1, 1439, 1440, 43_200]).map((how, index) => one(client, how, found, { type: index % 4 })),
];
const others = [
  ...unleased.flatMap((what) => [...licensed([0]), ...notLicensed([0, 1439, 43_200])].map((how) => one(what, how))),
  ...avmaBlocks.flatMap((block) => licensed([0, 1, 1440, 10_080]).map((how) => one(avma, how, block))),
  ...notLicensed([0, 1439]).flatMap((how) => [avmaFull, avmaBlocks[4]].map((block) => one(avma, how, block))),
  ...[...licensed(allMinutes), ...notLicensed([0, 1439])].map((how) =>
    one(evaluation, how, undefined, { evaluationEnds: '20211006153000.000000-000' }),
  ),
];
const hosting = hosts.flatMap((what, index) =>
  hostBlocks.flatMap((block, at) =>
    [state(1), state(2, 1440), state(5, 0, 0xc004f009)].map((how) =>
      machine([product(what, how, block)], {
        port: [1688, 0, 1700][at % 3] ?? 0,
        dnsPublishing: at % 2 === index,
        lowPriority: at % 3 === 1,
        version: '10.0.17763.1817',
      }),
    ),
  ),
);
const office365 = product(leftover, state(5, 0, 0xc004f009), undefined, { key: 'WW83P' });
const windowsClient = product(client, state(1, 258_999), found);
const several = [
  ...eachStatus(1439).map((how) => machine([windowsClient, product(officeClient, how, found, { key: '6MWKP' })])),
  ...eachStatus(0).map((how) => machine([windowsClient, product(esu, how, undefined, { key: 'C4CBG' })])),
  ...eachStatus(20_160).map((how) => machine([windowsClient, product(leftover, how, undefined, { key: 'WW83P' })])),
  ...eachStatus(43_200).map((how) =>
    machine([product(client, how, noHost), unused(retail), unused(avma), unused(mak)]),
  ),
  machine([unused(evaluation), windowsClient, product(officeMak, state(1), undefined, { key: '7TQNQ' }), office365]),
  machine([
    product(hosts[0] ?? retail, state(1), hostBlocks[0], { key: '7BGKQ' }),
    product(officeHost, state(1), hostBlocks[1], { key: 'HK7R3' }),
    product(esu, state(5, 0, 0xc004f009), undefined, { key: 'C4CBG' }),
    unused(client),
  ]),
  machine([product(retail, state(0), undefined, { key: '3V66T' }), product(mak, state(1))]),
];
const empty = [machine([]), machine([unused(retail), unused(client)]), machine([office365])];

export const machines: readonly Machine[] = [...clients, ...others, ...hosting, ...several, ...empty];

/** A few that have every kind of line among them, for what is tried with each of them. */
export const coveringMachines: readonly Machine[] = [
  one(client, state(1, 259_190), found),
  machine([product(serverClient, state(1, 1439), kmsBlocks[10], { type: 2 })], { hostCaching: false }),
  one(client, state(1, 1), kmsBlocks[8]),
  one(client, state(1), kmsBlocks[7]),
  one(client, state(0), found),
  one(client, state(3, 1440), found, { type: 3 }),
  one(client, state(5, 0, 0xc004f056), ad, { type: 1 }),
  one(client, state(1, 43_200), token),
  one(retail, state(1)),
  one(retail, state(4, 1439)),
  one(mak, state(6, 0)),
  one(avma, state(1, 10_080), avmaFull),
  one(avma, state(2, 1), avmaBlocks[2]),
  one(evaluation, state(1, 129_600), undefined, { evaluationEnds: '20211006153000.000000-000' }),
  one(hosts[0] ?? retail, state(1), hostBlocks[0]),
  one(hosts[1] ?? retail, state(5, 0, 0xc004f200), hostBlocks[3]),
  one(mak, state(7)),
  machine([
    windowsClient,
    product(esu, state(5, 0, 0xc004f009), undefined, { key: 'C4CBG' }),
    unused(retail),
    office365,
  ]),
  machine([]),
];

// As the classes have it.

function blockRow({ block, status }: KnownProduct): CimRow {
  switch (block.block) {
    case 'kms':
      return {
        VLActivationType: status === 1 ? 2 : 0,
        KeyManagementServiceMachine: block.configured[0],
        KeyManagementServicePort: block.configured[1],
        DiscoveredKeyManagementServiceMachineName: block.discovered[0],
        DiscoveredKeyManagementServiceMachinePort: block.discovered[1],
        DiscoveredKeyManagementServiceMachineIpAddress: block.address,
        KeyManagementServiceLookupDomain: block.lookupDomain,
        KeyManagementServiceProductKeyID: block.hostPid,
        VLActivationInterval: block.intervals[0],
        VLRenewalInterval: block.intervals[1],
      };
    case 'ad': {
      const [ADActivationObjectName, ADActivationObjectDN, ADActivationCsvlkPid, ADActivationCsvlkSkuId] = block.values;
      return {
        VLActivationType: 1,
        ADActivationObjectName,
        ADActivationObjectDN,
        ADActivationCsvlkPid,
        ADActivationCsvlkSkuId,
      };
    }
    case 'token':
      return {
        VLActivationType: 3,
        TokenActivationILID: block.ilid,
        TokenActivationILVID: block.numbers[0],
        TokenActivationGrantNumber: block.numbers[1],
        TokenActivationCertificateThumbprint: '8A3F00C4D1B2E5967788990011AABBCCDDEEFF01',
        TokenActivationAdditionalInfo: 'smart card 12',
      };
    case 'avma':
      return {
        IAID: block.iaid,
        AutomaticVMActivationHostMachineName: block.hostName,
        AutomaticVMActivationLastActivationTime: block.activatedAt,
        AutomaticVMActivationHostDigitalPid2: block.pid,
      };
    case 'host':
      return {
        IsKeyManagementServiceMachine: 1,
        KeyManagementServiceCurrentCount: block.count,
        KeyManagementServiceTotalRequests: block.requests?.[0] ?? null,
        KeyManagementServiceFailedRequests: block.requests?.[1] ?? null,
        KeyManagementServiceUnlicensedRequests: block.requests?.[2] ?? null,
        KeyManagementServiceLicensedRequests: block.requests?.[3] ?? null,
        KeyManagementServiceOOBGraceRequests: block.requests?.[4] ?? null,
        KeyManagementServiceOOTGraceRequests: block.requests?.[5] ?? null,
        KeyManagementServiceNonGenuineGraceRequests: block.requests?.[6] ?? null,
        KeyManagementServiceNotificationRequests: block.requests?.[7] ?? null,
      };
    case 'none':
      return {};
  }
}

function productRow(known: KnownProduct): CimRow {
  const { kind: what, key } = known;
  const inUse = (value: string): string => (key === null ? '' : value);
  return {
    ID: what.activationId,
    ApplicationID: applications[what.family],
    Name: what.name,
    Description: what.description,
    LicenseIsAddon: what.addOn,
    PartialProductKey: key,
    ProductKeyID: inUse(pid),
    ProductKeyChannel: inUse(what.keyChannel),
    OfflineInstallationId: inUse(installationId),
    UseLicenseURL:
      'https://activation-v2.sls.microsoft.com/SLActivateProduct/SLActivateProduct.asmx?configextension=Retail',
    ValidationURL: 'https://validation-v2.sls.microsoft.com/SLWGA/slwga.asmx',
    LicenseStatus: known.status,
    LicenseStatusReason: known.reason,
    GracePeriodRemaining: known.minutes,
    EvaluationEndDate: known.evaluationEnds,
    TrustedTime: key === null ? noDate : '20210708153012.477000-000',
    RemainingAppReArmCount: known.rearm[0],
    RemainingSkuReArmCount: known.rearm[1],
    VLActivationTypeEnabled: known.type,
    IsKeyManagementServiceMachine: 0,
    TokenActivationILVID: unset,
    VLActivationInterval: 120,
    VLRenewalInterval: 10_080,
    ...blockRow(known),
  };
}

export function rowsOf({ service: known, products }: Machine): { service: CimRow; products: CimRow[] } {
  return {
    service: {
      Version: known.version,
      ClientMachineID: known.clientId,
      KeyManagementServiceHostCaching: known.hostCaching,
      KeyManagementServiceListeningPort: known.port,
      KeyManagementServiceDnsPublishing: known.dnsPublishing,
      KeyManagementServiceLowPriority: known.lowPriority,
      RemainingWindowsReArmCount: known.rearm,
    },
    products: products.map(productRow),
  };
}

// As the text has it.

/** A key that is left out is one that the text leaves open. */
export interface ExpectedProduct extends Omit<Product, 'validity'> {
  readonly validity: Partial<Validity>;
}
export interface Expected {
  readonly serviceVersion: string | null;
  readonly error: string | null;
  readonly products: readonly ExpectedProduct[];
  readonly kmsHost: KmsHost | null;
  /** Products whose key is there and masked. */
  readonly withheldKeys: readonly number[];
}

const words: readonly Product['licenseStatus'][] = [
  'unlicensed',
  'licensed',
  'initialGrace',
  'additionalGrace',
  'nonGenuineGrace',
  'notification',
  'extendedGrace',
];
export const statusOf = (known: KnownProduct): Product['licenseStatus'] => words[known.status] ?? 'unknown';
const given = (value: string): string | null => (value === '' ? null : value);
const counted = (value: number): number | null => (value === unset ? null : value);
const isGrace = (known: KnownProduct): boolean => graces.includes(known.status);

/** Which products a command prints, in the machine's order. */
export function shown({ products }: Machine, command: Command): readonly KnownProduct[] {
  if (command === 'dlvAll') return products;
  const keyed = products.filter(({ key }) => key !== null);
  // An add-on's key counts for any program, an edition's for Windows.
  if (command !== 'xpr') return keyed.filter(({ kind: { family, addOn } }) => addOn || family === 'windows');
  return keyed.filter(({ kind: { family }, status }) => family === 'windows' && status < words.length);
}

/** `/xpr` gives the end as the user's region writes it, so only the kind is known. */
function validityOfSentence(known: KnownProduct): Partial<Validity> {
  const untold = { remainingMinutes: null, expiresAt: null };
  if (known.status === 1) return { kind: known.minutes === 0 ? 'permanent' : 'expires', ...untold };
  return isGrace(known) ? { kind: 'expires', ...untold } : untold;
}

/** Licensed without a line of minutes. These two are never licensed for good. */
const endless = ({ channel }: Kind): boolean => channel !== 'avma' && channel !== 'evaluation';

function validityOf(known: KnownProduct, at: string): Partial<Validity> {
  const { status, minutes, reason, kind: what } = known;
  const untold = { remainingMinutes: null, expiresAt: null };
  if (status === 1 && minutes === 0) return { kind: endless(what) ? 'permanent' : 'unknown', ...untold };
  if (status === 1 || isGrace(known)) {
    const expiresAt = new Date(Date.parse(at) + minutes * 60_000).toISOString();
    return { kind: 'expires', remainingMinutes: minutes, expiresAt };
  }
  const expired = status === 5 && reason === 0xc004f009;
  const ranOut = expired && (what.channel === 'kmsClient' || what.channel === 'evaluation');
  return { ...(ranOut ? { kind: 'ended' } : {}), ...untold, renewedAt: null };
}

function kmsOf({ block, status }: KnownProduct, known: Machine['service']): Product['kms'] {
  if (block.block !== 'kms' || status !== 1) return null;
  const [configuredHost, configuredPort] = block.configured;
  const [discoveredHost, discoveredPort] = block.discovered;
  const isConfigured = configuredHost !== '';
  const isDiscovered = !isConfigured && discoveredHost !== '' && discoveredPort !== 0;
  return {
    clientMachineId: known.clientId,
    configuredHost: isConfigured ? configuredHost.replace(/[[\]]/g, '') : null,
    configuredPort: isConfigured ? configuredPort || 1688 : null,
    discoveredHost: isDiscovered ? discoveredHost : null,
    discoveredPort: isDiscovered ? discoveredPort : null,
    hostAddress: given(block.address),
    hostExtendedPid: given(block.hostPid),
    lookupDomain: given(block.lookupDomain),
    activationIntervalMinutes: block.intervals[0],
    renewalIntervalMinutes: block.intervals[1],
    hostCaching: known.hostCaching,
  };
}

/** The blocks of a client by the last activation: Active Directory and token in every state, KMS only where licensed. */
function clientOf(known: KnownProduct, settings: Machine['service']) {
  const none = { activationType: null, method: null, kms: null, activeDirectory: null, token: null } as const;
  const { block, type, kind: what } = known;
  if (what.channel !== 'kmsClient') return none;
  const activationType = (['all', 'ad', 'kms', 'token'] as const)[type ?? 0] ?? 'all';
  if (block.block === 'ad') {
    const [objectName, objectDn, extendedPid, activationId] = block.values;
    const activeDirectory = { objectName, objectDn, extendedPid, activationId };
    return { ...none, activationType, method: 'ad', activeDirectory } as const;
  }
  if (block.block === 'token') {
    const [ilvid, grantNumber] = block.numbers;
    const tokenOf = { ilid: block.ilid, ilvid, grantNumber, thumbprint: '8A3F00C4D1B2E5967788990011AABBCCDDEEFF01' };
    return { ...none, activationType, method: 'token', token: tokenOf } as const;
  }
  const kms = kmsOf(known, settings);
  return { ...none, activationType, method: kms && 'kms', kms } as const;
}

function avmaOf({ block }: KnownProduct): Product['avma'] {
  if (block.block !== 'avma') return null;
  // The time is printed as the user's region writes it, which no one can read back.
  const { iaid, hostName, pid: hostPid2 } = block;
  return { iaid: given(iaid), hostName: given(hostName), activatedAt: null, hostPid2: given(hostPid2) };
}

function productOf(known: KnownProduct, { service: settings }: Machine, command: Command, at: string): ExpectedProduct {
  const { kind: what, key, status, reason } = known;
  const verbose = command === 'dlv' || command === 'dlvAll';
  const sentence = command === 'xpr';
  const ifVerbose = <T>(value: T): T | null => (verbose ? value : null);
  const ifLabels = <T>(value: T): T | null => (sentence ? null : value);
  const none = {
    activationType: null,
    method: null,
    kms: null,
    activeDirectory: null,
    token: null,
    avma: null,
  } as const;
  return {
    activationId: ifVerbose(what.activationId),
    applicationId: ifVerbose(applications[what.family]),
    family: what.family,
    name: what.name,
    description: ifLabels(what.description),
    addOn: what.addOn,
    channel: sentence ? 'unknown' : what.channel,
    keyChannel: key === null ? null : ifVerbose(what.keyChannel),
    partialProductKey: ifLabels(key),
    extendedPid: key === null ? null : ifVerbose(pid),
    licenseStatus: statusOf(known),
    reason: status === 5 ? ifLabels(`0x${reason.toString(16).toUpperCase()}`) : null,
    validity: sentence ? validityOfSentence(known) : validityOf(known, at),
    ...(sentence ? none : { ...clientOf(known, settings), avma: avmaOf(known) }),
    subscription: null,
    evaluationEndsAt: null,
    rearm: {
      windows: what.family === 'windows' ? ifVerbose(settings.rearm) : null,
      application: what.family === 'windows' ? null : ifVerbose(known.rearm[0]),
      sku: ifVerbose(known.rearm[1]),
    },
  };
}

function kmsHostOf(printed: readonly KnownProduct[], { service: settings }: Machine): KmsHost | null {
  const blocks = printed.flatMap(({ block }, index) => (block.block === 'host' ? [{ block, index }] : []));
  const [first] = blocks;
  if (!first) return null;
  const counts = first.block.requests?.map(counted) ?? [];
  const [total, failed, unlicensed, licensedOnes, initialGrace, expired, nonGenuine, notification] = counts;
  return {
    listeningPort: settings.port || 1688,
    dnsPublishing: settings.dnsPublishing,
    priority: settings.lowPriority ? 'low' : 'normal',
    products: blocks.map(({ block, index }) => ({
      product: index,
      currentCount: counted(block.count),
      requiredCount: null,
    })),
    // Where every one is unset, no request has come.
    requests: counts.every((count) => count === null)
      ? null
      : {
          total: total ?? null,
          failed: failed ?? null,
          unlicensed: unlicensed ?? null,
          licensed: licensedOnes ?? null,
          initialGrace: initialGrace ?? null,
          expired: expired ?? null,
          nonGenuine: nonGenuine ?? null,
          notification: notification ?? null,
        },
  };
}

/** What the text of a command shows of a machine. `at`: when it was printed, ISO 8601 UTC. */
export function expectedOf(known: Machine, command: Command, at: string): Expected {
  const printed = shown(known, command);
  return {
    serviceVersion: command.startsWith('dlv') ? known.service.version : null,
    error: printed.length === 0 ? 'productKeyNotFound' : null,
    products: printed.map((each) => productOf(each, known, command, at)),
    kmsHost: command === 'xpr' ? null : kmsHostOf(printed, known),
    withheldKeys: [],
  };
}
