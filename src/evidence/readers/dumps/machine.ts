/** Whose licences they are, where the dump shows it: the operating system's row, and who answered. */
import { areSystem, systemClass } from '../../../knowledge/cimClasses.ts';
import { emptyEvidence, type Machine } from '../../evidence.ts';
import { classSaidBy, type GivenRow, textOf } from './row.ts';

const itself: ReadonlySet<string> = new Set(['localhost', '.', '127.0.0.1', '::1']);

/** Under these names a row says of which machine it is: the system's own, then those of WMI, PowerShell, WMIC. */
const nameKeys = ['csname', '__server', 'pscomputername', 'node'];

/** Names of the machines that the rows are of, each once. */
export function machinesIn(rows: readonly GivenRow[]): string[] {
  const names = rows.flatMap((row) => nameKeys.map((key) => textOf(row, key)).find((name) => name !== null) ?? []);
  const found = names.filter((name) => !itself.has(name.toLowerCase()));
  return [...new Map(found.map((name) => [name.toLowerCase(), name])).values()];
}

function numberOf(row: GivenRow, key: string): number | null {
  const value = row.values.find(([name]) => name.toLowerCase() === key)?.[1];
  const number =
    typeof value === 'number' ? value : Number(/^\d{1,9}$/.exec(textOf(row, key) ?? '')?.[0] ?? Number.NaN);
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
}

const isSystem = (row: GivenRow): boolean => {
  const said = classSaidBy(row);
  return said?.toLowerCase() === systemClass.toLowerCase() || areSystem(row.values.map(([name]) => name.toLowerCase()));
};

/** What the rows do not say is null; all of it where they are of several machines. */
export function machineOf(rows: readonly GivenRow[]): Machine {
  const { machine } = emptyEvidence('1970-01-01T00:00:00Z');
  const [name = null, ...others] = machinesIn(rows);
  const system = rows.find(isSystem);
  if (others.length > 0) return machine;
  if (!system) return { ...machine, name };
  const os = {
    ...machine.os,
    caption: textOf(system, 'caption'),
    version: textOf(system, 'version'),
    build: textOf(system, 'buildnumber'),
    sku: numberOf(system, 'operatingsystemsku'),
    productType: numberOf(system, 'producttype'),
  };
  return { ...machine, name, os };
}
