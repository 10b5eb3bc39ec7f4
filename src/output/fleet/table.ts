/** Columns for a terminal, aligned by display width; what a machine named itself is cut where it would not fit. */
import stringWidth from 'string-width';
import { pad, columns as terminalColumns, unbroken } from '../layout.ts';
import { clip } from '../printable.ts';

export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => string;
  /** Columns of the terminal at most; the last column gets what is left of 80, and at least its title. */
  readonly most?: number;
}

const gap = 2;

/** `clip` keeps less than its limit. */
const cut = (text: string, most: number): string => (stringWidth(text) <= most ? text : clip(text, most));

/** The titles, then a line for each row. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const titles = columns.map(({ title }) => title);
  const cells = rows.map((row) => columns.map(({ of, most = 40 }) => cut(unbroken(of(row)), most)));
  const widths = titles.map((title, index) =>
    [title, ...cells.map((line) => line[index] ?? '')].reduce((widest, cell) => Math.max(widest, stringWidth(cell)), 0),
  );
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + gap, 0);
  const last = Math.max(terminalColumns - before, stringWidth(titles.at(-1) ?? ''));
  const lineOf = (line: readonly string[]): string => {
    const head = line.slice(0, -1).map((cell, index) => pad(cell, (widths[index] ?? 0) + gap));
    return (head.join('') + cut(line.at(-1) ?? '', last)).trimEnd();
  };
  return [titles, ...cells].map(lineOf);
}
