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

/** Where a literal piece stands at or after `at`; the last one sits at the line's end unless text may follow it. */
function placeOf(literal: string, line: string, at: number, atEnd: boolean): number | null {
  const place = atEnd ? line.length - literal.length : line.indexOf(literal, at);
  return place >= at && line.startsWith(literal, place) ? place : null;
}

/** `text`: a resource such as "Time remaining: %MINUTE% minute(s) (%DAY% day(s))". Null when it says nothing by itself. */
export function compileTemplate(text: string): Template | null {
  const [first = '', ...rest] = squeeze(text).split(/%([A-Za-z]+)%/);
  // After the first literal: a placeholder and the literal after it, again and again.
  const steps = rest.flatMap((name, index) =>
    index % 2 === 0 ? [{ name: name.toUpperCase(), literal: rest[index + 1] ?? '' }] : [],
  );
  const weight = [first, ...steps.map(({ literal }) => literal)].join('').replace(/[\s\p{P}]/gu, '').length;
  if (weight < 2) return null;
  const match = (line: string, open: boolean): ReadonlyMap<string, string> | null => {
    if (!line.startsWith(first)) return null;
    const captures = new Map<string, string>();
    let at = first.length;
    for (const [index, { name, literal }] of steps.entries()) {
      const isLast = index === steps.length - 1;
      const place = placeOf(literal, line, at, isLast && (!open || literal === ''));
      if (place === null) return null;
      const value = line.slice(at, place).trim();
      if (shapes[name]?.test(value) === false) return null;
      captures.set(name, value);
      at = place + literal.length;
    }
    return open || at === line.length ? captures : null;
  };
  return { weight, match };
}
