/** To which class each row belongs: as it says, else by the names of its properties. */
import {
  areLicensing,
  licensingClasses,
  osLicenseId,
  productClass,
  productProperties,
  serviceClass,
  serviceProperties,
  tokenClass,
  tokenProperties,
} from '../../../knowledge/cimClasses.ts';
import type { CimRow } from '../../evidence.ts';
import { classSaidBy, type GivenRow, ownValues } from './row.ts';

type Values = readonly (readonly [string, unknown])[];
type Sorted = readonly (readonly [className: string, values: Values])[];

const isOf =
  (properties: ReadonlySet<string>) =>
  ([name]: readonly [string, unknown]): boolean =>
    properties.has(name.toLowerCase());

/** Get-OSLicenseInfo joins both classes in one object, under one name of its own. */
function parted(values: Values): Sorted {
  const named = values.map(([name, value]) => [name.toLowerCase() === osLicenseId ? 'ID' : name, value] as const);
  const service = named.filter(isOf(serviceProperties));
  const product = named.filter((value) => !isOf(serviceProperties)(value));
  return [[productClass, product], ...(service.length > 0 ? [[serviceClass, service] as const] : [])];
}

/** The class with most names of its own among these; the service where there are only such as products have too. */
function mostLikely(values: Values): string {
  const counts = [
    [serviceClass, serviceProperties],
    [productClass, productProperties],
    [tokenClass, tokenProperties],
  ] as const;
  const counted = counts.map(([name, own]) => ({ name, count: values.filter(isOf(own)).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).name;
}

/** None for a row of another class. */
function sorted(row: GivenRow): Sorted {
  const values = ownValues(row.values);
  const said = classSaidBy(row)?.toLowerCase();
  const known = licensingClasses.find((one) => one.toLowerCase() === said);
  if (known !== undefined) return [[known, values]];
  if (said?.startsWith('win32_')) return [];
  const names = row.values.map(([name]) => name.toLowerCase());
  if (!areLicensing(names)) return [];
  if (names.includes(osLicenseId)) return parted(values);
  return [[mostLikely(values), values]];
}

/** Whether nothing of one contradicts the other, so that both can be parts of the one instance that there is. */
const agree = (one: Map<string, unknown>, other: Values): boolean =>
  other.every(([name, value]) => !one.has(name) || one.get(name) === value);

/** What shows one instance, each row a part of it, as one; rows that contradict each other stay apart. */
function joined(rows: readonly Values[]): Values[] {
  const whole: Map<string, unknown>[] = [];
  for (const values of rows) {
    const same = whole.find((one) => agree(one, values));
    if (same) for (const [name, value] of values) same.set(name, value);
    else whole.push(new Map(values));
  }
  return whole.map((one) => [...one]);
}

/** What tells an instance from others: its id; where that was not asked for, its name with its key. */
function idOf(values: Values): string {
  const text = (wanted: string): string => {
    const [, value] = values.find(([name]) => name.toLowerCase() === wanted) ?? [];
    return typeof value === 'string' ? value.trim().toLowerCase() : '';
  };
  const [id, name, key] = [text('id'), text('name'), text('partialproductkey')];
  return id !== '' ? id : name !== '' && key !== '' ? `${name}\0${key}` : '';
}

/** The rows of each instance: a machine has one service, and of the other classes one for each id. */
function instances(className: string, rows: readonly Values[]): Values[][] {
  if (className === serviceClass) return [joined(rows)];
  const [nameless, named] = [rows.filter((row) => idOf(row) === ''), rows.filter((row) => idOf(row) !== '')];
  const byId = [...Map.groupBy(named, idOf).values()].map(joined);
  // The same row printed twice is one.
  const distinct = new Map(nameless.map((row) => [JSON.stringify(row), [row]]));
  return [...byId, ...distinct.values()];
}

export interface Classes {
  /** Rows by class, without a class that has none. */
  readonly classes: Record<string, CimRow[]>;
  /** One instance stands there in two states: the dumps of two machines, or of one at two times. */
  readonly contradictory: boolean;
}

export function classesOf(rows: readonly GivenRow[]): Classes {
  const byClass = Map.groupBy(rows.flatMap(sorted), ([className]) => className);
  const found = [...byClass].map(
    ([className, given]) =>
      [
        className,
        instances(
          className,
          given.map(([, values]) => values),
        ),
      ] as const,
  );
  return {
    classes: Object.fromEntries(
      found.map(([className, of]) => [className, of.flat().map((values) => Object.fromEntries(values))]),
    ),
    contradictory: found.some(([, of]) => of.some(({ length }) => length > 1)),
  };
}
