/** A table for a spreadsheet, Excel first of all. */

export type Cell = string | number | boolean | null;

/** Without it Excel takes UTF-8 for the code page of the system. */
const byteOrderMark = '\uFEFF';

/** A machine names itself: a name that begins like this would be computed, not shown (full-width signs as well). */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

function cellText(cell: Cell): string {
  if (typeof cell !== 'string') return cell === null ? '' : String(cell);
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180: lines end with CRLF. `head`: names of the fields. */
export function csvOf(head: readonly string[], lines: readonly (readonly Cell[])[]): string {
  return byteOrderMark + [head, ...lines].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}
