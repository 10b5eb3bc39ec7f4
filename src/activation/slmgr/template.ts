/**
 * A resource text as a matcher. Matching is by literal pieces from left to right, never by a regular expression built
 * from input, so that a line costs time in proportion to its length whatever it holds.
 */

/** What a placeholder of slmgr.vbs may stand for; one that is not named here stands for any text. */
const digits = /^-?\d{1,20}$/;
const shapes: Readonly<Record<string, RegExp>> = {
  MINUTE: digits,
  DAY: digits,
  COUNT: digits,
  INTERVAL: digits,
  ERRCODE: /^[0-9A-Fa-f]{1,8}$/,
};

export interface Template {
  /** Characters that must be there word for word: of two templates that fit, the one with more of them is meant. */
  readonly weight: number;
  /** Placeholder → text where the line fits, else null. `open`: the line may go on after the template's end. */
  match(line: string, open: boolean): ReadonlyMap<string, string> | null;
}

/** One blank for each run of blanks (no-break and ideographic ones too), none at the ends. */
export function squeeze(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** `text`: a resource such as "Time remaining: %MINUTE% minute(s) (%DAY% day(s))". Null when it says nothing by itself. */
export function compileTemplate(text: string): Template | null {
  const pieces = squeeze(text).split(/%([A-Za-z]+)%/);
  const literals = pieces.filter((_, index) => index % 2 === 0);
  const names = pieces.filter((_, index) => index % 2 === 1).map((name) => name.toUpperCase());
  const weight = literals.join('').replace(/[\s\p{P}]/gu, '').length;
  if (weight < 2) return null;
  const last = literals.length - 1;
  const match = (line: string, open: boolean): ReadonlyMap<string, string> | null => {
    const captures = new Map<string, string>();
    let at = 0;
    for (const [index, literal] of literals.entries()) {
      // The last piece sits at the line's end, the first at its start, the others at their first place after that.
      const atEnd = index === last && index > 0 && !open;
      const found = index === 0 ? 0 : atEnd ? line.length - literal.length : line.indexOf(literal, at);
      if (found < at || !line.startsWith(literal, found)) return null;
      const name = names[index - 1];
      if (name !== undefined) {
        const value = (open && literal === '' && index === last ? line.slice(at) : line.slice(at, found)).trim();
        if (shapes[name] && !shapes[name].test(value)) return null;
        captures.set(name, value);
      }
      at = found + literal.length;
    }
    return open || at === line.length || (last > 0 && literals[last] === '') ? captures : null;
  };
  return { weight, match };
}
