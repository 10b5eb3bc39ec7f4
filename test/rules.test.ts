/** Each rule on both sides of each of its limits, what must not raise it, and what it is asked about at all. */
import { describe, expect, test } from '@jest/globals';
import { type Product, type Report, reportSchema } from '../src/activation/report.ts';
import { assess } from '../src/assessment/assess.ts';
import { defaultPolicy, policySchema } from '../src/assessment/policy.ts';
import { after, aProduct, aReport, collectedAt, day, hour, leaseLeft, minute, onlyKind } from './support/reports.ts';

type Overrides = Partial<Product> & {
  readonly machine?: Partial<Report['machine']>;
  readonly report?: Partial<Report>;
};

/** A machine with one product: what differs from the healthy one. */
function having({ machine = {}, report = {}, ...product }: Overrides = {}): Report {
  const healthy = aReport();
  return { ...healthy, products: [aProduct(product)], machine: { ...healthy.machine, ...machine }, ...report };
}

interface When {
  /** Milliseconds after the report was collected. */
  readonly now?: number;
  readonly policy?: unknown;
}

/** "id severity" of each finding, in their order; with the product's index where there are several products. */
function says(report: Report, { now = 0, policy = {} }: When = {}): string[] {
  reportSchema.parse(report); // the test's own slip would prove nothing
  const { findings } = assess(report, policySchema.parse(policy), after(now));
  const several = report.products.length > 1;
  return findings.map(({ id, severity, product }) => [id, severity, several ? (product ?? []) : []].flat().join(' '));
}

const severityOf = (id: string, report: Report, when: When): string =>
  says(report, when)
    .find((line) => line.startsWith(`${id} `))
    ?.split(' ')[1] ?? 'none';

const mak = { channel: 'mak', keyChannel: 'Volume:MAK', method: null, kms: null, activationType: null } as const;
const avma = { ...mak, channel: 'avma', keyChannel: 'VT:IA' } as const;
const evaluation = { ...mak, channel: 'evaluation', keyChannel: 'Retail:TB:Eval' } as const;
const kms = (renewalIntervalMinutes: number | null): Product['kms'] => ({
  ...(aProduct().kms as NonNullable<Product['kms']>),
  renewalIntervalMinutes,
});
/** A lease that nobody knows the beginning of. */
const left = (ms: number) => ({ ...leaseLeft(ms), renewedAt: null });
const renewed = (ago: number) => ({ validity: leaseLeft(180 * day - ago) });
const grace = (ms: number) => ({ licenseStatus: 'initialGrace', validity: left(ms) }) as const;
const unlicensed = { licenseStatus: 'unlicensed', validity: onlyKind('unknown') } as const;
const notification = { licenseStatus: 'notification', validity: onlyKind('unknown') } as const;
const network = (...outcomes: ('open' | 'closed' | 'timedOut')[]): Report['network'] => ({
  srv: [],
  hosts: outcomes.map((outcome) => ({ name: 'kms', port: 1688, addresses: [], outcome, durationMs: null })),
});

type Limit = [id: string, about: string, Overrides, limit: number, before: string, later: string, policy?: unknown];
const shorter = { expiring: { warningDays: 10, criticalDays: 1 } };

/** `limit`: milliseconds after collection; judged one millisecond before, and at it. */
const limits: readonly Limit[] = [
  ['license.expiring', '30 days', renewed(120 * day), 30 * day, 'none', 'warning'],
  ['license.expiring', '7 days', renewed(120 * day), 53 * day, 'warning', 'critical'],
  ['license.expiring', 'the end', renewed(120 * day), 60 * day, 'critical', 'none'],
  ['license.expiring', '10 days by policy', renewed(120 * day), 50 * day, 'none', 'warning', shorter],
  ['license.expiring', '1 day by policy', renewed(120 * day), 59 * day, 'warning', 'critical', shorter],
  ['license.expiring', 'a lease of 7 days: half', { ...avma, validity: left(7 * day) }, 3.5 * day, 'none', 'warning'],
  ['license.expiring', 'and 7/30 of it', { ...avma, validity: left(7 * day) }, 9264 * minute, 'warning', 'critical'],
  ['license.expiring', 'of 10 days', { ...avma, validity: leaseLeft(9 * day, 10 * day) }, 4 * day, 'none', 'warning'],
  ['license.expiring', 'of 60 days', { ...avma, validity: leaseLeft(60 * day, 60 * day) }, 30 * day, 'none', 'warning'],
  ['license.expiring', 'unknown lease', { ...mak, validity: left(40 * day) }, 10 * day, 'none', 'warning'],
  ['license.mayHaveEnded', 'a lease', renewed(120 * day), 60 * day, 'none', 'warning'],
  ['license.mayHaveEnded', 'a grace', grace(20 * day), 20 * day, 'none', 'warning'],
  ['license.inGrace', 'the end', grace(20 * day), 20 * day, 'critical', 'none'],
  [
    'license.notActivated',
    '3 days',
    { ...unlicensed, machine: { installedAt: after(-day) } },
    2 * day,
    'warning',
    'critical',
  ],
  [
    'license.notActivated',
    'policy',
    { ...notification, machine: { installedAt: after(0) } },
    day,
    'warning',
    'critical',
    { installation: { settlingDays: 1 } },
  ],
  ['renewal.overdue', '7 + 7 days', { machine: { awakeSince: null }, ...renewed(0) }, 14 * day, 'none', 'info'],
  ['renewal.overdue', 'its own interval', { ...renewed(0), kms: kms(20 * 1440) }, 27 * day, 'none', 'info'],
  ['renewal.overdue', 'interval not told', { ...renewed(0), kms: kms(null) }, 14 * day, 'none', 'info'],
  ['renewal.overdue', 'slack by policy', renewed(0), 8 * day, 'none', 'info', { renewal: { slackDays: 1 } }],
  ['renewal.overdue', 'Active Directory', { ...renewed(0), method: 'ad' }, 14 * day, 'none', 'info'],
  ['renewal.overdue', '45 days', renewed(0), 45 * day, 'info', 'warning'],
  ['renewal.overdue', '120 days, silent since', renewed(0), 120 * day, 'warning', 'warning'],
  ['renewal.overdue', 'the end', renewed(0), 180 * day, 'warning', 'none'],
  ['evaluation.ending', '30 days', { ...evaluation, validity: left(100 * day) }, 70 * day, 'none', 'warning'],
  ['evaluation.ending', '7 days', { ...evaluation, validity: left(100 * day) }, 93 * day, 'warning', 'critical'],
  [
    'evaluation.ending',
    'an earlier end date',
    { ...evaluation, validity: left(100 * day), evaluationEndsAt: after(50 * day) },
    20 * day,
    'none',
    'warning',
  ],
  [
    'evaluation.ending',
    'a later end date',
    { ...evaluation, validity: left(100 * day), evaluationEndsAt: after(150 * day) },
    93 * day,
    'warning',
    'critical',
  ],
  [
    'evaluation.ending',
    'only an end date',
    { ...evaluation, validity: onlyKind('permanent'), evaluationEndsAt: after(50 * day) },
    43 * day,
    'warning',
    'critical',
  ],
  [
    'evaluation.ending',
    'policy',
    { ...evaluation, validity: left(100 * day) },
    99 * day,
    'warning',
    'critical',
    { evaluation: { criticalDays: 1 } },
  ],
];

test.each(limits)('%s: %s', (id, _, overrides, limit, before, later, policy = {}) => {
  const report = having(overrides);
  const around = [limit - 1, limit].map((now) => severityOf(id, report, { now, policy }));
  expect(around).toEqual([before, later]);
});

/** Limits within the report: the machine as it was when looked at, a millisecond or a minute to either side. */
const observed: readonly [id: string, about: string, Overrides, severity: string][] = [
  ['renewal.overdue', '120 days less 1 ms', renewed(120 * day - 1), 'warning'],
  ['renewal.overdue', '120 days and 1 ms', renewed(120 * day + 1), 'critical'],
  [
    'renewal.overdue',
    'awake 24 h less 1 ms',
    { ...renewed(20 * day), machine: { awakeSince: after(1 - day) } },
    'info',
  ],
  ['renewal.overdue', 'awake 24 h', { ...renewed(20 * day), machine: { awakeSince: after(-day) } }, 'warning'],
  ['renewal.overdue', 'awake, unknown since when', { ...renewed(20 * day), machine: { awakeSince: null } }, 'info'],
  [
    'renewal.overdue',
    'one host of two',
    { ...renewed(20 * day), report: { network: network('closed', 'open') } },
    'warning',
  ],
  [
    'renewal.overdue',
    'host closed',
    { ...renewed(20 * day), report: { network: network('closed', 'timedOut') } },
    'info',
  ],
  ['renewal.overdue', 'no host named', { ...renewed(20 * day), report: { network: network() } }, 'info'],
  ['renewal.overdue', 'network not asked', { ...renewed(20 * day), report: { network: null } }, 'info'],
  ['license.inGrace', '3 days and 1 ms', grace(3 * day + 1), 'warning'],
  ['license.inGrace', '3 days less 1 ms', grace(3 * day - 1), 'critical'],
  ['license.inGrace', 'no end stated', { ...grace(0), validity: onlyKind('unknown') }, 'warning'],
  ['license.notActivated', 'installed, unknown when', { ...unlicensed, machine: { installedAt: null } }, 'critical'],
  ['key.inconsistent', '259200 minutes', { validity: leaseLeft(259_200 * minute) }, 'none'],
  ['key.inconsistent', '259201 minutes', { validity: left(259_201 * minute) }, 'warning'],
  ['key.inconsistent', 'for ever', { validity: onlyKind('permanent'), method: null }, 'warning'],
  [
    'key.inconsistent',
    'for ever by token',
    {
      validity: onlyKind('permanent'),
      method: 'token',
      token: { ilid: 'x', ilvid: 1, grantNumber: 1, thumbprint: null },
    },
    'none',
  ],
  ['key.inconsistent', 'for ever, no client key', { ...mak, validity: onlyKind('permanent') }, 'none'],
  ['license.ended', 'ended', { licenseStatus: 'notification', validity: onlyKind('ended') }, 'critical'],
];

test.each(observed)('%s: %s', (id, _, overrides, severity) => {
  expect(severityOf(id, having(overrides), {})).toBe(severity);
});

test('a client must have been awake since its renewal was due, not only for long', () => {
  const policy = { renewal: { slackDays: 0 } };
  const awake = { machine: { awakeSince: after(-30 * day) } };
  const at = (ago: number) => severityOf('renewal.overdue', having({ ...renewed(ago), ...awake }), { policy });
  expect([at(8 * day - 1), at(8 * day)]).toEqual(['info', 'warning']);
});

/** Exactly what is said, so that a false alarm shows. */
const whole: readonly [about: string, Overrides, says: string[], When?][] = [
  ['a healthy client', {}, ['license.ok ok']],
  ['one that renewed 13 days ago', renewed(13 * day), ['license.ok ok']],
  ['a permanent MAK', { ...mak, validity: onlyKind('permanent') }, ['license.ok ok']],
  ['an AVMA guest that was just renewed', { ...avma, validity: left(7 * day) }, ['license.ok ok']],
  ['a fresh evaluation', { ...evaluation, validity: left(100 * day) }, ['license.ok ok']],
  ['an evaluation is ending, not expiring', { ...evaluation, validity: left(day) }, ['evaluation.ending critical']],
  ['no evaluation: its end date means nothing', { evaluationEndsAt: after(day) }, ['license.ok ok']],
  ['an AVMA lease of 180 days is no renewal by KMS', { ...avma, validity: leaseLeft(100 * day) }, ['license.ok ok']],
  ['a token does not renew', { method: 'token', validity: leaseLeft(100 * day) }, ['license.ok ok']],
  ['a KMS host does not renew', { ...mak, channel: 'kmsHost', validity: leaseLeft(100 * day) }, ['license.ok ok']],
  ['silent for 200 days', {}, ['license.mayHaveEnded warning'], { now: 200 * day }],
  ['ended: one fault, one finding', { ...unlicensed, validity: onlyKind('ended') }, ['license.ended critical']],
  ['unlicensed', unlicensed, ['license.notActivated critical']],
  ['in notification', notification, ['license.notActivated critical']],
  ...(['initialGrace', 'additionalGrace', 'nonGenuineGrace', 'extendedGrace'] as const).map(
    (licenseStatus): [string, Overrides, string[]] => [
      licenseStatus,
      { licenseStatus, validity: left(20 * day) },
      ['license.inGrace warning'],
    ],
  ),
  [
    'a status nobody knows',
    { licenseStatus: 'unknown', validity: onlyKind('unknown') },
    ['license.undetermined unknown'],
  ],
  [
    'overdue, only information: no ok beside it',
    renewed(20 * day),
    ['renewal.overdue info'],
    { policy: { renewal: { awakeHours: 100 } } },
  ],
];

test.each(whole)('%s', (_, overrides, expected, when) => {
  expect(says(having(overrides), when)).toEqual(expected);
});

const source = (name: 'cim' | 'slmgr', outcome: 'complete' | 'failed', error: string | null = null) =>
  ({ source: name, outcome, durationMs: null, error }) as const;
const nothing = { products: [], primary: null };
const office = {
  family: 'office',
  applicationId: null,
  name: 'Office 24, Office24ProPlus2024VL_KMS_Client_AE edition',
} as const;

const undetermined: readonly [why: string, Partial<Report>, product: number | null, candidates: string[]][] = [
  ['noAnswer', { ...nothing, sources: [] }, null, []],
  ['noAnswer', { ...nothing, sources: [source('cim', 'failed'), source('slmgr', 'failed', '0x80070005')] }, null, []],
  ['noKey', { ...nothing, sources: [source('cim', 'complete')] }, null, []],
  ['noKey', { ...nothing, sources: [source('slmgr', 'failed', 'productKeyNotFound')] }, null, []],
  ['noKey', { primary: null, products: [aProduct({ partialProductKey: null })] }, null, []],
  ['several', { primary: null, products: [aProduct({ name: 'A' }), aProduct({ name: 'B' })] }, null, ['A', 'B']],
  ['noWindows', { primary: null, products: [aProduct(office)] }, null, [office.name]],
  ['status', { products: [aProduct({ licenseStatus: 'unknown' })] }, 0, []],
  ['validity', { products: [aProduct({ validity: onlyKind('unknown') })] }, 0, []],
  ['endDate', { products: [aProduct({ validity: onlyKind('expires') })] }, 0, []],
];

test.each(undetermined)('license.undetermined: %s (%#)', (why, overrides, product, candidates) => {
  const { findings, severity } = assess(aReport(overrides), defaultPolicy, collectedAt);
  const found = { id: 'license.undetermined', severity: 'unknown', product, facts: { why, candidates } };
  expect(findings.filter(({ severity }) => severity === 'unknown')).toEqual([found]);
  expect([severity, findings.some(({ id }) => id === 'license.ok')]).toEqual(['unknown', false]);
});

describe('sources', () => {
  const [failed, missing] = ['sources.failed', 'sources.slmgrUnavailable'];
  /** Columns: complete, partial, failed, unavailable, skipped. */
  const table: readonly [Report['sources'][number]['source'], string, string, string, string, string][] = [
    ['cim', '', `${failed} warning`, `${failed} warning`, `${failed} warning`, ''],
    ['slmgr', '', `${failed} warning`, `${failed} warning`, `${missing} info`, ''],
    ...(['registry', 'services', 'events', 'network'] as const).map(
      (name): [typeof name, string, string, string, string, string] => [
        name,
        '',
        `${failed} info`,
        `${failed} info`,
        '',
        '',
      ],
    ),
  ];
  const outcomes = ['complete', 'partial', 'failed', 'unavailable', 'skipped'] as const;
  const rows = table.flatMap(([name, ...said]) =>
    outcomes.map((outcome, at) => [name, outcome, said[at] ?? ''] as const),
  );

  test.each(rows)('%s %s: %s', (name, outcome, said) => {
    const report = aReport({ sources: [{ source: name, outcome, durationMs: null, error: null }] });
    const well = said.endsWith('warning') ? [] : ['license.ok ok'];
    expect(says(report).toSorted()).toEqual([...well, ...(said ? [said] : [])].toSorted());
  });

  test.each([
    ['both agree', [], 0],
    ['only one spoke', null, 0],
    ['they differ', [{ path: 'products.0.licenseStatus', cim: 'licensed', slmgr: 'notification' }], 1],
  ])('%s', (_, differences, count) => {
    const found = says(aReport({ differences }));
    expect(found).toEqual(count === 0 ? ['license.ok ok'] : ['sources.differ warning']);
  });
});

describe('which products are judged', () => {
  const esu = { ...notification, addOn: true, name: 'Windows(R), Client-ESU-Year1 add-on for Enterprise' };
  const m365 = { ...office, ...notification, channel: 'subscription' } as const;
  const rows: readonly [about: string, Partial<Product>, says: string | null, policy?: unknown][] = [
    ['an add-on that nobody expects', esu, null],
    ['an add-on expected by a part of its name', esu, 'critical 1', { expectedAddOns: ['esu'] }],
    ['by its activation id', { ...esu, activationId: 'F520' }, 'critical 1', { expectedAddOns: ['f520'] }],
    ['another add-on than the expected one', { ...esu, name: 'X' }, null, { expectedAddOns: ['esu'] }],
    ['a Microsoft 365 row', m365, null],
    ['a keyed Office', { ...office, ...notification }, 'critical 1'],
    ['an Office without a key', { ...office, ...notification, partialProductKey: null }, null],
    ['a second Windows', notification, null],
    ['a product of another application', { ...notification, family: 'other' }, null],
  ];
  test.each(rows)('%s', (_, second, said, policy = {}) => {
    const found = says(aReport({ products: [aProduct(), aProduct(second)] }), { policy });
    const office = second.family === 'office' && second.channel !== 'subscription' && second.partialProductKey !== null;
    expect(found).toEqual(said === null ? ['license.ok ok 0'] : [`license.notActivated ${said}`]);
    expect(office || second.addOn || said === null).toBe(true);
  });
});

test('gravest first: critical, unknown, warning, info; the whole is as grave as its gravest', () => {
  const products = [
    aProduct({ licenseStatus: 'unknown' }),
    aProduct({ ...office, ...notification }),
    aProduct({ ...office, validity: onlyKind('permanent') }),
  ];
  const sources: Report['sources'] = [{ source: 'slmgr', outcome: 'unavailable', durationMs: null, error: null }];
  const whole = (kept: readonly Product[]) => aReport({ products: [...kept], primary: 0, sources });
  const gravest = (kept: readonly Product[]) => assess(whole(kept), defaultPolicy, collectedAt).severity;
  expect(says(whole(products)).map((line) => line.split(' ')[1])).toEqual(['critical', 'unknown', 'warning', 'info']);
  expect(
    [products, products.slice(0, 1), [aProduct({ validity: onlyKind('permanent') })], [aProduct()]].map(gravest),
  ).toEqual(['critical', 'unknown', 'warning', 'info']);
});
