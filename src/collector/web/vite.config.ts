/** Builds the page into dist/web: one document and hashed files beside it, nothing inline, so that a strict CSP serves it. */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { en } from '../../wording/en.ts';
import { ja } from '../../wording/ja.ts';

const root = import.meta.dirname;

/** The one sentence that is read where no script runs, in every language. */
const needsScript = [en, ja].map(({ page }) => page.needsScript).join(' ');

export default defineConfig({
  root,
  // Relative addresses: the page also works below a path of a reverse proxy.
  base: './',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [{ name: 'noscript', transformIndexHtml: (html) => html.replace('%needsScript%', needsScript) }],
  build: {
    outDir: resolve(root, '../../../dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
