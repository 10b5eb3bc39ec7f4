/**
 * The classes as Windows has them: properties in order, each with its CIM type. Licensing classes: the property lists
 * of Microsoft's class pages and of public dumps of live classes; Win32 classes: Microsoft Learn.
 */

export type CimType =
  | 'string'
  | 'string[]'
  | 'boolean'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'sint16'
  | 'sint64'
  | 'datetime';
export type CimProperties = Readonly<Record<string, CimType>>;

const all = (type: CimType, names: string): CimProperties =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, type]));

const kms: CimProperties = {
  ...all(
    'string',
    'KeyManagementServiceProductKeyID KeyManagementServiceMachine DiscoveredKeyManagementServiceMachineName',
  ),
  ...all('uint32', 'KeyManagementServicePort DiscoveredKeyManagementServiceMachinePort IsKeyManagementServiceMachine'),
  ...all('uint32', 'KeyManagementServiceCurrentCount RequiredClientCount VLActivationInterval VLRenewalInterval'),
  ...all('uint32', 'KeyManagementServiceTotalRequests KeyManagementServiceFailedRequests'),
  ...all('uint32', 'KeyManagementServiceUnlicensedRequests KeyManagementServiceLicensedRequests'),
  ...all('uint32', 'KeyManagementServiceOOBGraceRequests KeyManagementServiceOOTGraceRequests'),
  ...all('uint32', 'KeyManagementServiceNonGenuineGraceRequests KeyManagementServiceNotificationRequests'),
  ...all('string', 'TokenActivationILID TokenActivationCertificateThumbprint TokenActivationAdditionalInfo'),
  ...all('uint32', 'TokenActivationILVID TokenActivationGrantNumber'),
};

/** Since Windows 8. */
const kmsLookup = all('string', 'KeyManagementServiceLookupDomain DiscoveredKeyManagementServiceMachineIpAddress');

/** Windows 7's product class, which Office's own service still has. */
export const officeProduct: CimProperties = {
  ...all('string', 'ID Name Description ApplicationID ProcessorURL MachineURL ProductKeyURL UseLicenseURL'),
  ...all('uint32', 'LicenseStatus LicenseStatusReason GracePeriodRemaining GenuineStatus ExtendedGrace'),
  ...all('datetime', 'EvaluationEndDate TrustedTime'),
  ...all('string', 'OfflineInstallationId PartialProductKey ProductKeyID LicenseFamily LicenseDependsOn'),
  ...all('boolean', 'LicenseIsAddon'),
  ...kms,
};

export const product: CimProperties = {
  ...officeProduct,
  ...kmsLookup,
  ...all('string', 'ValidationURL ProductKeyID2 ProductKeyChannel IAID'),
  ...all('uint32', 'VLActivationType VLActivationTypeEnabled RemainingAppReArmCount RemainingSkuReArmCount'),
  ...all('string', 'ADActivationObjectName ADActivationObjectDN ADActivationCsvlkPid ADActivationCsvlkSkuId'),
  ...all('string', 'AutomaticVMActivationHostMachineName AutomaticVMActivationHostDigitalPid2'),
  ...all('datetime', 'AutomaticVMActivationLastActivationTime'),
};

export const service: CimProperties = {
  ...all('string', 'Version ClientMachineID'),
  ...kms,
  ...kmsLookup,
  ...all('uint32', 'KeyManagementServiceListeningPort PolicyCacheRefreshRequired RemainingWindowsReArmCount'),
  ...all(
    'boolean',
    'KeyManagementServiceDnsPublishing KeyManagementServiceLowPriority KeyManagementServiceHostCaching',
  ),
  ...all('uint32', 'OA2xBiosMarkerStatus OA2xBiosMarkerMinorVersion'),
  ...all('string', 'OA3xOriginalProductKey OA3xOriginalProductKeyDescription OA3xOriginalProductKeyPkPn'),
};

/** On top of `service`, from build 19041 on. */
export const subscription: CimProperties = {
  ...all('uint32', 'SubscriptionType SubscriptionStatus'),
  ...all('string', 'SubscriptionEdition SubscriptionExpiry'),
};

export const tokenLicense: CimProperties = {
  ...all('string', 'ID ILID Description AdditionalInfo'),
  ...all('uint32', 'ILVID AuthorizationStatus'),
  ...all('datetime', 'ExpirationDate'),
};

export const operatingSystem: CimProperties = {
  ...all('string', 'Caption Version BuildNumber OSArchitecture SerialNumber CSName Locale SystemDirectory'),
  ...all('uint32', 'OperatingSystemSKU ProductType OSLanguage'),
  ...all('datetime', 'InstallDate LastBootUpTime LocalDateTime'),
  ...all('sint16', 'CurrentTimeZone'),
  ...all('string[]', 'MUILanguages'),
  ...all('uint64', 'TotalVisibleMemorySize'),
};

export const computerSystem: CimProperties = {
  ...all('string', 'Name DNSHostName Domain Workgroup Manufacturer Model SystemFamily'),
  ...all('boolean', 'PartOfDomain HypervisorPresent'),
  ...all('uint16', 'DomainRole'),
  ...all('uint64', 'TotalPhysicalMemory'),
};

export const systemProduct = all('string', 'Caption Description IdentifyingNumber Name SKUNumber UUID Vendor Version');
export const enclosure = all('string', 'Manufacturer SerialNumber SMBIOSAssetTag');
export const processor: CimProperties = {
  ...all('string', 'DeviceID Name'),
  ...all('uint32', 'NumberOfCores NumberOfLogicalProcessors'),
};
export const firewallRule: CimProperties = { ...all('string', 'InstanceID DisplayName'), ...all('uint16', 'Enabled') };
