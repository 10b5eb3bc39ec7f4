/**
 * Text from a machine made safe to show. A machine names itself: bidirectional marks reverse what is read, control
 * characters and line feeds forge a line, length buries the rest. The page's counterpart of the terminal's.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const limit = 160;
/** Of marks heaped on one letter no more are kept than any language needs. */
const marks = /(\p{M}{4})\p{M}+/gu;

const segmenter = new Intl.Segmenter();

/** One line, at most 160 letters with an ellipsis where something was left out; control and format characters are U+FFFD. */
export function printableText(text: string): string {
  const start = text.slice(0, limit * 8);
  const shown = start.replace(unprintable, '\uFFFD').replace(marks, '$1');
  if (text.length <= limit) return shown; // no letter is shorter than one unit
  const kept: string[] = [];
  for (const { segment } of segmenter.segment(shown)) {
    if (kept.length === limit) return `${kept.slice(0, -1).join('')}…`;
    kept.push(segment);
  }
  return start.length === text.length ? shown : `${kept.slice(0, limit - 1).join('')}…`;
}

/** A copy of a document in which every text is printable. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return printableText(value) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printable(one)])) as T;
}

/** JSON with the same characters escaped: the same document, nothing hidden in it. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(unprintable, (character) =>
    character === '\n' ? character : [...character].map(escapeUnits).join(''),
  );
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
