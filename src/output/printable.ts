/**
 * Text from a machine made safe to show. A machine names itself: control characters could move the cursor or recolour
 * the terminal, bidirectional marks reverse what is read, line feeds forge a verdict, length bury it.
 */
import stringWidth from 'string-width';

const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const limitColumns = 160;

/** At most so many columns, with an ellipsis where something was left out. */
export function clip(text: string, limit = limitColumns): string {
  if (text.length <= limit / 2) return text; // no character is wider than two columns
  let columns = 0;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, limit * 4))) {
    columns += stringWidth(segment);
    if (columns >= limit) return `${kept}…`;
    kept += segment;
  }
  return kept.length < text.length ? `${kept}…` : kept;
}

/** One line, no control or format characters (each shows as U+FFFD), at most 160 columns. */
export function printableText(text: string): string {
  return clip(text.replace(unprintable, '\uFFFD'));
}

/** A copy of a document in which every text is printable. */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return printableText(value) as T;
  if (Array.isArray(value)) return value.map(printable) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, printable(one)])) as T;
}

/** JSON with the same characters escaped: the same document, and safe to print to a terminal. */
export function escapeUnprintable(json: string): string {
  return json.replace(unprintable, (character) =>
    character === '\n' ? character : [...character].map(escapeUnits).join(''),
  );
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
