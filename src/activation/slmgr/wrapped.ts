/**
 * Lines as they were printed, out of lines as they arrived: a console of 80 columns and most mail programs break them,
 * in the middle of a word too. Lines are put together only where that makes sense of what made none.
 */
import stringWidth from 'string-width';
import type { Hit } from './dictionary.ts';
import type { Languages } from './languages.ts';

export interface Line {
  /** As it stood; empty for a blank line. */
  readonly raw: string;
  /** What it can be; none where no label set knows it. */
  readonly hits: readonly Hit[];
}

/** No line of slmgr.vbs is longer than this many lines of 80 columns, but for the name of a directory object. */
const mostLines = 5;

/** Narrower than any console or mail: below this nothing can be said of where lines were broken. */
const leastWidth = 50;

function widthOf(line: string): number {
  return /^[\x20-\x7e]*$/.test(line) ? line.length : stringWidth(line);
}

/** The paste's own width: its longest line, but for a word that is longer than any line and could not be broken. */
function columnsOf(lines: readonly string[]): number {
  let most = 0;
  for (const line of lines) {
    if (line.length * 2 > most && /\S\s+\S/.test(line)) most = Math.max(most, widthOf(line));
  }
  return most;
}

/** Where mail programs break lines. */
const mailColumns = [80, 78, 76, 72];

/** Whether the line was broken here: what comes next would not have had room in it. */
function isFull(line: string, next: string, columns: number): boolean {
  const width = widthOf(line);
  const needed = width + 1 + widthOf(/^\s*\S*/.exec(next)?.[0] ?? '');
  const limits = [columns, ...mailColumns].filter((limit) => limit >= leastWidth && limit <= columns + 4);
  return limits.some((limit) => width <= limit && needed > limit);
}

/** Whether it is a line of the paste's whole width; a wide character that has no room leaves the last column free. */
const isWhole = (line: string, columns: number): boolean =>
  widthOf(line) >= columns - (/[^\x20-\x7e]/.test(line) ? 1 : 0);

/** A console breaks lines where they are full, in the middle of a word; a mail program at a blank, which it takes away. */
function glue(parts: readonly string[], { columns, atBlanks }: Breaks): string {
  return parts.reduce((text, part, index) => {
    const before = parts[index - 1] ?? '';
    const isInWord = !atBlanks && isWhole(before, columns);
    return isInWord || /\s$/.test(before) || /^\s/.test(part) ? text + part : `${text} ${part}`;
  });
}

/** How a paste's lines were broken. */
interface Breaks {
  readonly columns: number;
  readonly atBlanks: boolean;
}

/** A label of some language before a value: no continuation of a value. */
const looksLikeLabel = (line: string): boolean => /^\s*[^:：]{2,60}[:：](?:\s|$)/.test(line);

/** Cost: in proportion to the number of lines. */
export function putTogether(lines: readonly string[], { find, mayBegin, valuesFirst }: Languages): Line[] {
  const alone = lines.map((line) => (line === '' ? [] : find(line)));
  const understood = (index: number): boolean => (alone[index]?.length ?? 0) > 0;
  const isLoose = (index: number): boolean => index < lines.length && lines[index] !== '' && !understood(index);
  const columns = columnsOf(lines);
  const isFullAt = (index: number): boolean => isFull(lines[index] ?? '', lines[index + 1] ?? '', columns);
  // A line that was broken before its last column was broken at a blank, and then the others were too.
  const atBlanks = lines.some(
    (line, index) => isLoose(index + 1) && line !== '' && !isWhole(line, columns) && isFullAt(index),
  );
  const breaks = { columns, atBlanks };

  const joined = (index: number, count: number): Line | null => {
    const parts = lines.slice(index, index + count);
    const known = understood(index);
    if (known && !isFullAt(index)) return null;
    const raw = glue(parts, breaks);
    const hits = find(raw);
    // What fits with less or more of the text, as a label does, says nothing about where its line ends.
    const saysNoMore = known && (hits[0]?.shape === 'label' || hits[0]?.key === alone[index]?.[0]?.key);
    return hits.length > 0 && !saysNoMore ? { raw, hits } : null;
  };
  /** The longest run of lines from here that is one line of the script, where the lines by themselves are none. */
  const asOne = (index: number): { line: Line; count: number } | null => {
    let count = 1;
    const mayGoOn = understood(index) || valuesFirst || mayBegin(lines[index] ?? '');
    if (!isLoose(index + 1) || !mayGoOn) return null;
    while (count < mostLines && isLoose(index + count)) count++;
    for (; count > 1; count--) {
      const line = joined(index, count);
      if (line) return { line, count };
    }
    return null;
  };
  /** "License Status:" and below it "Unlicensed", which by itself is a sentence of `/xpr`. */
  const withWordBelow = (index: number): { line: Line; count: number } | null => {
    const isLabel = isLoose(index) && understood(index + 1) && mayBegin(lines[index] ?? '');
    const line = isLabel ? joined(index, 2) : null;
    return line && { line, count: 2 };
  };
  /** How many lines from here hold the value of the label that this line begins with. */
  const valueLines = (index: number, count: number, isEmpty: boolean): number => {
    let end = index + count;
    const goesOn = (): boolean => {
      const line = lines[end] ?? '';
      if (!isLoose(end) || end - index >= mostLines || looksLikeLabel(line) || mayBegin(line)) return false;
      return isFullAt(end - 1) || (isEmpty && end === index + count);
    };
    while (goesOn()) end++;
    return end - index;
  };

  const result: Line[] = [];
  for (let index = 0; index < lines.length; ) {
    const raw = lines[index] ?? '';
    const broken = raw === '' ? null : (asOne(index) ?? withWordBelow(index));
    const line = broken?.line ?? { raw, hits: alone[index] ?? [] };
    const count = broken?.count ?? 1;
    const [hit] = line.hits;
    const whole = hit?.shape === 'label' ? valueLines(index, count, hit.values.get('VALUE') === '') : count;
    const text = whole === count ? null : glue(lines.slice(index, index + whole), breaks);
    result.push(text === null ? line : { raw: text, hits: find(text) });
    index += whole;
  }
  return result;
}
