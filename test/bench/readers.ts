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
import { print } from './print.ts';

const at = '2026-11-24T00:00:00.000Z';

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
const endless = 'one line without end';
const slmgr: Readonly<Record<string, string | ((index: number) => string)>> = {
  [endless]: 'Error 0x',
  English: printed(englishLabels),
  'Simplified Chinese': printed(chinese),
  'a language that is not known': printed(completeDictionaries.pseudo),
  'quoted, wrapped at 80': quotedAndWrapped(printed(englishLabels)),
  'many products': manyProducts(englishLabels),
  'lines of no meaning': 'Lorem ipsum: dolor\n',
};
const handed: Readonly<Record<string, dumps.Printer>> = {
  'Format-List': dumps.formatList,
  wmic: dumps.wmic,
  'ConvertTo-Json': dumps.windowsPowerShellJson,
  'Export-Csv': dumps.csv(',', true),
};

interface Size {
  /** Of the smaller text; the other is twice as long. */
  readonly megabytes: number;
  readonly runs: number;
}
/**
 * slmgr's text is read at some 4 MB a second: of most of it less will do. A long line is cheap, and half of what it costs
 * is the collecting of garbage, in steps: more runs, and first, while the heap is small.
 */
const sizeOf = (name: string): Size => (name === endless ? { megabytes: 10, runs: 4 } : { megabytes: 4, runs: 2 });
const dumpSize: Size = { megabytes: 5, runs: 2 };

/** Processor time in milliseconds: other programs take less of it than of the clock. */
function cost(read: () => unknown): number {
  const begun = process.cpuUsage();
  read();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/** In turns, and the least of each: what disturbs a run only adds. */
function compare(name: string, size: Size, textFor: (length: number) => string, read: (text: string) => unknown): void {
  const { megabytes, runs } = size;
  read(textFor(5e5)); // compiled once it is warm
  const texts = [textFor(megabytes * 1e6), textFor(2 * megabytes * 1e6)];
  const costs = Array.from({ length: runs }, () => texts.map((text) => cost(() => read(text))));
  const [once = Number.NaN, twice = Number.NaN] = texts.map((_, index) =>
    Math.min(...costs.map((run) => run[index] ?? Number.NaN)),
  );
  const figures = `${(twice / once).toFixed(1)} times (${twice.toFixed(0)} ms)`;
  print(`${2 * megabytes} against ${megabytes} MB: ${name}`, figures);
}

export function benchReaders(): void {
  for (const [name, part] of Object.entries(slmgr)) {
    const textFor = (length: number) => textOf(part, length);
    compare(`slmgr, ${name}`, sizeOf(name), textFor, (text) => readSlmgr(text, null, at));
  }
  for (const [name, printer] of Object.entries(handed)) {
    const textFor = (length: number) => manyRows(printer, length);
    compare(name, dumpSize, textFor, (text) => readHanded({ text, file: name, labels: null, takenAt: at }));
  }
}

if (import.meta.main) benchReaders();
