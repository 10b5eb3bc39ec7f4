/** Reads one CIM instance: names without case, unset values as null, and what cannot be read put aside, never guessed. */
import type { CimRow } from '../../evidence/evidence.ts';
import { parseDmtf } from '../../knowledge/dmtf.ts';
import { unsetUint32 } from '../../knowledge/figures.ts';
import { codeOf } from '../code.ts';
import type { Unread } from '../report.ts';

export interface Row {
  /** Trimmed text; empty reads as null, as the classes use both for "not set". */
  text(property: string): string | null;
  /** uint32; 4294967295 and −1 read as null, any other value outside uint32 goes to `unread`. */
  uint32(property: string): number | null;
  boolean(property: string): boolean | null;
  /** ISO 8601 UTC; the year 1601 (or its local neighbour) means "no date" and reads as null. */
  instant(property: string): string | null;
  /** The value at this number's place in a table; a number that the table lacks goes to `unread`. */
  oneOf<T>(property: string, table: readonly T[]): T | null;
  /** An HRESULT as `0x` and eight upper-case hex digits. */
  code(property: string): string | null;
}

/** ISO 8601 with its offset; anything looser would be read in the time zone of whoever reads it. */
const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

const parseInstant = (value: string): number => parseDmtf(value) ?? (iso.test(value) ? Date.parse(value) : Number.NaN);

function parseNumber(value: unknown): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,20}$/.test(value.trim()) ? Number(value) : null;
}

/** `unread` receives, as text, each value that is present and makes no sense for its type. */
export function readRow(row: CimRow, unread: Unread[]): Row {
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(row)) {
    const key = name.toLowerCase();
    // Names have no case in WMI: of two that differ in nothing else, neither can be believed.
    if (values.has(key)) unread.push({ label: name, text: 'twice' });
    values.set(key, values.has(key) ? null : value);
  }
  const given = (property: string): unknown => {
    const value = values.get(property.toLowerCase()) ?? null;
    return typeof value === 'string' && value.trim() === '' ? null : value;
  };
  const putAside = (property: string, value: unknown): null => {
    // An object is only named: nested deep enough, writing it out would itself fail.
    unread.push({ label: property, text: value !== null && typeof value === 'object' ? '{…}' : String(value) });
    return null;
  };
  const read = <T>(property: string, parse: (value: unknown) => T | null | undefined): T | null => {
    const value = given(property);
    if (value === null) return null;
    const parsed = parse(value);
    return parsed === undefined ? putAside(property, value) : parsed;
  };
  const uint32 = (value: unknown): number | null | undefined => {
    const number = parseNumber(value);
    if (number === -1 || number === unsetUint32) return null;
    return number !== null && Number.isInteger(number) && number >= 0 && number < unsetUint32 ? number : undefined;
  };
  return {
    text: (property) => read(property, (value) => (typeof value === 'string' ? value.trim() : undefined)),
    uint32: (property) => read(property, uint32),
    boolean: (property) =>
      read(property, (value) => {
        if (typeof value === 'boolean') return value;
        const word = String(value).trim().toLowerCase();
        return word === 'true' ? true : word === 'false' ? false : undefined;
      }),
    instant: (property) =>
      read(property, (value) => {
        const time = typeof value === 'string' ? parseInstant(value.trim()) : Number.NaN;
        if (Number.isNaN(time)) return undefined;
        const date = new Date(time);
        if (date.getUTCFullYear() > 9999) return undefined;
        return date.getUTCFullYear() <= 1601 ? null : date.toISOString();
      }),
    oneOf: (property, table) =>
      read(property, (value) => {
        const number = uint32(value);
        return typeof number === 'number' ? table[number] : number;
      }),
    code: (property) =>
      read(property, (value) => {
        if (typeof value === 'string' && /^0x[0-9a-f]{1,8}$/i.test(value.trim())) return codeOf(Number(value));
        const number = parseNumber(value);
        if (number === -1 || number === unsetUint32) return null;
        const fits = number !== null && Number.isInteger(number) && number >= -(2 ** 31) && number < 2 ** 32;
        return fits ? codeOf(number) : undefined;
      }),
  };
}
