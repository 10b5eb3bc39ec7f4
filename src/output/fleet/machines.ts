/** What the lists of machines have in common: their columns, their CSV, their first and last lines. */

import type { Severity } from '../../assessment/finding.ts';
import { minutesUntil } from '../../assessment/rule.ts';
import type { Machine } from '../../collector/api.ts';
import { csvOf } from '../csv.ts';
import { columns, wrap } from '../layout.ts';
import { printable } from '../printable.ts';
import { severityWord } from '../severity.ts';
import type { View } from '../view.ts';
import { type Column, tableLines } from './table.ts';

/** A name that Windows itself gives (15 characters) is shown whole, also beside the name of a KMS host. */
const nameColumns = 20;

export const nameOf = ({ name, fqdn, id }: Machine): string => name ?? fqdn ?? id;

/** `since`, `until`: ISO 8601; whole days and less, as in "3 days". */
export const minutesFrom = (since: string, until: string): number => minutesUntil(Date.parse(until), Date.parse(since));

/** The day of an instant where the reader is; a list has no room for more. */
export const dayOf = (instant: string | null, { date, wording }: View): string =>
  instant === null ? wording.page.none : date(instant).slice(0, 10);

type MachineColumn = (view: View, asOf: string) => Column<Machine>;

const machine: MachineColumn = ({ wording }) => ({
  title: wording.page.fleet.columns.machine,
  of: nameOf,
  most: nameColumns,
});
const severity: MachineColumn = (view) => ({
  title: view.wording.page.fleet.columns.severity,
  of: (row) => severityWord(row.severity, view),
});
const until: MachineColumn = (view) => ({
  title: view.wording.page.fleet.columns.until,
  of: ({ expiresAt }) => dayOf(expiresAt, view),
});
const left: MachineColumn = ({ wording }, asOf) => ({
  title: wording.fleet.left,
  of: ({ expiresAt }) => {
    if (expiresAt === null) return wording.page.none;
    const minutes = minutesFrom(asOf, expiresAt);
    return minutes < 0 ? wording.page.fleet.passed(-minutes) : wording.words.duration(minutes);
  },
});
const renewed: MachineColumn = (view) => ({
  title: view.wording.page.machine.renewed,
  of: ({ renewedAt }) => dayOf(renewedAt, view),
});
const sinceRenewal: MachineColumn = ({ wording }, asOf) => ({
  title: wording.fleet.ago,
  of: ({ renewedAt }) =>
    renewedAt === null ? wording.page.none : wording.words.duration(Math.max(0, minutesFrom(renewedAt, asOf))),
});
const heard: MachineColumn = (view) => ({
  title: view.wording.page.fleet.columns.lastSeen,
  of: ({ receivedAt }) => dayOf(receivedAt, view),
});
const sinceHeard: MachineColumn = ({ wording }, asOf) => ({
  title: wording.fleet.ago,
  of: ({ receivedAt }) => wording.words.duration(Math.max(0, minutesFrom(receivedAt, asOf))),
});
const status: MachineColumn = ({ wording }) => ({
  title: wording.page.fleet.columns.status,
  of: ({ licenseStatus }) =>
    licenseStatus === null ? wording.page.none : (wording.page.statuses[licenseStatus] ?? licenseStatus),
});
const kmsHost: MachineColumn = ({ wording }) => ({
  title: wording.page.fleet.columns.kmsHost,
  of: (row) => row.kmsHost ?? wording.page.none,
});
const fqdn: MachineColumn = ({ wording }) => ({
  title: wording.page.history.fields.fqdn ?? '',
  of: (row) => row.fqdn ?? wording.page.none,
});
const id: MachineColumn = ({ wording }) => ({ title: wording.fleet.id, of: (row) => row.id });

/** The columns of each list; the last one gives way where 80 are not enough. */
export const lists = {
  expiring: [machine, until, left, severity, kmsHost],
  overdue: [machine, renewed, sinceRenewal, until, severity, kmsHost],
  silent: [machine, heard, sinceHeard, until, severity, status],
  candidates: [id, machine, fqdn],
} satisfies Record<string, readonly MachineColumn[]>;

/** `asOf`: ISO 8601, the collector's own now. Every text of a machine is made printable. */
export function machineLines(
  list: keyof typeof lists,
  machines: readonly Machine[],
  { view, asOf }: { readonly view: View; readonly asOf: string },
): string[] {
  return tableLines<Machine>(
    lists[list].map((column: MachineColumn) => column(view, asOf)),
    machines.map(printable),
  );
}

/** The severity in brackets and what it says; further lines stand in. */
export function verdict(severity: Severity, sentences: readonly string[], view: View): string[] {
  const word = view.wording.words.severities[severity] ?? severity;
  const text = [`[${word}]`, sentences.join(view.wording.cli.sentenceGap)].join(' ');
  const [first = '', ...more] = wrap(text, columns - 2);
  return [first.replace(word, severityWord(severity, view)), ...more.map((line) => `  ${line}`)];
}

/** Names of the fields are those of the collector's API; findings as `id:severity`. */
const fields = [
  ...['id', 'name', 'fqdn', 'domain', 'osCaption', 'osBuild', 'severity', 'productName', 'licenseStatus', 'reason'],
  ...['channel', 'method', 'partialProductKey', 'kmsHost', 'expiresAt', 'renewedAt', 'collectedAt', 'receivedAt'],
  ...['firstSeenAt', 'silent', 'agentVersion', 'clockSkewMs'],
] as readonly Exclude<keyof Machine, 'findings'>[];

export function machinesCsv(machines: readonly Machine[]): string {
  const lines = machines
    .map(printable)
    .map((one) => [
      ...fields.map((field) => one[field]),
      one.findings.map((finding) => `${finding.id}:${finding.severity}`).join(' '),
    ]);
  return csvOf([...fields, 'findings'], lines);
}
