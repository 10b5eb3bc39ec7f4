/** One row of SoftwareLicensingProduct (or OfficeSoftwareProtectionProduct) as a product of the report. */
import { channelOf, familyOf } from '../../knowledge/channels.ts';
import type { LicenseStatus, Product } from '../report.ts';
import { licenseStatuses } from '../reportWords.ts';
import { validityOf } from '../validity.ts';
import { readKmsClient } from './kmsClient.ts';
import type { Row } from './row.ts';

/** VLActivationTypeEnabled: which type is allowed; 0 and null both mean all. */
const activationTypes = ['all', 'ad', 'kms', 'token'] as const;

/** VLActivationType: how the last successful volume activation came; 0 and null mean never. */
const methods = [null, 'ad', 'kms', 'token'] as const;

function readStatus(row: Row): LicenseStatus {
  return row.oneOf('LicenseStatus', licenseStatuses) ?? 'unknown';
}

/** Older classes have no VLActivationType: there the blocks that are filled tell the method. */
function readMethod(row: Row): Product['method'] {
  const stated = row.oneOf('VLActivationType', methods);
  if (stated !== null) return stated;
  if (row.uint32('TokenActivationILVID') !== null) return 'token';
  if (row.text('ADActivationObjectName') !== null) return 'ad';
  return row.text('KeyManagementServiceProductKeyID') === null ? null : 'kms';
}

function readActiveDirectory(row: Row): Product['activeDirectory'] {
  const block = {
    objectName: row.text('ADActivationObjectName'),
    objectDn: row.text('ADActivationObjectDN'),
    extendedPid: row.text('ADActivationCsvlkPid'),
    activationId: row.text('ADActivationCsvlkSkuId'),
  };
  return block.objectName === null && block.objectDn === null ? null : block;
}

function readToken(row: Row): Product['token'] {
  const ilvid = row.uint32('TokenActivationILVID'); // 0xFFFFFFFF = not token-activated (slmgr.vbs)
  if (ilvid === null) return null;
  return {
    ilid: row.text('TokenActivationILID'),
    ilvid,
    grantNumber: row.uint32('TokenActivationGrantNumber'),
    thumbprint: row.text('TokenActivationCertificateThumbprint'),
  };
}

function readAvma(row: Row): NonNullable<Product['avma']> {
  return {
    iaid: row.text('IAID'),
    hostName: row.text('AutomaticVMActivationHostMachineName'),
    activatedAt: row.instant('AutomaticVMActivationLastActivationTime'),
    hostPid2: row.text('AutomaticVMActivationHostDigitalPid2'),
  };
}

/** `service`: the one row of SoftwareLicensingService, where there is one. `collectedAt`: ISO 8601 UTC. */
export function readProduct(row: Row, service: Row | null, collectedAt: string): Product {
  const name = row.text('Name');
  const description = row.text('Description');
  const applicationId = row.text('ApplicationID');
  const keyChannel = row.text('ProductKeyChannel');
  const family = familyOf(applicationId, name);
  const channel = channelOf({ name, keyChannel, description });
  const status = readStatus(row);
  const reason = row.code('LicenseStatusReason');
  const client = channel === 'kmsClient';
  const method = client ? readMethod(row) : null;
  const avma = channel === 'avma' ? readAvma(row) : null;
  const lease = {
    status,
    remainingMinutes: row.uint32('GracePeriodRemaining'),
    reason,
    channel,
    method,
    traceOfLease: method !== null || (avma?.activatedAt ?? null) !== null,
    activatedAt: avma?.activatedAt ?? null,
  };
  return {
    activationId: row.text('ID'),
    applicationId,
    family,
    name,
    description,
    addOn: row.boolean('LicenseIsAddon') ?? false,
    channel,
    keyChannel,
    partialProductKey: row.text('PartialProductKey'),
    extendedPid: row.text('ProductKeyID'),
    licenseStatus: status,
    reason: reason === '0x00000000' ? null : reason,
    validity: validityOf(lease, collectedAt),
    activationType: client ? (row.oneOf('VLActivationTypeEnabled', activationTypes) ?? 'all') : null,
    method,
    kms: client ? readKmsClient(row, service) : null,
    activeDirectory: client ? readActiveDirectory(row) : null,
    token: client ? readToken(row) : null,
    avma,
    subscription: null,
    evaluationEndsAt: row.instant('EvaluationEndDate'),
    rearm: {
      windows: family === 'windows' ? (service?.uint32('RemainingWindowsReArmCount') ?? null) : null,
      application: family === 'windows' ? null : row.uint32('RemainingAppReArmCount'),
      sku: row.uint32('RemainingSkuReArmCount'),
    },
  };
}
