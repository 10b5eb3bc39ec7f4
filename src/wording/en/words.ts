/** Single words and short phrases, by the values of the contract. */
import { table } from '../table.ts';

export const severities = table<string>({
  ok: 'OK',
  info: 'INFO',
  warning: 'WARNING',
  unknown: 'UNKNOWN',
  critical: 'CRITICAL',
});

export const statuses = table<string>({
  unlicensed: 'not activated (unlicensed)',
  licensed: 'activated (licensed)',
  initialGrace: 'in the first grace period, not yet activated',
  additionalGrace: 'in an additional grace period (KMS activation lapsed, or hardware changed)',
  nonGenuineGrace: 'in the grace period for Windows that was found not genuine',
  notification: 'not activated (notification mode)',
  extendedGrace: 'in an extended grace period',
  unknown: 'unknown',
});

export const channels = table<string>({
  kmsClient: 'KMS client key',
  kmsHost: 'KMS host key',
  mak: 'MAK',
  retail: 'retail key',
  oem: 'OEM key',
  avma: 'automatic VM activation',
  evaluation: 'evaluation',
  subscription: 'subscription',
  unknown: 'unknown kind of key',
});

export const methods = table<string>({
  kms: 'by a KMS host',
  ad: 'by Active Directory',
  token: 'by token',
});

export const outcomes = table<string>({
  complete: 'complete',
  partial: 'incomplete',
  failed: 'failed',
  unavailable: 'not available',
  skipped: 'not asked',
});

export const hostOutcomes = table<string>({
  open: 'answers',
  closed: 'refuses the connection',
  timedOut: 'does not answer',
  notResolved: 'name not found',
  unknown: 'unknown',
});

export const sources = table<string>({
  cim: 'CIM',
  slmgr: 'slmgr',
  registry: 'registry',
  services: 'services',
  events: 'event log',
  network: 'network',
});

/** Errors of a source that are no HRESULT. */
export const sourceErrors = table<string>({
  severalOutputs: 'more than one output',
  productKeyNotFound: 'no product key',
  vbscriptUnavailable: 'VBScript is missing or blocked',
  scriptHostUnavailable: 'Windows Script Host is missing or switched off',
  slmgrMissing: 'slmgr.vbs is missing',
  timedOut: 'no answer in time',
  outputTooLarge: 'far more output than an answer has',
  powershellMissing: 'PowerShell is missing or blocked',
  powershellEnded: 'PowerShell ended too early',
  cimCmdletsMissing: 'the CIM cmdlets are missing',
  connectionsNotTried: 'no connection was tried',
  notFinished: 'ended half-way',
  stopped: 'stopped',
  noAnswer: 'no answer',
  notAllAsked: 'too many names to ask them all',
});

export const subscriptions = table<string>({
  active: 'active',
  disabled: 'disabled',
  expired: 'expired',
  inactive: 'not active',
});

/** What an activation's end is, where the sources differ about it. */
export const validityKinds = table<string>({
  permanent: 'without an end',
  expires: 'with an end ahead',
  ended: 'ended',
  unknown: 'unknown',
});

/** What is compared between the sources, by the last part of its path. */
export const fields = table<string>({
  licenseStatus: 'Status',
  partialProductKey: 'End of the key',
  keyChannel: 'Kind of key',
  extendedPid: 'Extended PID',
  kind: 'Kind of validity',
  remainingMinutes: 'Minutes left',
  method: 'Activated by',
  clientMachineId: 'CMID',
  configuredHost: 'Configured KMS host',
  discoveredHost: 'KMS host found in DNS',
  products: 'Product',
});

/** Number and unit stay together on a line (U+00A0). */
const plural = (count: number, one: string): string => `${count}\u00a0${one}${count === 1 ? '' : 's'}`;

/** A length of time, rounded down: days, below two days hours, below two hours minutes. */
export function duration(minutes: number): string {
  if (minutes >= 2 * 1440) return plural(Math.floor(minutes / 1440), 'day');
  return minutes >= 120 ? plural(Math.floor(minutes / 60), 'hour') : plural(Math.floor(minutes), 'minute');
}

export const days = (count: number): string => plural(count, 'day');

export const list = (items: readonly string[]): string => items.join(', ');
