/**
 * The third layer: outputs in languages that no label set knows. What never changes between languages is read, the status
 * is not, nothing is wrong, and what was not understood is kept.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reading } from '../src/activation/reading.ts';
import { englishLabels } from '../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../src/activation/slmgr/labels/set.ts';
import { readSlmgr } from '../src/activation/slmgr/read.ts';
import { completeDictionaries } from './support/slmgrDictionaries.ts';
import {
  type Command,
  coveringMachines,
  type Expected,
  expectedOf,
  type Machine,
  machines,
  rowsOf,
} from './support/slmgrMachines.ts';
import { printSlmgr, regionalDate } from './support/slmgrPrinter.ts';

const at = '2021-07-08T15:30:12.000Z';
const formatDate = regionalDate('en-US', 'UTC');

/** What a translation leaves: placeholders, abbreviations, names. */
const kept = /(%\w+%|ILvID|\b[A-Z][A-Za-z]?[A-Z]+\d?\b|Windows|0x)/;

/** English in the letters of another alphabet: words that no label set has, in the script's own layout. */
function disguised(alphabet: string): LabelSet {
  const letters = [...alphabet];
  const change = (letter: string): string => {
    const other = letters[letter.toLowerCase().charCodeAt(0) - 97] ?? letter;
    return letter === letter.toLowerCase() ? other : other.toUpperCase();
  };
  const words = (text: string): string =>
    text
      .split(kept)
      .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[a-z]/gi, change)))
      .join('');
  return [...new Map(englishLabels.toReversed())].map(([key, text]) => [key, words(text)]);
}

/** Labels before a colon, as in every language of which a text is known. */
const withColons: Readonly<Record<string, LabelSet>> = {
  'other letters': disguised('qwertyuiopasdfghjklzxcvbnm'),
  'German letters': disguised('äbcdëfghïjklmnöpqrstüvwxÿß'),
  'Cyrillic letters': disguised('абцдефгхийклмнопярстувшжыз'),
  Japanese: completeDictionaries.japaneseLike,
};
/** Labels in brackets, or before a hyphen: nothing is promised but that nothing is wrong. */
const languages: Readonly<Record<string, LabelSet>> = {
  ...withColons,
  brackets: completeDictionaries.pseudo,
  'values first': completeDictionaries.valuesFirst,
};
const eachLanguage = Object.entries(languages);
const commands: readonly Command[] = ['dlv', 'dli', 'dlvAll'];

const printed = (machine: Machine, command: Command, labels: LabelSet): string =>
  printSlmgr({ ...rowsOf(machine), command, labels, formatDate, now: new Date(at) });

type Leaf = readonly [path: string, value: unknown];
function leaves(value: unknown, path = ''): Leaf[] {
  if (value === null || typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`));
}
const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce<unknown>((now, key) => (now as Record<string, unknown> | null)?.[key] ?? null, value);

/** Words decide these, or a clock. */
const open = /\.(?:licenseStatus|validity\.kind|validity\.expiresAt)$/;

/** Everything that is read and is not the known value. What follows from a name is compared where the name is read. */
function wrongIn({ products, kmsHost, serviceVersion }: Expected, reading: Reading): string[] {
  const known = { products, kmsHost, serviceVersion };
  return leaves(reading.products.length === 0 ? { serviceVersion: reading.serviceVersion } : { ...reading })
    .filter(([path]) => /^\.(?:products|kmsHost|serviceVersion)/.test(path) && !open.test(path))
    .filter(([path]) => !/\.addOn$/.test(path) || valueAt(reading, path.replace(/addOn$/, 'name')) !== null)
    .flatMap(([path, value]) => {
      if (value === null || value === 'unknown') return [];
      const wanted = valueAt(known, path);
      return Object.is(value, wanted) ? [] : [`${path}: ${JSON.stringify(value)}, true is ${JSON.stringify(wanted)}`];
    });
}

/** Lines of which nothing was read and nothing is kept. */
function lostLines(text: string, reading: Reading): string[] {
  const bare = (line: string): string => line.replace(/[^\p{L}\p{N}]/gu, '');
  const unread = new Set(reading.unread.map(({ label, text: value }) => bare(label + value)));
  const values = leaves([reading.products, reading.kmsHost, reading.serviceVersion]).flatMap(([, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [String(value).replace(/^0x/, '')] : [],
  );
  const saysNothing = /https:|: ?(?:\d{50,}|-1)?$/;
  const printedLines = text.split('\n');
  return printedLines
    .filter((_, index) => !/0x[0-9A-F]{8}/.test(printedLines[index + 1] ?? '')) // a status told by the reason after it
    .filter((line) => line.trim() !== '' && !unread.has(bare(line)) && !saysNothing.test(line))
    .filter((line) => !values.some((value) => line.includes(value)));
}

describe.each(eachLanguage)('%s, no label set given', (_, labels) => {
  const outputs = machines.flatMap((machine) =>
    commands.map((command) => {
      const text = printed(machine, command, labels);
      return { text, reading: readSlmgr(text, null, at), known: expectedOf(machine, command, at) };
    }),
  );

  test('nothing is wrong', () => {
    expect(outputs.flatMap(({ known, reading }) => wrongIn(known, reading))).toEqual([]);
  });

  test('the status is unknown, but for the one that has a reason after it; and nothing lasts', () => {
    const said = outputs.flatMap(({ reading }) => reading.products);
    const wrong = outputs.flatMap(({ reading, known }) =>
      reading.products.filter(
        ({ licenseStatus }, index) =>
          licenseStatus !== 'unknown' &&
          !(licenseStatus === 'notification' && known.products[index]?.licenseStatus === licenseStatus),
      ),
    );
    expect(wrong).toEqual([]);
    expect(new Set(said.map(({ licenseStatus }) => licenseStatus)).size).toBeLessThanOrEqual(2);
    expect(said.filter(({ validity: { kind } }) => kind === 'permanent')).toEqual([]);
  });

  test('what was not understood is kept', () => {
    expect(outputs.flatMap(({ text, reading }) => lostLines(text, reading))).toEqual([]);
  });
});

/** What is read whatever the language, as long as a colon stands between label and value. */
const promised =
  /\.(?:name|description|channel|activationId|applicationId|extendedPid|keyChannel|partialProductKey|reason|rearm\.\w+|clientMachineId|hostExtendedPid|discoveredHost|discoveredPort|hostAddress|method|objectName|objectDn|thumbprint|ilid|ilvid|iaid|listeningPort|currentCount|serviceVersion|requests\.\w+)$/;
const isPromised = (known: Expected, path: string, value: unknown): boolean => {
  // Of a product that has no key, no count is told from another: the script prints no other landmark.
  if (path.includes('.rearm.')) return valueAt(known, path.replace(/rearm.*/, 'partialProductKey')) !== null;
  if (path.endsWith('IntervalMinutes')) return valueAt(known, path.replace(/\w+$/, 'hostExtendedPid')) !== null;
  // "1 minute (1 day)" says nothing of which is which.
  if (path.endsWith('.remainingMinutes')) return Number(value) > 1;
  return promised.test(path);
};

test.each(Object.entries(withColons))('%s: what no language changes is read', (_, labels) => {
  const missing = machines.flatMap((machine) =>
    commands.flatMap((command) => {
      const known = expectedOf(machine, command, at);
      const reading = readSlmgr(printed(machine, command, labels), null, at);
      return leaves({ ...known, error: null, withheldKeys: null })
        .filter(([path, value]) => value !== null && value !== 'unknown' && isPromised(known, path, value))
        .filter(([path]) => valueAt(reading, path) === null)
        .map(([path, value]) => `${command}: ${machine.name}: ${path} ${String(value)}`);
    }),
  );
  expect(missing).toEqual([]);
});

test('a sentence of /xpr in a language that is not known is no state', () => {
  for (const machine of machines) {
    for (const [, labels] of eachLanguage) {
      const { products } = readSlmgr(printed(machine, 'xpr', labels), null, at);
      expect(products.filter(({ licenseStatus }) => licenseStatus !== 'unknown')).toEqual([]);
    }
  }
});

// Lines gone, and lines in another order.

const identifiers = [
  'activationId',
  'applicationId',
  'extendedPid',
  'partialProductKey',
  'kms.clientMachineId',
  'kms.hostExtendedPid',
  'kms.hostAddress',
  'kms.discoveredHost',
  'kms.configuredHost',
  'activeDirectory.extendedPid',
  'activeDirectory.activationId',
  'token.ilid',
  'token.thumbprint',
  'avma.iaid',
  'avma.hostPid2',
];

const sources = coveringMachines.flatMap((machine) =>
  eachLanguage.flatMap(([name, labels]) =>
    commands.map((command) => ({ name: `${name}, ${command}: ${machine.name}`, machine, command, labels })),
  ),
);
/** Identifiers that are read and are not the machine's own in that place. */
function strangers(text: string, machine: Machine, command: Command): string[] {
  const known = expectedOf(machine, command, at).products;
  return readSlmgr(text, null, at).products.flatMap((product) =>
    identifiers.flatMap((path) => {
      const value = valueAt(product, `.${path}`);
      const isOwn = value === null || known.some((one) => valueAt(one, `.${path}`) === value);
      return isOwn ? [] : [`${path}: ${String(value)}`];
    }),
  );
}
const changes: readonly (readonly [string, (lines: string[], picks: readonly number[]) => string[]])[] = [
  [
    'lines gone',
    (lines, picks) => {
      const gone = new Set(picks.map((pick) => pick % lines.length));
      return lines.filter((_, index) => !gone.has(index));
    },
  ],
  [
    'a stretch of lines gone',
    (lines, [from = 0, length = 0]) => lines.toSpliced(from % lines.length, length % lines.length),
  ],
  [
    'lines moved',
    (lines, picks) =>
      picks.reduce((now, pick, index) => {
        const [line = ''] = now.slice(pick % now.length);
        const without = now.toSpliced(pick % now.length, 1);
        return without.toSpliced((pick * 31 + index * 7) % now.length, 0, line);
      }, lines),
  ],
];

test.each(changes)('%s: no identifier is taken for another', (_, change) => {
  fc.assert(
    fc.property(
      fc.nat({ max: sources.length - 1 }),
      fc.array(fc.nat({ max: 10_000 }), { minLength: 2, maxLength: 14 }),
      (source, picks) => {
        const { name, machine, command, labels } = sources[source] as (typeof sources)[number];
        const text = change(printed(machine, command, labels).split('\n'), picks).join('\n');
        expect([name, strangers(text, machine, command), text]).toEqual([name, [], text]);
      },
    ),
    { numRuns: 4000 },
  );
});

test.each([
  ['the host’s id for the client’s', /^[^\n]*(?:: 03612-03290|: 2YT43)[^\n]*\n/gm, 'extendedPid'],
  ['the object’s id for the product’s', /^[^\n]*: (?:73111121|55c92734|03612-03290|2YT43)[^\n]*\n/gm, 'activationId'],
])('with the product’s own lines gone, nobody takes %s', (_, gone, field) => {
  for (const machine of coveringMachines) {
    for (const [, labels] of Object.entries(withColons)) {
      const text = printed(machine, 'dlv', labels).replace(gone, '');
      for (const product of readSlmgr(text, null, at).products) expect(valueAt(product, `.${field}`)).toBeNull();
    }
  }
});
