/** Chromium, and pages that note what no page may do: break the content security policy, throw, complain, call elsewhere. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}

export interface Watched {
  readonly page: Page;
  /** What was noted so far; a 401 of the session is the collector's way to say that nobody is signed in. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** A browser of its own for each test: cookies, language and storage are new. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', (e) => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))",
  );
  page.on('console', (message) => {
    const isSession = message.location().url.endsWith('/v1/session') && message.text().includes('401');
    if (!isSession && (message.type() === 'error' || message.type() === 'warning')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(`asked ${request.url()}`);
  });
  page.setDefaultTimeout(10_000);
  return { page, complaints, close: async () => await context.close() };
}

/** Pixels that the page is wider than its window. */
export async function overflowOf(page: Page): Promise<number> {
  return await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
}
