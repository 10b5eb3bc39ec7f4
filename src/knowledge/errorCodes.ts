/**
 * Activation error codes: symbolic name, kind of trouble, where it was read; and ranges for the codes not listed.
 * Their texts stand in wording/{en,ja}/codes.ts.
 *
 * Sources, as letters in `sources`:
 * A MicrosoftDocs/SupportArticles-docs troubleshoot-activation-error-codes.md (01/15/2025) and windowsserverdocs
 *   activation-error-codes.md; H slerror.h (public copy, names as in [MS-ERREF]); S message table of slmgr.vbs;
 * W MicrosoftDocs/win32 system-error-codes--*.md and wmi-error-constants.md; O OfficeDocs-DeployOffice
 *   troubleshoot-volume-activation-of-office.md; P public troubleshooting pages; G general field knowledge.
 */

export type ErrorGroup =
  | 'information' // no error
  | 'dns' // no KMS host found in DNS
  | 'unreachable' // a KMS host is known and does not answer
  | 'host' // the KMS host's own problem
  | 'clock'
  | 'key'
  | 'exhausted' // the activations of a key are used up
  | 'edition' // edition and key or licence do not fit
  | 'hardware' // the hardware changed
  | 'genuine' // validation found it not genuine
  | 'lapsed' // what was valid is not any more
  | 'system' // rights, service, WMI
  | 'microsoft'; // Microsoft's servers not reached

export interface ErrorCode {
  /** `0x` and eight upper-case hex digits. */
  readonly code: string;
  /** The constant of the header; null where none was read. */
  readonly name: string | null;
  readonly group: ErrorGroup | null;
  readonly sources: string;
}

/**
 * One line a code. Groups that the reference's own list does not give, taken where its tables leave no doubt:
 * 4004F00C, 4004F00D, 4004FC06 (informational severity), C004F06B, C004C017, C004C4A2, C004F061, C004F214, C004F215,
 * 80070490, 4004F065, 4004F068, C004F067 (as C004F065 and C004F064), 80041002, 80041017, C004E002 (as C004E015),
 * C004F075, 8004FE33. That list counts hardware as edition and genuine as lapsed. 0xC004F065 has no name: the header
 * knows it only as 0x4004F065.
 */
export const errorCodes: readonly ErrorCode[] = [
  { code: '0x00000000', name: 'S_OK', group: 'information', sources: 'W' },
  { code: '0xC004F074', name: 'SL_E_VL_BINDING_SERVICE_UNAVAILABLE', group: 'unreachable', sources: 'A H' },
  { code: '0xC004F038', name: 'SL_E_VL_NOT_ENOUGH_COUNT', group: 'host', sources: 'A H' },
  { code: '0xC004F039', name: 'SL_E_VL_BINDING_SERVICE_NOT_ENABLED', group: 'unreachable', sources: 'A H' },
  { code: '0xC004F041', name: 'SL_E_VL_KEY_MANAGEMENT_SERVICE_NOT_ACTIVATED', group: 'host', sources: 'A H' },
  { code: '0xC004F042', name: 'SL_E_VL_KEY_MANAGEMENT_SERVICE_ID_MISMATCH', group: 'host', sources: 'A H' },
  { code: '0xC004F06C', name: 'SL_E_VL_INVALID_TIMESTAMP', group: 'clock', sources: 'A H' },
  { code: '0xC004F06B', name: 'SL_E_VL_KEY_MANAGEMENT_SERVICE_VM_NOT_SUPPORTED', group: 'host', sources: 'S' },
  { code: '0xC004F056', name: 'SL_E_VL_MACHINE_NOT_BOUND', group: 'lapsed', sources: 'H' },
  { code: '0xC004F075', name: 'SL_E_SERVICE_STOPPING', group: 'system', sources: 'S' },
  { code: '0x4004F040', name: 'SL_E_VL_INFO_PRODUCT_USER_RIGHT', group: 'information', sources: 'A H' },
  { code: '0xC004F035', name: 'SL_E_VL_NOT_WINDOWS_SLP', group: 'edition', sources: 'A H' },
  { code: '0xC004F00F', name: 'SL_E_OUT_OF_TOLERANCE', group: 'hardware', sources: 'A H' },
  { code: '0xC004F009', name: 'SL_E_GRACE_TIME_EXPIRED', group: 'lapsed', sources: 'A H' },
  { code: '0xC004F014', name: 'SL_E_PKEY_NOT_INSTALLED', group: 'key', sources: 'A H' },
  { code: '0xC004F015', name: 'SL_E_PRODUCT_SKU_NOT_INSTALLED', group: 'host', sources: 'A H' },
  { code: '0xC004F034', name: 'SL_E_EUL_NOT_AVAILABLE', group: 'lapsed', sources: 'A H' },
  { code: '0xC004F02C', name: 'SL_E_CIDIID_INVALID_DATA', group: null, sources: 'A H' },
  { code: '0xC004F050', name: 'SL_E_INVALID_PRODUCT_KEY', group: 'key', sources: 'A H' },
  { code: '0xC004F051', name: 'SL_E_BLOCKED_PRODUCT_KEY', group: 'key', sources: 'A H' },
  { code: '0xC004F061', name: 'SL_E_PKEY_INVALID_UPGRADE', group: 'key', sources: 'A H' },
  { code: '0xC004F063', name: 'SL_E_SLP_OEM_CERT_MISSING', group: null, sources: 'H' },
  { code: '0xC004F064', name: 'SL_E_NONGENUINE_GRACE_TIME_EXPIRED', group: 'genuine', sources: 'A H' },
  { code: '0xC004F065', name: null, group: 'genuine', sources: 'A H S' },
  { code: '0xC004F069', name: 'SL_E_MISMATCHED_PRODUCT_SKU', group: 'key', sources: 'H G' },
  { code: '0xC004F012', name: 'SL_E_VALUE_NOT_FOUND', group: null, sources: 'H G' },
  { code: '0xC004F017', name: 'SL_E_PUBLISHING_LICENSE_NOT_INSTALLED', group: null, sources: 'H G' },
  { code: '0xC004F025', name: 'SL_E_LUA_ACCESSDENIED', group: 'system', sources: 'A H' },
  { code: '0xC004F200', name: 'SL_E_NOT_GENUINE', group: 'genuine', sources: 'H' },
  { code: '0xC004F210', name: 'SL_E_EDITION_MISMATCHED', group: 'edition', sources: 'H G' },
  { code: '0xC004F211', name: 'SL_E_HWID_CHANGED', group: 'hardware', sources: 'H G' },
  { code: '0xC004F212', name: 'SL_E_OEM_KEY_EDITION_MISMATCH', group: 'edition', sources: 'H G' },
  { code: '0xC004F213', name: 'SL_E_NO_PRODUCT_KEY_FOUND', group: 'edition', sources: 'H G' },
  { code: '0xC004F214', name: 'SL_E_DOWNLEVEL_SETUP_KEY', group: 'key', sources: 'H' },
  { code: '0xC004F215', name: 'SL_E_BIOS_KEY', group: 'key', sources: 'H' },
  { code: '0xC004FC07', name: 'SL_E_VALIDITY_PERIOD_EXPIRED', group: 'lapsed', sources: 'H G' },
  { code: '0xC004FC03', name: 'E_RM_UNKNOWN_ERROR', group: 'microsoft', sources: 'A H' },
  { code: '0xC004FE00', name: 'SL_E_TAMPER_RECOVERY_REQUIRES_ACTIVATION', group: null, sources: 'A H' },
  { code: '0x4004FC04', name: 'SL_I_TIMEBASED_VALIDITY_PERIOD', group: 'information', sources: 'H' },
  { code: '0x4004FC05', name: 'SL_I_PERPETUAL_OOB_GRACE_PERIOD', group: 'information', sources: 'H' },
  { code: '0x4004F00C', name: 'SL_I_OOB_GRACE_PERIOD', group: 'information', sources: 'H' },
  { code: '0x4004F00D', name: 'SL_I_OOT_GRACE_PERIOD', group: 'information', sources: 'H' },
  { code: '0x4004F401', name: 'SL_I_STORE_BASED_ACTIVATION', group: 'information', sources: 'H' },
  { code: '0xC004F081', name: 'SL_E_VL_AD_AO_NOT_FOUND', group: null, sources: 'H' },
  { code: '0xC004F082', name: 'SL_E_VL_AD_AO_NAME_TOO_LONG', group: null, sources: 'H' },
  { code: '0xC004F083', name: 'SL_E_VL_AD_SCHEMA_VERSION_NOT_SUPPORTED', group: null, sources: 'H' },
  { code: '0xC004C001', name: 'SL_E_CHPA_PRODUCT_KEY_OUT_OF_RANGE', group: 'key', sources: 'A H' },
  { code: '0xC004C003', name: 'SL_E_CHPA_PRODUCT_KEY_BLOCKED', group: 'key', sources: 'A H' },
  { code: '0xC004C008', name: 'SL_E_CHPA_MAXIMUM_UNLOCK_EXCEEDED', group: 'exhausted', sources: 'A H' },
  { code: '0xC004C017', name: null, group: 'key', sources: 'S' },
  { code: '0xC004C020', name: 'SL_E_CHPA_DMAK_LIMIT_EXCEEDED', group: 'exhausted', sources: 'A H' },
  { code: '0xC004C021', name: 'SL_E_CHPA_DMAK_EXTENSION_LIMIT_EXCEEDED', group: 'exhausted', sources: 'A H' },
  { code: '0xC004C4A2', name: null, group: 'key', sources: 'A' },
  { code: '0xC004B100', name: 'SL_E_SRV_GENERAL_ERROR', group: 'key', sources: 'A H' },
  { code: '0xC004D302', name: null, group: null, sources: 'H' },
  { code: '0xC004D307', name: null, group: null, sources: 'H S' },
  { code: '0xC004E002', name: 'SL_E_TOKEN_STORE_INVALID_STATE', group: 'system', sources: 'H G' },
  { code: '0xC004E003', name: 'SL_E_EVALUATION_FAILED', group: null, sources: 'H G' },
  { code: '0xC004E015', name: 'SL_E_EUL_CONSUMPTION_FAILED', group: 'system', sources: 'A H' },
  { code: '0xC004E016', name: 'SL_E_PKEY_INVALID_CONFIG', group: 'key', sources: 'H G' },
  { code: '0xC004FD00', name: 'SL_E_IA_THROTTLE_LIMIT_EXCEEDED', group: null, sources: 'H' },
  { code: '0xC004FD01', name: 'SL_E_IA_INVALID_VIRTUALIZATION_PLATFORM', group: null, sources: 'H' },
  { code: '0xC004FD02', name: 'SL_E_IA_PARENT_PARTITION_NOT_ACTIVATED', group: null, sources: 'H' },
  { code: '0xC004FD03', name: 'SL_E_IA_ID_MISMATCH', group: null, sources: 'H' },
  { code: '0xC004FD04', name: 'SL_E_IA_MACHINE_NOT_BOUND', group: null, sources: 'H' },
  { code: '0x8007232B', name: 'DNS_ERROR_RCODE_NAME_ERROR', group: 'dns', sources: 'A W' },
  { code: '0x8007232A', name: 'DNS_ERROR_RCODE_SERVER_FAILURE', group: 'dns', sources: 'A W' },
  { code: '0x8007251D', name: 'DNS_INFO_NO_RECORDS', group: 'dns', sources: 'A W' },
  { code: '0x80092328', name: null, group: 'dns', sources: 'A' },
  { code: '0x8007007B', name: 'ERROR_INVALID_NAME', group: 'dns', sources: 'A W' },
  { code: '0x80072338', name: 'DNS_ERROR_RCODE_BADSIG', group: 'host', sources: 'W A' },
  { code: '0x8007267C', name: 'DNS_ERROR_NO_DNS_SERVERS', group: 'dns', sources: 'A W' },
  { code: '0x800706BA', name: 'RPC_S_SERVER_UNAVAILABLE', group: 'unreachable', sources: 'A W' },
  { code: '0x80070005', name: 'E_ACCESSDENIED', group: 'system', sources: 'A W' },
  { code: '0x8007000D', name: 'ERROR_INVALID_DATA', group: 'system', sources: 'A W G' },
  { code: '0x80070057', name: 'E_INVALIDARG', group: null, sources: 'W' },
  { code: '0x80070422', name: 'ERROR_SERVICE_DISABLED', group: 'system', sources: 'W G' },
  { code: '0x80070490', name: 'ERROR_NOT_FOUND', group: 'key', sources: 'A W' },
  { code: '0x800705B4', name: 'ERROR_TIMEOUT', group: 'unreachable', sources: 'W G' },
  { code: '0x80072EE2', name: 'ERROR_INTERNET_TIMEOUT', group: 'microsoft', sources: 'A W' },
  { code: '0x80072EE7', name: 'ERROR_INTERNET_NAME_NOT_RESOLVED', group: 'microsoft', sources: 'A W' },
  { code: '0x8007139F', name: 'ERROR_INVALID_STATE', group: 'unreachable', sources: 'A W' },
  { code: '0xC0020017', name: 'RPC_NT_SERVER_UNAVAILABLE', group: 'unreachable', sources: 'A W' },
  { code: '0x80041010', name: 'WBEM_E_INVALID_CLASS', group: 'system', sources: 'W' },
  { code: '0x80041003', name: 'WBEM_E_ACCESS_DENIED', group: 'system', sources: 'W' },
  { code: '0x80041002', name: 'WBEM_E_NOT_FOUND', group: 'system', sources: 'W' },
  { code: '0x80041017', name: 'WBEM_E_INVALID_QUERY', group: 'system', sources: 'W' },
  { code: '0x8004FE21', name: null, group: null, sources: 'A' },
  { code: '0x8004FE33', name: null, group: 'microsoft', sources: 'O' },
  { code: '0x87E10BC6', name: 'LM_E_CONTENT_NOT_IN_CATALOG', group: 'microsoft', sources: 'G P' },
  { code: '0x803F7001', name: null, group: null, sources: 'A G' },

  // Further names of slerror.h
  { code: '0xC004F001', name: 'SL_E_INTERNAL_ERROR', group: null, sources: 'H' },
  { code: '0xC004F002', name: 'SL_E_RIGHT_NOT_CONSUMED', group: null, sources: 'H' },
  { code: '0xC004F003', name: 'SL_E_USE_LICENSE_NOT_INSTALLED', group: null, sources: 'H G' },
  { code: '0xC004F004', name: 'SL_E_MISMATCHED_PKEY_RANGE', group: null, sources: 'H' },
  { code: '0xC004F005', name: 'SL_E_MISMATCHED_PID', group: null, sources: 'H' },
  { code: '0xC004F006', name: 'SL_E_EXTERNAL_SIGNATURE_NOT_FOUND', group: null, sources: 'H G' },
  { code: '0xC004F007', name: 'SL_E_RAC_NOT_AVAILABLE', group: null, sources: 'H G' },
  { code: '0xC004F008', name: 'SL_E_SPC_NOT_AVAILABLE', group: null, sources: 'H G' },
  { code: '0xC004F00A', name: 'SL_E_MISMATCHED_APPID', group: null, sources: 'H' },
  { code: '0xC004F00B', name: 'SL_E_NO_PID_CONFIG_DATA', group: null, sources: 'H G' },
  { code: '0xC004F00E', name: 'SL_E_MISMATCHED_SECURITY_PROCESSOR', group: null, sources: 'H G' },
  { code: '0xC004F010', name: 'SL_E_INVALID_PKEY', group: null, sources: 'H' },
  { code: '0xC004F011', name: 'SL_E_LICENSE_FILE_NOT_INSTALLED', group: null, sources: 'H G' },
  { code: '0xC004F013', name: 'SL_E_RIGHT_NOT_GRANTED', group: null, sources: 'H' },
  { code: '0xC004F016', name: 'SL_E_NOT_SUPPORTED', group: null, sources: 'H' },
  { code: '0xC004F018', name: 'SL_E_LICENSE_SERVER_URL_NOT_FOUND', group: null, sources: 'H' },
  { code: '0xC004F01D', name: 'SL_E_LICENSE_SIGNATURE_VERIFICATION_FAILED', group: null, sources: 'H G' },
  { code: '0xC004F01F', name: 'SL_E_INVALID_LICENSE', group: null, sources: 'H G' },
  { code: '0xC004F020', name: 'SL_E_INVALID_PACKAGE', group: null, sources: 'H G' },
  { code: '0xC004F021', name: 'SL_E_VALIDITY_TIME_EXPIRED', group: null, sources: 'H' },
  { code: '0xC004F022', name: 'SL_E_LICENSE_AUTHORIZATION_FAILED', group: null, sources: 'H' },
  { code: '0xC004F023', name: 'SL_E_LICENSE_DECRYPTION_FAILED', group: null, sources: 'H G' },
  { code: '0xC004F024', name: 'SL_E_WINDOWS_INVALID_LICENSE_STATE', group: null, sources: 'H G' },
  { code: '0xC004F026', name: 'SL_E_PROXY_KEY_NOT_FOUND', group: null, sources: 'H G' },
  { code: '0xC004F027', name: 'SL_E_TAMPER_DETECTED', group: null, sources: 'H G' },
  { code: '0xC004F028', name: 'SL_E_POLICY_CACHE_INVALID', group: null, sources: 'H G' },
  { code: '0xC004F029', name: 'SL_E_INVALID_RUNNING_MODE', group: null, sources: 'H' },
  { code: '0xC004F02A', name: 'SL_E_SLP_NOT_SIGNED', group: null, sources: 'H G' },
  { code: '0xC004F02D', name: 'SL_E_CIDIID_INVALID_VERSION', group: null, sources: 'H' },
  { code: '0xC004F02E', name: 'SL_E_CIDIID_VERSION_NOT_SUPPORTED', group: null, sources: 'H' },
  { code: '0xC004F02F', name: 'SL_E_CIDIID_INVALID_DATA_LENGTH', group: null, sources: 'H' },
  { code: '0xC004F030', name: 'SL_E_CIDIID_NOT_DEPOSITED', group: null, sources: 'H' },
  { code: '0xC004F031', name: 'SL_E_CIDIID_MISMATCHED', group: null, sources: 'H' },
  { code: '0xC004F032', name: 'SL_E_INVALID_BINDING_BLOB', group: null, sources: 'H G' },
  { code: '0xC004F033', name: 'SL_E_PRODUCT_KEY_INSTALLATION_NOT_ALLOWED', group: null, sources: 'H' },
  { code: '0xC004F047', name: 'SL_E_PROXY_POLICY_NOT_UPDATED', group: null, sources: 'H' },
  { code: '0xC004F04D', name: 'SL_E_CIDIID_INVALID_CHECK_DIGITS', group: null, sources: 'H' },
  { code: '0xC004F04F', name: 'SL_E_LICENSE_MANAGEMENT_DATA_NOT_FOUND', group: null, sources: 'H G' },
  { code: '0xC004F052', name: 'SL_E_DUPLICATE_POLICY', group: null, sources: 'H G' },
  { code: '0xC004F053', name: 'SL_E_MISSING_OVERRIDE_ONLY_ATTRIBUTE', group: null, sources: 'H G' },
  { code: '0xC004F054', name: 'SL_E_LICENSE_MANAGEMENT_DATA_DUPLICATED', group: null, sources: 'H G' },
  { code: '0xC004F055', name: 'SL_E_BASE_SKU_NOT_AVAILABLE', group: null, sources: 'H' },
  { code: '0xC004F057', name: 'SL_E_SLP_MISSING_ACPI_SLIC', group: null, sources: 'H G' },
  { code: '0xC004F058', name: 'SL_E_SLP_MISSING_SLP_MARKER', group: null, sources: 'H G' },
  { code: '0xC004F059', name: 'SL_E_SLP_BAD_FORMAT', group: null, sources: 'H G' },
  { code: '0xC004F060', name: 'SL_E_INVALID_PACKAGE_VERSION', group: null, sources: 'H G' },
  { code: '0xC004F062', name: 'SL_E_ISSUANCE_LICENSE_NOT_INSTALLED', group: null, sources: 'H G' },
  { code: '0x4004F065', name: 'SL_I_NONGENUINE_GRACE_PERIOD', group: 'genuine', sources: 'H' },
  { code: '0xC004F066', name: 'SL_E_DEPENDENT_PROPERTY_NOT_SET', group: null, sources: 'H' },
  { code: '0xC004F067', name: 'SL_E_NONGENUINE_GRACE_TIME_EXPIRED_2', group: 'genuine', sources: 'H' },
  { code: '0x4004F068', name: 'SL_I_NONGENUINE_GRACE_PERIOD_2', group: 'genuine', sources: 'H' },
  { code: '0xC004F06A', name: 'SL_E_OPERATION_NOT_ALLOWED', group: null, sources: 'H' },
  { code: '0xC004F071', name: 'SL_E_PLUGIN_INVALID_MANIFEST', group: null, sources: 'H G' },
  { code: '0xC004F072', name: 'SL_E_APPLICATION_POLICIES_MISSING', group: null, sources: 'H G' },
  { code: '0xC004F073', name: 'SL_E_APPLICATION_POLICIES_NOT_LOADED', group: null, sources: 'H G' },
  { code: '0xC004F076', name: 'SL_E_PLUGIN_NOT_REGISTERED', group: null, sources: 'H G' },
  { code: '0xC004F077', name: 'SL_E_AUTHN_WRONG_VERSION', group: null, sources: 'H' },
  { code: '0xC004F078', name: 'SL_E_AUTHN_MISMATCHED_KEY', group: null, sources: 'H' },
  { code: '0xC004F079', name: 'SL_E_AUTHN_CHALLENGE_NOT_SET', group: null, sources: 'H' },
  { code: '0xC004F07A', name: 'SL_E_AUTHN_CANT_VERIFY', group: null, sources: 'H' },
  { code: '0xC004F07B', name: 'SL_E_SERVICE_RUNNING', group: null, sources: 'H' },
  { code: '0xC004F07C', name: 'SL_E_SLP_INVALID_MARKER_VERSION', group: null, sources: 'H G' },
  { code: '0xC004F07D', name: 'SL_E_INVALID_PRODUCT_KEY_TYPE', group: null, sources: 'H' },
  { code: '0xC004F07E', name: 'SL_E_CIDIID_MISMATCHED_PKEY', group: null, sources: 'H' },
  { code: '0xC004F07F', name: 'SL_E_CIDIID_NOT_BOUND', group: null, sources: 'H' },
  { code: '0xC004F080', name: 'SL_E_LICENSE_NOT_BOUND', group: null, sources: 'H' },
  { code: '0xC004F090', name: 'SL_E_SLP_MSOA_BAD_FORMAT', group: null, sources: 'H G' },
  { code: '0xC004F091', name: 'SL_E_SLP_MSOA_BAD_DATA_HEADER', group: null, sources: 'H G' },
  { code: '0xC004F092', name: 'SL_E_SLP_MSOA_INVALID_DATA_LENGTH', group: null, sources: 'H G' },
  { code: '0xC004F093', name: 'SL_E_SLP_MSOA_INVALID_PRODUCT_KEY', group: null, sources: 'H' },
  { code: '0xC004F094', name: 'SL_E_INCOMPLETE_OR_OLD_DISM_BINARIES', group: null, sources: 'H' },
  { code: '0xC004F095', name: 'SL_E_SLP_MSOA_PRODUCT_KEY_MISMATCH', group: null, sources: 'H' },
  { code: '0xC004F301', name: 'SL_E_TKA_CHALLENGE_EXPIRED', group: null, sources: 'H' },
  { code: '0xC004F302', name: 'SL_E_TKA_SILENT_ACTIVATION_FAILURE', group: null, sources: 'H' },
  { code: '0xC004F303', name: 'SL_E_TKA_INVALID_CERT_CHAIN', group: null, sources: 'H' },
  { code: '0xC004F304', name: 'SL_E_TKA_GRANT_NOT_FOUND', group: null, sources: 'H' },
  { code: '0xC004F305', name: 'SL_E_TKA_CERT_NOT_FOUND', group: null, sources: 'H' },
  { code: '0xC004F306', name: 'SL_E_TKA_INVALID_SKU_ID', group: null, sources: 'H' },
  { code: '0xC004F307', name: 'SL_E_TKA_INVALID_BLOB', group: null, sources: 'H' },
  { code: '0xC004F308', name: 'SL_E_TKA_TAMPERED_CERT_CHAIN', group: null, sources: 'H' },
  { code: '0xC004F309', name: 'SL_E_TKA_CHALLENGE_MISMATCH', group: null, sources: 'H' },
  { code: '0xC004F30A', name: 'SL_E_TKA_INVALID_CERTIFICATE', group: null, sources: 'H' },
  { code: '0xC004F30B', name: 'SL_E_TKA_INVALID_SMARTCARD', group: null, sources: 'H' },
  { code: '0xC004F30C', name: 'SL_E_TKA_FAILED_GRANT_PARSING', group: null, sources: 'H' },
  { code: '0xC004F30D', name: 'SL_E_TKA_INVALID_THUMBPRINT', group: null, sources: 'H' },
  { code: '0xC004F30E', name: 'SL_E_TKA_THUMBPRINT_CERT_NOT_FOUND', group: null, sources: 'H' },
  { code: '0xC004F30F', name: 'SL_E_TKA_CRITERIA_MISMATCH', group: null, sources: 'H' },
  { code: '0xC004F310', name: 'SL_E_TKA_TPID_MISMATCH', group: null, sources: 'H' },
  { code: '0xC004F311', name: 'SL_E_TKA_SOFT_CERT_DISALLOWED', group: null, sources: 'H' },
  { code: '0xC004F312', name: 'SL_E_TKA_SOFT_CERT_INVALID', group: null, sources: 'H' },
  { code: '0xC004F313', name: 'SL_E_TKA_CERT_CNG_NOT_AVAILABLE', group: null, sources: 'H' },
  { code: '0x4004FC06', name: 'SL_I_TIMEBASED_EXTENDED_GRACE_PERIOD', group: 'information', sources: 'H' },
  { code: '0x8004E026', name: 'SL_E_INVALID_USE_OF_ADD_ON_PKEY', group: null, sources: 'H' },
  { code: '0xC004E027', name: 'SL_E_WINDOWS_VERSION_MISMATCH', group: null, sources: 'H G' },
  { code: '0xC004E028', name: 'SL_E_ACTIVATION_IN_PROGRESS', group: null, sources: 'H' },
  { code: '0xC004E029', name: 'SL_E_STORE_UPGRADE_TOKEN_REQUIRED', group: null, sources: 'H' },
  { code: '0xC004E02A', name: 'SL_E_STORE_UPGRADE_TOKEN_WRONG_EDITION', group: null, sources: 'H' },
  { code: '0x8004D102', name: 'SL_REMAPPING_SP_STATUS_SYSTEM_TIME_SKEWED', group: null, sources: 'H' },
];

const byCode = new Map(errorCodes.map((entry) => [entry.code, entry]));

/** The entry of a code (`0x` and eight upper-case hex digits), or null where it is not listed; from errorCodes. */
export function findErrorCode(code: string): ErrorCode | null {
  return byCode.get(code) ?? null;
}

/**
 * Ranges of unsigned codes, the more specific first. C004…: slerror.h; DNS (9000–9999), Winsock (10000–11999), WinINet and
 * WinHTTP (from 12000), RPC (1700–1783): system-error-codes; WMI: wmi-error-constants; the others by the facility of an
 * HRESULT or NTSTATUS, and what has no severity of a failure is information: [MS-ERREF] 2.1 and 2.3, winerror.h. A number
 * below 0x10000 is left out: it may be a Win32 error that somebody took for a whole code.
 */
export const errorFamilies: readonly { readonly id: string; readonly from: number; readonly to: number }[] = [
  { id: 'tokenActivation', from: 0xc004f300, to: 0xc004f3ff },
  { id: 'storeActivation', from: 0xc004f400, to: 0xc004f4ff },
  { id: 'licensingService', from: 0xc004f000, to: 0xc004f0ff },
  { id: 'subscription', from: 0xc004fc00, to: 0xc004fcff },
  { id: 'avma', from: 0xc004fd00, to: 0xc004fdff },
  { id: 'licenceStore', from: 0xc004e000, to: 0xc004e0ff },
  { id: 'trustedStore', from: 0xc004d000, to: 0xc004d0ff },
  { id: 'trustedStore', from: 0xc004d300, to: 0xc004d3ff },
  { id: 'activationServer', from: 0xc004c000, to: 0xc004c0ff },
  { id: 'licensing', from: 0xc0040000, to: 0xc004ffff },
  { id: 'licensing', from: 0x8004b000, to: 0x8004ffff },
  { id: 'wmi', from: 0x80041000, to: 0x80041fff },
  { id: 'com', from: 0x80040000, to: 0x8004afff },
  { id: 'com', from: 0x80000000, to: 0x8002ffff },
  { id: 'rpc', from: 0x800706a4, to: 0x800706f7 },
  { id: 'dns', from: 0x80072328, to: 0x8007270f },
  { id: 'winsock', from: 0x80072710, to: 0x80072edf },
  { id: 'winInet', from: 0x80072ee0, to: 0x80072fff },
  { id: 'win32', from: 0x80070000, to: 0x8007ffff },
  { id: 'security', from: 0x80090000, to: 0x8009ffff },
  { id: 'script', from: 0x800a0000, to: 0x800affff },
  { id: 'windowsUpdate', from: 0x80240000, to: 0x8024ffff },
  { id: 'store', from: 0x803f7000, to: 0x803f8fff },
  { id: 'store', from: 0x87e10000, to: 0x87e1ffff },
  { id: 'rpc', from: 0xc0020000, to: 0xc003ffff },
  { id: 'ntStatus', from: 0xc0000000, to: 0xc000ffff },
  { id: 'information', from: 0x00010000, to: 0x7fffffff },
];

/** The id of the first family that holds a code written as above, or null; from errorFamilies. */
export function familyOf(code: string): string | null {
  if (!/^0x[0-9A-F]{8}$/.test(code)) return null;
  const value = Number(code);
  return errorFamilies.find(({ from, to }) => from <= value && value <= to)?.id ?? null;
}
