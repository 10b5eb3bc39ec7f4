/** Every view in real Chromium, in both languages and schemes, narrow and wide: it says what it should and nothing complains. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { Expiry, MachineDetail, Summary } from '../../src/collector/api.ts';
import { en } from '../../src/wording/en.ts';
import { ja } from '../../src/wording/ja.ts';
import { openPage, overflowOf, startBrowser, type Watched } from './browser.ts';
import { ask, type Fleet, hostileNames, idOf, startFleet } from './fleet.ts';

jest.setTimeout(60_000);

let fleet: Fleet;
let browser: Browser;
beforeAll(async () => {
  [fleet, browser] = await Promise.all([startFleet(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await fleet?.close();
});

interface View {
  readonly hash: string;
  /** Stands there when all is loaded. */
  readonly until: string;
  readonly heading: (wording: typeof en) => string;
}

const views: readonly View[] = [
  { hash: '#/', until: '.machines .name, .chart canvas', heading: ({ page }) => page.overview.heading },
  { hash: '#/machines', until: '.machines .name', heading: ({ page }) => page.fleet.heading },
  { hash: '#/overdue', until: '.machines .name', heading: ({ page }) => page.fleet.overdue },
  { hash: '#/silent', until: '.machines .name', heading: ({ page }) => page.fleet.silent },
  { hash: `#/machines/${idOf('changed')}`, until: '.history li', heading: () => 'PC-CHANGED' },
  { hash: `#/machines/${idOf('long')}`, until: '.history li', heading: () => `${'X'.repeat(159)}…` },
  { hash: '#/nowhere', until: 'main a', heading: ({ page }) => page.nowhere.heading },
  { hash: '#/machines?search=nobody-has-this', until: '.empty', heading: ({ page }) => page.fleet.heading },
];
const wide = { width: 1280, height: 900 };
const narrow = { width: 360, height: 740 };
const looks: readonly (readonly [string, typeof en, BrowserContextOptions])[] = [
  ['English', en, { locale: 'en-GB', viewport: wide }],
  ['Japanese', ja, { locale: 'ja-JP', viewport: wide }],
  ['English, dark, 360 px', en, { locale: 'en-US', viewport: narrow, colorScheme: 'dark' }],
  ['Japanese, 360 px', ja, { locale: 'ja', viewport: narrow }],
];

describe.each(looks)('%s', (_, wording, options) => {
  let watched: Watched;
  beforeAll(async () => {
    watched = await openPage(browser, fleet.url, options);
  });
  afterAll(async () => await watched.close());

  test.each(views)('$hash', async ({ hash, until, heading }) => {
    const { page, complaints } = watched;
    await page.goto(`${fleet.url}/${hash}`);
    await page.waitForSelector(until);
    const text = heading(wording);
    expect(await page.locator('h1').innerText()).toBe(text);
    expect(await page.title()).toBe(wording.page.title(text));
    expect(await page.locator('html').getAttribute('lang')).toBe(wording === en ? 'en' : 'ja');
    expect(await page.locator('footer').innerText()).toBe(wording.page.times('Asia/Tokyo', 'UTC+9'));
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
  });
});

test('the overview counts, says the peak, and each number leads to its machines', async () => {
  const { page, close } = await openPage(browser, fleet.url);
  await page.goto(fleet.url);
  const summary = await ask<Summary>(fleet.url, 'questions/summary');
  const { critical = 0, unknown = 0, warning = 0 } = summary.bySeverity;
  await page.getByText(en.page.overview.needAttention(critical + unknown + warning, summary.machines)).waitFor();
  const { days } = await ask<Expiry>(fleet.url, 'questions/expiry');
  const most = days.reduce((a, b) => (b.machines > a.machines ? b : a));
  await page.getByText(en.page.expiry.biggest(most.day, most.machines), { exact: true }).waitFor();
  expect(await page.locator('.chart canvas').count()).toBe(2);

  await page.locator('.tiles li.critical a').click();
  await page.waitForSelector('.machines tbody tr');
  expect(page.url()).toContain('#/machines?severity=critical');
  expect(await page.locator('.machines tbody tr').count()).toBe(critical);
  await close();
});

test('the days of the curve can be read as a table and by pointing', async () => {
  const { page, close } = await openPage(browser, fleet.url);
  await page.goto(fleet.url);
  const section = page.locator('.expiry');
  await section.locator('summary').click();
  const { days } = await ask<Expiry>(fleet.url, 'questions/expiry');
  const ending = days.filter(({ machines }) => machines > 0);
  const rows = await section.locator('tbody tr').allInnerTexts();
  expect(rows.map((row) => row.split(/\s+/))).toEqual(
    ending.map(({ day, machines }) => [day, en.page.number(machines)]),
  );
  await section.locator('.u-over').hover();
  await section.getByText(/^\d{4}-\d\d-\d\d: \d+.machines?$/).waitFor();
  await close();
});

test('a machine shows findings with next steps and commands, its history, and the report word for word', async () => {
  const { page, complaints, close } = await openPage(browser, fleet.url, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.goto(`${fleet.url}/#/machines/${idOf('changed')}`);
  const finding = page.locator('.finding');
  await finding.waitFor();
  expect(await finding.locator('h3').innerText()).toMatch(/Critical\s+Activation has ended/);
  expect(await finding.innerText()).toContain(`${en.report.next}: Connect it to the company network (VPN)`);
  await finding.getByRole('button').click();
  await finding.getByText(en.page.machine.copied).waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe('slmgr /ato');

  const [newest, first] = await page.locator('.history tbody tr').allInnerTexts();
  expect(newest).toContain(en.page.history.found('Activation has ended', 'Critical'));
  expect(newest).not.toContain(en.page.history.gone('Activated'));
  expect(newest).toContain('Status: Not activated (notification) (before: Activated)');
  expect(first).toContain(en.page.history.causes.first);

  await page.locator('.raw summary').click();
  const answer = await ask<MachineDetail>(fleet.url, `machines/${idOf('changed')}`);
  expect(JSON.parse((await page.locator('.raw pre').textContent()) ?? '')).toEqual(answer.report);
  expect(complaints).toEqual([]);
  await close();
});

test.each(Object.entries(hostileNames))('a hostile name (%s) is text of bounded size', async (agent, name) => {
  const { page, complaints, close } = await openPage(browser, fleet.url);
  await page.goto(`${fleet.url}/#/machines?finding=renewal.overdue`);
  const row = page.locator('tr', { has: page.locator(`a[href="#/machines/${idOf(agent)}"]`) });
  const text = await row.locator('th a').innerText();
  expect(text.length).toBeLessThanOrEqual(170);
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text.startsWith(name.slice(0, 1))).toBe(true);
  expect((await row.boundingBox())?.height).toBeLessThan(200);
  await row.locator('th a').click();
  await page.waitForSelector('.history li');
  expect(await page.locator('h1').innerText()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(await page.locator('main img').count()).toBe(0);
  await page.locator('.raw summary').click();
  const raw = (await page.locator('.raw pre').textContent()) ?? '';
  expect(raw.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(JSON.parse(raw).machine.name).toBe(name);
  expect(await overflowOf(page)).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

test('a machine that is not known, and what is no id at all', async () => {
  const { page, close } = await openPage(browser, fleet.url);
  for (const id of ['0d000000-0000-4000-8000-ffffffffffff', 'pc-1', '%E0%A4%A']) {
    await page.goto(`${fleet.url}/#/machines/${id}`);
    await page.getByText(en.page.machine.notKnown).waitFor();
  }
  await close();
});
