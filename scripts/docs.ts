/** Writes the pages of docs/ that are made from the catalogues (`npm run docs`); a test holds them to it. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorCatalogue } from '../src/platform/errors.ts';
import { type Language, languages, wordingOf } from '../src/wording/wording.ts';

const heads: Readonly<Record<Language, string>> = {
  en: `# Errors

What can go wrong, by its code. A line on standard error names the file, flag or key; every error ends with exit code 3 (unknown),
so that monitoring never takes it for "ok" (\`logFailed\` alone is a notice: the program goes on and ends as it would have).
\`‹…›\` stands for what the line names.

| code | exit | line | what helps |
|---|---|---|---|
`,
  ja: `# エラー

起こりうるエラーをコードごとに示します。標準エラー出力の 1 行に、ファイル、オプション、キーの名前が入ります。監視が「正常」と取り違えないよう、
どのエラーも終了コード 3 (不明) で終わります (\`logFailed\` だけは通知で、処理は続き、終了コードは変わりません)。\`‹…›\` には実際の名前が入ります。

| コード | 終了コード | 表示 | 対応 |
|---|---|---|---|
`,
};

function errorsPage(language: Language): string {
  const facts = new Proxy<Record<string, string>>({}, { get: (_, name) => `‹${String(name)}›` });
  const { errors } = wordingOf(language);
  const rows = Object.entries(errorCatalogue).map(
    ([code, exit]) => `| \`${code}\` | ${exit} | ${errors[code]?.message(facts)} | ${errors[code]?.hint} |\n`,
  );
  return heads[language] + rows.join('');
}

/** Path below docs/ → content. */
export function generatedPages(): Record<string, string> {
  return Object.fromEntries(
    languages.map((language) => [`errors${language === 'en' ? '' : `.${language}`}.md`, errorsPage(language)]),
  );
}

if (import.meta.main) {
  const docs = resolve(import.meta.dirname, '../docs');
  for (const [name, content] of Object.entries(generatedPages())) writeFileSync(join(docs, name), content);
}
