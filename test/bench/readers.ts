/**
 * How the cost of reading grows with the length of what is handed in: twice the text against once, in one run. About 2
 * is in proportion to length. `node test/bench/readers.ts` runs it alone.
 */
import { readFileSync } from 'node:fs';
import { englishLabels } from '../../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../../src/activation/slmgr/labels/set.ts';
import { simplifiedChineseLabels } from '../../src/activation/slmgr/labels/zhHans.ts';
import { readSlmgr } from '../../src/activation/slmgr/read.ts';
import type { CimRow } from '../../src/evidence/evidence.ts';
import { readHanded } from '../../src/evidence/readers/read.ts';
import * as dumps from '../fixtures/dumps/print.ts';
import { loadCases } from '../support/cases.ts';
import { completeDictionaries } from '../support/slmgrDictionaries.ts';
import { printSlmgr } from '../support/slmgrPrinter.ts';
import { median, print } from './print.ts';

const at = '2026-11-24T00:00:00.000Z';

/** Megabytes of the smaller text; the other is twice as long. */
const megabytes = 10;
const runs = 3;

const classes = loadCases().flatMap(({ evidence }): Readonly<Record<string, CimRow[]>>[] => {
  const { cim } = JSON.parse(readFileSync(evidence, 'utf8')).sources;
  return cim?.classes?.SoftwareLicensingProduct?.length > 0 ? [cim.classes] : [];
});
const service = classes[0]?.SoftwareLicensingService?.[0] ?? {};
const products = classes.flatMap(({ SoftwareLicensingProduct = [] }) => SoftwareLicensingProduct);
const printed = (labels: LabelSet): string =>
  printSlmgr({ command: 'dlvAll', service, products, labels, now: new Date(at) });

/** `part` again and again; `part` of a number where each has to be another one. */
function textOf(part: string | ((index: number) => string), length: number): string {
  if (typeof part === 'string') return part.repeat(Math.ceil(length / part.length));
  const parts: string[] = [];
  for (let sum = 0; sum < length; sum += parts.at(-1)?.length ?? 1) parts.push(part(parts.length));
  return parts.join('');
}

/** Another id and name for each, so that none of them is one that was seen. */
const another = (row: CimRow, index: number): CimRow => ({
  ...row,
  ID: `${index.toString(16).padStart(8, '0')}-5638-40f6-bc11-f1d7b0d64300`,
  Name: `Windows(R), edition ${index}`,
});
const manyProducts = (labels: LabelSet) => (index: number) =>
  printSlmgr({
    command: 'dlvAll',
    service,
    products: [another(products[index % products.length] ?? {}, index)],
    labels,
    now: new Date(at),
  });
const manyRows = (printer: dumps.Printer, length: number): string => {
  const one = printer('SoftwareLicensingProduct', [products[0] ?? {}, products[0] ?? {}]).length / 2;
  const rows = Array.from({ length: Math.ceil(length / one) }, (_, index) =>
    another(products[index % products.length] ?? {}, index),
  );
  return printer('SoftwareLicensingProduct', rows);
};

const quotedAndWrapped = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => line.match(/.{1,78}/g) ?? [''])
    .map((line) => `> ${line}\n`)
    .join('');

const chinese = simplifiedChineseLabels.labels.map(([key, text]) => [key, text] as const);
const slmgr: Readonly<Record<string, string | ((index: number) => string)>> = {
  English: printed(englishLabels),
  'Simplified Chinese': printed(chinese),
  'a language that is not known': printed(completeDictionaries.pseudo),
  'quoted, wrapped at 80': quotedAndWrapped(printed(englishLabels)),
  'many products': manyProducts(englishLabels),
  'lines of no meaning': 'Lorem ipsum: dolor\n',
  'one line without end': 'Error 0x',
};
const handed: Readonly<Record<string, dumps.Printer>> = {
  'Format-List': dumps.formatList,
  wmic: dumps.wmic,
  'ConvertTo-Json': dumps.windowsPowerShellJson,
  'Export-Csv': dumps.csv(',', true),
};

function compare(name: string, textFor: (length: number) => string, read: (text: string) => unknown): void {
  const [once, twice] = [megabytes, 2 * megabytes].map((size) => {
    const text = textFor(size * 1e6);
    const times = Array.from({ length: runs }, () => {
      const begun = performance.now();
      read(text);
      return performance.now() - begun;
    });
    return median(times);
  });
  const ratio = ((twice ?? Number.NaN) / (once ?? Number.NaN)).toFixed(1);
  print(`${2 * megabytes} MB against ${megabytes} MB: ${name}`, `${ratio} times (${twice?.toFixed(0)} ms)`);
}

export function benchReaders(): void {
  for (const [name, part] of Object.entries(slmgr)) {
    compare(
      `slmgr, ${name}`,
      (length) => textOf(part, length),
      (text) => readSlmgr(text, null, at),
    );
  }
  for (const [name, printer] of Object.entries(handed)) {
    compare(
      name,
      (length) => manyRows(printer, length),
      (text) => readHanded({ text, file: name, labels: null, takenAt: at }),
    );
  }
}

if (import.meta.main) benchReaders();
