/**
 * The slmgr reader against known values: an output is written from a machine, a command, a language and a layout fault,
 * and what is read has to be what the machine's values are. Then cut and changed outputs: no state that is not theirs.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reading } from '../src/activation/reading.ts';
import { englishLabels } from '../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../src/activation/slmgr/labels/set.ts';
import { lines as understood } from '../src/activation/slmgr/lines.ts';
import { readSlmgr } from '../src/activation/slmgr/read.ts';
import { decodeText } from '../src/evidence/readers/decode.ts';
import { completeDictionaries, dictionaries } from './support/slmgrDictionaries.ts';
import { encodings, type Layout, layouts } from './support/slmgrLayouts.ts';
import {
  type Command,
  coveringMachines,
  type Expected,
  type ExpectedProduct,
  expectedOf,
  type Machine,
  machines,
  rowsOf,
  shown,
  statusOf,
} from './support/slmgrMachines.ts';
import { printSlmgr, regionalDate } from './support/slmgrPrinter.ts';

const at = '2021-07-08T15:30:12.000Z';

interface Language {
  readonly name: string;
  readonly labels: LabelSet;
  /** The dictionary that the reader is given; null for the one it has built in. */
  readonly given: Readonly<Record<string, string>> | null;
  readonly formatDate: (instant: Date) => string;
}
const american = regionalDate('en-US', 'America/Los_Angeles');
const japanese = regionalDate('ja-JP', 'Asia/Tokyo');
const european = (instant: Date): string =>
  instant
    .toLocaleString('de-DE', { timeZone: 'Europe/Berlin', dateStyle: 'medium', timeStyle: 'medium' })
    .replace(',', '');
const language = (name: string, labels: LabelSet, formatDate: Language['formatDate']): Language => ({
  name,
  labels,
  given: Object.fromEntries(labels),
  formatDate,
});
const languages: readonly Language[] = [
  { ...language('English', englishLabels, american), given: null },
  language('Japanese', completeDictionaries.japaneseLike, japanese),
  language('pseudo-language', completeDictionaries.pseudo, american),
  language('values first', completeDictionaries.valuesFirst, european),
  language('French in part, the rest English', dictionaries['040C'], european),
];
const eachLanguage = languages.map((one) => [one.name, one] as const);

const commands: readonly Command[] = ['dlv', 'dli', 'dlvAll', 'xpr'];

/** Whether a language's `/xpr` has one text for two states. */
function isAlike({ labels }: Language, status: string): boolean {
  const text = labels.find(([key]) => key.toLowerCase() === `l_msglicensestatus${status}`.toLowerCase())?.[1];
  return text !== undefined && labels.filter((label) => label[1] === text).length > 1;
}

/** All that the truth leaves open, and why. */
const undecidable = {
  /** `/xpr` has no sentence for a status that no one knows; what it prints where that is all is not known. */
  statusWithoutSentence: (machine: Machine) =>
    shown(machine, 'xpr').length === 0 && machine.products.some(({ status }) => status > 6),
  /** Two states that a language prints alike: neither can be told from the other. */
  statesAlike: (command: Command, spoken: Language, status: string) => command === 'xpr' && isAlike(spoken, status),
  /** The status is the last line, and no blank one after it: a line of minutes may have followed, or not. */
  endsInStatus: (command: Command, { licenseStatus, activationType, avma }: ExpectedProduct) =>
    command === 'dli' && licenseStatus === 'licensed' && activationType === null && avma === null,
  /** Without the line of minutes a text is that of an activation for good. */
  minutesLineDeleted: true,
} as const;

/** The commands that print something of their own of a machine. */
function commandsOf(machine: Machine): Command[] {
  return commands.filter((command) => {
    if (command === 'xpr') return !undecidable.statusWithoutSentence(machine);
    return command !== 'dlvAll' || shown(machine, 'dlvAll').length > shown(machine, 'dlv').length;
  });
}

const printed = (machine: Machine, command: Command, { labels, formatDate }: Language): string =>
  printSlmgr({ ...rowsOf(machine), command, labels, formatDate, now: new Date(at) });

/** The values, less what the language and the layout hide. */
function expected(machine: Machine, command: Command, spoken: Language, layout: Layout | null): Expected {
  const known = expectedOf(machine, command, at);
  const { length } = known.products;
  const products = known.products.map((product, index): ExpectedProduct => {
    if (undecidable.statesAlike(command, spoken, product.licenseStatus)) {
      return { ...product, licenseStatus: 'unknown', validity: { remainingMinutes: null } };
    }
    const isEnd = layout?.cutsBlankEnd === true && index === length - 1 && known.kmsHost === null;
    if (isEnd && undecidable.endsInStatus(command, product) && product.validity.kind === 'permanent') {
      return { ...product, validity: { remainingMinutes: null, expiresAt: null } };
    }
    return product;
  });
  return layout?.hides?.({ ...known, products }) ?? { ...known, products };
}

/** Paths at which a value that is expected is not the one that was read. */
function wrongIn(wanted: unknown, got: unknown, path = ''): string[] {
  if (Array.isArray(wanted)) {
    const all = Array.isArray(got) ? got : [];
    const length = wanted.length === all.length ? [] : [`${path}: ${all.length} read, ${wanted.length} true`];
    return [...length, ...wanted.flatMap((one, index) => wrongIn(one, all[index], `${path}.${index}`))];
  }
  if (wanted !== null && typeof wanted === 'object') {
    const fields = (got ?? {}) as Readonly<Record<string, unknown>>;
    if (got === null || got === undefined) return [`${path}: nothing read, ${JSON.stringify(wanted)} true`];
    return Object.entries(wanted).flatMap(([key, one]) => wrongIn(one, fields[key], `${path}.${key}`));
  }
  return Object.is(wanted, got) ? [] : [`${path}: ${JSON.stringify(got)} read, ${JSON.stringify(wanted)} true`];
}

/** Not licensed and not in grace: nothing lasts. */
function lasting({ products }: Reading): string[] {
  const none = new Set(['unlicensed', 'notification']);
  return products.flatMap(({ licenseStatus, validity: { kind } }, index) =>
    none.has(licenseStatus) && (kind === 'permanent' || kind === 'expires') ? [`.products.${index}: ${kind}`] : [],
  );
}

interface Combination {
  readonly name: string;
  readonly text: string;
  readonly labels: Language['given'];
  readonly wanted: Partial<Expected>;
  readonly alsoWrong?: (reading: Reading) => string[];
}

/** Empty where all are read right, else how many are not, and the first of them with its text. */
function failing(combinations: readonly Combination[]): string {
  const wrong = combinations.flatMap(({ name, text, labels, wanted, alsoWrong }) => {
    const reading = readSlmgr(text, labels, at);
    const found = [...wrongIn(wanted, reading), ...lasting(reading), ...(alsoWrong?.(reading) ?? [])];
    return found.length === 0 ? [] : [{ name, text, found }];
  });
  const [first] = wrong;
  if (!first) return '';
  const names = wrong.slice(0, 10).map(({ name, found }) => `  ${name}: ${found[0]}`);
  return [
    `${wrong.length} of ${combinations.length} are read wrong, such as`,
    ...names,
    `the first: ${first.name}`,
    ...first.found,
    '--- text ---',
    first.text,
  ].join('\n');
}

describe('the languages', () => {
  test.each(Object.entries(completeDictionaries))(
    '%s leaves nothing to English, and has its placeholders',
    (_, labels) => {
      const placeholders = (text: string): string[] => (text.match(/%[A-Z]+%/g) ?? []).toSorted();
      const own = new Map<string, string>(labels);
      for (const [key, text] of englishLabels.filter(([name]) => name.startsWith('L_'))) {
        expect([key, placeholders(own.get(key) ?? 'none')]).toEqual([key, placeholders(text)]);
        expect([key, own.get(key)?.endsWith(' ')]).toEqual([key, text.endsWith(' ')]);
      }
      const used = new Set(englishLabels.map(([key]) => key));
      expect([...own.keys()].filter((key) => !used.has(key))).toEqual([]);
    },
  );

  test('have a text for every line that is understood', () => {
    const own = new Set<string>(completeDictionaries.valuesFirst.map(([key]) => key));
    expect(understood.map(({ key }) => key).filter((key) => key.startsWith('L_') && !own.has(key))).toEqual([]);
  });
});

test('the machines are of every state, channel and block', () => {
  const all = machines.flatMap(({ products }) => products);
  const states = [...Array(8).keys()];
  for (const channel of new Set(all.map(({ kind }) => kind.channel))) {
    const seen = new Set(all.filter(({ kind }) => kind.channel === channel).map(({ status }) => status));
    expect([channel, [...seen].toSorted()]).toEqual([channel, states]);
  }
  expect(new Set(all.map(({ block }) => block.block))).toEqual(new Set(['none', 'kms', 'ad', 'token', 'avma', 'host']));
  expect(new Set(machines.map(({ name }) => name)).size).toBeGreaterThan(300);
});

/** All that a plain output leaves unread: instants as the user's region writes them, or that there is none. */
function unreadLines(spoken: Language): (reading: Reading) => string[] {
  const none = [...spoken.labels, ...englishLabels].find(([key]) => key === 'L_MsgNotAvailable')?.[1] ?? '';
  const isTime = (text: string): boolean => /\d+[./]\d+[./]\d+/.test(text) || text.endsWith(none);
  return ({ unread }) =>
    unread.map(({ label, text }) => `${label}: ${text}`).flatMap((line) => (isTime(line) ? [] : [`unread: ${line}`]));
}

describe('every machine as it is printed', () => {
  test.each(eachLanguage)('%s', (_, spoken) => {
    const alsoWrong = unreadLines(spoken);
    const combinations = machines.flatMap((machine) =>
      commandsOf(machine).map((command) => ({
        name: `${command}: ${machine.name}`,
        text: printed(machine, command, spoken),
        labels: spoken.given,
        wanted: expected(machine, command, spoken, null),
        alsoWrong,
      })),
    );
    expect(failing(combinations)).toBe('');
  });
});

/** Messages in place of an output, as `labels` print them, and the error in it. */
function messages({
  labels,
}: Language): readonly (readonly [name: string, text: string, error: string, version?: string])[] {
  const label = (key: string): string => [...labels, ...englishLabels].find(([name]) => name === key)?.[1] ?? '';
  const filled = (key: string, code: string): string =>
    label(key).replace('%ERRCODE%', code).replace('%COMPUTERNAME%', 'PC-0417');
  const connections = {
    L_MsgErrorLocalWMI: '80041003',
    L_MsgErrorLocalRegistry: '80070005',
    L_MsgErrorConnection: '800706BA',
    L_MsgErrorConnectionRegistry: '80070035',
    L_MsgErrorImpersonation: '80041002',
    L_MsgErrorAuthenticationLevel: '80041008',
    L_MsgErrorWMI: '8004100E',
  };
  const error = label('L_MsgErrorText_8');
  const notFound = label('L_MsgErrorPKey');
  const version = `${label('L_MsgServiceVersion')}10.0.19041.1202`;
  return [
    ...Object.entries(connections).flatMap(([key, code]) => [
      [key, `${filled(key, code)}\n`, `0x${code}`] as const,
      [`${key} and what WMI said`, `${filled(key, code)} Access denied  (SWbemServicesEx)\n`, `0x${code}`] as const,
    ]),
    [
      'a code with a text',
      `${error}0x80070005 Access denied: the requested action requires elevated privileges\n`,
      '0x80070005',
    ],
    ['a code of licensing', `${error}0xC004F074 The Key Management Service (KMS) is unavailable\n`, '0xC004F074'],
    ['a code alone', `${error}0x8007232B \n`, '0x8007232B'],
    ['a number, access denied', `${error}5 Access denied\n`, '0x80070005'],
    ['a number, no RPC', `${error}1722 The RPC server is unavailable.\n`, '0x800706BA'],
    ['a code without a text', `${error}0xC004FE00 ${filled('L_MsgErrorText_6', 'C004FE00')}\n`, '0xC004FE00'],
    ['no key', `${notFound}\n`, 'productKeyNotFound'],
    ['no key, and a version', `${version}\n${notFound}\n`, 'productKeyNotFound', '10.0.19041.1202'],
    [
      'no key, and why',
      `${version}\n${notFound}\n${error}0xC004F014 The product key is not available\n`,
      '0xC004F014',
      '10.0.19041.1202',
    ],
  ];
}
const messagesIn = (spoken: Language): Combination[] =>
  messages(spoken).map(([name, text, error, serviceVersion = null]) => ({
    name,
    text,
    labels: spoken.given,
    wanted: { error, serviceVersion, products: [], kmsHost: null },
  }));

describe('messages in place of an output', () => {
  test.each(eachLanguage)('%s', (_, spoken) => {
    expect(failing(messagesIn(spoken))).toBe('');
  });
});

/** Of the covering machines: all by `/dlv`, and by the other commands what those print in their own way. */
const covering = coveringMachines.flatMap((machine, index) =>
  commandsOf(machine)
    .filter((command) => command === 'dlv' || command === 'dlvAll' || index % 3 === (command === 'dli' ? 2 : 0))
    .map((command) => ({ machine, command })),
);

interface Source {
  readonly spoken: Language;
  readonly machine: Machine;
  readonly command: Command;
  readonly text: string;
}
const sourcesIn = (spoken: Language): Source[] =>
  covering.map(({ machine, command }) => ({ spoken, machine, command, text: printed(machine, command, spoken) }));
const sources = languages.flatMap(sourcesIn);

describe('every layout', () => {
  const each = eachLanguage.flatMap(([name, spoken]) =>
    layouts.map((layout) => [name, layout.name, spoken, layout] as const),
  );

  test.each(each)('%s, %s', (_, __, spoken, layout) => {
    // Half of the outputs in one language, the other half in the next: each with every layout in two or three of them.
    const turn = layouts.indexOf(layout) + languages.indexOf(spoken);
    const own = sources.filter((source) => source.spoken === spoken).filter((_, index) => (index + turn) % 2 === 0);
    const outputs = own.map(({ machine, command, text }) => ({
      name: `${command}: ${machine.name}`,
      text: layout.apply(text, spoken.labels),
      labels: spoken.given,
      wanted: expected(machine, command, spoken, layout),
    }));
    const errors = messagesIn(spoken)
      .filter((_, index) => (index + turn) % 3 === 0)
      .map((one) => ({ ...one, text: layout.apply(one.text, spoken.labels) }));
    expect(failing([...outputs, ...errors])).toBe('');
  });

  test('does something to some text', () => {
    const untouched = layouts.filter((layout) =>
      sources.every(({ spoken, text }) => layout.apply(text, spoken.labels) === text),
    );
    expect(untouched.map(({ name }) => name)).toEqual([]);
  });
});

describe('every encoding', () => {
  const others: readonly Language[] = (['0407', '040C', '0411', '0419'] as const).map((lcid) =>
    language(lcid, dictionaries[lcid], european),
  );
  const all = [
    ...languages.map((one) => (one.name === 'Japanese' ? { ...one, name: 'japaneseLike' } : one)),
    ...others,
  ];
  const each = encodings.flatMap((encoding) =>
    all
      .filter(({ name }) => encoding.languages?.includes(name) !== false)
      .map((spoken) => [encoding.name, spoken.name, encoding, spoken] as const),
  );

  test.each(each)('%s, %s', (_, __, encoding, spoken) => {
    const hints = spoken.labels.map(([, text]) => text);
    const outputs = sourcesIn(spoken).filter((_, index) => index % 3 === 0);
    const combinations = outputs.map(({ machine, command, text: lines }) => {
      const text = lines.replaceAll('\n', '\r\n');
      const decoded = decodeText(encoding.bytes(text), { hints });
      return {
        name: `${command}: ${machine.name}`,
        text: decoded,
        labels: spoken.given,
        wanted: expected(machine, command, spoken, null),
        alsoWrong: () => (decoded === text ? [] : ['the text is not the one that was written']),
      };
    });
    expect(failing(combinations)).toBe('');
  });
});

// Cut and changed.

/** Without blanks, case and punctuation; the colon stays, as it tells a status from "Requests with License Status …". */
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:]/gu, '');

const resourceNames = [
  'Unlicensed',
  'Licensed',
  'InitialGrace',
  'AdditionalGrace',
  'NonGenuineGrace',
  'Notification',
  'ExtendedGrace',
];
const reportWord = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** What a language says of each status: the parts of its texts round the placeholder, folded. */
function sayings({ labels }: Language): ReadonlyMap<string, readonly (readonly string[])[]> {
  const texts = [...labels, ...englishLabels];
  return new Map(
    resourceNames.map((name) => {
      const leases = name === 'Licensed' ? ['VL', 'TBL', 'AVMA'] : [];
      const keys = [`${name}_1`, name, ...leases].map((end) => `L_MsgLicenseStatus${end}`);
      const said = texts.filter(([key]) => keys.includes(key)).map(([, text]) => text.split(/%[A-Z]+%/).map(fold));
      return [reportWord(name), said];
    }),
  );
}
const sayingsOf = new Map(languages.map((spoken) => [spoken, sayings(spoken)]));

/** Whether a line (or two, where one was broken) says a status in its language's whole text. */
function says(text: string, spoken: Language, status: string): boolean {
  // A number before a line is a list's, and none of the script's.
  const folded = text.split(/\r\n|\r|\n/).map((line) => fold(line.replace(/^[\s>|*•·-]*\(?\d{1,3}[.)]\s+/, '')));
  const candidates = folded.flatMap((line, index) => [line, line + (folded[index + 1] ?? '')]);
  const said = sayingsOf.get(spoken)?.get(status) ?? [];
  return candidates.some((line) =>
    said.some(([start = '', ...rest]) =>
      rest.length === 0 ? line === start : line.startsWith(start) && rest.every((part) => line.includes(part)),
    ),
  );
}

/** `source`: its place among the sources, and what it is, so that a counterexample can be read. */
interface Changed {
  readonly source: number;
  readonly about: string;
  readonly text: string;
}
function sourceAt(index: number): Source {
  const source = sources[index];
  if (!source) throw new Error(`no source ${index}`);
  return source;
}
const changed = <T>(how: fc.Arbitrary<T>, change: (text: string, how: T) => string): fc.Arbitrary<Changed> =>
  fc.tuple(fc.nat({ max: sources.length - 1 }), how).map(([source, given]) => {
    const { spoken, machine, command, text } = sourceAt(source);
    return { source, about: `${spoken.name}, ${command}: ${machine.name}`, text: change(text, given) };
  });
const place = (nat: number, text: string): number => nat % (text.length + 1);

/** States read that are neither the machine's nor said by the text. */
function strayStatuses({ source, text }: Changed): string[] {
  const { spoken, machine, command } = sourceAt(source);
  const own = new Set<string>(shown(machine, command).map(statusOf));
  const stray = (status: string): boolean => {
    if (status === 'unknown') return false;
    return own.has(status) && status !== 'licensed' ? false : !says(text, spoken, status);
  };
  return readSlmgr(text, spoken.given, at).products.flatMap(({ licenseStatus }) =>
    stray(licenseStatus) ? [licenseStatus] : [],
  );
}

/** Figures read that are not the machine's; null is always right. `permanent`: whether that has to be true as well. */
function strayFigures({ source, text }: Changed, permanent: boolean): string[] {
  const { spoken, machine, command } = sourceAt(source);
  const known = expectedOf(machine, command, at).products;
  const minutes = new Set(known.map(({ validity }) => validity.remainingMinutes ?? null));
  const reasons = new Set(known.map(({ reason }) => reason));
  const lastsForGood = known.some(({ validity: { kind } }) => kind === 'permanent');
  return readSlmgr(text, spoken.given, at).products.flatMap(({ validity, reason }) => [
    ...(validity.remainingMinutes === null || minutes.has(validity.remainingMinutes)
      ? []
      : [`${validity.remainingMinutes} minutes`]),
    ...(reason === null || reasons.has(reason) ? [] : [reason]),
    ...(permanent && validity.kind === 'permanent' && !lastsForGood ? ['permanent'] : []),
  ]);
}

const prefixes = changed(fc.nat(), (text, end) => text.slice(0, place(end, text)));
const slices = changed(fc.tuple(fc.nat(), fc.nat()), (text, ends) => {
  const [from = 0, to = 0] = ends.map((end) => place(end, text)).toSorted((a, b) => a - b);
  return text.slice(from, to);
});
const deletions = changed(fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), (text, gone) => {
  const all = text.split('\n');
  const indexes = new Set(gone.map((index) => index % all.length));
  return all.filter((_, index) => !indexes.has(index)).join('\n');
});
const piece = fc.oneof(
  fc.constantFrom('', ' ', '\n', ':', 'Un', 'Licensed', '0', '\t', '- ', '認証', 'gelefed', '1. ', '> ', '(', '\u00a0'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const edits = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), piece), { minLength: 1, maxLength: 6 });
const mutations = changed(edits, (text, all) =>
  all.reduce((now, [from, length, put]) => {
    const start = place(from, now);
    return now.slice(0, start) + put + now.slice(start + length);
  }, text),
);

describe('never a state or a figure that is not the machine’s', () => {
  test.each([
    ['the beginning of an output', prefixes, true],
    ['a piece of an output', slices, true],
    // Whether it lasts for good is left open.
    ['an output without some lines', deletions, !undecidable.minutesLineDeleted],
  ] as const)('%s', (_, cuts, permanent) => {
    fc.assert(
      fc.property(cuts, (cut) => {
        expect([...strayStatuses(cut), ...strayFigures(cut, permanent)]).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('an output with some characters changed', () => {
    fc.assert(
      fc.property(mutations, (mutated) => {
        expect(strayStatuses(mutated)).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  test('a piece that ends in its status, of a product whose channel was cut away, is not one for good', () => {
    const text =
      'indows(R) Operating System, VOLUME_KMSCLIENT channel\nPartial Product Key: 2YT43\nLicense Status: Licensed\n';
    const kinds = readSlmgr(text, null, at).products.map(({ validity: { kind } }) => kind);
    expect(kinds).not.toContain('permanent');
  });

  test('a text that was not cut says its state', () => {
    const unsaid = sources.filter(({ spoken, machine, command, text }) =>
      shown(machine, command).some(
        (product) => statusOf(product) !== 'unknown' && !says(text, spoken, statusOf(product)),
      ),
    );
    expect(unsaid.map(({ text }) => text)).toEqual([]);
  });
});
