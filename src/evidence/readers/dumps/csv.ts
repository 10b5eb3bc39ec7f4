/**
 * Export-Csv and ConvertTo-Csv: `#TYPE …` or none, a head of names, records with quotes that may hold line feeds;
 * delimiter `,`, `;` or tab. WMIC's own CSV quotes nothing. No package: the reader has to find a table inside a text.
 */
import { areLicensing, areSystem } from '../../../knowledge/cimClasses.ts';
import type { Found, GivenRow } from './row.ts';

const delimiters = [',', ';', '\t'];
const type = /^#TYPE [^\r\n]*?(?:[\\/](?<name>\w+))?$/;

interface CsvRecord {
  readonly cells: readonly string[];
  /** Where the next record begins. */
  readonly next: number;
}

/** A quoted cell from behind its opening quote. */
function quotedAt(text: string, from: number): { cell: string; next: number } {
  let cell = '';
  for (let at = from; ; ) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { cell: cell + text.slice(at), next: text.length };
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { cell, next: quote + 1 };
    cell += '"';
    at = quote + 2;
  }
}

const lineEndFrom = (text: string, at: number): number => {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
};

/** The record that begins at `start`; lines end with a line feed. */
function recordAt(text: string, start: number, delimiter: string): CsvRecord {
  const cells: string[] = [];
  let lineEnd = lineEndFrom(text, start);
  for (let at = start; ; ) {
    const quoted = text[at] === '"' ? quotedAt(text, at + 1) : { cell: '', next: at };
    if (quoted.next > lineEnd) lineEnd = lineEndFrom(text, quoted.next);
    const found = text.indexOf(delimiter, quoted.next);
    const end = found < 0 || found > lineEnd ? lineEnd : found;
    cells.push(quoted.cell + text.slice(quoted.next, end));
    if (end === lineEnd) return { cells, next: lineEnd + 1 };
    at = end + 1;
  }
}

interface Head {
  readonly delimiter: string;
  readonly names: readonly string[];
}

/** `line` is short: the whole head of a class has some 2000 characters. */
function headOf(line: string): Head | null {
  for (const delimiter of delimiters) {
    if (line.length > 10_000 || !line.includes(delimiter)) continue;
    const names = recordAt(line, 0, delimiter).cells.map((cell) => cell.trim());
    const keys = names.map((name) => name.toLowerCase());
    if (names.every((name) => /^\w{1,100}$/.test(name)) && (areLicensing(keys) || areSystem(keys)))
      return { delimiter, names };
  }
  return null;
}

/** WMIC puts no blank behind its delimiters, but a description has one behind its comma. */
function mended(cells: readonly string[], delimiter: string): string[] {
  const whole: string[] = [];
  for (const cell of cells) {
    const before = whole.pop();
    if (before !== undefined && cell.startsWith(' ')) whole.push(`${before}${delimiter}${cell}`);
    else whole.push(...(before === undefined ? [] : [before]), cell);
  }
  return whole;
}

interface Table {
  readonly rows: readonly GivenRow[];
  readonly end: number;
  readonly whole: boolean;
}

/** The records from `start` on. A table ends with a line of text, or where another one begins. */
function tableAt(text: string, start: number, { delimiter, names }: Head, className: string | null): Table {
  const rows: GivenRow[] = [];
  let whole = true;
  let at = start;
  for (let isApart = false; at < text.length; ) {
    const record = recordAt(text, at, delimiter);
    const isEmpty = record.cells.length === 1 && record.cells[0]?.trim() === '';
    // What doubles every line end leaves empty lines between records too.
    if (!isEmpty && record.cells.length === 1) break;
    if (isApart && headOf(text.slice(at, lineEndFrom(text, at)))) break;
    const cells = record.cells.length > names.length ? mended(record.cells, delimiter) : record.cells;
    at = record.next;
    isApart = isEmpty;
    if (isEmpty) continue;
    if (cells.length === names.length)
      rows.push({ className, values: names.map((name, index) => [name, cells[index] ?? ''] as const) });
    else whole = false; // which cell belongs to which name cannot be told
  }
  return { rows, end: Math.min(at, text.length), whole };
}

/** The class that a line `#TYPE …` names, '' where it names none; null for any other line. */
const typeIn = (line: string): string | null =>
  line.startsWith('#TYPE ') ? (type.exec(line.trimEnd())?.groups?.name ?? '') : null;

export function findCsv(text: string): Found {
  const tables: Table[] = [];
  const rest: string[] = [];
  let said: string | null = null;
  for (let at = 0; at < text.length; ) {
    const end = lineEndFrom(text, at);
    const line = text.slice(at, end);
    const head = headOf(line);
    const table = head && tableAt(text, end + 1, head, said || null);
    said = typeIn(line);
    if (table) tables.push(table);
    else if (said === null) rest.push(line);
    at = table?.end ?? end + 1;
  }
  return { rows: tables.flatMap(({ rows }) => rows), rest: rest.join('\n'), whole: tables.every(({ whole }) => whole) };
}
