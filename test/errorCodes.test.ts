import { describe, expect, test } from '@jest/globals';
import { parseErrorCode } from '../src/activation/code.ts';
import { errorCodes, errorFamilies, familyOf, findErrorCode } from '../src/knowledge/errorCodes.ts';
import * as en from '../src/wording/en/codes.ts';
import * as ja from '../src/wording/ja/codes.ts';
import type { CodeText } from '../src/wording/text.ts';
import { run } from './support/world.ts';

const listed = errorCodes.map((entry) => entry.code);
const familyIds = [...new Set(errorFamilies.map((family) => family.id))];
const sorted = (values: readonly string[]): string[] => [...values].sort();

const textsOf = (text: CodeText): string[] => [text.meaning, text.cause, text.next].filter((part) => part !== null);
const everyText = [en, ja].flatMap(({ codes, families }) => [
  ...Object.entries(codes).flatMap(([code, text]) => textsOf(text).map((part) => [code, part] as const)),
  ...Object.entries(families).flatMap(([id, text]) => textsOf(text).map((part) => [id, part] as const)),
]);

/** Commands with the option that follows: `slmgr /ato`, `nslookup -type=srv`, `sfc /scannow`. */
const commandsIn = (text: string | null): string[] =>
  sorted(
    (text ?? '').match(
      /\b(?:slmgr(?:\.vbs)?|nslookup|w32tm|Test-NetConnection|sfc|DISM|ipconfig|net stop|mofcomp|sc\.exe|slui\.exe)\b(?: [/-][\w=-]+)?/g,
    ) ?? [],
  );

/** Every code that the answer is promised for, written here apart from the table that is tested. */
const promised: Readonly<Record<string, string>> = {
  'licensing on the machine': `
    C004F074 C004F038 C004F039 C004F041 C004F042 C004F06C C004F06B C004F056 C004F075 C004F035 C004F00F C004F009
    C004F014 C004F015 C004F034 C004F02C C004F050 C004F051 C004F061 C004F063 C004F064 C004F065 C004F069 C004F012
    C004F017 C004F025 C004F200 C004F210 C004F211 C004F212 C004F213 C004F214 C004F215 C004FC07 C004FC03 C004FE00
    C004F081 C004F082 C004F083 C004F001 C004F002 C004F003 C004F004 C004F005 C004F006 C004F007 C004F008 C004F00A
    C004F00B C004F00E C004F010 C004F011 C004F013 C004F016 C004F018 C004F01D C004F01F C004F020 C004F021 C004F022
    C004F023 C004F024 C004F026 C004F027 C004F028 C004F029 C004F02A C004F02D C004F02E C004F02F C004F030 C004F031
    C004F032 C004F033 C004F047 C004F04D C004F04F C004F052 C004F053 C004F054 C004F055 C004F057 C004F058 C004F059
    C004F060 C004F062 C004F066 C004F067 C004F06A C004F071 C004F072 C004F073 C004F076 C004F077 C004F078 C004F079
    C004F07A C004F07B C004F07C C004F07D C004F07E C004F07F C004F080 C004F090 C004F091 C004F092 C004F093 C004F094
    C004F095
  `,
  notices: `
    4004F040 4004FC04 4004FC05 4004F00C 4004F00D 4004F401 4004F065 4004F068 4004FC06
  `,
  "Microsoft's servers": `
    C004C001 C004C003 C004C008 C004C017 C004C020 C004C021 C004C4A2 C004B100
  `,
  stores: `
    C004D302 C004D307 C004E002 C004E003 C004E015 C004E016 8004E026 C004E027 C004E028 C004E029 C004E02A 8004D102
  `,
  'virtual machines': `
    C004FD00 C004FD01 C004FD02 C004FD03 C004FD04
  `,
  'the system below': `
    8007232B 8007232A 8007251D 80092328 8007007B 80072338 8007267C 800706BA 80070005 8007000D 80070057 80070422
    80070490 800705B4 80072EE2 80072EE7 8007139F C0020017 80041010 80041003 80041002 80041017 8004FE21 8004FE33
    87E10BC6 803F7001
  `,
  'token-based activation': `
    C004F301 C004F302 C004F303 C004F304 C004F305 C004F306 C004F307 C004F308 C004F309 C004F30A C004F30B C004F30C
    C004F30D C004F30E C004F30F C004F310 C004F311 C004F312 C004F313
  `,
};
const promisedCodes = Object.values(promised)
  .flatMap((codes) => codes.trim().split(/\s+/))
  .map((code) => `0x${code}`);
/** No constant of a header was read for these. */
const nameless = ['0xC004F065', '0xC004C017', '0xC004C4A2', '0xC004D302', '0xC004D307'].concat([
  '0x80092328',
  '0x8004FE21',
  '0x8004FE33',
  '0x803F7001',
]);

describe('the codes', () => {
  test('are written as 0x and eight upper-case hex digits, each once', () => {
    for (const code of listed) expect(code).toMatch(/^0x[0-9A-F]{8}$/);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed).toHaveLength(189);
  });

  test('have a constant or null as name, and the letters of their sources', () => {
    for (const { name, sources } of errorCodes) {
      if (name !== null) expect(name).toMatch(/^[A-Z][A-Z0-9_]+$/);
      expect(sources).toMatch(/^[AHSWOPG]( [AHSWOPG])*$/);
    }
    const names = errorCodes.map((entry) => entry.name).filter((name) => name !== null);
    expect(new Set(names).size).toBe(names.length);
  });

  test('with the severity of a failure are never grouped as information', () => {
    for (const { code, group } of errorCodes)
      if (/^0x[89A-F]/.test(code)) expect([code, group]).not.toEqual([code, 'information']);
  });

  test.each([
    ['0xC004F074', 'SL_E_VL_BINDING_SERVICE_UNAVAILABLE', 'unreachable'],
    ['0x8007232B', 'DNS_ERROR_RCODE_NAME_ERROR', 'dns'],
    ['0xC004F038', 'SL_E_VL_NOT_ENOUGH_COUNT', 'host'],
    ['0xC004F06C', 'SL_E_VL_INVALID_TIMESTAMP', 'clock'],
    ['0xC004F050', 'SL_E_INVALID_PRODUCT_KEY', 'key'],
    ['0xC004C020', 'SL_E_CHPA_DMAK_LIMIT_EXCEEDED', 'exhausted'],
    ['0xC004F210', 'SL_E_EDITION_MISMATCHED', 'edition'],
    ['0xC004F211', 'SL_E_HWID_CHANGED', 'hardware'],
    ['0xC004F200', 'SL_E_NOT_GENUINE', 'genuine'],
    ['0xC004F009', 'SL_E_GRACE_TIME_EXPIRED', 'lapsed'],
    ['0x80070005', 'E_ACCESSDENIED', 'system'],
    ['0x80072EE7', 'ERROR_INTERNET_NAME_NOT_RESOLVED', 'microsoft'],
    ['0x00000000', 'S_OK', 'information'],
    ['0x803F7001', null, null],
    ['0xC004F301', 'SL_E_TKA_CHALLENGE_EXPIRED', null],
  ])('%s is %s, group %s', (code, name, group) => {
    expect(findErrorCode(code)).toMatchObject({ code, name, group });
  });

  test.each([
    ['hardware', ['0xC004F00F', '0xC004F211']],
    ['genuine', ['0x4004F065', '0x4004F068', '0xC004F064', '0xC004F065', '0xC004F067', '0xC004F200']],
  ])('of the group %s are exactly these', (group, codes) => {
    expect(sorted(errorCodes.filter((entry) => entry.group === group).map((entry) => entry.code))).toEqual(codes);
  });

  test.each(['0xC004FFFF', '0xc004f074', 'C004F074', '3221549172', ''])('%j is not found', (code) => {
    expect(findErrorCode(code)).toBeNull();
  });
});

describe('the families', () => {
  test.each([
    ['0xC004F074', 'licensingService'],
    ['0xC004F3FF', 'tokenActivation'],
    ['0xC004F400', 'storeActivation'],
    ['0xC004C050', 'activationServer'],
    ['0xC004D009', 'trustedStore'],
    ['0xC004D307', 'trustedStore'],
    ['0xC004E007', 'licenceStore'],
    ['0xC004FC99', 'subscription'],
    ['0xC004FD05', 'avma'],
    ['0x80041001', 'wmi'],
    ['0x8007232C', 'dns'],
    ['0x8007267C', 'dns'],
    ['0x8007270F', 'dns'],
    ['0x80072714', 'winsock'], // WSAEINTR: Winsock follows DNS
    ['0x80072EDF', 'winsock'],
    ['0x80072EFD', 'winInet'],
    ['0x800706BE', 'rpc'], // RPC_S_CALL_FAILED
    ['0x800706F8', 'win32'], // ERROR_INVALID_USER_BUFFER: the numbers of RPC end before it
    ['0x80070002', 'win32'],
    ['0xC004B100', 'licensing'],
    ['0xC004D101', 'licensing'],
    ['0x8004FFFF', 'licensing'],
    ['0x80040154', 'com'], // REGDB_E_CLASSNOTREG
    ['0x80004005', 'com'], // E_FAIL
    ['0x80010108', 'com'], // RPC_E_DISCONNECTED
    ['0x800A01AD', 'script'],
    ['0x80090016', 'security'],
    ['0x80240034', 'windowsUpdate'],
    ['0x87E10BC7', 'store'],
    ['0x803F8001', 'store'],
    ['0xC0020022', 'rpc'],
    ['0xC0000005', 'ntStatus'],
    ['0x4004F401', 'information'],
    ['0x00010000', 'information'],
  ])('%s belongs to %s', (code, family) => {
    expect(familyOf(code)).toBe(family);
  });

  test.each(['0x00000000', '0x00000005', '0x88990001', '0xE0434352', '0xFFFFFFFF', '0xc004f074', 'nonsense', ''])(
    '%j belongs to none',
    (code) => {
      expect(familyOf(code)).toBeNull();
    },
  );

  test('are reachable: none is hidden by one before it', () => {
    const hex = (value: number): string => `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
    for (const { id, from, to } of errorFamilies) expect([familyOf(hex(from)), familyOf(hex(to))]).toEqual([id, id]);
  });
});

describe('the texts', () => {
  test.each([
    ['en', en],
    ['ja', ja],
  ])('%s has every code and every family, and nothing else', (_language, { codes, families }) => {
    expect(sorted(Object.keys(codes))).toEqual(sorted(listed));
    expect(sorted(Object.keys(families))).toEqual(sorted(familyIds));
  });

  test('are never empty and carry no blanks at their ends', () => {
    for (const [key, text] of everyText) expect([key, text]).toEqual([key, expect.stringMatching(/^\S(.*\S)?$/)]);
  });

  test('in Japanese are Japanese', () => {
    for (const { meaning } of [...Object.values(ja.codes), ...Object.values(ja.families)])
      expect(meaning).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
  });

  test('in Japanese set a half-width space between Japanese and ASCII words', () => {
    const japanese = '[\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Han}ー]';
    const missing = new RegExp(`${japanese}[A-Za-z0-9]|[A-Za-z0-9]${japanese}`, 'u');
    for (const text of Object.values({ ...ja.codes, ...ja.families }).flatMap(textsOf))
      expect(text).not.toMatch(missing);
  });

  test('contain nothing shaped like a full product key', () => {
    for (const [, text] of everyText) expect(text).not.toMatch(/\b(?:[A-Z0-9]{5}-){4}[A-Z0-9]{5}\b/i);
  });

  test('give the same commands in both languages', () => {
    for (const [key, text] of Object.entries({ ...en.codes, ...en.families }))
      expect([key, commandsIn({ ...ja.codes, ...ja.families }[key]?.next ?? null)]).toEqual([
        key,
        commandsIn(text.next),
      ]);
  });

  test('know or leave open cause and next step alike in both languages', () => {
    const shape = (text: CodeText | undefined) => [text?.cause === null, text?.next === null];
    for (const [key, text] of Object.entries(en.codes))
      expect([key, ...shape(ja.codes[key])]).toEqual([key, ...shape(text)]);
  });
});

describe('explain CODE', () => {
  const labels = { en: ['Meaning', 'Usual cause', 'Next step'], ja: ['意味', '主な原因', '対応'] };

  test('is promised for every code of the table, but for success', () => {
    expect(sorted([...promisedCodes, '0x00000000'])).toEqual(sorted(listed));
    expect(sorted(errorCodes.flatMap(({ code, name }) => (name === null ? [code] : [])))).toEqual(sorted(nameless));
  });

  test.each(['en', 'ja'] as const)('answers each with name, meaning, usual cause and next step: %s', async (lang) => {
    for (const code of promisedCodes) {
      const { stdout, exitCode, stderr } = await run(['explain', code, '--lang', lang]);
      expect([code, exitCode, stderr]).toEqual([code, 0, '']);
      const [title = '', , ...rest] = stdout.split('\n');
      expect(title).toMatch(nameless.includes(code) ? new RegExp(`^${code}$`) : new RegExp(`^${code} [A-Z][A-Z0-9_]+`));
      for (const label of labels[lang])
        expect([code, rest.filter((line) => new RegExp(`^${label} +\\S`).test(line)).length]).toEqual([code, 1]);
      expect(stdout).not.toMatch(/<code>|<number>|undefined|null/);
    }
  });

  test('says of a notice that it is no error, and of nothing else', async () => {
    for (const code of promisedCodes) {
      const { stdout } = await run(['explain', code]);
      const isNotice = code.startsWith('0x4') && !/^0x4004F06[58]$/.test(code); // not genuine: no good news
      expect([code, stdout.includes('(no error)')]).toEqual([code, isNotice]);
    }
  });

  test('takes every writing of every code for the same', () => {
    for (const code of promisedCodes) {
      const unsigned = Number(code);
      const bare = code.slice(2);
      const wide = [...code].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('');
      const writings = [
        ...[code, code.toLowerCase(), bare, bare.toLowerCase(), `0X${bare}`, `&H${bare}`, `O${code.slice(1)}`],
        ...[String(unsigned), String(unsigned | 0), String(unsigned | 0).replace('-', '\u2212')],
        ...[
          ` ${code}\t`,
          `"${code}"`,
          `'${bare}'`,
          `“${code}”`,
          `(${code})`,
          `「${code}」`,
          `${code}.`,
          `${code}。`,
          `${code},`,
        ],
        ...[`Error: ${code}`, `error ${bare}`, `HRESULT: ${code}`, `hr=${code}`, `Error code: "${code}".`],
        ...[wide, wide.toLowerCase(), `エラー コード：${wide}`, `コード: ${unsigned}`],
      ];
      for (const writing of writings) expect([writing, parseErrorCode(writing)]).toEqual([writing, code]);
    }
  });

  test.each([
    ['5', '0x80070005'],
    ['0x5', '0x80070005'],
    ['Error: 1722', '0x800706BA'],
    ['５', '0x80070005'],
    ['0x0', '0x00000000'],
    ['0', '0x00000000'],
    ['-1', '0xFFFFFFFF'],
  ])('%s is %s', (writing, code) => {
    expect(parseErrorCode(writing)).toBe(code);
  });

  test.each([
    '0xC004F0',
    '0xC004F0740',
    'C004F07',
    'C004F0740',
    '0x',
    '',
    '.',
    'Error:',
    '4294967296',
    `${' '.repeat(500)}x`,
    '-2147483649',
    '1e3',
  ])('%j is no code', (writing) => {
    expect(parseErrorCode(writing)).toBeNull();
  });

  test('tells of a code that is not listed what kind it is, with its own number', async () => {
    const { stdout } = await run(['explain', '0x80070570', '--format', 'json']);
    const { code } = JSON.parse(stdout);
    expect(code).toMatchObject({ code: '0x80070570', name: null, listed: false, cause: null });
    expect(code.meaning).toContain('Win32 error 1392');
    expect(code.next).toContain('slui.exe 0x2a 0x80070570');
  });
});
