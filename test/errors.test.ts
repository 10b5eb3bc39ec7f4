/** One catalogue: its codes, the sentences in both languages, docs and exit codes agree, and none is idle. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { generatedPages } from '../scripts/docs.ts';
import { errorCatalogue, GracewatchError } from '../src/platform/errors.ts';
import { Secret } from '../src/platform/secret.ts';
import { languages, wordingOf } from '../src/wording/wording.ts';

const root = resolve(import.meta.dirname, '..');
const codes = Object.keys(errorCatalogue).toSorted();

describe.each(languages)('wording in %s', (language) => {
  test('has exactly the codes of the catalogue', () => {
    expect(Object.keys(wordingOf(language).errors).toSorted()).toEqual(codes);
  });
  test.each(codes)('%s: one line, a hint, no "undefined" when its facts are there', (code) => {
    const facts = new Proxy({}, { get: (_, name) => `<${String(name)}>` });
    const text = wordingOf(language).errors[code];
    expect(text?.message(facts)).toMatch(/^[^\n]+$/);
    expect(text?.message(facts)).not.toContain('undefined');
    expect(text?.hint).toMatch(/^[^\n]+$/);
  });
});

test.each(Object.entries(generatedPages()))('docs/%s is what the catalogue says (npm run docs)', (name, content) => {
  expect(readFileSync(join(root, 'docs', name), 'utf8')).toBe(content);
  for (const [code, exit] of Object.entries(errorCatalogue)) expect(content).toContain(`| \`${code}\` | ${exit} |`);
});

test('every code is thrown somewhere', () => {
  const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('wording') && !name.endsWith('errors.ts'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
    .join('\n');
  expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});

test('an error keeps its cause and says its code', () => {
  const cause = new Error('disk');
  const error = new GracewatchError('fileUnreadable', { file: 'x', reason: 'EIO' }, { cause });
  expect(error.cause).toBe(cause);
  expect(error.message).toContain('fileUnreadable');
});

test('a secret shows itself to nobody who prints it', () => {
  const secret = new Secret('hunter2');
  for (const text of [`${secret}`, JSON.stringify({ secret }), inspect({ secret }), String(secret)]) {
    expect(text).not.toContain('hunter2');
    expect(text).toContain('****');
  }
  expect(secret.reveal()).toBe('hunter2');
});
