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

/** Text for a line that is not wrapped. */
export const unbroken = (text: string): string => text.replace(noBreakSpace, ' ').replace(wordJoiner, '');

/** Lines of at most `width` columns, broken by Unicode line breaking (UAX #14), so that no line starts with 。 or ）. */
export function wrap(text: string, width: number): string[] {
  return breakLines(text, width).map(unbroken);
}

/** An option (`-Port`, `/ato`), a cmdlet (`Test-NetConnection`), a drive (`C:\\`) stay in one piece: they are there to be copied. */
const insideCommand =
  /(?<=\s)(?:--?|\/)(?=[A-Za-z])|(?<=\b[A-Z][a-z]{1,20})-(?=[A-Z][A-Za-z]{0,30}[A-Z])|(?<=\b[A-Z]:)(?=\\)/g;

function breakLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0; // columns of `line`; summed up, as measuring it anew for each piece is what costs time here
  for (const { string: piece = '' } of lineBreaking.breaks(text.replace(insideCommand, '$&\u2060'))) {
    const seen = stringWidth(piece.trimEnd());
    if (line !== '' && used + seen > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    if (seen > width) {
      const chunks = chunksOf(piece, width);
      lines.push(...chunks.slice(0, -1));
      line = chunks.at(-1) ?? '';
      used = stringWidth(line);
    } else {
      line += piece;
      used += seen + (piece.length - piece.trimEnd().length);
    }
  }
  return line.trimEnd() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** A piece that has no break of its own (a long name) in chunks that fit, cut between characters. */
function chunksOf(piece: string, width: number): string[] {
  const chunks: string[] = [];
  let chunk = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(piece)) {
    const columns = stringWidth(segment);
    if (chunk !== '' && used + columns > width) {
      chunks.push(chunk);
      chunk = '';
      used = 0;
    }
    chunk += segment;
    used += columns;
  }
  return [...chunks, chunk];
}

/** A paragraph indented by so many columns. */
export function paragraph(text: string, indent: number): string[] {
  return wrap(text, columns - indent).map((line) => ' '.repeat(indent) + line);
}

/** Label and value in two columns; the value's further lines hang under its first. */
export function rows(entries: readonly (readonly [label: string, value: string])[], indent = 0): string[] {
  const shown = entries.filter(([, value]) => value !== '');
  const width = shown.reduce((widest, [label]) => Math.max(widest, stringWidth(label)), 0) + 2;
  return shown.flatMap(([label, value]) =>
    wrap(value, columns - indent - width).map(
      (line, index) => ' '.repeat(indent) + pad(index === 0 ? label : '', width) + line,
    ),
  );
}
