/**
 * Facts as collect.ps1 prints them, `@class|row|property|type|value;` each. Whatever stands between them (a banner, a
 * prompt, bytes of a code page) is passed over, a line may be broken at any width, and one that was cut is no fact.
 */

export const factsVersion = 'gracewatch.facts/1';

export type FactValue = string | number | boolean | null;

export interface Fact {
  readonly class: string;
  readonly row: string;
  readonly property: string;
  readonly value: FactValue;
}

// No part may hold what frames a fact, so a text is walked once however it is built.
const form = /@([A-Za-z_]\w{0,99})\|([^@|;]*)\|([^@|;]*)\|([nbifds])\|([^@|;]*);/g;

const plain = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** A number that no double holds exactly stays text. */
function integer(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

const values: Readonly<Record<string, (text: string) => FactValue>> = {
  n: () => null,
  b: (text) => text === 'true',
  i: integer,
  f: Number,
  d: (text) => text,
  s: plain,
};

/** Never throws. */
export function parseFacts(text: string): Fact[] {
  const facts: Fact[] = [];
  for (const [, name = '', row = '', property = '', type = '', value = ''] of text
    .replace(/[\r\n]+/g, '')
    .matchAll(form)) {
    facts.push({ class: name, row: plain(row), property: plain(property), value: values[type]?.(value) ?? null });
  }
  return facts;
}

export type FactRow = Readonly<Record<string, unknown>>;

/** `name.0`, `name.1` … of a row is the list `name`. What was said once stands: nobody may say it again otherwise. */
function put(row: Map<string, unknown>, property: string, value: FactValue): void {
  const [, name = property, index] = /^(.+)\.(\d{1,4})$/.exec(property) ?? [];
  const known = row.get(name);
  if (index === undefined) {
    if (!row.has(name)) row.set(name, value);
  } else if (known === undefined && index === '0') row.set(name, [value]);
  else if (Array.isArray(known) && known.length === Number(index)) known.push(value);
}

/** The rows of each class, by the row's name, in the order in which they were said. */
export function tablesOf(facts: readonly Fact[]): ReadonlyMap<string, ReadonlyMap<string, FactRow>> {
  const tables = new Map<string, Map<string, Map<string, unknown>>>();
  for (const fact of facts) {
    const table = tables.get(fact.class) ?? new Map<string, Map<string, unknown>>();
    const row = table.get(fact.row) ?? new Map<string, unknown>();
    tables.set(fact.class, table.set(fact.row, row));
    put(row, fact.property, fact.value);
  }
  return new Map(
    [...tables].map(([name, table]) => [
      name,
      new Map([...table].map(([row, properties]) => [row, Object.fromEntries(properties)])),
    ]),
  );
}
