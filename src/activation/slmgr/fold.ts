/**
 * A line as it is compared: without blanks, in lower case, full-width forms and typographic marks as ASCII has them, and
 * without a full stop at the end. People retype, mail programs re-indent, input methods widen; the words stay. Every
 * character keeps its place in the line, so that a value is taken from the line itself, word for word.
 */

export interface Folded {
  /** What is compared. */
  readonly bare: string;
  /** The line's own text from a place in `bare` up to another, blanks as single ones; without `to`, up to the line's end. */
  cut(from: number, to?: number): string;
}

const marks: Readonly<Record<string, string>> = {
  '\u0130': 'i', // İ and ı: which of the two a capital I stands for depends on the language
  '\u0131': 'i',
  '\u2018': "'",
  '\u2019': "'",
  '\u201b': "'",
  '\u02bc': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u00ab': '"',
  '\u00bb': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u3002': '.',
  '\uff61': '.',
  '\ufe55': ':',
  '\ufe59': '(',
  '\ufe5a': ')',
};

/** Not compared at all: blanks of every width, soft hyphens, marks of direction, byte order marks. */
const nothing = /^[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]$/;

/** A full-width form of ASCII as ASCII has it; any other text as it is. Of the same length. */
export function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function foldUnit(unit: string): string {
  const text = narrow(unit);
  if (nothing.test(text)) return '';
  const lower = (marks[text] ?? text).toLowerCase();
  return lower.length === 1 ? lower : text;
}

/** Worked out once for each code unit that turns up. */
const known = new Map<string, string>();

function foldAll(line: string): string {
  // What most lines are made of needs no table.
  if (/^[\x20-\x7e]*$/.test(line)) return line.toLowerCase().replaceAll(' ', '');
  let bare = '';
  for (let place = 0; place < line.length; place++) {
    const unit = line.charAt(place);
    bare += known.getOrInsertComputed(unit, foldUnit);
  }
  return bare;
}

/** The place in the line of each character that is compared. */
function placesOf(line: string): readonly number[] {
  const places: number[] = [];
  for (let place = 0; place < line.length; place++) if (foldUnit(line.charAt(place)) !== '') places.push(place);
  return places;
}

/** Cost: in proportion to the length of `line`. */
export function fold(line: string): Folded {
  let places: readonly number[] | null = null;
  return {
    bare: foldAll(line).replace(/(?<!\.)\.+$/, ''),
    cut(from, to) {
      places ??= placesOf(line);
      const start = places[from];
      if (start === undefined || (to !== undefined && to <= from)) return '';
      const end = to === undefined ? line.length : (places[to - 1] ?? line.length) + 1;
      return line.slice(start, end).replace(/\s+/g, ' ').trim();
    },
  };
}

/** A text of a label set as it is compared. */
export const bareOf = (text: string): string => fold(text).bare;
