import { narrow } from './slmgr/fold.ts';

/**
 * An HRESULT in one writing: `0x` and eight upper-case hex digits. The same code arrives unsigned from PowerShell
 * (3221549172), signed from VBScript (−1073418124) and as hex text.
 */
export function codeOf(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** HRESULT_FROM_WIN32 (winerror.h): a bare Win32 error as slmgr prints it in decimal. */
const win32 = 0x8007_0000;

/** What stands before a code where more than the code was copied: `Error:`, `HRESULT =`, `エラー コード：`. */
const label = '(?:error|err|code|hresult|hr|result|エラー|コード|番号)[\\s:=#]*';
const labelBefore = new RegExp(`^${label}`, 'i');
/** The same before a place in a text. */
export const labelUpTo = new RegExp(`${label}$`, 'i');

/** No code is longer, with all that may stand around it. */
const longest = 120;

/** Quotes, brackets and stops of both scripts. */
const around = /^[\s"'`“”„«»‘’(<[{「『【〈《]+|[\s"'`“”„«»‘’)>\]}」』】〉》.,;:!?。、]+$/g;

/** Full-width forms and the minus signs that people and programs write, as ASCII has them; of the same length. */
export const plain = (text: string): string => narrow(text).replace(/[\u2010-\u2013\u2212]/g, '-');

/** Without what was copied along with it; `Error Code:` is two labels. */
function bareWord(text: string): string {
  let word = plain(text).replace(around, '');
  while (labelBefore.test(word)) word = word.replace(labelBefore, '').replace(around, '');
  return word;
}

/**
 * A code as a person writes or copies it: `0xC004F074`, `c004f074`, 3221549172, −1073418124, `&HC004F074` of VBScript, or
 * a Win32 number such as 5 or 0x5; in full-width forms, quotes and brackets, or after `Error:` and the like. Eight digits
 * that begin with 4, 8 or C are hex, as all codes of activation look. Null where it is none, as where a digit was lost
 * (0xC004F0).
 */
export function parseErrorCode(text: string): string | null {
  const given = text.trim();
  if (given.length > longest) return null;
  const word = bareWord(given).replace(/^(?:&h|ox)/i, '0x');
  const hex = /^(?:0x)?([48c][0-9a-f]{7}|0{8})$/i.exec(word);
  if (hex) return codeOf(Number.parseInt(hex[1] ?? '', 16));
  if (!/^(?:-?\d{1,10}|0x[0-9a-f]{1,4}|0x[0-9a-f]{8})$/i.test(word)) return null;
  const number = Number(word);
  if (number < -(2 ** 31) || number >= 2 ** 32) return null;
  return codeOf(number > 0 && number < 0x1_0000 ? win32 + number : number);
}
