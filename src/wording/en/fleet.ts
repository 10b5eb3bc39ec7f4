/** What `gracewatch fleet` says, beside the words and sentences that a machine's text and the page say too. */
import { page } from './page.ts';
import { days } from './words.ts';

const { number, machines } = page;
const have = (count: number): string => (count === 1 ? 'has' : 'have');

/** The command line's help. */
const help = {
  fleet: 'ask the collector about all machines',
  summary: 'how many machines are activated, and how many need attention',
  expiring: 'machines whose activation ends soon or has ended, earliest end first',
  overdue: 'machines that have not renewed in time, longest ago first',
  silent: 'machines that were not heard of for too long, longest ago first',
  machine: 'one machine: the text of gracewatch check, when it was last heard of, and what changed',
  name: 'its name, its FQDN, a part of either if only one machine fits, or its id',
  collector: 'address of the collector (default: collector.url of the configuration)',
  format: 'text, json, csv or nagios (default: text)',
  days: 'list what ends within so many days (default: 90)',
  warningDays: 'warning from so many days before an end (default: as the collector judges)',
  criticalDays: 'critical from so many days before an end (default: as the collector judges)',
  credential:
    'A credential is never a flag, which others could see in the list of processes: set GRACEWATCH_COLLECTOR_CREDENTIAL, or collector.credential in the configuration file.',
  exit: {
    summary:
      'Exit code: the gravest judgement of any machine, at least 1 if one is silent. 3 if there is no machine, or no answer.',
    expiring:
      'Exit code: by how the collector judges the ends that are listed; it minds that some leases are short. With --warning-days or --critical-days, by days alone. 3 if there is no machine, or no answer.',
    overdue: 'Exit code: 1 if there is any, else 0. 3 if there is no answer.',
    silent: 'Exit code: 1 if there is any, else 0. 3 if there is no answer.',
    machine:
      'Exit code: by the judgement of this machine, at least 1 if it is silent. 3 if none or several have that name, or if there is no answer.',
  },
};

export const fleet = {
  help,
  daysBetween: (flag: string, least: number, most: number): string =>
    `${flag} must be a number of days from ${least} to ${most}`,
  notMoreThan: (smaller: string, larger: string): string => `${smaller} must not be more than ${larger}`,
  /** First lines; the severity stands before them in brackets. */
  empty: 'The collector knows no machine yet: nothing has been delivered to it.',
  fine: (all: number): string => (all === 1 ? 'The only machine is fine.' : `All ${machines(all)} are fine.`),
  critical: (count: number, all: number): string =>
    `${number(count)} of ${machines(all)} ${count === 1 ? 'is' : 'are'} critical.`,
  unknown: (count: number, all: number): string =>
    `On ${number(count)} of ${machines(all)} it cannot be told whether all is well.`,
  warning: (count: number, all: number): string => `${number(count)} of ${machines(all)} ${have(count)} a warning.`,
  onlySilent: (count: number, all: number, silentDays: number): string =>
    `${number(count)} of ${machines(all)} ${have(count)} not been heard of for more than ${days(silentDays)}. The others are fine.`,
  nothingEnds: (within: number, all: number): string =>
    `No activation is known to end within ${days(within)} (${machines(all)}).`,
  ends: (count: number, within: number, all: number): string =>
    `On ${number(count)} of ${machines(all)} the activation ends within ${days(within)}, unless it is renewed.`,
  ended: (count: number): string => `On ${machines(count)} the end has already passed.`,
  overdue: (count: number): string => `${machines(count)} ${have(count)} not renewed in time.`,
  silent: (count: number, silentDays: number): string =>
    `${machines(count)} ${have(count)} not been heard of for more than ${days(silentDays)}.`,
  /** Last lines: how to go on. */
  which: 'Which ones: gracewatch fleet expiring | overdue | silent',
  whatToDo: 'What to do about one of them: gracewatch fleet machine NAME',
  now: 'now',
  weekAgo: '7 days ago',
  perWeek: 'Ends per week, from the day named',
  left: 'Left',
  ago: 'Ago',
  id: 'Id',
  several: (name: string, count: number): string =>
    `"${name}" fits ${machines(count)}. Ask again with the whole name, the FQDN or the id of one of them.`,
  /** Above the text of a machine that is silent: its verdict is made of an old report. */
  notHeardOf: (ago: string): string =>
    `Last heard of ${ago}. What follows is judged by that report; see whether the machine and its agent still run.`,
  older: 'Older changes are on the page of the collector.',
  /** Findings of a newer collector, by their ids. */
  notKnownHere: (ids: string): string =>
    `The collector found more, which only a newer gracewatch can explain: ${ids}. Update gracewatch here.`,
};
