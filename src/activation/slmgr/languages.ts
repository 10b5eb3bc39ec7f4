/** Which label sets a text is read with: the machine's own first, then those of the built-in ones that know most of it. */
import type { LicenseStatus } from '../report.ts';
import { compileDictionary, type Dictionary, type Hit } from './dictionary.ts';
import { type Folded, fold } from './fold.ts';
import { languageSets } from './labels/registry.ts';
import type { LabelSet, LanguageSet } from './labels/set.ts';
import { commandLine, lineOf, shapes } from './lines.ts';
import { isCommand, variantsOf } from './paste.ts';

/** A text that nobody was seen to quote may name a line; it never decides a status. */
export function decidable({ labels }: LanguageSet): LabelSet {
  return labels.flatMap(([key, text, source]) => (source === null && lineOf.get(key)?.status ? [] : [[key, text]]));
}

const compiled = new Map<LanguageSet, Dictionary>();

/** Compiled once, when a text asks for it. */
const builtIn = (set: LanguageSet): Dictionary =>
  compiled.getOrInsertComputed(set, () => compileDictionary(decidable(set), shapes));

/** What the built-in languages print word for word: by these the encoding of a text is found. */
export const builtInTexts = (): readonly string[] =>
  languageSets.flatMap(({ labels }) =>
    labels.flatMap(([, text]) => text.split(/%\w+%/).map((piece) => piece.trim())).filter((piece) => piece.length > 2),
  );

/** The first lines of a text tell its language. */
const sampleLines = 400;

interface Ranked {
  readonly dictionary: Dictionary;
  /** How many lines of the sample it knows. */
  readonly known: number;
}

/** Built-in sets that know something of the text, those that know most first; the first in the registry on a tie. */
function ranked(lines: readonly string[]): readonly Ranked[] {
  const sample = lines
    .filter((line) => line !== '')
    .slice(0, sampleLines)
    .map((line) => variantsOf(line).map(fold));
  const count = (dictionary: Dictionary): number =>
    sample.filter((variants) => variants.some((line) => dictionary.find(line).length > 0)).length;
  const [first, ...others] = languageSets;
  const english = { dictionary: builtIn(first), known: count(builtIn(first)) };
  if (english.known === sample.length) return [english]; // the others need not be compiled
  const rest = others.map((set) => ({ dictionary: builtIn(set), known: count(builtIn(set)) }));
  return [english, ...rest.filter(({ known }) => known > 0)].toSorted((a, b) => b.known - a.known);
}

const typed: Hit = { key: commandLine, shape: 'whole', values: new Map() };

export interface Languages {
  find(line: string): readonly Hit[];
  /** Whether a line that was cut at its end may have said something else. */
  mayGoOn(line: string): boolean;
  /** Whether the next line may belong to this one. */
  mayBegin(line: string): boolean;
  /** Any text may be the beginning of a line. */
  readonly valuesFirst: boolean;
}

/** Names compare without case, and the last of two is the one that counts, as slmgr.vbs reads them. */
const ownDictionary = (labels: Readonly<Record<string, string>>): Dictionary =>
  compileDictionary([...new Map(Object.entries(labels).map(([key, text]) => [key.toLowerCase(), text]))], shapes);

/** What the line can be in this language, its values regarded. */
const hitsOf = (dictionary: Dictionary, line: Folded): readonly Hit[] =>
  dictionary.find(line).filter(({ key, values }) => lineOf.get(key)?.fits?.(values) !== false);

const statusOf = (hit: Hit | undefined): LicenseStatus | undefined => lineOf.get(hit?.key ?? '')?.status;

/** `labels`: the slmgr.ini of the language the text is in, or null. What it lacks is printed in English. */
export function languagesOf(lines: readonly string[], labels: Readonly<Record<string, string>> | null): Languages {
  const own = labels === null ? [] : [{ dictionary: ownDictionary(labels), known: Number.POSITIVE_INFINITY }];
  const sets = [...own, ...ranked(lines)];
  const findIn = (line: Folded): readonly Hit[] => {
    for (const [index, { dictionary, known }] of sets.entries()) {
      const hits = hitsOf(dictionary, line);
      if (hits.length === 0) continue;
      // Two sets that know as much of the text have an equal say in what it means; of a status every set has one.
      const status = statusOf(hits[0]);
      const others = sets.slice(index + 1).filter((other) => status !== undefined || other.known === known);
      const said = others.flatMap((other) =>
        hitsOf(other.dictionary, line).map((hit) => ({ hit, known: other.known })),
      );
      const counts = said.filter((one) => one.known === known || (statusOf(one.hit) ?? status) !== status);
      return [...hits, ...counts.map(({ hit }) => hit)];
    }
    return [];
  };
  const some = (line: string, test: (dictionary: Dictionary, folded: Folded) => boolean): boolean =>
    variantsOf(line).some((variant) => {
      const folded = fold(variant);
      return sets.some(({ dictionary }) => test(dictionary, folded));
    });
  return {
    find(line) {
      if (isCommand(line)) return [typed];
      for (const variant of variantsOf(line)) {
        const hits = findIn(fold(variant));
        if (hits.length > 0) return hits;
      }
      return [];
    },
    mayGoOn: (line) => some(line, (dictionary, folded) => dictionary.mayGoOn(folded)),
    mayBegin: (line) => some(line, (dictionary, folded) => dictionary.mayBegin(folded)),
    valuesFirst: sets.some(({ dictionary }) => dictionary.valuesFirst),
  };
}
