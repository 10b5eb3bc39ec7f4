/** A name that a person gave → the machine that is meant, or those that it may be. */
import { type Machine, machinesPageSchema } from '../../collector/api.ts';
import type { Ask } from './ask.ts';
import { pages } from './pages.ts';

export interface Fitting {
  /** Those of that very name; else those with it in their name. Not more than `mostListed`. */
  readonly machines: readonly Machine[];
  readonly count: number;
}

export const mostListed = 20;

/** The longest that the collector looks for, and longer than any FQDN. */
const longestName = 255;

const isNamed = ({ name, fqdn }: Machine, wanted: string): boolean =>
  name?.toLowerCase() === wanted || fqdn?.toLowerCase() === wanted;

/** Upper and lower case are the same. Errors: those of asking. */
export async function find(ask: Ask, name: string): Promise<Fitting> {
  const wanted = name.toLowerCase();
  const exact: Machine[] = [];
  const partial: Machine[] = [];
  let [exactCount, partialCount] = [0, 0];
  if (wanted === '' || wanted.length > longestName) return { machines: [], count: 0 };
  for await (const { machines } of pages(ask, machinesPageSchema, 'v1/machines', { search: wanted, sort: 'name' })) {
    const same = machines.filter((machine) => isNamed(machine, wanted));
    exact.push(...same.slice(0, mostListed - exact.length));
    partial.push(...machines.slice(0, mostListed - partial.length));
    exactCount += same.length;
    partialCount += machines.length;
  }
  return exactCount > 0 ? { machines: exact, count: exactCount } : { machines: partial, count: partialCount };
}
