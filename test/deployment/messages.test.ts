/** scripts/messages.json: each sentence stands in both languages, with the same facts, and each is used. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const folder = resolve(import.meta.dirname, '../../scripts');
const {
  en,
  ja,
}: Record<'en' | 'ja', Record<string, string>> = JSON.parse(readFileSync(join(folder, 'messages.json'), 'utf8'));
const scripts = readdirSync(folder)
  .filter((name) => name.endsWith('.ps1'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

/** Ids as the scripts write them: the first thing after one of the functions that tell. */
const used = [...scripts.matchAll(/\b(?:Get-Text|Write-Text|Stop-Script|Stop-NotFound|Invoke-Step) '(\w+)'/g)].map(
  ([, id]) => id ?? '',
);

const factsOf = (text: string): string[] => [...text.matchAll(/\{\d+\}/g)].map(([fact]) => fact).sort();

test('both languages hold what is used, and nothing else', () => {
  expect(used.length).toBeGreaterThan(30);
  expect(Object.keys(en).sort()).toEqual([...new Set(used)].sort());
  expect(Object.keys(ja)).toEqual(Object.keys(en));
});

test.each(Object.keys(en))('%s: the same facts in both, and Japanese is Japanese', (id) => {
  const [english = '', japanese = ''] = [en[id], ja[id]];
  expect(factsOf(japanese)).toEqual(factsOf(english));
  if (id !== 'whatIf') expect(japanese).toMatch(/[\p{Script=Hiragana}]/u);
  // Braces are -f's own: one that holds no number would end the script with an error.
  expect(`${english}${japanese}`.replace(/\{\d+\}/g, '')).not.toMatch(/[{}]/);
});
