/** What the page decides without a browser: addresses, texts made safe, dates, charts, words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { problemOf } from '../../src/collector/web/client.ts';
import { datesIn, minutesBetween } from '../../src/collector/web/dates.ts';
import { languageOf } from '../../src/collector/web/language.ts';
import { textOfChange } from '../../src/collector/web/machine/changeText.ts';
import { textOfFinding } from '../../src/collector/web/machine/findingText.ts';
import { otherProducts, readReport } from '../../src/collector/web/machine/reading.ts';
import { biggestDay, dayStarts, monthStarts, secondsOf, stacked } from '../../src/collector/web/overview/curve.ts';
import { printable, printableJson, printableText } from '../../src/collector/web/printable.ts';
import { type FleetQuery, hashOf, type Route, routeOf, sorts, wholeFleet } from '../../src/collector/web/route.ts';
import { en } from '../../src/wording/en.ts';
import { ja } from '../../src/wording/ja.ts';

describe('addresses', () => {
  test.each<[string, Route]>([
    ['', { view: 'overview' }],
    ['#/', { view: 'overview' }],
    ['#/machines', { view: 'machines', query: wholeFleet }],
    ['#/machines?kmsHost=', { view: 'machines', query: { ...wholeFleet, kmsHost: '' } }],
    ['#/machines?sort=bogus&other=1', { view: 'machines', query: wholeFleet }],
    ['#/machines?search=a%3Fb', { view: 'machines', query: { ...wholeFleet, search: 'a?b' } }],
    [
      '#/machines?severity=critical,,warning',
      { view: 'machines', query: { ...wholeFleet, severity: ['critical', 'warning'] } },
    ],
    ['#/machines/a%2Fb', { view: 'machine', id: 'a/b' }],
    ['#/machines/%E0%A4%A', { view: 'machine', id: '%E0%A4%A' }],
    ['#/machines/a/b', { view: 'nowhere' }],
    ['#/silent/a', { view: 'nowhere' }],
    ['#/silent?after=x', { view: 'silent', after: 'x' }],
    ['#/overdue', { view: 'overdue', after: null }],
    ['#content', { view: 'nowhere' }],
  ])('%s', (hash, route) => {
    expect(routeOf(hash)).toEqual(route);
  });

  const text = fc.option(fc.string({ unit: 'grapheme' }), { nil: null });
  const query = fc.record<FleetQuery>({
    severity: fc.uniqueArray(fc.constantFrom('critical', 'unknown', 'warning', 'info', 'ok')),
    licenseStatus: text,
    channel: text,
    kmsHost: text,
    finding: text,
    ends: text,
    search: text,
    sort: fc.constantFrom(...sorts),
    after: text,
  });
  test('whatever is shown can be bookmarked', () => {
    fc.assert(
      fc.property(query, (given) => {
        const route: Route = { view: 'machines', query: given };
        expect(routeOf(hashOf(route))).toEqual(route);
      }),
    );
  });
});

describe('texts of machines', () => {
  test.each([
    ['PC-0001', 'PC-0001'],
    ['日本語 – ÄÖ 👍', '日本語 – ÄÖ 👍'],
    ['a\r\nb\u202Ec\u0000', 'a\uFFFD\uFFFDb\uFFFDc\uFFFD'],
    ['x'.repeat(160), 'x'.repeat(160)],
    ['x'.repeat(161), `${'x'.repeat(159)}…`],
    ['', ''],
  ])('%j', (given, shown) => {
    expect(printableText(given)).toBe(shown);
  });

  test('anything becomes one bounded line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (given) => {
        const shown = printableText(given);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect([...new Intl.Segmenter().segment(shown)].length).toBeLessThanOrEqual(160);
        expect(shown).not.toMatch(/\p{M}{5}/u);
      }),
    );
  });

  test('a document keeps its shape, and its JSON stays the same document', () => {
    const given = { a: ['x\u202Ey', 1, null, true], b: { c: 'z'.repeat(200) } };
    expect(printable(given)).toEqual({ a: ['x\uFFFDy', 1, null, true], b: { c: `${'z'.repeat(159)}…` } });
    const json = printableJson(given);
    expect(json).not.toMatch(/\p{Cf}/u);
    expect(JSON.parse(json)).toEqual(given);
  });
});

describe('dates', () => {
  test.each([
    ['Asia/Tokyo', '2026-11-24 09:05', '2026-11-24', 'UTC+9'],
    ['Australia/Adelaide', '2026-11-24 10:35', '2026-11-24', 'UTC+10:30'],
    ['America/New_York', '2026-11-23 19:05', '2026-11-23', 'UTC-5'],
    ['UTC', '2026-11-24 00:05', '2026-11-24', 'UTC'],
  ])('%s', (zone, minute, day, offset) => {
    const dates = datesIn(zone);
    const instant = '2026-11-24T00:05:59.000Z';
    expect([dates.minute(instant), dates.day(instant), dates.offset(Date.parse(instant)), dates.zone]).toEqual([
      minute,
      day,
      offset,
      zone,
    ]);
  });

  test('minutes are whole, towards zero', () => {
    const now = Date.parse('2026-11-24T00:00:00Z');
    expect(minutesBetween(now, '2026-11-24T00:01:59Z')).toBe(1);
    expect(minutesBetween(now, '2026-11-23T23:58:01Z')).toBe(-1);
  });
});

describe('charts', () => {
  const days = (...machines: number[]) =>
    machines.map((count, index) => ({ day: `2026-12-0${index + 1}`, machines: count }));
  test.each([
    [days(0, 0), null],
    [[], null],
    [days(1, 3, 3), '2026-12-02'],
  ])('the biggest day of %j', (given, day) => {
    expect(biggestDay(given)?.day ?? null).toBe(day);
  });

  test('months and days get no more ticks than fit', () => {
    const [from, to] = [secondsOf('2026-11-24'), secondsOf('2027-05-23')];
    const shown = (seconds: number[]) => seconds.map((one) => new Date(one * 1000).toISOString().slice(0, 10));
    expect(shown(monthStarts(from, to, 20))).toEqual(
      ['2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05'].map((month) => `${month}-01`),
    );
    expect(shown(monthStarts(from, to, 3))).toEqual(['2026-12-01', '2027-02-01', '2027-04-01']);
    expect(dayStarts(from, from, 0)).toEqual([from]);
    expect(shown(dayStarts(from - 43_200, from + 2 * 86_400 + 43_200, 2))).toEqual(['2026-11-24', '2026-11-26']);
  });

  test('rows stack: the first is the sum, the last is itself', () => {
    expect(
      stacked([
        [1, 2],
        [10, 20],
        [100, 200],
      ]),
    ).toEqual([
      [111, 222],
      [110, 220],
      [100, 200],
    ]);
  });
});

test.each([
  ['ja', ['en-GB'], 'ja'],
  [null, ['ja-JP', 'en'], 'ja'],
  [null, ['de-DE', 'ja'], 'ja'],
  [null, ['fr'], 'en'],
  ['constructor', [], 'en'],
])('language: chosen %s, browser %j → %s', (chosen, preferred, language) => {
  expect(languageOf(chosen, preferred)).toBe(language);
});

test.each([
  [400, 'notUnderstood'],
  [401, 'signedOut'],
  [403, 'notAllowed'],
  [404, 'notFound'],
  [429, 'faulty'],
  [503, 'faulty'],
])('status %i is %s', (status, kind) => {
  expect(problemOf(status).kind).toBe(kind);
});

describe('history in words', () => {
  const dates = datesIn('Asia/Tokyo');
  const { history } = en.page;
  test.each<[string, unknown, unknown, string[]]>([
    ['findings', null, ['license.ok:ok'], [history.found('Activated', 'OK')]],
    [
      'findings',
      ['license.ok:ok', 'renewal.overdue:info'],
      ['license.ended:critical', 'renewal.overdue:warning'],
      [history.found('Activation has ended', 'Critical'), history.graver('Renewal overdue', 'Info', 'Warning')],
    ],
    [
      'findings',
      ['renewal.overdue:info'],
      ['license.ok:ok'],
      [history.found('Activated', 'OK'), history.gone('Renewal overdue')],
    ],
    ['findings', ['a:ok'], ['a:ok'], []],
    ['findings', [], ['future.finding:warning'], [history.found('future.finding', 'Warning')]],
    ['licenseStatus', 'licensed', 'constructor', ['Status: constructor (before: Activated)']],
    ['renewedAt', null, '2026-11-24T00:00:00.000Z', ['Renewed: 2026-11-24 09:00']],
    ['kmsHost', 'a\u202Eb', null, [history.cleared('KMS host', 'a\uFFFDb')]],
    ['reason', '0x4004F040', '0xC004F009', [`Reason: 0xC004F009: ${en.codes['0xC004F009']?.meaning}`]],
    ['reason', null, '0x4004F040', []],
    ['silent', false, true, ['Silent: yes (before: no)']],
    ['futureField', 1, { a: 1 }, ['futureField: {"a":1} (before: 1)']],
  ])('%s: %j → %j', (field, from, to, sentences) => {
    expect(textOfChange({ field, from, to }, en, dates)).toEqual(sentences);
  });
});

describe('findings in words', () => {
  const report = readReport({
    primary: 0,
    products: [
      { name: 'Windows', family: 'windows', addOn: false, activationId: 'w', partialProductKey: 'AAAAA' },
      { name: 'Office', family: 'office', addOn: false, activationId: 'o', partialProductKey: 'BBBBB' },
    ],
  });
  const advice = { id: 'connect', host: null, code: null };
  const facts = { expected: null, status: 'unlicensed', reason: null, daysSinceInstallation: null, advice };
  const date = (instant: string): string => instant;

  test('another product than Windows is named, and activated by its id', () => {
    const finding = { id: 'license.notActivated', severity: 'critical', product: 1, facts } as const;
    const text = textOfFinding(finding, report, en, date);
    expect(text.title).toContain('Office');
    expect(text.commands).toEqual(['slmgr /ato o']);
    expect(textOfFinding({ ...finding, product: 0 }, report, en, date).commands).toEqual(['slmgr /ato']);
    expect(otherProducts(report).map(({ name }) => name)).toEqual(['Office']);
  });

  test.each([
    ['an id that is not known', { id: 'future.finding', facts: {} }, 'future.finding'],
    ['an id that every object has', { id: 'constructor', facts: {} }, 'constructor'],
    ['facts that are not known', { id: 'license.ended', facts: {} }, 'ライセンス認証の期限切れ'],
  ])('%s leaves the name', (_, finding, title) => {
    const given = { ...finding, severity: 'warning', product: null } as const;
    expect(textOfFinding(given, report, ja, date)).toEqual({ title, meaning: '', next: '', commands: [] });
  });
});

test.each([[null], ['text'], [[]], [{ primary: '0', products: {} }], [{ products: [null, 1, 'x', []] }]])(
  'a report that is none (%j) is read without a word',
  (report) => {
    const { primary, products } = readReport(report);
    expect(primary).toBeNull();
    expect(products.every(({ name, validity }) => name === null && validity === null)).toBe(true);
  },
);

describe('contrast of the style sheet (WCAG AA: 4.5:1 for text)', () => {
  const css = readFileSync(join(import.meta.dirname, '../../src/collector/web/style/base.css'), 'utf8');
  const colorsOf = (block: string) =>
    Object.fromEntries(
      [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value ?? '']),
    );
  const [light = '', dark = ''] = [...css.matchAll(/:root \{[^}]*\}/g)].map(([block]) => block);
  const schemes: [string, Record<string, string>][] = [
    ['light', colorsOf(light)],
    ['dark', { ...colorsOf(light), ...colorsOf(dark) }],
  ];

  function luminance(color: string): number {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
  function contrast(a: string, b: string): number {
    const [more = 0, less = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
    return (more + 0.05) / (less + 0.05);
  }
  const texts = ['ink', 'quiet', 'link', 'critical', 'unknown', 'warning', 'info', 'ok'];
  const pairs: (readonly [string, string])[] = [
    ...texts.flatMap((text) => ['ground', 'card', 'faint'].map((ground) => [text, ground] as const)),
    ...['critical', 'unknown', 'warning', 'info', 'ok', 'link'].map((ground) => ['on-severity', ground] as const),
  ];
  test.each(schemes)('%s', (_, colors) => {
    const poor = pairs
      .map(([text, ground]) => ({ text, ground, ratio: contrast(colors[text] ?? '', colors[ground] ?? '') }))
      .filter(({ ratio }) => !(ratio >= 4.5));
    expect(poor).toEqual([]);
  });
});
