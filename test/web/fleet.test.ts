/** The table of the fleet: filter, order, pages, Back, and an address that holds it all. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { MachinesPage } from '../../src/collector/api.ts';
import { en } from '../../src/wording/en.ts';
import { openPage, startBrowser } from './browser.ts';
import { ask, type Fleet, startFleet } from './fleet.ts';

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

/** Names in the table once it is what the address says. */
async function names(page: Page): Promise<string[]> {
  await page.waitForSelector('[aria-busy="false"]');
  return await page.locator('.machines tbody th a').allInnerTexts();
}

/** What the table shows of names that are fit for it; of others the views' tests tell. */
const shownAs = (name: string | null): string =>
  name !== null && /^[\w-]{1,159}$/.test(name) ? name : (expect.any(String) as unknown as string);

/** The list that the collector gives to the same question. */
async function asked(query: string): Promise<{ names: string[]; next: string | null }> {
  const { machines, next } = await ask<MachinesPage>(fleet.url, `machines?${query}`);
  return { names: machines.map(({ name }) => shownAs(name)), next };
}

test('filters, order and pages are the address; Back undoes each', async () => {
  const { page, complaints, close } = await openPage(browser, fleet.url);
  await page.goto(`${fleet.url}/#/machines`);
  await page.getByLabel(en.page.fleet.sort).selectOption('name');
  await page.waitForURL(/#\/machines\?sort=name$/);
  await page.getByLabel(en.page.fleet.channel).selectOption('kmsClient');
  await page.waitForURL(/channel=kmsClient&sort=name$/);
  await page.getByLabel(en.page.fleet.search).fill('pc-0');
  await page.waitForURL(/search=pc-0&sort=name$/);
  const first = await asked('channel=kmsClient&search=pc-0&sort=name');
  expect(await names(page)).toEqual(first.names);
  expect(first.names).toHaveLength(50);

  await page.getByRole('button', { name: en.page.fleet.next }).click();
  await page.waitForURL(/after=/);
  const second = await asked(`channel=kmsClient&search=pc-0&sort=name&after=${first.next}`);
  expect(await names(page)).toEqual(second.names);
  await page.getByRole('button', { name: en.page.fleet.next }).click();
  await page.waitForURL((url) => url.hash.includes(encodeURIComponent(second.next ?? '')));

  // The list's own way back, after the page was loaded anew.
  await page.reload();
  await page.getByRole('button', { name: en.page.fleet.back }).click();
  expect(await names(page)).toEqual(second.names);
  await page.getByRole('button', { name: en.page.fleet.back }).click();
  await page.waitForURL((url) => !url.hash.includes('after='));
  expect(await names(page)).toEqual(first.names);

  // The browser's.
  for (let step = 0; step < 4; step += 1) await page.goBack();
  await page.waitForURL((url) => !url.hash.includes('after='));
  expect(await names(page)).toEqual(first.names);
  await page.goBack();
  await page.waitForURL(/#\/machines\?channel=kmsClient&sort=name$/);
  await page.goBack();
  await page.waitForURL(/#\/machines\?sort=name$/);
  expect(await names(page)).toEqual((await asked('sort=name')).names);
  expect(await page.getByLabel(en.page.fleet.channel).inputValue()).toBe(en.page.fleet.any);
  await page.goBack();
  await page.waitForURL(/#\/machines$/);
  expect(await page.getByLabel(en.page.fleet.sort).inputValue()).toBe('attention');
  expect(complaints).toEqual([]);
  await close();
});

test('a search is one step for Back, however it was typed', async () => {
  const { page, close } = await openPage(browser, fleet.url);
  await page.goto(`${fleet.url}/#/`);
  await page.getByRole('link', { name: en.page.fleet.heading, exact: true }).click();
  const search = page.getByLabel(en.page.fleet.search);
  for (const typed of ['pc', 'pc-00', 'pc-0012']) {
    await search.fill(typed);
    await page.waitForURL((url) => url.hash.endsWith(`search=${typed}`));
  }
  expect(await names(page)).toEqual(['PC-0012']);
  await page.goBack();
  await page.waitForURL(/#\/machines$/);
  await page.locator('.machines tbody tr').nth(49).waitFor();
  expect(await search.inputValue()).toBe('');
  await close();
});

test('each filter asks the collector, machines without a KMS host too', async () => {
  const { page, close } = await openPage(browser, fleet.url);
  const { page: texts } = en;
  await page.goto(`${fleet.url}/#/machines?kmsHost=`);
  expect(await names(page)).toEqual((await asked('kmsHost=')).names);
  expect(await page.locator('[name=kmsHost] option:checked').innerText()).toBe(texts.overview.noKmsHost);
  await page.getByRole('link', { name: texts.fleet.clear }).click();
  await page.waitForURL(/#\/machines$/);
  await page.getByLabel(texts.fleet.finding).selectOption({ label: texts.findingNames['license.ended'] ?? '' });
  await page.waitForURL(/finding=license.ended$/);
  expect(await names(page)).toEqual((await asked('finding=license.ended')).names);
  await page.locator('.severities').getByText('Warning').click();
  await page.waitForURL(/severity=warning&finding=license.ended$/);
  await page.getByText(texts.fleet.noMatch).waitFor();
  await close();
});

test('each number of the overview leads to as many machines as it says', async () => {
  const { page, complaints, close } = await openPage(browser, fleet.url);
  await page.goto(`${fleet.url}/#/`);
  await page.waitForSelector('.tiles.small a');
  const tiles = page.locator('.tiles.small li a');
  const said = await tiles.evaluateAll((links) => links.map((link) => Number.parseInt(link.textContent ?? '', 10)));
  expect(said.length).toBe(6);
  expect(said.filter((count) => count > 0).length).toBeGreaterThan(4);
  for (const [index, count] of said.entries()) {
    await page.goto(`${fleet.url}/#/`);
    await tiles.nth(index).click();
    await page.waitForURL((url) => url.hash.length > 2);
    if (count === 0) continue;
    await page.locator('tbody tr').first().waitFor();
    expect([index, await page.locator('tbody tr').count()]).toEqual([index, Math.min(count, 50)]);
  }
  expect(complaints).toEqual([]);
  await close();
});

test('the heads of columns set the order and say which it is', async () => {
  const { page, close } = await openPage(browser, fleet.url);
  await page.goto(`${fleet.url}/#/machines`);
  await page.locator('thead').getByRole('link', { name: en.page.fleet.columns.until }).click();
  await page.waitForURL(/sort=expires$/);
  expect(await names(page)).toEqual((await asked('sort=expires')).names);
  expect(await page.locator('th[aria-sort="ascending"]').innerText()).toContain(en.page.fleet.columns.until);
  await close();
});

test('an address that the collector does not understand leads back to the list', async () => {
  const { page, close } = await openPage(browser, fleet.url);
  await page.goto(`${fleet.url}/#/machines?severity=purple`);
  await page.getByText(en.page.state.problems.notUnderstood).waitFor();
  await page.getByRole('link', { name: en.page.state.reset }).click();
  await page.waitForSelector('.machines tbody tr');
  await close();
});

test('by keyboard alone: to the content, a machine, and back', async () => {
  const { page, close } = await openPage(browser, fleet.url);
  await page.goto(`${fleet.url}/#/machines`);
  await page.waitForSelector('.machines tbody tr');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe(en.page.skip);
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('content');
  await page.locator('.machines tbody th a').first().focus();
  const name = await page.evaluate<string>('document.activeElement.textContent');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.finding');
  expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
  expect(await page.locator('h1').innerText()).toBe(name);
  await page.goBack();
  await page.waitForSelector('.machines tbody tr');
  // Whatever takes the focus shows it.
  await page.keyboard.press('Tab');
  expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  await close();
});
