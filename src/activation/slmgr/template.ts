/**
 * A resource text as a matcher. Matching is by literal pieces from left to right, never by a regular expression built
 * from input, so that a line costs time in proportion to its length whatever it holds.
 */
import { bareOf, type Folded, narrow } from './fold.ts';

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
  /** What a line must begin with; empty where a placeholder comes first. */
  readonly opening: string;
  /** Characters that must be there word for word: of two templates that fit, the one with more of them is meant. */
  readonly weight: number;
  /** Placeholder → text where the line fits, else null. `open`: the line may go on after the template's end. */
  match(line: Folded, open: boolean): ReadonlyMap<string, string> | null;
}

/** Where a literal piece stands at or after `at`; the last one sits at the line's end unless text may follow it. */
function placeOf(literal: string, line: string, at: number, atEnd: boolean): number | null {
  const place = atEnd ? line.length - literal.length : line.indexOf(literal, at);
  return place >= at && line.startsWith(literal, place) ? place : null;
}

/** What stands in a placeholder; null where it cannot stand there. */
function readPlaceholder(name: string, text: string): string | null {
  const shape = shapes[name];
  if (!shape) return text;
  const value = narrow(text);
  return shape.test(value) ? value : null;
}

/** No text of slmgr.vbs has more than two; each costs time with every line. */
const mostPlaceholders = 8;

/** Letters, digits and signs that carry meaning, of any script. */
export const weightOf = (bare: string): number => bare.replace(/\p{P}/gu, '').length;

/** `text`: a resource such as "Time remaining: %MINUTE% minute(s) (%DAY% day(s))". Null when it says nothing by itself. */
export function compileTemplate(text: string): Template | null {
  const [first = '', ...rest] = text.split(/%([A-Za-z]+)%/);
  const opening = bareOf(first);
  // After the first literal: a placeholder and the literal after it, again and again.
  const steps = rest.flatMap((name, index) =>
    index % 2 === 0 ? [{ name: name.toUpperCase(), literal: bareOf(rest[index + 1] ?? '') }] : [],
  );
  if (steps.length > mostPlaceholders) return null;
  const weight = weightOf([opening, ...steps.map(({ literal }) => literal)].join(''));
  if (weight < 2) return null;
  /** What stands in a step's placeholder from `at` on, and where the next step begins. */
  const take = (index: number, line: Folded, at: number, open: boolean): { value: string; next: number } | null => {
    const { name = '', literal = '' } = steps[index] ?? {};
    const isLast = index === steps.length - 1;
    const place = placeOf(literal, line.bare, at, isLast && !(open && literal !== ''));
    if (place === null) return null;
    // What follows the last placeholder of an open template is free text: the value is its first word.
    const text =
      isLast && open && literal === '' ? (/^[^\s.,;。]*/.exec(line.cut(at))?.[0] ?? '') : line.cut(at, place);
    const value = readPlaceholder(name, text);
    return value === null ? null : { value, next: place + literal.length };
  };
  const match = (line: Folded, open: boolean): ReadonlyMap<string, string> | null => {
    if (!line.bare.startsWith(opening)) return null;
    const captures = new Map<string, string>();
    let at = opening.length;
    for (const [index, { name }] of steps.entries()) {
      const taken = take(index, line, at, open);
      if (taken === null) return null;
      captures.set(name, taken.value);
      at = taken.next;
    }
    return open || at === line.bare.length ? captures : null;
  };
  return { opening, weight, match };
}
