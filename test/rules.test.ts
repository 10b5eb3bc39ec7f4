/** Each rule on both sides of each of its limits, what must not raise it, and which products it is asked about. */
import { describe, expect, test } from '@jest/globals';
import { type Product, type Report, reportSchema } from '../src/activation/report.ts';
import { assess } from '../src/assessment/assess.ts';
import { defaultPolicy, policySchema } from '../src/assessment/policy.ts';
import * as reports from './support/reports.ts';

const { aProduct, aReport, after, collectedAt, day, having, leased, leaseLeft, mak, minute, onlyKind } = reports;
const { awake, counting, evaluation, every, grace, hosts, installed, notification, office, permanent } = reports;
const { renewed, token, unlicensed } = reports;

/** "id severity" of each finding in their order, with the product's index; `now`: milliseconds after collection. */
function says(report: Report, now = 0, policy: unknown = {}): string[] {
  reportSchema.parse(report); // a slip of the test itself would prove nothing
  const { findings } = assess(report, policySchema.parse(policy), after(now));
  return findings.map(({ id, severity, product }) => [id, severity, product ?? []].flat().join(' '));
}

function severityOf(id: string, report: Report, now = 0, policy: unknown = {}): string {
  const found = says(report, now, policy).filter((line) => line.startsWith(`${id} `));
  return found.map((line) => line.split(' ')[1]).join() || 'none';
}

/** Milliseconds after collection; judged one millisecond before, and at it. */
type Limits = readonly (readonly [
  about: string,
  reports.Overrides,
  limit: number,
  severities: string,
  policy?: object,
])[];
const [renewed120, shorter] = [renewed(120 * day), { expiring: { warningDays: 10, criticalDays: 1 } }];
const limits: Readonly<Record<string, Limits>> = {
  'license.expiring': [
    ['30 days', renewed120, 30 * day, 'none warning'],
    ['7 days', renewed120, 53 * day, 'warning critical'],
    ['the end', renewed120, 60 * day, 'critical none'],
    ['10 days, by policy', renewed120, 50 * day, 'none warning', shorter],
    ['1 day, by policy', renewed120, 59 * day, 'warning critical', shorter],
    ['AVMA: half of the 7 days', leased('avma', 7 * day), 3.5 * day, 'none warning'],
    ['AVMA: and 7/30 of that', leased('avma', 7 * day), (7 * 1440 - 1176) * minute, 'warning critical'],
    ['half of a lease of 10 days', { ...mak, validity: leaseLeft(9 * day, 10 * day) }, 4 * day, 'none warning'],
    ['half of a lease of 60 days', { ...mak, validity: leaseLeft(60 * day, 60 * day) }, 30 * day, 'none warning'],
    ['of unknown length', leased('mak', 40 * day), 10 * day, 'none warning'],
  ],
  'license.mayHaveEnded': [
    ['a lease', renewed120, 60 * day, 'none warning'],
    ['a grace', grace(20 * day), 20 * day, 'none warning'],
    ['an evaluation', evaluation(20 * day), 20 * day, 'none warning'],
  ],
  'license.inGrace': [['the end', grace(20 * day), 20 * day, 'critical none']],
  'license.notActivated': [
    ['unlicensed, 3 days', { ...unlicensed, ...installed(day) }, 2 * day, 'warning critical'],
    ['in notification', { ...notification, ...installed(0) }, 3 * day, 'warning critical'],
    ['by policy', { ...unlicensed, ...installed(0) }, day, 'warning critical', { installation: { settlingDays: 1 } }],
  ],
  'renewal.overdue': [
    ['7 + 7 days', renewed(0), 14 * day, 'none info'],
    ['its own interval', { ...renewed(0), ...every(20 * 1440) }, 27 * day, 'none info'],
    ['an interval not told', { ...renewed(0), ...every(null) }, 14 * day, 'none info'],
    ['8 days, by policy', renewed(0), 8 * day, 'none warning', { renewal: { slackDays: 1, warningDays: 8 } }],
    ['Active Directory', { ...renewed(0), method: 'ad' }, 14 * day, 'none info'],
    ['45 days', renewed(0), 45 * day, 'info warning'],
    ['120 days, but silent since', renewed(0), 120 * day, 'warning warning'],
    ['the end', renewed(0), 180 * day, 'warning none'],
  ],
  'evaluation.ending': [
    ['30 days', evaluation(100 * day), 70 * day, 'none warning'],
    ['7 days', evaluation(100 * day), 93 * day, 'warning critical'],
    ['1 day, by policy', evaluation(100 * day), 99 * day, 'warning critical', { evaluation: { criticalDays: 1 } }],
    ['an earlier end date', evaluation(100 * day, 50 * day), 20 * day, 'none warning'],
    ['a later end date', evaluation(100 * day, 150 * day), 93 * day, 'warning critical'],
    ['only an end date', { ...evaluation(0, 50 * day), ...permanent }, 43 * day, 'warning critical'],
  ],
};

describe.each(Object.entries(limits))('%s, at the limit', (id, rows) => {
  test.each(rows.map(([...row]) => row))('%s', (_, overrides, limit, severities, ...[policy]) => {
    const report = having(overrides);
    const around = [limit - 1, limit].map((now) => severityOf(id, report, now, policy));
    expect(around).toEqual(severities.split(' '));
  });
});

/** Limits within the report: the machine as it was when it was looked at. */
const renewed20 = renewed(20 * day);
const observed: Readonly<Record<string, readonly (readonly [about: string, reports.Overrides, severity: string])[]>> = {
  'renewal.overdue': [
    ['120 days less 1 ms', renewed(120 * day - 1), 'warning'],
    ['120 days and 1 ms', renewed(120 * day + 1), 'critical'],
    ['awake 24 h less 1 ms', { ...renewed20, ...awake(day - 1) }, 'info'],
    ['awake 24 h, host open', { ...renewed20, ...awake(day) }, 'warning'],
    ['unknown since when awake', { ...renewed20, ...awake(null) }, 'info'],
    ['one of two hosts open', { ...renewed20, ...hosts('closed', 'open') }, 'warning'],
    ['no host open', { ...renewed20, ...hosts('closed', 'timedOut', 'notResolved') }, 'info'],
    ['network not asked', { ...renewed20, report: { network: null } }, 'info'],
    ['7 days of slack pass for a host that answers', { ...renewed(14 * day), ...awake(90 * day) }, 'warning'],
  ],
  'license.inGrace': [
    ['3 days and 1 ms', grace(3 * day + 1), 'warning'],
    ['3 days less 1 ms', grace(3 * day - 1), 'critical'],
    ['no end stated', { ...grace(0), validity: onlyKind('unknown') }, 'warning'],
  ],
  'license.notActivated': [
    ['installed nobody knows when', { ...unlicensed, machine: { installedAt: null } }, 'critical'],
  ],
  'kmsHost.belowThreshold': [
    ['4', counting(4, 25), 'critical'],
    ['5, perhaps servers only', counting(5, 25), 'none'],
    ['10, perhaps servers only', counting(10, 25), 'none'],
    ['11', counting(11, 25), 'critical'],
    ['24', counting(24, 25), 'critical'],
    ['25 of 25', counting(25, 25), 'none'],
    ['11 of 5, Office', counting(11, 5), 'none'],
    ['no request yet', counting(null, 25), 'none'],
  ],
  'key.inconsistent': [
    ['259200 minutes', { validity: leaseLeft(259_200 * minute) }, 'none'],
    ['259201 minutes', leased('kmsClient', 259_201 * minute), 'warning'],
    ['permanent', { ...permanent, method: null }, 'warning'],
    ['permanent by token', { ...permanent, ...token }, 'none'],
    ['permanent, no client key', { ...mak, ...permanent }, 'none'],
  ],
};

describe.each(Object.entries(observed))('%s, as observed', (id, rows) => {
  test.each(rows)('%s', (_, overrides, severity) => {
    expect(severityOf(id, having(overrides))).toBe(severity);
  });
});

test('a client that is long awake has its chance only since its renewal was due', () => {
  const at = (ago: number) => having({ ...renewed(ago), ...awake(90 * day) });
  const noSlack = { renewal: { slackDays: 0 } };
  const severities = [8 * day - 1, 8 * day].map((ago) => severityOf('renewal.overdue', at(ago), 0, noSlack));
  expect(severities).toEqual(['info', 'warning']);
});

/** All that is said, so that a false alarm shows. */
const all: readonly (readonly [about: string, reports.Overrides, says: string, now?: number])[] = [
  ['a healthy client', {}, 'license.ok ok 0'],
  ['a permanent MAK', { ...mak, ...permanent }, 'license.ok ok 0'],
  ['an AVMA guest in the first half of its week', leased('avma', 4 * day), 'license.ok ok 0'],
  ['a fresh evaluation', evaluation(100 * day), 'license.ok ok 0'],
  ['an evaluation ends, it does not expire', evaluation(day), 'evaluation.ending critical 0'],
  ['the end date of what is no evaluation', { evaluationEndsAt: after(day) }, 'license.ok ok 0'],
  ['a token is not renewed', { ...renewed(100 * day), ...token }, 'license.ok ok 0'],
  ['nor what no method is known of', { ...renewed(100 * day), method: null }, 'license.ok ok 0'],
  ['nor an AVMA guest by KMS', { ...mak, channel: 'avma', ...renewed(80 * day) }, 'license.ok ok 0'],
  ['silent for 200 days', {}, 'license.mayHaveEnded warning 0', 200 * day],
  ['ended: one fault, one finding', { ...notification, validity: onlyKind('ended') }, 'license.ended critical 0'],
  ['unlicensed', unlicensed, 'license.notActivated critical 0'],
  ['initialGrace', grace(20 * day), 'license.inGrace warning 0'],
  ['additionalGrace', { ...grace(20 * day), licenseStatus: 'additionalGrace' }, 'license.inGrace warning 0'],
  ['nonGenuineGrace', { ...grace(20 * day), licenseStatus: 'nonGenuineGrace' }, 'license.inGrace warning 0'],
  ['extendedGrace', { ...grace(20 * day), licenseStatus: 'extendedGrace' }, 'license.inGrace warning 0'],
  ['overdue as information: no ok beside it', { ...renewed20, ...awake(null) }, 'renewal.overdue info 0'],
];

test.each(all.map(([...row]) => row))('%s', (_, overrides, said, ...[now]) => {
  expect(says(having(overrides), now)).toEqual([said]);
});

const source = (name: 'cim' | 'slmgr', outcome: 'complete' | 'failed', error: string | null = null) =>
  ({ source: name, outcome, durationMs: null, error }) as const;
const none = { products: [], primary: null };
const unkeyed = { ...unlicensed, partialProductKey: null } as const;

const undetermined: readonly (readonly [why: string, Partial<Report>, product: number | null, names: string[]])[] = [
  ['noAnswer', { ...none, sources: [] }, null, []],
  ['noAnswer', { ...none, sources: [source('cim', 'failed'), source('slmgr', 'failed', '0x80070005')] }, null, []],
  ['noKey', { ...none, sources: [source('cim', 'complete')] }, null, []],
  ['noKey', { ...none, sources: [source('slmgr', 'failed', 'productKeyNotFound')] }, null, []],
  ['noKey', { ...none, sources: [source('slmgr', 'failed', '0xC004F014')] }, null, []],
  ['noKey', { primary: null, products: [aProduct(unkeyed)] }, null, []],
  ['several', { primary: null, products: [aProduct({ name: 'A' }), aProduct({ name: 'B' })] }, null, ['A', 'B']],
  ['noWindows', { primary: null, products: [aProduct(office)] }, null, [office.name]],
  ['status', { products: [aProduct({ licenseStatus: 'unknown', validity: onlyKind('unknown') })] }, 0, []],
  ['validity', { products: [aProduct({ validity: onlyKind('unknown') })] }, 0, []],
  ['endDate', { products: [aProduct({ validity: onlyKind('expires') })] }, 0, []],
];

test.each(undetermined)('license.undetermined: %s (%#)', (why, overrides, product, candidates) => {
  const { findings, severity } = assess(aReport(overrides), defaultPolicy, collectedAt);
  const found = { id: 'license.undetermined', severity: 'unknown', product, facts: { why, candidates } };
  expect(findings.filter(({ id }) => id.startsWith('license.'))).toMatchObject([found]);
  expect(severity).toBe('unknown');
});

const [failed, hint] = ['sources.failed warning', 'sources.failed info'];
const outcomes = ['complete', 'partial', 'failed', 'unavailable', 'skipped'] as const;
const bySource: readonly (readonly [Report['sources'][number]['source'], said: readonly (string | null)[]])[] = [
  ['cim', [null, failed, failed, failed, null]],
  ['slmgr', [null, failed, failed, 'sources.slmgrUnavailable info', null]],
  ...(['registry', 'services', 'events', 'network'] as const).map((name): readonly [typeof name, (string | null)[]] => [
    name,
    [null, hint, hint, null, null],
  ]),
];

test.each(bySource)('%s: what each outcome says, and that only a warning takes the ok away', (name, said) => {
  const found = outcomes.map((outcome) =>
    says(aReport({ sources: [{ source: name, outcome, durationMs: null, error: null }] })).toSorted(),
  );
  const well = (line: string | null) => (line?.endsWith('warning') ? [line] : ['license.ok ok 0', line ?? []].flat());
  expect(found).toEqual(said.map(well));
});

test('sources.differ: only where two spoke and differ', () => {
  const differing = [null, [], [{ path: 'products.0.reason', cim: null, slmgr: '0x00000005' }]];
  const said = differing.map((differences) => says(aReport({ differences }))[0]);
  expect(said).toEqual(['license.ok ok 0', 'license.ok ok 0', 'sources.differ warning']);
});

const esu = { ...notification, addOn: true, name: 'Windows(R), Client-ESU-Year1 add-on for Enterprise' };
const judged: readonly (readonly [about: string, Partial<Product>, judged: boolean, expectedAddOns?: string[]])[] = [
  ['an add-on that nobody expects', esu, false],
  ['an add-on expected by a part of its name', esu, true, ['esu']],
  ['an add-on expected by its activation id', { ...esu, activationId: 'F520' }, true, ['f520']],
  ['a Microsoft 365 row', { ...office, ...notification, channel: 'subscription' }, false],
  ['a keyed Office', { ...office, ...notification }, true],
  ['an Office without a key', { ...office, ...unkeyed }, false],
  ['a second Windows', notification, false],
  ['a product of another application', { ...notification, family: 'other' }, false],
];

test('an expected add-on that is not there is critical, about no product; one that meets it is enough', () => {
  const expecting = (...addOns: Partial<Product>[]) =>
    says(aReport({ products: [aProduct(), ...addOns.map(aProduct)] }), 0, { expectedAddOns: ['esu'] });
  const licensed = { addOn: true, name: esu.name };
  expect(expecting()).toEqual(['license.notActivated critical']);
  expect(expecting({ ...esu, name: 'Other' })).toEqual(['license.notActivated critical']);
  expect(expecting({ ...esu, ...unkeyed })).toEqual(['license.notActivated critical']);
  expect(expecting(licensed, { ...esu, ...unkeyed })).toEqual(['license.ok ok 0', 'license.ok ok 1']);
});

test.each(judged.map(([...row]) => row))('%s: judged %#', (_, second, isJudged, ...[expectedAddOns = []]) => {
  const found = says(aReport({ products: [aProduct(), aProduct(second)] }), 0, { expectedAddOns });
  expect(found).toEqual([isJudged ? 'license.notActivated critical 1' : 'license.ok ok 0']);
});

test('gravest first: critical, unknown, warning, info; the whole is as grave as its gravest', () => {
  const sources: Report['sources'] = [{ source: 'slmgr', outcome: 'unavailable', durationMs: null, error: null }];
  const [bad, odd] = [
    { ...office, ...notification },
    { ...office, ...permanent },
  ];
  const unknown = { licenseStatus: 'unknown', validity: onlyKind('unknown') } as const;
  const graver = (...varied: Partial<Product>[]): string[] => {
    const report = aReport({ sources, products: varied.map((one) => aProduct(one)) });
    const { severity, findings } = assess(report, defaultPolicy, collectedAt);
    return [severity, ...findings.map((finding) => finding.severity)];
  };
  expect(graver(unknown, odd, bad)).toEqual(['critical', 'critical', 'unknown', 'warning', 'info']);
  expect(graver(unknown, odd)).toEqual(['unknown', 'unknown', 'warning', 'info']);
  expect(graver({}, odd)).toEqual(['warning', 'warning', 'info']);
  expect(graver({}, office)).toEqual(['info', 'info', 'ok', 'ok']);
});
