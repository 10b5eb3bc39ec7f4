/** The licensing classes as facts: what is unset is null, what makes no sense is put aside, nothing is guessed. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRow } from '../src/activation/cim/row.ts';
import { differencesOf } from '../src/activation/differences.ts';
import { interpret } from '../src/activation/interpret.ts';
import { choosePrimary } from '../src/activation/primary.ts';
import { type LicenseStatus, type Product, reportSchema, type Unread } from '../src/activation/report.ts';
import { type CimRow, emptyEvidence } from '../src/evidence/evidence.ts';
import { channelOf, familyOf } from '../src/knowledge/channels.ts';
import { loadCases } from './support/cases.ts';
import * as reports from './support/reports.ts';

const { aProduct, after, asked, collectedAt, day, evidenceOf, kmsBlock, productOf, reportOf } = reports;
const [aside, iso] = [Symbol('put aside'), '2026-11-05T12:00:00.000Z'];

test.each<['text' | 'uint32' | 'boolean' | 'instant' | 'code', about: string, read: unknown, ...values: unknown[]]>([
  ['text', 'trimmed', 'kms01', 'kms01', ' kms01 '],
  ['text', 'not set', null, '', '  ', null, undefined],
  ['text', 'none', aside, 5, true, {}, ['kms01']],
  ['uint32', 'as text too', 25, 25, '25', ' 25 '],
  ['uint32', 'the greatest', 4_294_967_294, 4_294_967_294, '4294967294'],
  ['uint32', 'not set', null, 4_294_967_295, '4294967295', -1, '-1', '', ' ', null],
  ['uint32', 'none', aside, -2, 4_294_967_296, 1e300, 1.5, '1.5', '25 min', true, {}, [25]],
  ['boolean', 'true', true, true, 'True', 'TRUE', ' true '],
  ['boolean', 'false', false, false, 'False'],
  ['boolean', 'not set', null, '', null],
  ['boolean', 'none', aside, 'yes', 'wahr', {}],
  ['instant', 'in UTC', iso, iso, '2026-11-05T21:00:00+09:00', '2026-11-05T12:00:00Z'],
  ['instant', 'DMTF', iso, '20261105210000.000000+540', '20261105070000.000000-300', '20261105120000.000999-000'],
  ['instant', 'not set', null, '', null, '1601-01-01T00:00:00.000Z', '16010101000000.000000-000'],
  ['instant', 'not set, in the east', null, '1601-01-01T09:00:00Z', '16010101090000.000000+540'],
  ['instant', 'not set, in the west', null, '1600-12-31T16:00:00Z', '0001-01-01T00:00:00Z'],
  ['instant', 'none', aside, 'soon', '2026-13-01T00:00:00Z', '20261301000000.000000+000', 5, {}],
  ['instant', 'DMTF of unknown parts', aside, '20261105******.******+***'],
  ['code', 'unsigned, signed', '0xC004F074', 3_221_549_172, '3221549172', -1_073_418_124, '-1073418124'],
  ['code', 'hex', '0xC004F074', '0xC004F074', '0xc004f074', '0XC004F074'],
  ['code', 'short', '0x00000005', 5, '5', '0x5'],
  ['code', 'none', aside, 4_294_967_296, -2_147_483_649, 1.5, 'error', {}],
])('%s, %s', (kind, _, expected, ...values) => {
  for (const value of values) {
    const unread: Unread[] = [];
    const read = readRow({ x: value }, unread)[kind]('X');
    expect([value, read]).toEqual([value, expected === aside ? null : expected]);
    expect([value, unread.map(({ label }) => label)]).toEqual([value, expected === aside ? ['X'] : []]);
  }
});

test('names of classes and properties without case; a status 9 is unknown and kept', () => {
  const cim = { ...asked, classes: { softwarelicensingPRODUCT: [{ NAME: 'Windows', licensestatus: 9 }] } };
  const { products, unread } = interpret(evidenceOf({ cim }));
  expect(products).toMatchObject([{ name: 'Windows', licenseStatus: 'unknown', validity: { kind: 'unknown' } }]);
  expect(unread).toEqual([{ label: 'LicenseStatus', text: '9' }]);
});

const gvlk = { ProductKeyChannel: 'Volume:GVLK', LicenseStatus: 1, GracePeriodRemaining: 259_200 };
const own = { KeyManagementServiceMachine: 'own', KeyManagementServicePort: 1700 };
const wide = { KeyManagementServiceMachine: 'wide', KeyManagementServicePort: 1702 };
const unset = { KeyManagementServiceMachine: '', KeyManagementServicePort: 1703 };
const dns = { DiscoveredKeyManagementServiceMachineName: 'dns', DiscoveredKeyManagementServiceMachinePort: 1701 };
const none = { configuredHost: null, configuredPort: null };

test.each<[about: string, product: CimRow, service: CimRow, kms: Partial<typeof kmsBlock>]>([
  ["the product's own host before the machine's", own, wide, { configuredHost: 'own', configuredPort: 1700 }],
  ["the machine's where the product has none", unset, wide, { configuredHost: 'wide', configuredPort: 1702 }],
  ['a host takes its own port along', { ...own, KeyManagementServicePort: 0 }, wide, { configuredPort: 1688 }],
  ['a port without a host is none', unset, unset, none],
  ['from DNS', dns, {}, { ...none, discoveredHost: 'dns', discoveredPort: 1701 }],
  ["from DNS, the machine's", {}, dns, { discoveredHost: 'dns', discoveredPort: 1701 }],
  ['port 0', { ...dns, DiscoveredKeyManagementServiceMachinePort: 0 }, {}, { discoveredPort: 1688 }],
  ['the CMID is the machine’s', {}, { ClientMachineID: 'c' }, { clientMachineId: 'c', hostCaching: null }],
  ['intervals', { VLRenewalInterval: '43200', VLActivationInterval: -1 }, {}, { renewalIntervalMinutes: 43_200 }],
])('KMS client: %s', (_, product, service, kms) => {
  expect(productOf({ ...gvlk, ...product }, service).kms).toMatchObject(kms);
});

test.each<[Product['method'], about: string, CimRow]>([
  ['ad', 'stated', { VLActivationType: 1 }],
  ['kms', 'stated', { VLActivationType: 2, ADActivationObjectName: 'o', TokenActivationILVID: 5 }],
  ['token', 'stated', { VLActivationType: 3 }],
  ['kms', 'an old class knows the host', { KeyManagementServiceProductKeyID: '03612' }],
  ['ad', 'an old class knows the object', { ADActivationObjectName: 'o', KeyManagementServiceProductKeyID: '03612' }],
  ['token', 'an old class knows the licence', { TokenActivationILVID: 5 }],
  [null, 'never', { VLActivationType: 0, TokenActivationILVID: 4_294_967_295, KeyManagementServiceProductKeyID: '' }],
  [null, 'no client', { VLActivationType: 2, ProductKeyChannel: 'Volume:MAK' }],
])('method %s: %s', (method, _, row) => {
  expect(productOf({ ...gvlk, ...row }).method).toBe(method);
});

test.each<[string, CimRow, Partial<Product['validity']>]>([
  ['180 days', { VLActivationType: 2 }, { kind: 'expires', expiresAt: after(180 * day), renewedAt: after(0) }],
  ['as text', { GracePeriodRemaining: '60' }, { kind: 'expires', expiresAt: after(3_600_000), remainingMinutes: 60 }],
  ['over 180 days', { GracePeriodRemaining: 259_201, VLActivationType: 2 }, { kind: 'expires', renewedAt: null }],
  ['by no known method', {}, { kind: 'expires', renewedAt: null }],
  ['0 is for ever', { GracePeriodRemaining: 0 }, { kind: 'permanent', remainingMinutes: null, expiresAt: null }],
  ['unset', { GracePeriodRemaining: 4_294_967_295 }, { kind: 'unknown', remainingMinutes: null }],
  ['in grace', { LicenseStatus: 2 }, { kind: 'expires', expiresAt: after(180 * day), renewedAt: null }],
  ['after a lease', { LicenseStatus: 5, VLActivationType: 2 }, { kind: 'ended', expiresAt: null }],
  ['unlicensed after one', { LicenseStatus: 0, VLActivationType: 1 }, { kind: 'ended' }],
  ['time ran out', { LicenseStatus: 5, LicenseStatusReason: -1_073_418_231 }, { kind: 'ended' }],
  ['never', { LicenseStatus: 5, LicenseStatusReason: 3_221_549_172 }, { kind: 'unknown' }],
  ['beyond the year 9999', { GracePeriodRemaining: 4_294_967_294 }, { kind: 'expires', expiresAt: null }],
])('validity: %s', (_, row, validity) => {
  expect(productOf({ ...gvlk, ...row }).validity).toMatchObject(validity);
});

test('the KMS host: none, no request yet, and counted', () => {
  const host = { IsKeyManagementServiceMachine: 1, KeyManagementServiceListeningPort: 0 };
  const counted = { ...host, KeyManagementServiceTotalRequests: 7, KeyManagementServiceLowPriority: true };
  const fresh = { ...host, KeyManagementServiceCurrentCount: 4_294_967_295, RequiredClientCount: 25 };
  const products = [{ product: 0, currentCount: null, requiredCount: 25 }];
  expect(reportOf(gvlk, { IsKeyManagementServiceMachine: 0 }).kmsHost).toBeNull();
  expect(reportOf(fresh, host).kmsHost).toMatchObject({
    products,
    listeningPort: 1688,
    priority: null,
    requests: null,
  });
  const requests = { total: 7, failed: null };
  expect(reportOf(host, counted).kmsHost).toMatchObject({ priority: 'low', dnsPublishing: null, requests });
});

test('a subscription is of the keyed Windows, and unset where there is none', () => {
  const windows = { ...gvlk, ApplicationID: '55c92734-d682-4d71-983e-d6ec3f16059f', PartialProductKey: '2YT43' };
  const some = { SubscriptionType: 2, SubscriptionStatus: 1, SubscriptionEdition: 'Enterprise' };
  const read = (service: CimRow, row: CimRow = windows) => productOf(row, { ...some, ...service }).subscription;
  const whole = { edition: 'Enterprise', type: 'user', status: 'active', expiresAt: iso };
  expect(read({ SubscriptionExpiry: iso })).toEqual(whole);
  expect(read({ SubscriptionExpiry: 'unspecified' })?.expiresAt).toBeNull();
  for (const unset of [{ SubscriptionType: 120 }, { SubscriptionEdition: 'UNKNOWN' }, { SubscriptionStatus: -1 }])
    expect(read(unset)).toBeNull();
  expect(read({}, { ...windows, ApplicationID: 'x' })).toBeNull();
});

test.each([
  ['kmsClient', 'Volume:GVLK', 'VOLUME_KMSCLIENT'],
  ['kmsHost', 'VOLUME:csvlk', 'VOLUME_KMS_WS25'],
  ['kmsHost', 'Volume:CSVLK', 'VOLUME_KMS'],
  ['mak', 'Volume:MAK', 'VOLUME_MAK'],
  ['avma', 'VT:IA', 'VIRTUAL_MACHINE_ACTIVATION'],
  ['evaluation', 'Retail:TB:Eval', 'TIMEBASED_EVAL'],
  ['subscription', 'Retail:TB:Sub', 'TIMEBASED_SUB'],
  ['oem', 'OEM:DM', 'OEM_COA_SLP'],
  ['retail', 'Retail', 'RETAIL'],
  ['unknown', 'Other', 'OTHER'],
])('channel %s: by %s, without it by %s, whatever the language; a subscription row by name', (channel, key, marker) => {
  const [product, description] = ['Windows(R), Enterprise edition', `X, ${marker} channel`];
  const of = (name: string, keyChannel: string | null) => channelOf({ name, keyChannel, description });
  expect([of(product, key), of(product, null), of(product, '')]).toEqual([channel, channel, channel]);
  const rows = ['Office16O365ProPlusR_Subscription1 edition', 'O365ProPlusR_Grace edition', 'ProPlusR_Grace edition'];
  expect(rows.map((name) => of(name, key))).toEqual(rows.map(() => 'subscription'));
  expect(channelOf({ name: product, keyChannel: 'Volume:GVLK', description })).toBe('kmsClient');
});

test('the family by application id in any case, by name only where none is told', () => {
  const ids = ['55C92734-D682-4D71-983E-D6EC3F16059F', '0ff1ce15-a989-479d-af46-f275c6370663', 'x'];
  expect(ids.map((id) => familyOf(id, 'Windows(R)'))).toEqual(['windows', 'office', 'other']);
  expect(familyOf('59A52881-a989-479d-af46-f275c6370663', null)).toBe('office');
  const names = ['Windows(R), Enterprise edition', 'Office 24, Office24ProPlus2024VL edition', 'X', null];
  expect(names.map((name) => familyOf(null, name))).toEqual(['windows', 'office', 'other', 'other']);
});

test.each<[index: number | null, ...(Partial<Product> | LicenseStatus)[]]>([
  [0, 'unlicensed'],
  [1, 'unlicensed', 'licensed'],
  [1, 'notification', 'licensed', 'unlicensed'],
  [0, 'notification', 'unlicensed'],
  [null, 'licensed', 'licensed'],
  [null, 'unlicensed', 'unlicensed'],
  [null, 'notification', 'initialGrace'],
  [1, { addOn: true }, 'unlicensed'],
  [1, { family: 'office' }, 'unlicensed'],
  [1, { licenseStatus: 'unlicensed', partialProductKey: null }, 'unlicensed'],
])('the Windows that counts is %p of %p %p', (index, ...products) => {
  const varied = products.map((one) => aProduct(typeof one === 'string' ? { licenseStatus: one } : one));
  expect(choosePrimary(varied)).toBe(index);
});

const minutes = (remainingMinutes: number | null) => ({ validity: { ...aProduct().validity, remainingMinutes } });
const undiscovered = { discoveredHost: null, discoveredPort: null };
const kms = (block: Partial<typeof kmsBlock>) => ({ kms: { ...kmsBlock, ...block } });
test.each<[string, cim: Partial<Product>, slmgr: Partial<Product>, differs: string | null]>([
  ['contradicted', {}, { licenseStatus: 'notification' }, 'products.0.licenseStatus'],
  ['a fact that only one states', {}, { ...minutes(null), extendedPid: '03612', method: null, kms: null }, null],
  ['letters of another case', { keyChannel: 'VOLUME:GVLK' }, {}, null],
  ['an hour ticked on', minutes(1000), minutes(940), null],
  ['more than an hour', minutes(1000), minutes(939), 'products.0.validity.remainingMinutes'],
  ['registered hides discovered', kms({ configuredHost: 'a' }), kms({ configuredHost: 'a', ...undiscovered }), null],
  ['another host', {}, kms({ discoveredHost: 'kms02' }), 'products.0.kms.discoveredHost'],
  ['/dli prints no activation id', {}, { activationId: null, method: 'ad' }, 'products.0.method'],
  ['a product that only slmgr shows', {}, { activationId: 'other' }, 'products'],
])('differences: %s', (_, cim, slmgr, differs) => {
  const source = { serviceVersion: null, kmsHost: null, error: null, unread: [] };
  const [a, b] = [
    { ...source, products: [aProduct(cim)] },
    { ...source, products: [aProduct(slmgr)] },
  ];
  expect(differencesOf(a, b).map(({ path }) => path)).toEqual(differs === null ? [] : [differs]);
});

const event = (id: number, data: string, ago = 0) => ({ id, at: after(-ago), data: [data] });
const busy = [event(8198, 'hr=0x1', 9), event(12_288, '0x2,,', 5), event(8198, 'hr=0x3', 7)];
test.each<[string, object[], code: string | null, host: string | null, ago?: number]>([
  ['12288', [event(12_288, '0xC004F074, 0x00000000, kms01:1688, cmid')], '0xC004F074', 'kms01:1688'],
  ['12288, short hex', [event(12_288, '0x0,0x0,kms01:1688')], '0x00000000', 'kms01:1688'],
  ['8198', [event(8198, 'hr=0x8007232B'), event(12_289, '0x0, 0x0, 1')], '0x8007232B', null],
  ['8198, short hex', [event(8198, 'hr=0x5')], '0x00000005', null],
  ['the newest', busy, '0x00000002', null, 5],
  ['unreadable', [event(12_288, 'nothing')], null, null],
])('last attempt: %s', (_, events, code, host, ...[ago = 0]) => {
  const { lastAttempt } = interpret(evidenceOf({ events: { ...asked, events } }));
  expect(lastAttempt).toEqual({ at: after(-ago), code, host });
});

test('the service: delayed only where it starts by itself', () => {
  const service = (rest: CimRow) => ({
    services: [{ Name: 'osppsvc' }, { Name: 'SPPSVC', State: 'Stopped', ...rest }],
  });
  const read = (rest: CimRow) => interpret(evidenceOf({ services: { ...asked, ...service(rest) } })).service;
  const delayed = { DelayedAutoStart: true };
  expect(read({ StartMode: 'Auto', ...delayed })).toEqual({ state: 'stopped', startType: 'delayedAuto' });
  expect(read({ StartMode: 'Auto' })).toEqual({ state: 'stopped', startType: 'auto' });
  expect(read({ StartMode: 'Disabled', ...delayed })).toEqual({ state: 'stopped', startType: 'disabled' });
});

test('what nobody asked or told is null; a network that failed is empty, its port 0 is 1688', () => {
  const { differences, lastAttempt, network, service } = reportOf(gvlk);
  expect([differences, lastAttempt, network, service]).toEqual([null, null, null, null]);
  const hosts = [{ name: 'a', port: 0, outcome: 'odd' }];
  const networkOf = (outcome: string) => interpret(evidenceOf({ network: { ...asked, outcome, hosts } })).network;
  expect([networkOf('skipped'), networkOf('unavailable')]).toEqual([null, null]);
  expect(networkOf('failed')).toMatchObject({ srv: [], hosts: [{ name: 'a', port: 1688, outcome: 'unknown' }] });
});

test('any JSON in any property: no throw, and a report that fits its schema', () => {
  const healthy = loadCases().find(({ name }) => name === 'kms-healthy')?.evidence ?? '';
  const seen: Record<string, CimRow[]> = JSON.parse(readFileSync(healthy, 'utf8')).sources.cim.classes;
  const names = Object.values(seen).flatMap(([row = {}]) => Object.keys(row));
  const telling = fc.constantFrom<unknown>(
    -1,
    0,
    1,
    3,
    9,
    4_294_967_295,
    '1',
    'true',
    iso,
    'Volume:GVLK',
    'VT:IA',
    70_000,
    '+012000-01-01T00:00:00Z',
  );
  const name = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, fc.string());
  const row = fc.dictionary(name, fc.oneof(fc.jsonValue({ maxDepth: 1 }), telling), { maxKeys: 60 });
  const property = fc.property(fc.array(row, { maxLength: 3 }), row, (products, service) => {
    const cim = { ...asked, classes: { SoftwareLicensingProduct: products, SoftwareLicensingService: [service] } };
    const report = interpret({ ...emptyEvidence(collectedAt), sources: { cim } });
    expect(reportSchema.parse(report).products).toHaveLength(products.length);
  });
  fc.assert(property, { numRuns: 1000 });
});
