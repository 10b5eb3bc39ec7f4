/** What changed on a machine, in words. Pure. */

import type { Wording } from '../../../wording/wording.ts';
import type { History } from '../../api.ts';
import type { Dates } from '../dates.ts';
import { printableText } from '../printable.ts';

type Change = History['changes'][number]['changes'][number];

/** "id:severity" of a list, whichever way the list was kept. */
function findingsOf(value: unknown): ReadonlyMap<string, string> {
  const items: readonly unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const pairs = items
    .filter((item) => typeof item === 'string')
    .map((item) => item.trim().split(':'))
    .flatMap(([id, severity]): [string, string][] => (id ? [[id, severity ?? '']] : []));
  return new Map(pairs);
}

function findingChanges({ from, to }: Change, { page }: Wording): string[] {
  const [before, after] = [findingsOf(from), findingsOf(to)];
  const title = (id: string): string => page.findingNames[id] ?? id;
  const word = (severity: string): string => page.severities[severity] ?? severity;
  const found = [...after].flatMap(([id, severity]) => {
    const was = before.get(id);
    if (was === undefined) return [page.history.found(title(id), word(severity))];
    return was === severity ? [] : [page.history.graver(title(id), word(was), word(severity))];
  });
  // license.ok goes whenever anything else is found; said, it would read as if the activation were lost.
  const gone = [...before.keys()].filter((id) => !after.has(id) && id !== 'license.ok');
  return [...found, ...gone.map((id) => page.history.gone(title(id)))];
}

const isInstant = /^\d{4}-\d\d-\d\dT/;

/** A value of a field in the reader's words; null where there is none. */
function wordsOf(field: string, value: unknown, { page, words }: Wording, dates: Dates): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? page.yes : page.no;
  if (typeof value !== 'string') return printableText(JSON.stringify(value));
  if (field.endsWith('At') && isInstant.test(value)) return dates.minute(value);
  // A code of informational severity is no reason for anything.
  if (field === 'reason') return value.startsWith('0x4') ? null : printableText(value);
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    severity: page.severities,
    licenseStatus: page.statuses,
    channel: words.channels,
    method: words.methods,
  };
  const table = Object.hasOwn(tables, field) ? tables[field] : undefined;
  return table?.[value] ?? printableText(value);
}

/** One change as sentences; none where its parts are the same. */
export function textOfChange(change: Change, wording: Wording, dates: Dates): string[] {
  if (change.field === 'findings') return findingChanges(change, wording);
  const { history } = wording.page;
  const field = history.fields[change.field] ?? printableText(change.field);
  const from = wordsOf(change.field, change.from, wording, dates);
  const to = wordsOf(change.field, change.to, wording, dates);
  if (to === null) return from === null ? [] : [history.cleared(field, from)];
  const meaning = change.field === 'reason' ? wording.codes[to]?.meaning : undefined;
  const shown = meaning === undefined ? to : `${to}: ${meaning}`;
  return [from === null ? history.set(field, shown) : history.changed(field, from, shown)];
}
