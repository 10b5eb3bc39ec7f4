import { describe, expect, test } from '@jest/globals';
import { errorCodes, errorFamilies, familyOf, findErrorCode } from '../src/knowledge/errorCodes.ts';
import * as en from '../src/wording/en/codes.ts';
import * as ja from '../src/wording/ja/codes.ts';
import type { CodeText } from '../src/wording/text.ts';

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
    ['0x80072714', 'win32'], // WSAEINTR: Winsock follows DNS
    ['0x80072EFD', 'winInet'],
    ['0x80070002', 'win32'],
  ])('%s belongs to %s', (code, family) => {
    expect(familyOf(code)).toBe(family);
  });

  test.each(['0x00000000', '0xC0020017', '0xC004B100', '0xC004D101', '0x4004F401', '0xc004f074', 'nonsense', ''])(
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
