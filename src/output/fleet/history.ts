/** What changed on a machine, newest first. */
import type { History } from '../../collector/api.ts';
import { paragraph } from '../layout.ts';
import type { View } from '../view.ts';

type Entry = History['changes'][number];
type Change = Entry['changes'][number];

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const inWords =
  (words: (view: View) => Readonly<Record<string, string>>) =>
  (value: unknown, view: View): string =>
    words(view)[asText(value)] ?? asText(value);

const instant = (value: unknown, { date }: View): string => {
  const text = asText(value);
  return Number.isNaN(Date.parse(text)) ? text : date(text);
};

/** How the values of a field read; what is not listed stands as it is. */
const values: Readonly<Record<string, (value: unknown, view: View) => string>> = {
  licenseStatus: inWords(({ wording }) => wording.page.statuses),
  channel: inWords(({ wording }) => wording.words.channels),
  method: inWords(({ wording }) => wording.words.methods),
  severity: inWords(({ wording }) => wording.words.severities),
  renewedAt: instant,
  expiresAt: instant,
};

function fieldLine({ field, from, to }: Change, view: View): string {
  const { history } = view.wording.page;
  const name = history.fields[field] ?? field;
  const say = (value: unknown): string => (Object.hasOwn(values, field) ? values[field] : asText)?.(value, view) ?? '';
  if (to === null) return history.cleared(name, say(from));
  return from === null ? history.set(name, say(to)) : history.changed(name, say(from), say(to));
}

/** "id:severity" → severity by id. */
function bySeverity(words: unknown): Map<string, string> {
  const list = Array.isArray(words) ? words.map(asText) : [];
  return new Map(
    list.map((word) => {
      const colon = word.lastIndexOf(':');
      return [word.slice(0, colon), word.slice(colon + 1)] as const;
    }),
  );
}

/** What was found, what is found no longer, and what weighs differently. */
function findingLines({ from, to }: Change, { wording }: View): string[] {
  const { page, words } = wording;
  const [before, after] = [bySeverity(from), bySeverity(to)];
  const title = (id: string): string => page.findingNames[id] ?? id;
  const word = (severity = ''): string => words.severities[severity] ?? severity;
  const found = [...after].flatMap(([id, severity]) => {
    if (!before.has(id)) return [page.history.found(title(id), word(severity))];
    return before.get(id) === severity ? [] : [page.history.graver(title(id), word(before.get(id)), word(severity))];
  });
  // license.ok goes whenever anything else is found; said, it would read as if the activation were lost.
  const gone = [...before.keys()].filter((id) => !after.has(id) && id !== 'license.ok');
  return [...found, ...gone.map((id) => page.history.gone(title(id)))];
}

function entryLines({ at, cause, changes }: Entry, view: View): string[] {
  const { causes } = view.wording.page.history;
  const head = [view.date(at), causes[cause]].join(view.wording.report.separator);
  // All that a first report says is new: the machine's text above says it better.
  const told = cause === 'first' ? [] : changes;
  const lines = told.flatMap((change) =>
    change.field === 'findings' ? findingLines(change, view) : [fieldLine(change, view)],
  );
  return [...paragraph(head, 2), ...lines.flatMap((line) => paragraph(line, 4))];
}

/** `history`: made printable. */
export function historyLines({ changes }: History, view: View): string[] {
  return changes.flatMap((entry) => entryLines(entry, view));
}
