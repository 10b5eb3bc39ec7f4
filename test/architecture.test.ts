/** Who may import whom: the table of docs/architecture.md, held. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '..');
const src = join(root, 'src');

/** Each area of src (the longest prefix counts) → the folders and files that it may import, beside itself and packages. */
const table: Readonly<Record<string, readonly string[]>> = {
  platform: [],
  knowledge: [],
  wording: [],
  'evidence/evidence.ts': [],
  'evidence/windows.ts': [],
  evidence: ['evidence/evidence.ts', 'evidence/windows.ts', 'knowledge', 'platform'],
  activation: ['evidence/evidence.ts', 'knowledge'],
  assessment: ['activation', 'knowledge', 'wording'],
  delivery: ['activation/report.ts', 'platform'],
  agent: ['evidence', 'activation', 'assessment', 'delivery', 'platform'],
  output: ['activation', 'assessment', 'wording', 'collector/api.ts'],
  'collector/api.ts': ['assessment'],
  collector: [
    'collector/api.ts',
    'evidence/readers',
    'activation',
    'assessment',
    'delivery/delivery.ts',
    'knowledge',
    'wording',
    'platform',
  ],
  'collector/web': ['collector/api.ts', 'wording', 'knowledge'],
  commands: [
    'platform',
    'knowledge',
    'wording',
    'evidence/evidence.ts',
    'evidence/windows.ts',
    'evidence',
    'activation',
    'assessment',
    'delivery',
    'agent',
    'output',
    'collector',
    'collector/api.ts',
  ],
  // Little, and light: the rest is loaded while PowerShell starts.
  'main.ts': ['commands', 'evidence/windows.ts', 'platform'],
};

function areaOf(file: string): string {
  const path = relative(src, file);
  const areas = Object.keys(table).filter((area) => path === area || path.startsWith(`${area}/`));
  return areas.toSorted((a, b) => b.length - a.length)[0] ?? `no area: ${path}`;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(src, name));

/** Files that a module imports, types included: a type ties as much as a value. */
function importsOf(file: string): string[] {
  const statements = readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g);
  return [...statements].map(([, target]) => resolve(dirname(file), target ?? ''));
}

test.each(files.map((file) => [relative(root, file), file]))('%s imports only what its area may', (_, file) => {
  const area = areaOf(file);
  expect(Object.keys(table)).toContain(area);
  const wrong = importsOf(file)
    .filter((target) => target.startsWith(src) && areaOf(target) !== area)
    .map((target) => relative(src, target))
    .filter((target) => !(table[area] ?? []).some((allowed) => target === allowed || target.startsWith(`${allowed}/`)));
  expect(wrong).toEqual([]);
});

test('nothing reaches outside src but the manifest', () => {
  const outside = files.flatMap(importsOf).filter((target) => !target.startsWith(src));
  expect(outside.map((target) => relative(root, target))).toEqual(['package.json']);
});

test('docs/architecture.md shows the same table', () => {
  const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  for (const [area, allowed] of Object.entries(table)) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${area}\` |`)) ?? '';
    const shown = [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    expect([area, shown]).toEqual([area, [...allowed]]);
  }
});

describe('purity', () => {
  const pure = files.filter((file) => ['activation', 'assessment', 'knowledge', 'wording'].includes(areaOf(file)));
  test.each(pure.map((file) => [relative(root, file), file]))(
    '%s asks no clock, disk, network or chance',
    (_, file) => {
      const text = readFileSync(file, 'utf8');
      expect(text).not.toMatch(/from 'node:/);
      expect(text).not.toMatch(/\bDate\.now\(|new Date\(\)|Math\.random|process\.|\bfetch\(/);
    },
  );
});

test('only main.ts sets the exit code and ends the process, when all has been written', () => {
  const setting = files
    .filter((file) => /process\.exit/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(root, file));
  expect(setting).toEqual(['src/main.ts']);
  expect(readFileSync(join(src, 'main.ts'), 'utf8')).toMatch(
    /flushed\(process\.stderr\)\]\);\n.*\n {2}process\.exit\(\);\n\}/,
  );
});

test('no word of English decides in the slmgr reader: its texts are label sets', () => {
  const readers = files.filter((file) => /activation\/slmgr\//.test(file) && !file.includes('/labels/'));
  for (const file of readers) {
    const literals = readFileSync(file, 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      .matchAll(/\/[^/\n]*\b(license|status|licensed|grace|minute|error|key|name)\b[^/\n]*\/[gimsuy]*\.(exec|test)/gi);
    expect([relative(root, file), [...literals].map(([text]) => text)]).toEqual([relative(root, file), []]);
  }
});

test('no tracked text holds a whole product key', () => {
  const key = /\b(?:[BCDFGHJKMPQRTVWXY2346789N]{5}-){4}[BCDFGHJKMPQRTVWXY2346789N]{5}\b/;
  const held = ['src', 'test', 'docs', 'config', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => key.test(readFileSync(file, 'utf8'))),
  );
  expect(held).toEqual([]);
});
