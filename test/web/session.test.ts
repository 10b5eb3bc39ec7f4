/** Who may look: signing in and out, a session that ends meanwhile, a collector that goes away and comes back. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { en } from '../../src/wording/en.ts';
import { ja } from '../../src/wording/ja.ts';
import { builtPage, type Running, startCollector } from '../support/collector.ts';
import { openPage, startBrowser } from './browser.ts';
import { deliver, idOf, reportOf } from './fleet.ts';

jest.setTimeout(60_000);

let collector: Running;
let browser: Browser;
let credential: string;
beforeAll(async () => {
  browser = await startBrowser();
  collector = await startCollector({ webFolder: builtPage });
  const admin = await collector.credential('admin');
  credential = await collector.credential('reader');
  const report = reportOf('kms-healthy', Date.now());
  await deliver(collector.url, [{ agent: idOf('one'), sequence: 1, report }], Date.now(), admin);
});
afterAll(async () => {
  await browser?.close();
  await collector?.close();
});

const { signIn, state, fleet } = en.page;

async function enter(page: Page, text: string): Promise<void> {
  await page.getByLabel(signIn.credential).fill(text);
  await page.getByRole('button', { name: signIn.submit }).click();
}

test('a wrong credential is told, a right one opens what the address asks for, signing out closes it', async () => {
  const { page, complaints, close } = await openPage(browser, collector.url);
  await page.goto(`${collector.url}/#/machines?sort=name`);
  await page.getByLabel(signIn.credential).waitFor();
  expect(await page.locator('nav, table').count()).toBe(0);
  expect(await page.getByLabel(signIn.credential).getAttribute('type')).toBe('password');
  expect(await page.getByLabel(signIn.credential).getAttribute('autocomplete')).toBe('current-password');
  await enter(page, `${credential}x`);
  await page.getByText(signIn.wrong).waitFor();
  await enter(page, ` ${credential}\n`);
  await page.waitForSelector('.machines tbody tr');
  expect(page.url()).toContain('#/machines?sort=name');
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(credential);

  await page.reload();
  await page.waitForSelector('.machines tbody tr');
  await page.getByRole('button', { name: signIn.signOut }).click();
  await page.getByText(signIn.left).waitFor();
  await page.reload();
  await page.getByLabel(signIn.credential).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('an agent is no reader', async () => {
  const { page, close } = await openPage(browser, collector.url);
  await page.goto(collector.url);
  await enter(page, await collector.credential('agent'));
  await page.getByText(signIn.wrong).waitFor();
  await close();
});

test('signed out meanwhile: the page says so, and goes on where it was', async () => {
  const { page, close } = await openPage(browser, collector.url);
  await page.clock.install();
  await page.goto(`${collector.url}/#/machines`);
  await enter(page, credential);
  await page.waitForSelector('.machines tbody tr');
  await page.context().clearCookies();
  await page.clock.fastForward(61_000);
  await page.getByText(signIn.lost).waitFor();
  await enter(page, credential);
  await page.waitForSelector('.machines tbody tr');
  await close();
});

test('while the collector is away the old data stays and says from when it is; then it is refreshed by itself', async () => {
  const { page, close } = await openPage(browser, collector.url);
  await page.clock.install();
  await page.goto(`${collector.url}/#/machines`);
  await enter(page, credential);
  await page.waitForSelector('.machines tbody tr');
  await page.context().setOffline(true);
  await page.clock.fastForward(61_000);
  const alert = page.getByRole('alert');
  await alert.getByText(state.problems.away).waitFor();
  expect(await alert.innerText()).toMatch(/as of \d{4}-\d\d-\d\d \d\d:\d\d\./);
  expect(await page.locator('.machines tbody tr').count()).toBe(1);
  await page.context().setOffline(false);
  await page.clock.fastForward(16_000);
  await page.getByText(/^As of/).waitFor();
  await page.context().setOffline(true);
  await page.clock.fastForward(61_000);
  await alert.waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: state.retry }).click();
  await page.getByText(/^As of/).waitFor();
  await close();
});

test('a hidden page does not ask, and asks at once when it is looked at again', async () => {
  const { page, close } = await openPage(browser, collector.url);
  await page.clock.install();
  await page.goto(`${collector.url}/#/overdue`);
  await enter(page, credential);
  await page.getByText(fleet.noOverdue).waitFor();
  let asked = 0;
  page.on('request', () => {
    asked += 1;
  });
  const show = (visibility: string): Promise<unknown> =>
    page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: '${visibility}', configurable: true });
       document.dispatchEvent(new Event('visibilitychange'))`,
    );
  await show('hidden');
  await page.clock.fastForward(300_000);
  await page.evaluate('0');
  expect(asked).toBe(0);
  const request = page.waitForRequest(/overdue/);
  await show('visible');
  await request;
  expect(asked).toBe(1);
  await close();
});

test('the language is that of the browser until another is chosen, which is kept', async () => {
  const { page, complaints, close } = await openPage(browser, collector.url, { locale: 'ja-JP' });
  await page.goto(collector.url);
  await page.getByText(ja.page.signIn.explain).waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText(signIn.explain).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.getByText(signIn.explain).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('a language whose file is gone leaves the page as it is and says so', async () => {
  const { page, close } = await openPage(browser, collector.url);
  await page.goto(collector.url);
  await page.getByText(signIn.explain).waitFor();
  await page.route(/assets\/ja-/, (route) => route.abort());
  await page.getByRole('button', { name: '日本語' }).click();
  await page.getByText(en.page.languageFailed).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await close();
});

test('the first start: no credentials, no machines', async () => {
  const empty = await startCollector({ webFolder: builtPage });
  const { page, complaints, close } = await openPage(browser, empty.url);
  await page.goto(empty.url);
  await page.getByText(en.page.overview.empty).waitFor();
  expect(await page.getByRole('button', { name: signIn.signOut }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
  await empty.close();
});
