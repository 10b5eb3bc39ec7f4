/** Bytes that a person hands in as text: Windows writes UTF-16, UTF-8 with or without BOM, or an OEM code page. */
import iconv from 'iconv-lite';
import { GracewatchError } from '../../platform/errors.ts';

/**
 * Code pages of Windows' display languages, the console's (OEM) before those of windows, tried in this order where the
 * text is neither UTF-8 nor UTF-16. Source: Microsoft Learn "Code Page Identifiers", "NLS API Reference".
 */
const codePages = [
  ...['cp932', 'cp936', 'cp949', 'cp950'],
  ...['cp850', 'cp437', 'cp852', 'cp866', 'cp857', 'cp855', 'cp737', 'cp775', 'cp862', 'cp874'],
  ...['windows-1252', 'windows-1250', 'windows-1251', 'windows-1254', 'windows-1253', 'windows-1257'],
];

/** Unpaired NULs at every other place, as ASCII in UTF-16 has them: PowerShell 5.1 redirects so, at times without BOM. */
function looksLikeUtf16(bytes: Buffer): 'utf16-le' | 'utf16-be' | null {
  const sample = bytes.subarray(0, 1024);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 8 && even < odd / 8) return 'utf16-le';
  return even > sample.length / 8 && odd < even / 8 ? 'utf16-be' : null;
}

function byteOrderMark(bytes: Buffer): 'utf8' | 'utf16-le' | 'utf16-be' | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16-le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf16-be' : null;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false; // not an error: that it fails is the answer
  }
}

const sampleBytes = 65_536;
/** More than any slmgr.ini and the built-in sets have. */
const hintLimit = 2000;

/** Whether something could not be decoded; the sample's own end may cut a character in two and says nothing. */
const isBroken = (text: string): boolean => text.slice(0, -2).includes('\uFFFD');

/** The code page in which most of the hints (label texts of the machine's language) stand in the text; the first wins a tie. */
function bestCodePage(bytes: Buffer, given: readonly string[]): string {
  // A part tells as much as the whole, and only what is not ASCII tells the pages apart.
  const sample = bytes.subarray(0, sampleBytes);
  const hints = given.filter((hint) => /[^\x20-\x7e]/.test(hint)).slice(0, hintLimit);
  const scored = codePages.map((page) => {
    const text = iconv.decode(sample, page);
    const found = hints.filter((hint) => text.includes(hint)).length;
    return { page, score: found - (isBroken(text) ? 1 : 0) };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).page;
}

/**
 * `encoding`: what the person says it is, else it is found out. `hints`: texts that ought to occur. Errors:
 * encodingUnknown. A byte order mark is not part of the text.
 */
export function decodeText(
  bytes: Buffer,
  { encoding = null, hints = [] }: { encoding?: string | null; hints?: readonly string[] } = {},
): string {
  if (encoding !== null && !iconv.encodingExists(encoding)) throw new GracewatchError('encodingUnknown', { encoding });
  const found = encoding ?? byteOrderMark(bytes) ?? looksLikeUtf16(bytes) ?? (isUtf8(bytes) ? 'utf8' : null);
  return iconv.decode(bytes, found ?? bestCodePage(bytes, hints));
}
