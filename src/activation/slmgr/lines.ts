/**
 * Every line of `/dlv`, `/dli`, `/xpr` and of error output that is understood: its resource name, how the script prints
 * it, and what it says about the page. Order and conditions: slmgr.vbs. No word of any language stands here.
 */

import { minutesPerDay } from '../../knowledge/figures.ts';
import { codeOf, parseErrorCode } from '../code.ts';
import { portOf } from '../port.ts';
import type { KmsHost, LicenseStatus, Product } from '../report.ts';
import type { Hit, Shape } from './dictionary.ts';
import type { Page } from './page.ts';
import { countOf, hostAndPortOf, identifierOf, isWithheld, textOf } from './values.ts';

type Values = Hit['values'];
export interface Line {
  readonly key: string;
  readonly shape: Shape;
  /** `raw`: the line as it stood, for what can only be put aside. */
  readonly say: (page: Page, values: Values, raw: string) => void;
  /** Set on a line that states a status: two of these printed alike leave the status unknown. */
  readonly status?: LicenseStatus;
  /** Whether the line can be this with these values; where left out, it can. */
  readonly fits?: (values: Values) => boolean;
  /** Set on a line of `/xpr`, which takes the line before it as its product's name. */
  readonly sentence?: true;
}

const nothing = (): void => {};
/** The last five characters of a key: all that slmgr.vbs ever prints of it. */
const lastFive = /^[A-Z0-9]{5}$/i;
const whole = (key: string, say: Line['say'] = nothing): Line => ({ key, shape: 'whole', say });
const label = (key: string, say: (page: Page, value: string | null) => void): Line => ({
  key,
  shape: 'label',
  say: (page, values) => say(page, textOf(values.get('VALUE'))),
});
const identifier = (key: string, say: (page: Page, value: string | null) => void): Line => ({
  key,
  shape: 'label',
  say: (page, values) => say(page, identifierOf(values.get('VALUE'))),
});
const counted = (key: string, say: (page: Page, value: number | null) => void): Line => ({
  key,
  shape: 'label',
  say: (page, values) => say(page, countOf(values.get('VALUE'))),
});
const template = (key: string, placeholder: string, say: (page: Page, value: string | undefined) => void): Line => ({
  key,
  shape: 'template',
  say: (page, values) => say(page, values.get(placeholder)),
});
/** A date in the user's locale: kept as printed, never parsed. */
const localDate = (key: string): Line => ({ key, shape: 'label', say: (page, _, raw) => page.putAside(raw) });

const status = (key: string, value: LicenseStatus): Line => ({
  key,
  shape: 'whole',
  status: value,
  say: (page) => {
    const { draft } = page;
    // The script says it once: said again and differently, it is of another machine or another time.
    const differs = draft.status !== null && draft.status !== value;
    page.contradictory ||= differs;
    draft.status = differs ? 'unknown' : value;
  },
});
/** A date of any region, or a mask in its place: without, a person wrote that something "will expire". */
function endsOnDate(values: Values): boolean {
  const end = values.get('ENDDATE');
  return end === undefined || isWithheld(end) || (/\p{Nd}/u.test(end) && end.length <= 80);
}
/** `/xpr`: a sentence instead of a label; the line before it was the product's name and a colon. */
const sentence = (key: string, shape: 'whole' | 'template', value: LicenseStatus): Line => ({
  key,
  shape,
  status: value,
  fits: endsOnDate,
  sentence: true,
  say: (page, _, raw) => {
    const draft = page.begin(page.heldName);
    page.heldName = null;
    Object.assign(draft, {
      fromXpr: true,
      status: value,
      afterStatus: 'understood',
      timeLimited: shape === 'template',
    });
    if (shape === 'template') page.unread.push({ label: draft.name ?? '', text: raw.trim() });
  },
});
/** The days are rounded up, down or to the nearest by version; further apart than that, one of the two was cut or mistyped. */
const agree = (minutes: number, days: number): boolean => Math.abs(minutes / minutesPerDay - days) <= 1;
const minutes = (key: string): Line => ({
  key,
  shape: 'template',
  say: (page, values, raw) => {
    const left = countOf(values.get('MINUTE'));
    const days = countOf(values.get('DAY'));
    page.draft.timeLimited = true;
    if (left !== null && days !== null && !agree(left, days)) page.putAside(raw);
    else page.draft.minutes = left;
  },
});
/** An HRESULT has eight digits, but for success; with fewer, some were cut off. */
const reason = (key: string): Line => ({
  key,
  shape: 'template',
  say: (page, values, raw) => {
    const digits = values.get('ERRCODE') ?? '';
    if (/^(?:.{8}|0)$/.test(digits)) page.draft.reason = codeOf(Number(`0x${digits}`));
    else page.putAside(raw);
  },
});
const activationType = (key: string, value: Product['activationType']): Line =>
  whole(key, (page) => {
    page.draft.activationType = value;
  });
const connectionError = (key: string): Line => ({
  key,
  shape: 'opening',
  say: (page, values) => {
    page.error = codeOf(Number(`0x${values.get('ERRCODE')}`));
  },
});

const kms = (page: Page) => (page.draft.kms ??= {});
const host = (page: Page) => (page.draft.host ??= {});
const counters = (page: Page) => (host(page).counters ??= {});
const ad = (page: Page) =>
  (page.draft.activeDirectory ??= { objectName: null, objectDn: null, extendedPid: null, activationId: null });
const token = (page: Page) => (page.draft.token ??= { ilid: null, ilvid: null, grantNumber: null, thumbprint: null });
const avma = (page: Page) => (page.draft.avma ??= { iaid: null, hostName: null, activatedAt: null, hostPid2: null });
const requests = (key: string, kind: keyof NonNullable<KmsHost['requests']>): Line =>
  counted(key, (page, value) => {
    counters(page)[kind] = value;
  });
const set = <T extends object>(target: T, field: keyof T, value: unknown): void => {
  Object.assign(target, { [field]: value });
};

/** A line that a person typed, not the script. */
export const commandLine = 'commandLine';

export const lines: readonly Line[] = [
  whole(commandLine, (page) => {
    page.run += 1;
  }),
  label('L_MsgServiceVersion', (page, value) => {
    page.serviceVersion = value;
    page.versions.add(value);
    page.run += 1;
  }),
  label('L_MsgProductName', (page, value) => void page.begin(value)),
  label('L_MsgProductDesc', (page, value) => {
    // Each product has one: where its name's line is missing, this begins it.
    if (page.draft.description !== null) page.begin(null);
    page.draft.description = value;
  }),
  template('L_MsgTkaInfoAdditionalInfo', 'MOREINFO', nothing),
  identifier('L_MsgActID', (page, value) => set(page.draft, 'activationId', value)),
  identifier('L_MsgAppID', (page, value) => set(page.draft, 'applicationId', value)),
  identifier('L_MsgPID4', (page, value) => set(page.draft, 'extendedPid', value)),
  identifier('L_MsgChannel', (page, value) => set(page.draft, 'keyChannel', value)),
  label('L_MsgInstallationID', nothing), // derived from the hardware: identifying, and nobody needs it here
  label('L_MsgProcessorCertUrl', nothing),
  label('L_MsgMachineCertUrl', nothing),
  label('L_MsgUseLicenseCertUrl', nothing),
  label('L_MsgPKeyCertUrl', nothing),
  label('L_MsgValidationUrl', nothing),
  {
    key: 'L_MsgPartialPKey',
    shape: 'label',
    say: (page, values, raw) => {
      const value = identifierOf(values.get('VALUE'));
      page.draft.keyWithheld = isWithheld(values.get('VALUE'));
      if (value === null || lastFive.test(value)) page.draft.partialProductKey = value?.toUpperCase() ?? null;
      else page.putAside(raw);
    },
  },
  whole('L_MsgErrorLicenseNotInUse', (page) => {
    page.draft.notInUse = true;
  }),

  status('L_MsgLicenseStatusUnlicensed_1', 'unlicensed'),
  status('L_MsgLicenseStatusLicensed_1', 'licensed'),
  status('L_MsgLicenseStatusInitialGrace_1', 'initialGrace'),
  status('L_MsgLicenseStatusAdditionalGrace_1', 'additionalGrace'),
  status('L_MsgLicenseStatusNonGenuineGrace_1', 'nonGenuineGrace'),
  status('L_MsgLicenseStatusNotification_1', 'notification'),
  status('L_MsgLicenseStatusExtendedGrace_1', 'extendedGrace'),
  status('L_MsgLicenseStatusUnknown', 'unknown'),
  minutes('L_MsgLicenseStatusVL_1'),
  minutes('L_MsgLicenseStatusTBL_1'),
  minutes('L_MsgLicenseStatusAVMA_1'),
  minutes('L_MsgLicenseStatusTimeRemaining'),
  reason('L_MsgNotificationErrorReasonNonGenuine'),
  reason('L_MsgNotificationErrorReasonExpiration'),
  reason('L_MsgNotificationErrorReasonOther'),
  localDate('L_MsgLicenseStatusEvalEndData'),
  template('L_MsgRemainingWindowsRearmCount', 'COUNT', (page, value) =>
    set(page.draft.rearm, 'windows', countOf(value)),
  ),
  template('L_MsgRemainingAppRearmCount', 'COUNT', (page, value) =>
    set(page.draft.rearm, 'application', countOf(value)),
  ),
  template('L_MsgRemainingSkuRearmCount', 'COUNT', (page, value) => set(page.draft.rearm, 'sku', countOf(value))),
  localDate('L_MsgCurrentTrustedTime'),

  activationType('L_MsgVLActivationTypeAll', 'all'),
  activationType('L_MsgVLActivationTypeAD', 'ad'),
  activationType('L_MsgVLActivationTypeKMS', 'kms'),
  activationType('L_MsgVLActivationTypeToken', 'token'),
  whole('L_MsgVLMostRecentActivationInfo'),
  whole('L_MsgPleaseActivateRefreshKMSInfo'),

  whole('L_MsgADInfo', (page) => void ad(page)),
  label('L_MsgADInfoAOName', (page, value) => set(ad(page), 'objectName', value)),
  label('L_MsgADInfoAODN', (page, value) => set(ad(page), 'objectDn', value)),
  identifier('L_MsgADInfoExtendedPid', (page, value) => set(ad(page), 'extendedPid', value)),
  identifier('L_MsgADInfoActID', (page, value) => set(ad(page), 'activationId', value)),

  whole('L_MsgTkaInfo', (page) => void token(page)),
  template('L_MsgTkaInfoILID', 'ILID', (page, value) => set(token(page), 'ilid', identifierOf(value))),
  template('L_MsgTkaInfoILVID', 'ILVID', (page, value) => set(token(page), 'ilvid', countOf(value))),
  template('L_MsgTkaInfoGrantNo', 'GRANTNO', (page, value) => set(token(page), 'grantNumber', countOf(value))),
  template('L_MsgTkaInfoThumbprint', 'THUMBPRINT', (page, value) =>
    set(token(page), 'thumbprint', identifierOf(value)),
  ),

  whole('L_MsgKmsInfo', (page) => void kms(page)),
  identifier('L_MsgCmid', (page, value) => set(kms(page), 'clientMachineId', value)),
  identifier('L_MsgKmsLookupDomain', (page, value) => set(kms(page), 'lookupDomain', value)),
  label('L_MsgRegisteredKmsName', (page, value) => {
    const { host: configuredHost, port: configuredPort } = hostAndPortOf(value ?? undefined);
    Object.assign(kms(page), { configuredHost, configuredPort });
  }),
  label('L_MsgKmsFromDns', (page, value) => {
    const { host: discoveredHost, port: discoveredPort } = hostAndPortOf(value ?? undefined);
    Object.assign(kms(page), { discoveredHost, discoveredPort });
  }),
  whole('L_MsgKmsFromDnsUnavailable'),
  identifier('L_MsgKmsIpAddress', (page, value) => set(kms(page), 'hostAddress', value)),
  whole('L_MsgKmsIpAddressUnavailable'),
  identifier('L_MsgKmsPID4', (page, value) => set(kms(page), 'hostExtendedPid', value)),
  template('L_MsgActivationInterval', 'INTERVAL', (page, value) => {
    set(kms(page), 'activationIntervalMinutes', countOf(value));
  }),
  template('L_MsgRenewalInterval', 'INTERVAL', (page, value) => {
    set(kms(page), 'renewalIntervalMinutes', countOf(value));
  }),
  whole('L_MsgKmsHostCachingEnabled', (page) => set(kms(page), 'hostCaching', true)),
  whole('L_MsgKmsHostCachingDisabled', (page) => set(kms(page), 'hostCaching', false)),
  template('L_MsgKmsUseMachineNameOverrides', 'KMS', nothing),

  whole('L_MsgKmsEnabled', (page) => void host(page)),
  counted('L_MsgKmsCurrentCount', (page, value) => set(host(page), 'currentCount', value)),
  counted('L_MsgKmsListeningOnPort', (page, value) => set(host(page), 'listeningPort', portOf(value))),
  whole('L_MsgKmsDnsPublishingEnabled', (page) => set(host(page), 'dnsPublishing', true)),
  whole('L_MsgKmsDnsPublishingDisabled', (page) => set(host(page), 'dnsPublishing', false)),
  whole('L_MsgKmsPriNormal', (page) => set(host(page), 'priority', 'normal')),
  whole('L_MsgKmsPriLow', (page) => set(host(page), 'priority', 'low')),
  whole('L_MsgKmsCumulativeRequestsFromClients'),
  requests('L_MsgKmsTotalRequestsRecieved', 'total'),
  requests('L_MsgKmsFailedRequestsReceived', 'failed'),
  requests('L_MsgKmsRequestsWithStatusUnlicensed', 'unlicensed'),
  requests('L_MsgKmsRequestsWithStatusLicensed', 'licensed'),
  requests('L_MsgKmsRequestsWithStatusInitialGrace', 'initialGrace'),
  requests('L_MsgKmsRequestsWithStatusLicenseExpiredOrHwidOot', 'expired'),
  requests('L_MsgKmsRequestsWithStatusNonGenuineGrace', 'nonGenuine'),
  requests('L_MsgKmsRequestsWithStatusNotification', 'notification'),

  whole('L_MsgAVMAInfo', (page) => void avma(page)),
  identifier('L_MsgAVMAID', (page, value) => set(avma(page), 'iaid', value)),
  identifier('L_MsgAVMAHostMachineName', (page, value) => set(avma(page), 'hostName', value)),
  localDate('L_MsgAVMALastActTime'),
  identifier('L_MsgAVMAHostPid2', (page, value) => set(avma(page), 'hostPid2', value)),
  whole('L_MsgNotAvailable'),

  sentence('L_MsgLicenseStatusUnlicensed', 'whole', 'unlicensed'),
  sentence('L_MsgLicenseStatusLicensed', 'whole', 'licensed'),
  sentence('L_MsgLicenseStatusVL', 'template', 'licensed'),
  sentence('L_MsgLicenseStatusTBL', 'template', 'licensed'),
  sentence('L_MsgLicenseStatusAVMA', 'template', 'licensed'),
  sentence('L_MsgLicenseStatusInitialGrace', 'template', 'initialGrace'),
  sentence('L_MsgLicenseStatusAdditionalGrace', 'template', 'additionalGrace'),
  sentence('L_MsgLicenseStatusNonGenuineGrace', 'template', 'nonGenuineGrace'),
  sentence('L_MsgLicenseStatusNotification', 'whole', 'notification'),
  sentence('L_MsgLicenseStatusExtendedGrace', 'template', 'extendedGrace'),

  whole('L_MsgErrorPKey', (page) => set(page, 'error', page.error ?? 'productKeyNotFound')),
  {
    key: 'L_MsgErrorText_8',
    shape: 'label',
    say: (page, values, raw) => {
      const code = parseErrorCode(values.get('VALUE')?.split(/\s/, 1)[0] ?? '');
      if (code === null) page.putAside(raw);
      else page.error = code;
    },
  },
  connectionError('L_MsgErrorLocalWMI'),
  connectionError('L_MsgErrorLocalRegistry'),
  connectionError('L_MsgErrorConnection'),
  connectionError('L_MsgErrorConnectionRegistry'),
  connectionError('L_MsgErrorImpersonation'),
  connectionError('L_MsgErrorAuthenticationLevel'),
  connectionError('L_MsgErrorWMI'),
  {
    key: 'L_MsgErrorText_6',
    shape: 'opening',
    say: (page, values) => {
      page.error ??= codeOf(Number(`0x${values.get('ERRCODE')}`));
    },
  },
  { key: 'scriptHostBanner', shape: 'label', say: nothing },
];

export const lineOf: ReadonlyMap<string, Line> = new Map(lines.map((line) => [line.key, line]));
export const shapes: ReadonlyMap<string, Shape> = new Map(lines.map((line) => [line.key, line.shape]));
