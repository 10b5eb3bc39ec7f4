/** The slmgr reader: dictionaries, templates, and any text at all. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { interpret } from '../src/activation/interpret.ts';
import { compileDictionary } from '../src/activation/slmgr/dictionary.ts';
import { bareOf, fold } from '../src/activation/slmgr/fold.ts';
import { englishLabels } from '../src/activation/slmgr/labels/en.ts';
import { commandLine, lines, shapes } from '../src/activation/slmgr/lines.ts';
import { readSlmgr } from '../src/activation/slmgr/read.ts';
import { compileTemplate } from '../src/activation/slmgr/template.ts';
import { readEvidenceFile } from '../src/evidence/readers/evidenceFile.ts';
import { loadCases } from './support/cases.ts';

const at = '2026-11-24T00:00:00.000Z';
const read = (text: string, labels: Record<string, string> | null = null) => readSlmgr(text, labels, at);

/** What English says of a licensed product, word for word: nothing else may be read as licensed. */
const saysLicensed = new Set(['L_MsgLicenseStatusLicensed_1', 'L_MsgLicenseStatusLicensed']);
const licensedLines = englishLabels.filter(([key]) => saysLicensed.has(key)).map(([, text]) => bareOf(text));
const licensedSentences = englishLabels
  .filter(([key]) => ['L_MsgLicenseStatusVL', 'L_MsgLicenseStatusTBL', 'L_MsgLicenseStatusAVMA'].includes(key))
  .map(([, text]) => bareOf(text.replace('%ENDDATE%', '')));

function maySayLicensed(text: string): boolean {
  const all = text.split(/\r\n|\r|\n/).map(bareOf);
  // A line that was broken is put together again.
  const broken = all.flatMap((_, index) => [2, 3].map((count) => all.slice(index, index + count).join('')));
  return [...all, ...broken].some((line) => {
    return licensedLines.includes(line) || licensedSentences.some((sentence) => line.startsWith(sentence));
  });
}

const outputs = loadCases().flatMap(({ evidence, name }) => {
  const { slmgr } = readEvidenceFile(readFileSync(evidence, 'utf8'), name).sources;
  return slmgr?.text ? [slmgr.text] : [];
});

describe('the English set', () => {
  test('has a text for every line that is understood, and a line for every text', () => {
    const keys = new Set(englishLabels.map(([key]) => key));
    expect(lines.map(({ key }) => key).filter((key) => !keys.has(key))).toEqual([commandLine]);
    expect([...keys].filter((key) => !shapes.has(key))).toEqual([]);
  });

  test('no two texts are taken for each other', () => {
    const dictionary = compileDictionary(englishLabels, shapes);
    for (const [key, text] of englishLabels) {
      const line = text
        .replace(/%ERRCODE%/g, 'C004F009')
        .replace(/%(MINUTE|DAY|COUNT|INTERVAL)%/g, '7')
        .replace(/%\w+%/g, 'x');
      expect([text, dictionary.find(fold(line)).map((hit) => hit.key)]).toEqual([text, [key]]);
    }
  });
});

describe('templates', () => {
  test.each([
    [
      'Time remaining: %MINUTE% minute(s) (%DAY% day(s))',
      'Time remaining: 1439 minute(s) (1 day(s))',
      { MINUTE: '1439', DAY: '1' },
    ],
    ['%DAY% dæg, nær %MINUTE% mynet, belifen', '90 dæg, nær 129600 mynet, belifen', { DAY: '90', MINUTE: '129600' }],
    ['%COUNT% left', '1001 left', { COUNT: '1001' }],
    ['Ends %ENDDATE%', 'Ends 7/9/2021 8:30:12 AM', { ENDDATE: '7/9/2021 8:30:12 AM' }],
    ['[%ENDDATE% !!!]ab', '[x !!!]ab', { ENDDATE: 'x' }],
  ])('%s', (template, line, values) => {
    expect(Object.fromEntries(compileTemplate(template)?.match(fold(line), false) ?? [])).toEqual(values);
  });

  test.each([
    ['Time remaining: %MINUTE% minute(s)', 'Time remaining: soon minute(s)'],
    ['Time remaining: %MINUTE% minute(s)', 'Time remaining: 5 minute(s) and more'],
    ['Time remaining: %MINUTE% minute(s)', 'The Time remaining: 5 minute(s)'],
    ['aa%COUNT%aa', 'aaa'],
  ])('%s does not fit %s', (template, line) => {
    expect(compileTemplate(template)?.match(fold(line), false) ?? null).toBeNull();
  });

  test('a text that says nothing by itself matches nothing', () => {
    expect(compileTemplate('%COUNT%')).toBeNull();
    expect(compileTemplate(': ')).toBeNull();
  });
});

describe('a machine’s own dictionary', () => {
  const labels = {
    L_MSGPRODUCTNAME: 'Nama - ',
    L_MsgLicenseStatusLicensed_1: 'Leaf hæfð',
    L_MsgLicenseStatusVL_1: '%DAY% dæg, %MINUTE% mynet',
    L_MsgLicenseStatusInitialGrace: 'Fyrst oð %ENDDATE%',
    L_MsgLicenseStatusAdditionalGrace: 'Fyrst oð %ENDDATE%',
    L_MsgNotAvailable: 'Nis her',
  };

  test('goes before English, in any word order, and English fills what it lacks', () => {
    const text =
      'Nama - Windows(R), X\nDescription: VOLUME_KMSCLIENT\nLeaf hæfð\n3 dæg, 4000 mynet\nPartial Product Key: 2YT43\n';
    const [product] = read(text, labels).products;
    expect(product).toMatchObject({
      name: 'Windows(R), X',
      licenseStatus: 'licensed',
      partialProductKey: '2YT43',
      channel: 'kmsClient',
    });
    expect(product?.validity.remainingMinutes).toBe(4000);
  });

  test('two states that it prints alike leave the status unknown', () => {
    const [product] = read('Windows(R), X:\n    Fyrst oð 1.1.2027\n', labels).products;
    expect([product?.name, product?.licenseStatus]).toEqual(['Windows(R), X', 'unknown']);
  });

  test('its word for "Not Available" is no value', () => {
    const [product] = read('Nama - Windows(R)\nHost machine name: Nis her\nHost Digital PID2: 5\n', labels).products;
    expect(product?.avma).toMatchObject({ hostName: null, hostPid2: '5' });
  });
});

describe('what a cut text leaves open', () => {
  const kms = 'Name: Windows(R), X\nDescription: Windows(R), VOLUME_KMSCLIENT channel\nLicense Status: Licensed';
  test.each([
    ['cut after the status of a client', `${kms}`, 'unknown'],
    ['cut at the line’s end', `${kms}\n`, 'unknown'],
    ['a line follows', `${kms}\nConfigured Activation Type: All\n`, 'permanent'],
    ['the minutes follow', `${kms}\nVolume activation expiration: 10 minute(s) (1 day(s))`, 'expires'],
    [
      'the minutes follow, retyped',
      `${kms}\nVolume activation expiry: 10 minutes\nRemaining SKU rearm count: 1\n`,
      'unknown',
    ],
    ['the minutes follow, cut', `${kms}\nVolume activation exp`, 'unknown'],
    ['retail, whole', `${kms.replace('VOLUME_KMSCLIENT', 'RETAIL')}\n\n`, 'permanent'],
    ['retail, cut', kms.replace('VOLUME_KMSCLIENT', 'RETAIL'), 'unknown'],
  ])('%s', (_, text, kind) => {
    expect(read(text).products[0]?.validity.kind).toBe(kind);
  });
});

describe('errors', () => {
  test.each([
    ['Error: 0x80070005 Access denied', '0x80070005'],
    ['Error: 5 Access denied', '0x80070005'],
    ['Error: -1073418124 x', '0xC004F074'],
    ['Error: product key not found.', 'productKeyNotFound'],
    ['Error 0x80041003 occurred in connecting to the local WMI provider.', '0x80041003'],
    ['Error 0x800706BA occurred in connecting to server PC-1. The RPC server', '0x800706BA'],
    [
      "Error: 0xC004FE00 On a computer running Microsoft Windows non-core edition, run 'slui.exe 0x2a 0xC004FE00' to display the error text.",
      '0xC004FE00',
    ],
  ])('%s', (text, error) => {
    expect(read(text).error).toBe(error);
  });

  test('the code goes before the sentence that came with it', () => {
    expect(read('Error: product key not found.\nError: 0xC004F014 x').error).toBe('0xC004F014');
  });
});

describe('any text at all', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(fc.oneof(fc.constantFrom(...englishLabels.map(([, text]) => text)), fc.string()), { maxLength: 30 })
      .map((all) => all.join('\n')),
    fc
      .array(
        fc.constantFrom(
          'License',
          'Status',
          ':',
          ' ',
          'Licensed',
          'Unlicensed',
          'Requests with ',
          '\n',
          '\t',
          '\u00a0',
        ),
        { maxLength: 40 },
      )
      .map((all) => all.join('')),
  );
  const mutated = fc
    .tuple(
      fc.constantFrom(...outputs),
      fc.nat(),
      fc.nat(),
      fc.oneof(fc.constant(''), fc.string({ maxLength: 12 }), fc.constantFrom('Un', 'Licensed', '\n', ':')),
    )
    .map(([text, from, length, put]) => {
      const start = from % (text.length + 1);
      return text.slice(0, start) + put + text.slice(start + (length % 80));
    });

  test.each([
    ['arbitrary', anything],
    ['a mutated output', mutated],
  ])('%s: never throws, never licensed where it does not say so', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { products } = read(text);
        const licensed = products.some(({ licenseStatus }) => licenseStatus === 'licensed');
        expect(licensed && !maySayLicensed(text)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  test('a random cut never makes an ended or limited activation a permanent one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...outputs), fc.nat(), (text, cut) => {
        const whole = read(text).products;
        const part = read(text.slice(0, cut % (text.length + 1))).products;
        for (const [index, product] of part.entries()) {
          if (product.validity.kind === 'permanent') expect(whole[index]?.validity.kind).toBe('permanent');
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('an arbitrary dictionary never makes it throw', () => {
    const labels = fc.dictionary(
      fc.constantFrom(...shapes.keys()),
      fc.oneof(fc.string(), fc.constantFrom('%MINUTE%', 'a%DAY%a%MINUTE%a', '')),
    );
    fc.assert(
      fc.property(labels, mutated, (own, text) => void read(text, own)),
      { numRuns: 500 },
    );
  });
});

// That it takes time in proportion to length is measured by `npm run bench`; here it only must not fail.
test.each([
  ['one line', 'Error 0x'.repeat(500_000)],
  ['one label', `Name: ${'minute(s) ('.repeat(400_000)}`],
  ['blanks', ' '.repeat(4_000_000)],
  ['colons', ':\n'.repeat(1_000_000)],
  ['many products', 'Name: Windows(R), X\nLicense Status: Licensed\n'.repeat(60_000)],
  ['unknown lines', 'Lorem ipsum: dolor\n'.repeat(150_000)],
])('4 MB of %s are read', (_, text) => {
  expect(() => read(text)).not.toThrow();
});

test('the golden outputs read by themselves say what CIM says', () => {
  for (const { name, evidence } of loadCases()) {
    const { differences } = interpret(readEvidenceFile(readFileSync(evidence, 'utf8'), name));
    if (name !== 'sources-differ') expect([name, differences ?? []]).toEqual([name, []]);
  }
});
