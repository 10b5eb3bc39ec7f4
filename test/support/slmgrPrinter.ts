/**
 * A double of slmgr.vbs's printing: from the rows of the licensing classes it writes the text that `/dlv`, `/dli`,
 * `/dlv all` and `/xpr` print. Lines, their order and their conditions are the script's own.
 */
import { englishLabels } from '../../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../../src/activation/slmgr/labels/set.ts';
import type { CimRow } from '../../src/evidence/evidence.ts';

export interface SlmgrRun {
  readonly command: 'dlv' | 'dli' | 'dlvAll' | 'xpr';
  readonly service: CimRow;
  readonly products: readonly CimRow[];
  /** The texts of the language, by resource name; English stands in for what is missing. Default: English. */
  readonly labels?: LabelSet;
  /** When the command was run: `/xpr` counts from it. */
  readonly now: Date;
  /** How the user's region writes an instant. Default: en-US in UTC. */
  readonly formatDate?: (instant: Date) => string;
}

/** `P.Name`: a property of SoftwareLicensingProduct; `S.Name`: one of SoftwareLicensingService. */
type Source = `P.${string}` | `S.${string}`;
interface Context {
  readonly read: (source: Source) => unknown;
  readonly label: (key: string) => string;
  readonly formatDate: (instant: Date) => string;
  readonly now: Date;
}
type Value = (context: Context) => unknown;
type Condition = (context: Context) => boolean;
type Lines = (context: Context) => readonly string[];

const minutesPerDay = 1440;
const defaultPort = 1688;
const shown = (value: unknown): string => (value === null ? '' : String(value));

/** Property lookup without case; a uint32 as VBScript sees it, a signed Long: 4294967295 is −1. */
function propertiesOf(row: CimRow): (name: string) => unknown {
  const values = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value ?? null]));
  return (name) => {
    const value = values.get(name.toLowerCase()) ?? null;
    return typeof value === 'number' && value >= 2 ** 31 && value < 2 ** 32 ? value - 2 ** 32 : value;
  };
}

/** A CIM date as ISO 8601, or in WMI's own form (DMTF, UTC). FILETIME 0, the year 1601, means "no date". */
function instantOf(value: unknown): Date | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.\d{6}[+-]000$/.exec(shown(value)) ?? [];
  const instant = new Date(year ? `${year}-${month}-${day}T${hour}:${minute}:${second}Z` : shown(value));
  return instant.getUTCFullYear() > 1601 ? instant : null;
}

const resolve = (context: Context, value: Source | Value): unknown =>
  typeof value === 'string' ? context.read(value) : value(context);

function date(source: Source): Value {
  return ({ read, formatDate }) => {
    const instant = instantOf(read(source));
    return instant && formatDate(instant);
  };
}

// Conditions and lines.

function not(condition: Condition): Condition {
  return (context) => !condition(context);
}
function every(...conditions: readonly Condition[]): Condition {
  return (context) => conditions.every((condition) => condition(context));
}
function is(source: Source, value: unknown): Condition {
  return ({ read }) => read(source) === value;
}
/** The value is there: neither null nor empty, and a port is not 0. */
function has(value: Source | Value): Condition {
  return (context) => Boolean(resolve(context, value));
}
function described(marker: string): Condition {
  return ({ read }) => shown(read('P.Description')).includes(marker);
}

/** A resource alone, with the value in its place (`%COUNT%`), or with the value after it. */
function line(key: string, value?: Source | Value): Lines {
  return (context) => {
    const label = context.label(key);
    if (value === undefined) return [label];
    const text = shown(resolve(context, value));
    return [/%[A-Z]+%/.test(label) ? label.replace(/%[A-Z]+%/, () => text) : label + text];
  };
}
const blank: Lines = () => [''];
function all(...parts: readonly Lines[]): Lines {
  return (context) => parts.flatMap((part) => part(context));
}
function indented(...parts: readonly Lines[]): Lines {
  return (context) => all(...parts)(context).map((text) => `    ${text}`);
}
/** The lines of the first case whose condition holds. */
function choose(...cases: readonly (readonly [Condition, Lines])[]): Lines {
  return (context) => cases.find(([condition]) => condition(context))?.[1](context) ?? [];
}
const always: Condition = () => true;
const when = (condition: Condition, ...parts: readonly Lines[]): Lines => choose([condition, all(...parts)]);
const either = (condition: Condition, yes: string, no: string): Lines =>
  choose([condition, line(yes)], [always, line(no)]);
const optional = (key: string, value: Source | Value): Lines => when(has(value), line(key, value));

const isWindows: Condition = ({ read }) =>
  shown(read('P.ApplicationID')).toLowerCase() === '55c92734-d682-4d71-983e-d6ec3f16059f';
const isClient = described('VOLUME_KMSCLIENT');
const isAvma = described('VIRTUAL_MACHINE_ACTIVATION');
const isTimebased = described('TIMEBASED_');
const isKeyed = has('P.PartialProductKey');
const isAddOn = is('P.LicenseIsAddon', true);
const isPrimary = every(isWindows, isKeyed, not(isAddOn));
const isPermanent = is('P.GracePeriodRemaining', 0);

// The parts of `/dlv` and `/dli`, from top to bottom.

const identity = all(
  line('L_MsgActID', 'P.ID'),
  line('L_MsgAppID', 'P.ApplicationID'),
  line('L_MsgPID4', 'P.ProductKeyID'),
  line('L_MsgChannel', 'P.ProductKeyChannel'),
  line('L_MsgInstallationID', 'P.OfflineInstallationId'),
  when(
    every(not(isClient), not(isAvma)),
    optional('L_MsgProcessorCertUrl', 'P.ProcessorURL'),
    optional('L_MsgMachineCertUrl', 'P.MachineURL'),
    optional('L_MsgUseLicenseCertUrl', 'P.UseLicenseURL'),
    optional('L_MsgPKeyCertUrl', 'P.ProductKeyURL'),
    optional('L_MsgValidationUrl', 'P.ValidationURL'),
  ),
);

/** LicenseStatus 0 to 6, as their resources are named. */
const statuses = [
  'Unlicensed',
  'Licensed',
  'InitialGrace',
  'AdditionalGrace',
  'NonGenuineGrace',
  'Notification',
  'ExtendedGrace',
];
const status = (name: string): Condition => is('P.LicenseStatus', statuses.indexOf(name));
const statusOf = ({ read }: Context): string | undefined => statuses[Number(read('P.LicenseStatus'))];
const leaseOf = (context: Context): string => (isTimebased(context) ? 'TBL' : isAvma(context) ? 'AVMA' : 'VL');

/** "N minute(s) (D day(s))": days rounded up. */
const minutes: Lines = (context) => {
  const { label, read } = context;
  const left = Number(read('P.GracePeriodRemaining'));
  const days = Math.floor((left + minutesPerDay - 1) / minutesPerDay);
  const kind = status('Licensed')(context) ? `${leaseOf(context)}_1` : 'TimeRemaining';
  return [label(`L_MsgLicenseStatus${kind}`).replace('%MINUTE%', String(left)).replace('%DAY%', String(days))];
};
const reasons = new Map([
  [0xc004f200, 'NonGenuine'],
  [0xc004f009, 'Expiration'],
]);
const notificationReason: Lines = (context) => {
  const code = Number(context.read('P.LicenseStatusReason')) >>> 0;
  const key = `L_MsgNotificationErrorReason${reasons.get(code) ?? 'Other'}`;
  return line(key, () => code.toString(16).toUpperCase())(context);
};
const licenseStatus = all(
  (context) => [context.label(`L_MsgLicenseStatus${statusOf(context)?.concat('_1') ?? 'Unknown'}`)],
  choose(
    [status('Licensed'), when(not(isPermanent), minutes)],
    [status('Notification'), notificationReason],
    [(context) => statusOf(context)?.endsWith('Grace') === true, minutes],
  ),
);
const counts = all(
  when(not(status('Unlicensed')), optional('L_MsgLicenseStatusEvalEndData', date('P.EvaluationEndDate'))),
  choose(
    [isWindows, line('L_MsgRemainingWindowsRearmCount', 'S.RemainingWindowsReArmCount')],
    [always, line('L_MsgRemainingAppRearmCount', 'P.RemainingAppReArmCount')],
  ),
  line('L_MsgRemainingSkuRearmCount', 'P.RemainingSkuReArmCount'),
  optional('L_MsgCurrentTrustedTime', date('P.TrustedTime')),
);

const heading = (key: string): Lines => all(blank, line('L_MsgVLMostRecentActivationInfo'), line(key));
const activeDirectory = indented(
  line('L_MsgADInfoAOName', 'P.ADActivationObjectName'),
  line('L_MsgADInfoAODN', 'P.ADActivationObjectDN'),
  line('L_MsgADInfoExtendedPid', 'P.ADActivationCsvlkPid'),
  line('L_MsgADInfoActID', 'P.ADActivationCsvlkSkuId'),
);
const isToken: Condition = ({ read }) => ![-1, null].includes(read('P.TokenActivationILVID') as number | null);
const token = indented(
  line('L_MsgTkaInfoILID', 'P.TokenActivationILID'),
  line('L_MsgTkaInfoILVID', 'P.TokenActivationILVID'),
  line('L_MsgTkaInfoGrantNo', 'P.TokenActivationGrantNumber'),
  line('L_MsgTkaInfoThumbprint', 'P.TokenActivationCertificateThumbprint'),
);
const configured: Value = ({ read }) =>
  `${read('P.KeyManagementServiceMachine')}:${read('P.KeyManagementServicePort') || defaultPort}`;
const found = ['P.DiscoveredKeyManagementServiceMachineName', 'P.DiscoveredKeyManagementServiceMachinePort'] as const;
const discovered: Value = ({ read }) => found.map(read).join(':');
const address: Source = 'P.DiscoveredKeyManagementServiceMachineIpAddress';
const hostCaching = is('S.KeyManagementServiceHostCaching', true);
const kmsClient = all(
  indented(
    line('L_MsgCmid', 'S.ClientMachineID'),
    optional('L_MsgKmsLookupDomain', 'P.KeyManagementServiceLookupDomain'),
    choose(
      [has('P.KeyManagementServiceMachine'), line('L_MsgRegisteredKmsName', configured)],
      [every(...found.map(has)), line('L_MsgKmsFromDns', discovered)],
      [always, line('L_MsgKmsFromDnsUnavailable')],
    ),
    choose([has(address), line('L_MsgKmsIpAddress', address)], [always, line('L_MsgKmsIpAddressUnavailable')]),
    line('L_MsgKmsPID4', 'P.KeyManagementServiceProductKeyID'),
    line('L_MsgActivationInterval', 'P.VLActivationInterval'),
    line('L_MsgRenewalInterval', 'P.VLRenewalInterval'),
    either(hostCaching, 'L_MsgKmsHostCachingEnabled', 'L_MsgKmsHostCachingDisabled'),
  ),
  when(
    every(has('P.KeyManagementServiceMachine'), has('P.KeyManagementServiceLookupDomain')),
    blank,
    line('L_MsgKmsUseMachineNameOverrides', configured),
  ),
);
const client = all(
  choose(
    [is('P.VLActivationTypeEnabled', 1), line('L_MsgVLActivationTypeAD')],
    [is('P.VLActivationTypeEnabled', 2), line('L_MsgVLActivationTypeKMS')],
    [is('P.VLActivationTypeEnabled', 3), line('L_MsgVLActivationTypeToken')],
    [always, line('L_MsgVLActivationTypeAll')],
  ),
  choose(
    [is('P.VLActivationType', 1), all(heading('L_MsgADInfo'), activeDirectory)],
    [isToken, all(heading('L_MsgTkaInfo'), token)],
    [not(status('Licensed')), line('L_MsgPleaseActivateRefreshKMSInfo')],
    [always, all(heading('L_MsgKmsInfo'), kmsClient)],
  ),
);

const dnsPublishing = is('S.KeyManagementServiceDnsPublishing', true);
const kmsHost = all(
  blank,
  line('L_MsgKmsEnabled'),
  indented(
    line('L_MsgKmsCurrentCount', 'P.KeyManagementServiceCurrentCount'),
    line('L_MsgKmsListeningOnPort', ({ read }) => read('S.KeyManagementServiceListeningPort') || defaultPort),
    either(dnsPublishing, 'L_MsgKmsDnsPublishingEnabled', 'L_MsgKmsDnsPublishingDisabled'),
    either(is('S.KeyManagementServiceLowPriority', false), 'L_MsgKmsPriNormal', 'L_MsgKmsPriLow'),
  ),
  when(
    not(is('P.KeyManagementServiceTotalRequests', null)),
    blank,
    line('L_MsgKmsCumulativeRequestsFromClients'),
    indented(
      line('L_MsgKmsTotalRequestsRecieved', 'P.KeyManagementServiceTotalRequests'),
      line('L_MsgKmsFailedRequestsReceived', 'P.KeyManagementServiceFailedRequests'),
      line('L_MsgKmsRequestsWithStatusUnlicensed', 'P.KeyManagementServiceUnlicensedRequests'),
      line('L_MsgKmsRequestsWithStatusLicensed', 'P.KeyManagementServiceLicensedRequests'),
      line('L_MsgKmsRequestsWithStatusInitialGrace', 'P.KeyManagementServiceOOBGraceRequests'),
      line('L_MsgKmsRequestsWithStatusLicenseExpiredOrHwidOot', 'P.KeyManagementServiceOOTGraceRequests'),
      line('L_MsgKmsRequestsWithStatusNonGenuineGrace', 'P.KeyManagementServiceNonGenuineGraceRequests'),
      line('L_MsgKmsRequestsWithStatusNotification', 'P.KeyManagementServiceNotificationRequests'),
    ),
  ),
);

const orNotAvailable = (key: string, value: Source | Value): Lines =>
  line(key, (context) => resolve(context, value) || context.label('L_MsgNotAvailable'));
const avmaHost: Source = 'P.AutomaticVMActivationHostMachineName';
const avmaPid: Source = 'P.AutomaticVMActivationHostDigitalPid2';
const avmaTime = date('P.AutomaticVMActivationLastActivationTime');
const avma = all(
  orNotAvailable('L_MsgAVMAID', 'P.IAID'),
  when(
    (context) => [avmaHost, avmaTime, avmaPid].some((value) => has(value)(context)),
    heading('L_MsgAVMAInfo'),
    indented(
      orNotAvailable('L_MsgAVMAHostMachineName', avmaHost),
      orNotAvailable('L_MsgAVMALastActTime', avmaTime),
      orNotAvailable('L_MsgAVMAHostPid2', avmaPid),
    ),
  ),
);

const product = (verbose: boolean): Lines =>
  all(
    blank,
    line('L_MsgProductName', 'P.Name'),
    line('L_MsgProductDesc', 'P.Description'),
    optional('L_MsgTkaInfoAdditionalInfo', 'P.TokenActivationAdditionalInfo'),
    verbose ? identity : all(),
    choose([isKeyed, line('L_MsgPartialPKey', 'P.PartialProductKey')], [always, line('L_MsgErrorLicenseNotInUse')]),
    licenseStatus,
    verbose ? counts : all(),
    when(isClient, client),
    when(is('P.IsKeyManagementServiceMachine', 1), choose([isPrimary, kmsHost], [described('VOLUME_KMS'), kmsHost])),
    when(isAvma, avma),
    blank,
  );

/** `/xpr`: the product's name, and a sentence that ends with the instant which the minutes give. */
const end: Value = ({ read, now, formatDate }) =>
  formatDate(new Date(now.getTime() + Number(read('P.GracePeriodRemaining')) * 60_000));
const sentence: Lines = (context) => {
  const name = statusOf(context);
  const leased = status('Licensed')(context) && !isPermanent(context);
  const value = leased || name?.endsWith('Grace') ? end : undefined;
  return line(`L_MsgLicenseStatus${leased ? leaseOf(context) : name}`, value)(context);
};
const xpr = when(has(statusOf), (context) => [`${shown(context.read('P.Name'))}:`], indented(sentence));

/** Which products a command prints, and what of each. */
const byDefault: Condition = (context) => isPrimary(context) || every(isAddOn, isKeyed)(context);
const commands: Readonly<Record<SlmgrRun['command'], readonly [shows: Condition, prints: Lines]>> = {
  dlv: [byDefault, product(true)],
  dli: [byDefault, product(false)],
  dlvAll: [always, product(true)],
  xpr: [every(isWindows, isKeyed), xpr],
};

/** Dates as Windows' regional defaults show them in VBScript, which leaves out a time of midnight. */
export function regionalDate(region: 'en-US' | 'ja-JP', timeZone: string): (instant: Date) => string {
  const style = region === 'ja-JP' ? ({ dateStyle: 'medium', timeStyle: 'medium' } as const) : {};
  return (instant) => {
    const text = instant
      .toLocaleString(region, { timeZone, ...style })
      .replace(',', '')
      .replace(/\s/gu, ' ');
    return text.replace(/ (12:00:00 AM|0:00:00)$/, '');
  };
}

/** The text with `\n` line ends (the script itself writes CRLF). */
export function printSlmgr(run: SlmgrRun): string {
  const { command, now, formatDate = regionalDate('en-US', 'UTC') } = run;
  const sets = [...(run.labels ?? []), ...englishLabels];
  const texts = new Map(sets.toReversed().map(([key, text]) => [key.toLowerCase(), text])); // the first one wins
  const label = (key: string): string => texts.get(key.toLowerCase()) ?? '';
  const service = propertiesOf(run.service);
  const contextOf = (row: CimRow): Context => {
    const properties = propertiesOf(row);
    const read = (source: Source) => (source.startsWith('P.') ? properties : service)(source.slice(2));
    return { read, label, formatDate, now };
  };
  const [shows, prints] = commands[command];
  const printed = run.products.map(contextOf).filter(shows).flatMap(prints);
  const version = line('L_MsgServiceVersion', 'S.Version')(contextOf({}));
  const lines = printed.length > 0 ? printed : line('L_MsgErrorPKey')(contextOf({}));
  return [...(command.startsWith('dlv') ? version : []), ...lines, '', ''].join('\n');
}
