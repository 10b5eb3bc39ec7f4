/** Bytes as text: the encodings that Windows writes, found out by themselves or told; and slmgr.ini as slmgr.vbs reads it. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText } from '../src/evidence/readers/decode.ts';
import { readSlmgrIni } from '../src/evidence/readers/slmgrIni.ts';

const page = (name: string, status: string): string =>
  `Name: ${name}\r\n${status}\r\nPartial Product Key: 2YT43\r\nActivation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\r\n`;
const english = page('Windows(R), Enterprise edition', 'License Status: Licensed');
const japanese = page(
  'Windows(R), Enterprise edition',
  'ライセンスの状態: ライセンスされています\r\n残り時間: 255888 分',
);
const german = page(
  'Windows(R), Enterprise edition',
  'Lizenzstatus: Lizenziert für größere Geräte\r\nGültigkeit: 255888',
);
const labels = { japanese: ['ライセンスの状態', '残り時間'], german: ['Lizenzstatus', 'Gültigkeit', 'Geräte', ''] };
const [bom8, bomLe, bomBe] = [Buffer.from('efbbbf', 'hex'), Buffer.from('fffe', 'hex'), Buffer.from('feff', 'hex')];
const encoded = (text: string, encoding: string, bom = Buffer.alloc(0)) =>
  Buffer.concat([bom, iconv.encode(text, encoding)]);

test.each<[about: string, text: string, Buffer, hints?: string[]]>([
  ['ASCII', english, encoded(english, 'ascii')],
  ['UTF-8', japanese, encoded(japanese, 'utf8')],
  ['UTF-8 with a byte order mark', japanese, encoded(japanese, 'utf8', bom8)],
  ['UTF-16 LE with one', japanese, encoded(japanese, 'utf16-le', bomLe)],
  ['UTF-16 BE with one', japanese, encoded(japanese, 'utf16-be', bomBe)],
  ['UTF-16 LE without', japanese, encoded(japanese, 'utf16-le')],
  ['UTF-16 BE without', japanese, encoded(japanese, 'utf16-be')],
  ['UTF-16 LE without, English', english, encoded(english, 'utf16-le')],
  ['UTF-16 BE without, English', english, encoded(english, 'utf16-be')],
  ['UTF-16 LE with one and no letter of ASCII', 'ライセンス', encoded('ライセンス', 'utf16-le', bomLe)],
  ['cp932, Japanese', japanese, encoded(japanese, 'cp932')],
  ['cp932, with its labels', japanese, encoded(japanese, 'cp932'), labels.japanese],
  ['cp850, German, with its labels', german, encoded(german, 'cp850'), labels.german],
  ['cp850, where no Japanese could be so', 'Schluß mit', encoded('Schluß mit', 'cp850')],
  ['windows-1252, with its labels', german, encoded(german, 'windows-1252'), labels.german],
  ['UTF-8, whatever the labels', japanese, encoded(japanese, 'utf8'), labels.german],
  ['nothing', '', Buffer.alloc(0)],
])('%s', (_, text, bytes, ...[hints]) => {
  expect(decodeText(bytes, hints ? { hints } : {})).toBe(text);
});

test.each([
  ['cp850', german],
  ['CP850', german],
  ['shift_jis', japanese],
  ['utf-8', japanese],
  ['utf16-le', japanese],
])('%s, as the person says', (encoding, text) => {
  const bytes = encoded(text, encoding);
  expect(decodeText(bytes, { encoding, hints: labels.japanese })).toBe(text);
  expect(decodeText(bytes, { encoding, hints: labels.german })).toBe(text);
});

test('what the person says goes before what it looks like, and a byte order mark is no text', () => {
  expect(decodeText(encoded('ü', 'utf8'), { encoding: 'windows-1252' })).toBe('Ã¼');
  expect(decodeText(encoded('ü', 'utf8', bom8), { encoding: 'utf8' })).toBe('ü');
  expect(decodeText(encoded('ü', 'utf16-le', bomLe), { encoding: 'utf16-le' })).toBe('ü');
});

test.each(['cp99999', 'klingon', '', '__proto__', 'constructor'])('encoding "%s" is refused by name', (encoding) => {
  const refusal = expect.objectContaining({ code: 'encodingUnknown', facts: { encoding } });
  expect(() => decodeText(Buffer.from('x'), { encoding })).toThrow(refusal);
});

test('any bytes, with any labels, said to be anything: no throw', () => {
  const hints = fc.array(fc.string());
  const encoding = fc.option(
    fc.constantFrom('cp932', 'cp850', 'utf8', 'utf16-le', 'utf16-be', 'utf16', 'utf-7', 'utf-32'),
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc.uint8Array({ min: 0, max: 2 }),
    fc.uint8Array({ min: 254 }),
  );
  fc.assert(
    fc.property(bytes, hints, encoding, (given, texts, said) => {
      expect(typeof decodeText(Buffer.from(given), { hints: texts, encoding: said })).toBe('string');
    }),
    { numRuns: 300 },
  );
});

/** Any text of characters but NUL (at every other place it is the sign of UTF-16) and the byte order mark itself. */
const letter = fc.oneof(fc.integer({ min: 1, max: 0xd7ff }), fc.integer({ min: 0xff00, max: 0x10_ffff }));
const text = fc.array(letter, { maxLength: 40 }).map((letters) => String.fromCodePoint(...letters));

test('any text comes back from UTF-8 and, with a byte order mark, from UTF-16', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(decodeText(encoded(given, 'utf8'))).toBe(given);
      expect(decodeText(encoded(given, 'utf8', bom8))).toBe(given);
      expect(decodeText(encoded(given, 'utf16-le', bomLe))).toBe(given);
      expect(decodeText(encoded(given, 'utf16-be', bomBe))).toBe(given);
    }),
    { numRuns: 300 },
  );
});

test.each<[about: string, ini: string, labels: Record<string, string>]>([
  ['quoted', 'L_A="Name: "', { L_A: 'Name: ' }],
  ['not quoted', 'L_A=Name:', { L_A: 'Name:' }],
  ['blanks around name and value', '  L_A \t=  "Name: "  ', { L_A: 'Name: ' }],
  ['blanks around what is not quoted', 'L_A=  Name: ', { L_A: 'Name:' }],
  ['one quote at either end, no more', 'L_A=""Name""', { L_A: '"Name"' }],
  ['quotes inside', 'L_A="the "own" key"', { L_A: 'the "own" key' }],
  ['a quote at one end', 'L_A="Name\nL_B=Name"', { L_A: 'Name', L_B: 'Name' }],
  ['nothing', 'L_A=""\nL_B=\nL_C="', { L_A: '', L_B: '', L_C: '' }],
  ['split at the first =', 'L_A="hr = %1="', { L_A: 'hr = %1=' }],
  ['lines without =, or a name', '[Strings]\n; comment\n\n="x"\nL_A="y"', { L_A: 'y' }],
  ['line ends', 'L_A="1"\r\nL_B="2"\rL_C="3"\nL_D="4"', { L_A: '1', L_B: '2', L_C: '3', L_D: '4' }],
  ['said twice: the last', 'L_A="1"\nL_A="2"', { L_A: '2' }],
  ['a text of another script', 'L_A="ライセンスの状態: "', { L_A: 'ライセンスの状態: ' }],
])('slmgr.ini: %s', (_, ini, expected) => {
  expect(readSlmgrIni(ini)).toEqual(expected);
});

test('slmgr.ini of anything: no throw, and no prototype is touched', () => {
  fc.assert(fc.property(text, (given) => typeof readSlmgrIni(`L_A=${given}`).L_A === 'string'));
  const read = readSlmgrIni('__proto__="x"\nconstructor="y"');
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(Object.keys(read)).toEqual(['__proto__', 'constructor']);
});

test('a long text in a code page: the sample may end inside a character', () => {
  for (const padding of ['', 'x']) {
    const text = `${padding}${'ライセンス認証の状態です。\n'.repeat(4000)}`;
    expect(decodeText(iconv.encode(text, 'cp932'))).toBe(text);
  }
});
