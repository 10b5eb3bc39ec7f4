/** One machine as the collector knows it: the text of `check`, when it was heard of, and what changed. */
import type { Report } from '../../activation/report.ts';
import { type Assessment, type Finding, gravest, type Severity } from '../../assessment/finding.ts';
import type { History, Machine, MachineDetail } from '../../collector/api.ts';
import type { Wording } from '../../wording/wording.ts';
import { paragraph, rows } from '../layout.ts';
import { nagiosOf } from '../nagios.ts';
import { printable } from '../printable.ts';
import { textReport } from '../text.ts';
import type { View } from '../view.ts';
import { historyLines } from './history.ts';
import { machineLines, machinesCsv, minutesFrom, verdict } from './machines.ts';
import { fleetNagios } from './nagios.ts';

/** The answer about one machine; `report` has been read loosely. */
export interface KnownMachine extends Omit<MachineDetail, 'report'> {
  readonly report: Report;
  readonly history: History;
}

type Findings = MachineDetail['assessment']['findings'];

/** Clocks of a domain differ by less. */
const skewMs = 5 * 60_000;

const isKnown = ({ id }: Findings[number], { findings }: Wording): boolean => Object.hasOwn(findings, id);

/** Findings that this program has words for; their severity is the gravest among them. */
function speakable({ assessment }: KnownMachine, { wording }: View): Assessment {
  const findings = assessment.findings.filter((one) => isKnown(one, wording)) as unknown as Finding[];
  const severities = findings.map(({ severity }) => severity);
  const all = findings.length === assessment.findings.length;
  return { ...assessment, findings, severity: all ? assessment.severity : gravest(severities) };
}

const heardAgo = ({ machine, assessment }: KnownMachine, { wording }: View): string =>
  wording.page.fleet.ago(Math.max(0, minutesFrom(machine.receivedAt, assessment.assessedAt)));

/** What the verdict of the report cannot know stands above it: that nothing was heard since, what a newer collector found. */
function caveats(known: KnownMachine, severity: Severity, view: View): string[] {
  const { fleet, words } = view.wording;
  const ids = known.assessment.findings.filter((one) => !isKnown(one, view.wording)).map(({ id }) => id);
  const sentences = [
    ...(known.machine.silent ? [fleet.notHeardOf(heardAgo(known, view))] : []),
    ...(ids.length === 0 ? [] : [fleet.notKnownHere(words.list(printable(ids)))]),
  ];
  return sentences.length === 0 ? [] : [...verdict(severity, sentences, view), ''];
}

function clock({ clockSkewMs }: Machine, { wording }: View): string {
  if (Math.abs(clockSkewMs) < skewMs) return '';
  const minutes = Math.abs(clockSkewMs) / 60_000;
  return clockSkewMs > 0 ? wording.page.machine.clockBehind(minutes) : wording.page.machine.clockAhead(minutes);
}

function heardRows(known: KnownMachine, view: View): string[] {
  const { machine } = known;
  const { page, report } = view.wording;
  return rows([
    [page.machine.lastSeen, [view.date(machine.receivedAt), heardAgo(known, view)].join(report.separator)],
    [page.machine.firstSeen, view.date(machine.firstSeenAt)],
    [page.machine.agent, page.machine.agentVersion(machine.agentVersion, machine.id)],
    [page.machine.clock, clock(machine, view)],
  ]);
}

/** `severity`: what the exit code says. */
export function machineText(known: KnownMachine, severity: Severity, view: View): string {
  const { machine, history } = printable({ machine: known.machine, history: known.history });
  const more = history.next === null ? [] : paragraph(view.wording.fleet.older, 2);
  const lines = [
    '',
    ...heardRows({ ...known, machine }, view),
    ...(history.changes.length === 0
      ? []
      : ['', view.wording.page.history.heading, ...historyLines(history, view), ...more]),
  ];
  const above = caveats(known, severity, view).map((line) => `${line}\n`);
  return [...above, textReport(known.report, speakable(known, view), view), lines.join('\n'), '\n'].join('');
}

/** That it is silent is no finding of its report, and is told by the id of the fleet's own rule. */
export function machineNagios(known: KnownMachine, severity: Severity, view: View): string {
  const { findings, ...assessment } = speakable(known, view);
  const silent = known.machine.silent ? [{ id: 'machine.silent' } as unknown as Finding] : [];
  return nagiosOf(known.report, { ...assessment, severity, findings: [...findings, ...silent] }, view);
}

/** Machines that a name fits; `count` may be more than are listed. */
export interface Candidates {
  readonly name: string;
  readonly count: number;
  readonly candidates: readonly Machine[];
}

export function candidatesText({ name, count, candidates }: Candidates, view: View): string {
  const { fleet, report } = view.wording;
  const more = count - candidates.length;
  const lines = [
    ...verdict('unknown', [fleet.several(printable(name), count)], view),
    '',
    ...machineLines('candidates', candidates, { view, asOf: view.shownAt }),
    ...(more > 0 ? [report.more(more)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

export const candidatesNagios = ({ count }: Candidates): string =>
  fleetNagios('unknown', `${count} machines have a name like this`, [{ label: 'machines', value: count }]);

export const candidatesCsv = ({ candidates }: Candidates): string => machinesCsv(candidates);
