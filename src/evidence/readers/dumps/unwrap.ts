/** A value that was wrapped, in one piece again. */

export interface Piece {
  readonly text: string;
  /** Of its whole line, without blanks at the end. */
  readonly length: number;
}

/**
 * Format-List cuts a value at the width of the console, in some languages between words; the blank there stays at the
 * end of the line, or begins the next. A mail or an editor may have taken it away: then the line is shorter than `width`,
 * the longest line.
 */
export function unwrap(pieces: readonly Piece[], width: number): string {
  let whole = '';
  let before: Piece | null = null;
  for (const piece of pieces) {
    const hasBlank = before === null || /\s$/.test(before.text) || /^\s/.test(piece.text);
    const lostBlank = !hasBlank && before !== null && before.text !== '' && before.length < width;
    whole += (lostBlank ? ' ' : '') + piece.text;
    before = piece;
  }
  return whole.trim();
}
