/** Error codes in a text that a person pasted: a mail, a screenshot retyped, slmgr output. Cost: in proportion to length. */
import { familyOf, findErrorCode } from '../knowledge/errorCodes.ts';
import { maskProductKeys } from '../knowledge/productKey.ts';
import { codeOf, labelUpTo, parseErrorCode, plain } from './code.ts';

export interface FoundCode {
  /** `0x` and eight upper-case hex digits. */
  readonly code: string;
  /** The line in which it first stands, or the part of a long line around it. */
  readonly line: string;
}

/** A line in a mail ends as well where the mail says so in HTML. */
const lineEnd = /\r\n?|[\n\u2028\u2029]|<br\s*\/?>/i;

/**
 * What may be one, as a whole word: with `0x`; eight digits such as C004F074; a decimal, ten digits long as all codes
 * of activation are.
 */
const candidate =
  /(?<![0-9A-Za-z_])(?:[0o]x(?<hex>[0-9a-f]{8})|(?<bare>[48c][0-9a-f]{7})|(?<decimal>-?\d{10}))(?![0-9A-Za-z_])/gi;

/** Part of something longer: of a GUID, a PID, an installation ID, a file name, a path. */
const joinedBefore = /[-.\\]$/;
const joinedAfter = /^(?:-(?![ \t])|[.\\][0-9A-Za-z])/;

/** Failures, and the notices of licensing. An address or a flag looks otherwise. */
const isMessage = /^0x(?:[89A-F]|4004)/;
const success = '0x00000000';
/** Success says something only where it is all that a line says; among the fields of an event it says nothing. */
const aloneOnLine = /^(?:[^,;]{0,80}[:=])?[\s"'(]{0,80}0x0{8}[\s"').]{0,80}$/i;

/** The longest label that is looked for before a code. */
const labelLength = 40;

/** `C004F074` is a code where it is listed; of a family, where it cannot be a number, or the text calls it one. */
function isBareCode(code: string, before: string): boolean {
  if (findErrorCode(code) !== null) return true;
  return isMessage.test(code) && familyOf(code) !== null && (/[A-F]/.test(code) || labelUpTo.test(before));
}

/** `0xC004F074`, whatever stands beside it. */
function prefixed(hex: string, line: string): string | null {
  const code = codeOf(Number.parseInt(hex, 16));
  if (code === success) return aloneOnLine.test(line) ? code : null;
  return isMessage.test(code) ? code : null;
}

/** One word of a line as a code, or null; `from` and `to` are its places. */
function codeAt({ hex, bare, decimal }: Record<string, string | undefined>, line: string, from: number, to: number) {
  if (hex !== undefined) return prefixed(hex, line);
  const before = line.slice(Math.max(0, from - labelLength), from);
  if (joinedBefore.test(before) || joinedAfter.test(line.slice(to, to + 2))) return null;
  const code = parseErrorCode(bare ?? decimal ?? '');
  if (code === null) return null;
  const isOne = bare === undefined ? findErrorCode(code) !== null : isBareCode(code, before);
  return isOne ? code : null;
}

const excerptLength = 160;
/** What is shown before the code where the line is too long to be shown. */
const lead = 60;
/** Longer than a product key, so that none is cut in two and missed. */
const margin = 40;

/** No whole product key is shown, even where one was pasted beside the code; in full-width forms it is one too. */
function masked(text: string): string {
  const narrowed = plain(text);
  const safe = maskProductKeys(narrowed);
  return safe === narrowed ? text : safe;
}

/** The line, or where it is long the part around a place in it. */
function excerptOf(line: string, index: number): string {
  if (line.length <= excerptLength) return masked(line).trim();
  const start = Math.max(0, index - lead);
  const from = Math.max(0, start - margin);
  const part = masked(line.slice(from, start + excerptLength + margin)).slice(
    start - from,
    start - from + excerptLength,
  );
  return `${start > 0 ? '…' : ''}${part.trim()}${start + excerptLength < line.length ? '…' : ''}`;
}

/**
 * Every code that stands in the text, in the order of appearance, each once. `0x2a` of "slui.exe 0x2a 0xC004F074" is
 * none, nor is a part of a GUID, a PID, an installation ID or a hash.
 */
export function codesIn(text: string): readonly FoundCode[] {
  const found = new Map<string, FoundCode>();
  for (const line of text.split(lineEnd)) {
    const narrowed = plain(line);
    for (const match of narrowed.matchAll(candidate)) {
      const code = codeAt(match.groups ?? {}, narrowed, match.index, match.index + match[0].length);
      if (code !== null && !found.has(code)) found.set(code, { code, line: excerptOf(line, match.index) });
    }
  }
  return [...found.values()];
}
