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

/** A machine has one service; Get-OSLicenseInfo and Get-KmsLicenseInfo each show a part of it. */
function joined(services: readonly Values[]): Values[] {
  const whole: Map<string, unknown>[] = [];
  for (const values of services) {
    const same = whole.find((one) => agree(one, values));
    if (same) for (const [name, value] of values) same.set(name, value);
    else whole.push(new Map(values));
  }
  return whole.map((one) => [...one]);
}

/** The same instance printed twice is one; two that differ stay two. */
const distinct = (rows: readonly Values[]): CimRow[] =>
  [...new Map(rows.map((values) => [JSON.stringify(values), values])).values()].map((values) =>
    Object.fromEntries(values),
  );

/** Rows by class, without a class that has none. */
export function classesOf(rows: readonly GivenRow[]): Record<string, CimRow[]> {
  const byClass = Map.groupBy(rows.flatMap(sorted), ([className]) => className);
  return Object.fromEntries(
    [...byClass].map(([className, found]) => {
      const values = found.map(([, one]) => one);
      return [className, distinct(className === serviceClass ? joined(values) : values)];
    }),
  );
}
