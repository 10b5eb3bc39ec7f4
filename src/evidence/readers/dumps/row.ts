/** What every format of a dump has in common: rows as they were given, and their values as the classes have them. */
import { dateProperties, secretProperty, statusWords, unsetWords } from '../../../knowledge/cimClasses.ts';
import { parseDmtf } from '../../../knowledge/dmtf.ts';

/** One instance as a dump has it. `className`: as said, or null. Names as written. */
export interface GivenRow {
  readonly className: string | null;
  readonly values: readonly (readonly [name: string, value: unknown])[];
}

/** What one format has found in a text, and the text without it. `whole`: nothing that belongs to it had to be left out. */
export interface Found {
  readonly rows: readonly GivenRow[];
  readonly rest: string;
  readonly whole: boolean;
}

/** The year 1601 (of the Buddhist calendar: 2144), in local time the day before: how the classes say "no date". */
const noDate = /(?<!\d)(?:160[01]|214[34])(?!\d)/;
const jsonDate = /^\/Date\((-?\d{1,17})(?:[+-]\d{4})?\)\/$/;

/** A date in words of a culture has no time zone, and often no order of day and month: it stays as it is. */
function dateOf(text: string): string {
  const milliseconds = jsonDate.exec(text)?.[1];
  const time = milliseconds === undefined ? parseDmtf(text) : Number(milliseconds);
  const date = new Date(time ?? Number.NaN);
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  return noDate.test(text) ? '1601-01-01T00:00:00Z' : text;
}

/** A date with extended properties, as Windows PowerShell 5.1 writes one: `{ value, DisplayHint, DateTime }`. */
function unwrapped(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const inner = Object.hasOwn(value, 'value') ? (value as { value: unknown }).value : value;
  return typeof inner === 'string' && jsonDate.test(inner) ? inner : value;
}

function asTheClass(name: string, given: unknown): unknown {
  const value = unwrapped(given);
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (unsetWords.has(text.toLowerCase())) return null;
  if (dateProperties.has(name) || jsonDate.test(text)) return dateOf(text);
  const word = text.toLowerCase().replace(/\.$/, '');
  return name === 'licensestatus' && Object.hasOwn(statusWords, word) ? statusWords[word] : value;
}

/** Lower case: what PowerShell and WMI hang on to an instance. Some of it repeats all properties, the firmware's key too. */
const machinery: ReadonlySet<string> = new Set(
  `cimclass cimclassname ciminstanceproperties cimsystemproperties pscomputername psshowcomputername runspaceid scope
   path options classpath properties systemproperties qualifiers site container node`.split(/\s+/),
);

const isSecret = (key: string): boolean => key.startsWith(secretProperty) && !/(?:description|pkpn)$/.test(key);

/** The instance's own names and values, without PowerShell's and WMI's machinery and without the firmware's key. */
export function ownValues(values: GivenRow['values']): [string, unknown][] {
  return values.flatMap(([name, given]): [string, unknown][] => {
    const key = name.toLowerCase();
    if (key.startsWith('__') || machinery.has(key) || isSecret(key)) return [];
    const value = asTheClass(key, given);
    return value !== null && typeof value === 'object' ? [] : [[name, value]];
  });
}

/** The text under a name of any case, trimmed; null where there is none. */
export function textOf({ values }: GivenRow, name: string): string | null {
  const value = values.find(([given]) => given.toLowerCase() === name)?.[1];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** `SoftwareLicensingProduct`, or `ROOT/cimv2:SoftwareLicensingProduct`, where the row itself says it. */
export const classSaidBy = (row: GivenRow): string | null =>
  row.className ??
  textOf(row, '__class') ??
  textOf(row, 'cimclassname') ??
  textOf(row, 'cimclass')?.split(':').at(-1) ??
  null;
