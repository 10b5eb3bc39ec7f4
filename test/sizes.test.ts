/** Keeps file sizes in view: prints, never fails for size. A file over 400 lines is split by what it does, not by length. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const src = resolve(import.meta.dirname, '../src');

test('file sizes of src', () => {
  const sizes = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|ps1|css)$/.test(name))
    .map((name) => ({
      name: relative(src, join(src, name)),
      lines: readFileSync(join(src, name), 'utf8').split('\n').length - 1,
    }))
    .toSorted((a, b) => a.lines - b.lines);
  const at = (share: number) => sizes[Math.floor((sizes.length - 1) * share)]?.lines;
  const largest = sizes.slice(-5).map(({ name, lines }) => `${lines} ${name}`);
  process.stdout.write(
    `src: ${sizes.length} files, median ${at(0.5)} lines, p90 ${at(0.9)}; largest: ${largest.join(', ')}\n`,
  );
  const over = sizes.filter(({ lines }) => lines > 400);
  if (over.length > 0) process.stdout.write(`over 400 lines: ${over.map(({ name }) => name).join(', ')}\n`);
  expect(sizes.length).toBeGreaterThan(0);
});
