/**
 * The licensing classes of `root\cimv2`: names of their properties, and how other ways of asking them name and word things.
 * Sources: Microsoft Learn "SoftwareLicensingProduct class", "SoftwareLicensingService class",
 * "SoftwareLicensingTokenActivationLicense class" (previous-versions/windows/desktop/sppwmi), and for what Windows 8 to
 * 10 added to them "WMI Properties and Methods for Volume Activation"; properties of OfficeSoftwareProtectionProduct are
 * some of the first class'. OSLicense module: MicrosoftDocs/windows-powershell-docs, winserver2025-ps/OSLicense (09/2026).
 */

const words = (text: string): string[] => text.trim().split(/\s+/);
const lower = (names: readonly string[]): ReadonlySet<string> => new Set(names.map((name) => name.toLowerCase()));

/** Classes that a row may belong to; of an unsaid one the products are taken for the first. */
export const productClass = 'SoftwareLicensingProduct';
export const serviceClass = 'SoftwareLicensingService';
export const tokenClass = 'SoftwareLicensingTokenActivationLicense';
export const licensingClasses: readonly string[] = [
  productClass,
  'OfficeSoftwareProtectionProduct',
  serviceClass,
  tokenClass,
];
export const systemClass = 'Win32_OperatingSystem';

const shared = words(`
  KeyManagementServiceMachine KeyManagementServicePort KeyManagementServiceLookupDomain
  DiscoveredKeyManagementServiceMachineName DiscoveredKeyManagementServiceMachinePort
  DiscoveredKeyManagementServiceMachineIpAddress KeyManagementServiceProductKeyID IsKeyManagementServiceMachine
  KeyManagementServiceCurrentCount RequiredClientCount KeyManagementServiceTotalRequests
  KeyManagementServiceFailedRequests KeyManagementServiceUnlicensedRequests KeyManagementServiceLicensedRequests
  KeyManagementServiceOOBGraceRequests KeyManagementServiceOOTGraceRequests
  KeyManagementServiceNonGenuineGraceRequests KeyManagementServiceNotificationRequests
  VLActivationInterval VLRenewalInterval TokenActivationILID TokenActivationILVID TokenActivationGrantNumber
  TokenActivationCertificateThumbprint TokenActivationAdditionalInfo`);

const products = words(`
  ID Name Description ApplicationID LicenseStatus LicenseStatusReason GracePeriodRemaining EvaluationEndDate
  PartialProductKey ProductKeyID ProductKeyID2 ProductKeyChannel OfflineInstallationId LicenseFamily LicenseDependsOn
  LicenseIsAddon ProcessorURL MachineURL ProductKeyURL UseLicenseURL ValidationURL GenuineStatus ExtendedGrace
  TrustedTime VLActivationType VLActivationTypeEnabled ADActivationObjectName ADActivationObjectDN
  ADActivationCsvlkPid ADActivationCsvlkSkuId RemainingAppReArmCount RemainingSkuReArmCount IAID
  AutomaticVMActivationHostMachineName AutomaticVMActivationLastActivationTime AutomaticVMActivationHostDigitalPid2`);

const services = words(`
  Version ClientMachineID KeyManagementServiceListeningPort KeyManagementServiceDnsPublishing
  KeyManagementServiceLowPriority KeyManagementServiceHostCaching KeyManagementServiceActivationDisabled
  PolicyCacheRefreshRequired RemainingWindowsReArmCount OA2xBiosMarkerStatus OA2xBiosMarkerMinorVersion
  OA3xOriginalProductKey OA3xOriginalProductKeyDescription OA3xOriginalProductKeyPkPn SubscriptionType
  SubscriptionStatus SubscriptionEdition SubscriptionExpiry`);

const tokens = words('ILID ILVID AuthorizationStatus ExpirationDate AdditionalInfo');

/** Lower case: names that only a product, only the service and only a token's licence has, and that the first two have. */
export const productProperties = lower(products);
export const serviceProperties = lower(services);
export const tokenProperties = lower(tokens);
const sharedProperties = lower(shared);

/** Words that many another thing has too: they tell nothing about the class. */
const common = lower(words('ID Name Description Version ApplicationID LicenseFamily ExpirationDate AdditionalInfo'));

/** What tells whose licences they are; names of Win32_OperatingSystem (Microsoft Learn, CIMWin32 provider). */
const system = lower(words('Caption Version BuildNumber OperatingSystemSKU ProductType CSName'));

/** Lower case: every name that a row of interest may have. */
export const isKnownProperty = (name: string): boolean =>
  [productProperties, serviceProperties, tokenProperties, sharedProperties, system].some((names) => names.has(name));

const isTelling = (name: string): boolean => isKnownProperty(name) && !common.has(name) && !system.has(name);

/** Whether names (lower case) are those of a licensing class: two that nothing else has, or a status and whose it is. */
export function areLicensing(names: readonly string[]): boolean {
  if (names.filter(isTelling).length >= 2) return true;
  return names.includes('licensestatus') && names.some((name) => common.has(name));
}

/** Whether names (lower case) are those of the operating system, of which few are its own. */
export const areSystem = (names: readonly string[]): boolean =>
  names.includes('buildnumber') && names.filter((name) => system.has(name)).length >= 2;

/** The firmware's whole product key, the only secret of the classes: it is never kept, whatever it looks like. */
export const secretProperty = 'oa3xoriginalproductkey';

/** Lower case: properties of the type datetime. */
export const dateProperties = lower(
  words('EvaluationEndDate TrustedTime AutomaticVMActivationLastActivationTime ExpirationDate'),
);

/** Get-OSLicenseInfo joins a product with its service, and has a name of its own for the product's ID. */
export const osLicenseId = 'activationid';

/** What the OSLicense module says in place of a value that is not set ("contextual strings such as …"). */
export const unsetWords: ReadonlySet<string> = new Set(['n/a', 'not set']);

/**
 * LicenseStatus in words: the enumeration of the class page, and as slmgr.vbs and the OSLicense module say them. The
 * module says them in the language of Windows; in others than English they stay words, and the status unknown.
 */
export const statusWords: Readonly<Record<string, number>> = {
  unlicensed: 0,
  licensed: 1,
  oobgrace: 2,
  'initial grace period': 2,
  ootgrace: 3,
  'additional grace period (kms license expired or hardware out of tolerance)': 3,
  nongenuinegrace: 4,
  'non-genuine grace period': 4,
  notification: 5,
  extendedgrace: 6,
  'extended grace period': 6,
};
