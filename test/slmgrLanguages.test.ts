/** The built-in label sets: each text means its own resource, no state without a source, and no language speaks for another. */
import { describe, expect, test } from '@jest/globals';
import { compileDictionary } from '../src/activation/slmgr/dictionary.ts';
import { bareOf, fold } from '../src/activation/slmgr/fold.ts';
import { languageSets } from '../src/activation/slmgr/labels/registry.ts';
import type { LabelSet, LanguageSet } from '../src/activation/slmgr/labels/set.ts';
import { decidable, languagesOf } from '../src/activation/slmgr/languages.ts';
import { lineOf, shapes } from '../src/activation/slmgr/lines.ts';
import { readSlmgr } from '../src/activation/slmgr/read.ts';
import { coveringMachines, expectedOf, rowsOf } from './support/slmgrMachines.ts';
import { printSlmgr, regionalDate } from './support/slmgrPrinter.ts';

const at = '2021-07-08T15:30:12.000Z';
const formatDate = regionalDate('en-US', 'UTC');
const [english] = languageSets;

const each = languageSets.map((set) => [set.language, set] as const);
const pairs = ({ labels }: LanguageSet): LabelSet => labels.map(([key, text]) => [key, text]);
const setOf = (language: string): LanguageSet => languageSets.find((set) => set.language === language) ?? english;
/** A resource's text as a line of an output. */
const lineWith = (text: string): string =>
  text
    .replace(/%ERRCODE%/g, 'C004F009')
    .replace(/%(?:MINUTE|DAY|COUNT|INTERVAL)%/g, '7')
    .replace(/%ENDDATE%/g, '7/9/2021 8:30:12 AM')
    .replace(/%\w+%/g, 'x');

/** A state, a sentence of `/xpr`, or an error: what a person acts on. */
const decides = (key: string): boolean =>
  lineOf.get(key)?.status !== undefined || /^L_MsgError(?!LicenseNotInUse)/.test(key);

/** Resources that one language prints alike, which is known and handled: two states are no state, two counts go by their order. */
const alike = new Set([
  'de: L_MsgRemainingWindowsRearmCount = L_MsgRemainingSkuRearmCount',
  'zh-Hans: L_MsgLicenseStatusInitialGrace = L_MsgLicenseStatusAdditionalGrace',
]);

describe.each(each)('%s', (language, set) => {
  test('each text means its own resource, and is one that is understood', () => {
    const dictionary = compileDictionary(pairs(set), shapes);
    const wrong = set.labels.flatMap(([key, text]) => {
      if (!lineOf.has(key)) return [`${key} is not understood`];
      const found = new Set(dictionary.find(fold(lineWith(text))).map((hit) => hit.key));
      const others = [...found].filter((other) => other !== key);
      const known = others.every((other) =>
        [`${language}: ${key} = ${other}`, `${language}: ${other} = ${key}`].some((one) => alike.has(one)),
      );
      return found.has(key) && known ? [] : [`${key} "${text}" is read as ${[...found].join(', ')}`];
    });
    expect(wrong).toEqual([]);
  });

  test('each source is declared, and each declared one is used', () => {
    const used = new Set(set.labels.flatMap(([, , source]) => source ?? []));
    expect(used).toEqual(new Set(Object.keys(set.sources)));
  });

  test('no state, sentence or error without a source', () => {
    expect(set.labels.filter(([key, , source]) => source === null && decides(key))).toEqual([]);
  });

  test('each text has the placeholders of its resource', () => {
    const placeholders = (text: string): Set<string> => new Set(text.match(/%[A-Z]+%/g));
    const wrong = set.labels.filter(([key, text]) => {
      const [needed] = english.labels.filter(([name]) => name === key).map((label) => placeholders(label[1]));
      // Days and free text may be missing; what is read from the line may not.
      const read = [...(needed ?? [])].filter((name) => !['%DAY%', '%MOREINFO%'].includes(name));
      return read.some((name) => !placeholders(text).has(name));
    });
    expect(wrong).toEqual([]);
  });

  test('an output with its labels, none given, says the known values', () => {
    const own = new Map(set.labels.map(([key, text]) => [key, text]));
    const labels: LabelSet = [...own];
    const wrong = coveringMachines.flatMap((machine) =>
      (['dlv', 'dli', 'dlvAll', 'xpr'] as const).flatMap((command) => {
        const text = printSlmgr({ ...rowsOf(machine), command, labels, formatDate, now: new Date(at) });
        const { products } = readSlmgr(text, null, at);
        const known = expectedOf(machine, command, at).products;
        if (products.length !== known.length) return command === 'xpr' ? [] : [`${text}: ${products.length} products`];
        return known.flatMap((one, index) => {
          const got = products[index];
          // Of two states printed alike neither is said.
          const isAlike =
            language === 'zh-Hans' && command === 'xpr' && /^(?:initial|additional)/.test(one.licenseStatus);
          const wanted = { ...one, licenseStatus: isAlike ? 'unknown' : one.licenseStatus };
          return (
            [
              'licenseStatus',
              'name',
              'description',
              'channel',
              'activationId',
              'applicationId',
              'extendedPid',
              'keyChannel',
              'partialProductKey',
              'reason',
            ] as const
          ).flatMap((field) =>
            got?.[field] === wanted[field]
              ? []
              : [`${command}: ${field} ${String(got?.[field])}, true is ${String(wanted[field])}\n${text}`],
          );
        });
      }),
    );
    expect(wrong.slice(0, 3)).toEqual([]);
  });
});

test('a text without a source names a line and decides no state', () => {
  const labels = [
    ['L_MsgLicenseStatusLicensed_1', 'a', null],
    ['L_MsgLicenseStatusVL', 'b %ENDDATE%', null],
    ['L_MsgProductName', 'c: ', null],
    ['L_MsgLicenseStatusLicensed', 'd', 's'],
  ] as const;
  const kept = decidable({ language: 'x', sources: { s: 'seen' }, labels }).map(([, text]) => text);
  expect(kept).toEqual(['c: ', 'd']);
});

test('figures that such a text names are read only where they agree', () => {
  const german = (days: number) =>
    readSlmgr(`Name: Windows(R), X\nVerbleibende Zeit: 2880 Minute(n) (${days} Tag(e))\n`, null, at).products[0]
      ?.validity;
  expect([german(2)?.remainingMinutes, german(90)?.remainingMinutes]).toEqual([2880, null]);
});

/** Texts that two languages have for different resources: the one that knows more of the paste is meant. */
const shared = (): string[] => {
  const byText = new Map<string, { language: string; key: string }[]>();
  for (const { language, labels } of languageSets) {
    for (const [key, text] of labels) byText.getOrInsertComputed(bareOf(text), () => []).push({ language, key });
  }
  return [...byText].flatMap(([text, all]) => {
    const keys = new Set(all.map(({ key }) => key));
    const isOne = new Set(all.map(({ language }) => language)).size < 2;
    return keys.size < 2 || isOne ? [] : [`${text} ${all.map(({ language, key }) => `${language} ${key}`).join(', ')}`];
  });
};

test('texts that languages share for different resources are known, and none is a state', () => {
  const all = shared();
  expect(all).toEqual([]);
  expect(all.filter((one) => /L_MsgLicenseStatus(?!EvalEndData)/.test(one))).toEqual([]);
});

describe('two languages in one paste', () => {
  const englishOutput =
    'Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n' +
    'Partial Product Key: 2YT43\nLicense Status: Notification\nNotification Reason: 0xC004F056.\n';
  const chineseOutput =
    '名称: Windows(R), Professional edition\n描述: Windows(R) Operating System, RETAIL channel\n部分产品密钥: 3V66T\n' +
    '许可证状态: 已授权\n剩余 SKU 重置计数: 1001\n';

  test.each([
    ['English first', `${englishOutput}\n${chineseOutput}`, ['notification', 'licensed']],
    ['Chinese first', `${chineseOutput}\n${englishOutput}`, ['licensed', 'notification']],
  ])('%s: both are read', (_, text, statuses) => {
    expect(readSlmgr(text, null, at).products.map(({ licenseStatus }) => licenseStatus)).toEqual(statuses);
  });

  test('English lines inside another language are read, as slmgr prints what an ini lacks', () => {
    const text = chineseOutput.replace('许可证状态: 已授权', 'License Status: Unlicensed');
    expect(readSlmgr(text, null, at).products.map(({ licenseStatus }) => licenseStatus)).toEqual(['unlicensed']);
  });
});

test('one line of another language does not turn what the other lines mean', () => {
  // A Spanish and a Portuguese "Nome", a German rearm count, French blanks before colons: each with every foreign line.
  for (const [language, set] of each) {
    const own = set.labels.map(([, text]) => lineWith(text));
    for (const other of languageSets) {
      const [foreign] = other.labels;
      if (language === other.language || foreign === undefined) continue;
      const alone = languagesOf(own, null);
      const mixed = languagesOf([lineWith(foreign[1]), ...own], null);
      for (const line of own) {
        expect([line, mixed.find(line)[0]?.key]).toEqual([line, alone.find(line)[0]?.key]);
      }
    }
  }
});

describe('the labels given are those of another language', () => {
  const german = Object.fromEntries(setOf('de').labels);
  test('a German ini with a Japanese text: the built-in Japanese set is used', () => {
    const text =
      '名前: Windows(R), Professional edition\n説明: Windows(R) Operating System, RETAIL channel\n' +
      'プロダクト キーの一部: 3V66T\nライセンスの状態: ライセンスされています\n残りの SKU 猶予期限リセット可能回数: 1001\n';
    const [product] = readSlmgr(text, german, at).products;
    expect([product?.name, product?.licenseStatus, product?.partialProductKey]).toEqual([
      'Windows(R), Professional edition',
      'licensed',
      '3V66T',
    ]);
  });

  test('a state that the labels given and a built-in set call differently is unknown', () => {
    const turned = { L_MsgLicenseStatusLicensed_1: 'License Status: Notification' };
    const text = `Name: Windows(R), X\nLicense Status: Notification\nRemaining SKU rearm count: 1\n`;
    expect(readSlmgr(text, turned, at).products.map(({ licenseStatus }) => licenseStatus)).toEqual(['unknown']);
  });
});

describe('labels made to do harm', () => {
  const text = 'Name: Windows(R), X\nLicense Status: Notification\nNotification Reason: 0xC004F056.\nfoo\n'.repeat(200);
  const all = (of: (index: number) => string): Record<string, string> =>
    Object.fromEntries([...shapes.keys()].map((key, index) => [key, of(index)]));
  test.each([
    ['empty', all(() => ''), 'notification'],
    ['only placeholders', all(() => '%A%%B%'), 'notification'],
    ['one text for all', all(() => 'License Status: Notification'), 'unknown'],
    ['very long', all((index) => `${'a'.repeat(100_000)}${index}`), 'notification'],
    ['thousands of placeholders', all(() => `${'%A%'.repeat(3000)}xx`), 'notification'],
    [
      'thousands of names',
      Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`L_${at}`, `x${at}`])),
      'notification',
    ],
  ])('%s', (_, labels, status) => {
    const { products } = readSlmgr(text, labels, at);
    expect(new Set(products.map(({ licenseStatus }) => licenseStatus))).toEqual(new Set([status]));
  });
});

test('every state of a set that has it is read from its own line alone', () => {
  const words = new Map([
    ['L_MsgLicenseStatusLicensed_1', 'licensed'],
    ['L_MsgLicenseStatusNotification_1', 'notification'],
  ]);
  for (const { language, labels } of languageSets) {
    for (const [key, text] of labels) {
      const wanted = words.get(key);
      if (wanted === undefined) continue;
      const { products } = readSlmgr(`Name: Windows(R), X\n${text}\nx\n`, null, at);
      expect([language, products.map(({ licenseStatus }) => licenseStatus)]).toEqual([language, [wanted]]);
    }
  }
});
