/** Lines for a terminal of 80 columns: wrapped where the language allows it, aligned by display width. */
import { Rules } from '@cto.af/linebreak';
import stringWidth from 'string-width';

export const columns = 80;

const lineBreaking = new Rules({ string: true });

/** Pads to a display width; a Japanese character takes two columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Wording holds number and unit (U+00A0) or letters (U+2060) together while it is wrapped; neither is shown. */
const noBreakSpace = /\u00a0/g;
const wordJoiner = /\u2060/g;

/** Lines of at most `width` columns, broken by Unicode line breaking (UAX #14), so that no line starts with 。 or ）. */
export function wrap(text: string, width: number): string[] {
  return breakLines(text, width).map((line) => line.replace(noBreakSpace, ' ').replace(wordJoiner, ''));
}

function breakLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0; // columns of `line`; summed up, as measuring it anew for each piece is what costs time here
  for (const { string: piece = '' } of lineBreaking.breaks(text)) {
    const seen = stringWidth(piece.trimEnd());
    if (line !== '' && used + seen > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    line += piece;
    used += seen + (piece.length - piece.trimEnd().length);
    while (used > width && stringWidth(line.trimEnd()) > width) {
      const cut = cutAt(line, width);
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
      used = stringWidth(line);
    }
  }
  return line.trimEnd() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** Where to cut a piece that has no break of its own (a long name), in UTF-16 units; at least one character. */
function cutAt(text: string, width: number): number {
  let used = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text)) {
    used += stringWidth(segment);
    if (used > width) return Math.max(index, segment.length);
  }
  return text.length;
}

/** A paragraph indented by so many columns. */
export function paragraph(text: string, indent: number): string[] {
  return wrap(text, columns - indent).map((line) => ' '.repeat(indent) + line);
}

/** Label and value in two columns; the value's further lines hang under its first. */
export function rows(entries: readonly (readonly [label: string, value: string])[], indent = 0): string[] {
  const shown = entries.filter(([, value]) => value !== '');
  const width = Math.max(0, ...shown.map(([label]) => stringWidth(label))) + 2;
  return shown.flatMap(([label, value]) =>
    wrap(value, columns - indent - width).map(
      (line, index) => ' '.repeat(indent) + pad(index === 0 ? label : '', width) + line,
    ),
  );
}
