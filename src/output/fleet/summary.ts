/** How the fleet stands, in figures. */
import stringWidth from 'string-width';
import { type Severity, severities } from '../../assessment/finding.ts';
import type { Summary } from '../../collector/api.ts';
import { type Cell, csvOf } from '../csv.ts';
import { pad, unbroken } from '../layout.ts';
import { clip, printable } from '../printable.ts';
import { severityWord } from '../severity.ts';
import type { View } from '../view.ts';
import { verdict } from './machines.ts';
import { type Figure, fleetNagios } from './nagios.ts';

/** A figure, and what it was a week ago where that is known. */
interface Line {
  readonly label: string;
  readonly count: number;
  readonly before?: number;
}
interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

const hostsShown = 10;
const hostColumns = 40;
const weekMs = 7 * 86_400_000;

const gravestFirst = severities.toReversed();

function sentences(
  severity: Severity,
  { machines, bySeverity, silent, silentDays }: Summary,
  { wording }: View,
): string[] {
  const { fleet } = wording;
  if (machines === 0) return [fleet.empty];
  const count = bySeverity[severity] ?? 0;
  if (severity === 'critical') return [fleet.critical(count, machines)];
  if (severity === 'unknown') return [fleet.unknown(machines - known(bySeverity), machines)];
  if (severity === 'warning') {
    return [count === 0 ? fleet.onlySilent(silent, machines, silentDays) : fleet.warning(count, machines)];
  }
  return [fleet.fine(machines)];
}

/** Machines whose severity is one that says something. */
const known = (tally: Readonly<Record<string, number>>): number =>
  severities.reduce((sum, one) => sum + (one === 'unknown' ? 0 : (tally[one] ?? 0)), 0);

function bySeverity({ bySeverity: tally, days, asOf }: Summary, view: View): Section {
  const weekAgo = new Date(Date.parse(asOf) - weekMs).toISOString().slice(0, 10);
  const then = days.find(({ day }) => day === weekAgo)?.bySeverity;
  const lines = gravestFirst.map((one) => {
    const line = { label: severityWord(one, view), count: tally[one] ?? 0 };
    return then === undefined ? line : { ...line, before: then[one] ?? 0 };
  });
  return { title: view.wording.page.overview.bySeverity, lines };
}

function coming({ ended, expiringWithin, overdue, silent, silentDays }: Summary, { wording }: View): Section {
  const { overview } = wording.page;
  const lines = [
    { label: overview.ended, count: ended },
    { label: overview.within(7), count: expiringWithin.days7 },
    { label: overview.within(30), count: expiringWithin.days30 },
    { label: overview.within(90), count: expiringWithin.days90 },
    { label: overview.overdue, count: overdue },
    { label: overview.silent(silentDays), count: silent },
  ];
  return { title: overview.when, lines };
}

/** Largest first, by the words of the reader. */
function tallied(
  title: string,
  tally: Readonly<Record<string, number>>,
  words: Readonly<Record<string, string>>,
): Section {
  const lines = Object.entries(tally)
    .filter(([, count]) => count > 0)
    .map(([word, count]) => ({ label: words[word] ?? word, count }));
  return { title, lines: lines.toSorted((a, b) => b.count - a.count) };
}

function byKmsHost({ byKmsHost: hosts }: Summary, { wording }: View): Section {
  const { overview } = wording.page;
  const lines = hosts.slice(0, hostsShown).map(({ host, machines }) => ({
    label: host === null ? overview.noKmsHost : clip(host, hostColumns),
    count: machines,
  }));
  const rest = hosts.slice(hostsShown);
  const more = { label: overview.moreHosts(rest.length), count: rest.reduce((sum, { machines }) => sum + machines, 0) };
  return { title: overview.byKmsHost, lines: rest.length === 0 ? lines : [...lines, more] };
}

/** One set of columns for all sections, so that figures stand below each other. */
function sectionLines(sections: readonly Section[], { wording }: View): string[] {
  const { number } = wording.page;
  const { now, weekAgo } = wording.fleet;
  const all = sections.flatMap(({ title, lines }) => [title, ...lines.map(({ label }) => `  ${unbroken(label)}`)]);
  const width = Math.max(...all.map((text) => stringWidth(text))) + 2;
  const most = Math.max(
    stringWidth(now),
    ...sections.flatMap(({ lines }) => lines.map(({ count }) => number(count).length)),
  );
  const right = (text: string, columns: number): string => ' '.repeat(Math.max(0, columns - stringWidth(text))) + text;
  return sections.flatMap(({ title, lines }) => {
    const compared = lines.some(({ before }) => before !== undefined);
    const head = compared ? `${pad(title, width)}${right(now, most)}  ${weekAgo}` : title;
    const rows = lines.map(({ label, count, before }) => {
      const then = before === undefined ? '' : `  ${right(number(before), stringWidth(weekAgo))}`;
      return `  ${pad(unbroken(label), width - 2)}${right(number(count), most)}${then}`;
    });
    return ['', head, ...rows];
  });
}

export function summaryText(given: Summary, severity: Severity, view: View): string {
  const summary = printable(given);
  const { wording } = view;
  const lines = [
    ...verdict(severity, sentences(severity, summary, view), view),
    '',
    wording.page.state.asOf(view.date(summary.asOf)),
  ];
  if (summary.machines === 0) return `${lines.join('\n')}\n`;
  const { byChannel, byStatus } = wording.page.overview;
  const sections = [
    bySeverity(summary, view),
    coming(summary, view),
    tallied(byStatus, summary.byLicenseStatus, wording.page.statuses),
    tallied(byChannel, summary.byChannel, wording.words.channels),
    byKmsHost(summary, view),
  ];
  return `${[...lines, ...sectionLines(sections, view), '', wording.fleet.which].join('\n')}\n`;
}

/** A line for each figure: what it counts by, the value, the machines. */
export function summaryCsv(given: Summary): string {
  const summary = printable(given);
  const tally = (dimension: string, counts: Readonly<Record<string, number>>): Cell[][] =>
    Object.entries(counts).map(([value, machines]) => [dimension, value, machines]);
  const { days7, days30, days90 } = summary.expiringWithin;
  return csvOf(
    ['dimension', 'value', 'machines'],
    [
      ['total', null, summary.machines],
      ...tally('severity', summary.bySeverity),
      ...tally('licenseStatus', summary.byLicenseStatus),
      ...tally('channel', summary.byChannel),
      ...summary.byKmsHost.map(({ host, machines }) => ['kmsHost', host, machines]),
      ...tally('expiringWithinDays', { 7: days7, 30: days30, 90: days90 }),
      ['ended', null, summary.ended],
      ['overdue', null, summary.overdue],
      ['silent', null, summary.silent],
    ],
  );
}

export function summaryNagios(summary: Summary, severity: Severity): string {
  const { bySeverity: tally, expiringWithin } = summary;
  const figures: Figure[] = [
    { label: 'machines', value: summary.machines },
    ...gravestFirst.map((one) => ({ label: one, value: tally[one] ?? 0 })),
    { label: 'expiring_7d', value: expiringWithin.days7 },
    { label: 'expiring_30d', value: expiringWithin.days30 },
    { label: 'expiring_90d', value: expiringWithin.days90 },
    { label: 'ended', value: summary.ended },
    { label: 'overdue', value: summary.overdue },
    { label: 'silent', value: summary.silent },
  ];
  const counts = gravestFirst.slice(0, 3).map((one) => `${tally[one] ?? 0} ${one}`);
  return fleetNagios(
    severity,
    `${summary.machines} ${summary.machines === 1 ? 'machine' : 'machines'}: ${counts.join(', ')}, ${summary.silent} silent`,
    figures,
  );
}
