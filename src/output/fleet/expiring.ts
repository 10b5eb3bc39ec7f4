/** Machines whose activation ends, and how many end in each week. */
import type { Severity } from '../../assessment/finding.ts';
import type { Expiry, Machine } from '../../collector/api.ts';
import type { View } from '../view.ts';
import { machineLines, minutesFrom, verdict } from './machines.ts';
import { fleetNagios } from './nagios.ts';

export interface Expiring {
  /** ISO 8601: the collector's own now. */
  readonly asOf: string;
  /** How far ahead was looked. */
  readonly days: number;
  /** Those that have ended and those that end in that time, earliest end first. */
  readonly machines: readonly Machine[];
  /** Of all machines, by UTC day. */
  readonly expiry: Expiry;
}

export const totalOf = ({ days, ended, later, withoutEnd }: Expiry): number =>
  days.reduce((sum, { machines }) => sum + machines, ended + later + withoutEnd);

/** Machines among those listed that end within so many days from now, those that have ended not counted. */
function within({ machines, asOf }: Expiring, days: number): number {
  return machines.filter(({ expiresAt }) => {
    const minutes = expiresAt === null ? -1 : minutesFrom(asOf, expiresAt);
    return minutes >= 0 && minutes <= days * 1440;
  }).length;
}

const endedOf = ({ machines, asOf }: Expiring): number =>
  machines.filter(({ expiresAt }) => expiresAt === null || minutesFrom(asOf, expiresAt) < 0).length;

const barColumns = 40;

interface Week {
  readonly day: string;
  readonly machines: number;
}

/** Seven days each, from today on. */
export function weeksOf(days: Expiry['days'], count: number): Week[] {
  const looked = days.slice(0, count);
  return looked
    .filter((_, index) => index % 7 === 0)
    .map(({ day }, index) => ({
      day,
      machines: looked.slice(index * 7, index * 7 + 7).reduce((sum, { machines }) => sum + machines, 0),
    }));
}

function histogram({ expiry, days }: Expiring, { wording }: View): string[] {
  const weeks = weeksOf(expiry.days, days);
  const most = Math.max(0, ...weeks.map(({ machines }) => machines));
  if (most === 0) return [];
  const { number } = wording.page;
  const digits = number(most).length;
  const lines = weeks.map(({ day, machines }) => {
    const bar = '#'.repeat(Math.ceil((machines / most) * barColumns));
    return `  ${day}  ${number(machines).padStart(digits)}  ${bar}`.trimEnd();
  });
  return ['', wording.fleet.perWeek, ...lines];
}

export function expiringText(expiring: Expiring, severity: Severity, view: View): string {
  const { fleet, page } = view.wording;
  const { asOf, days, machines } = expiring;
  const all = totalOf(expiring.expiry);
  const [coming, ended] = [within(expiring, days), endedOf(expiring)];
  const says = coming === 0 ? fleet.nothingEnds(days, all) : fleet.ends(coming, days, all);
  const sentences = all === 0 ? [fleet.empty] : [says, ...(ended === 0 ? [] : [fleet.ended(ended)])];
  const list =
    machines.length === 0 ? [] : ['', ...machineLines('expiring', machines, { view, asOf }), '', fleet.whatToDo];
  const lines = [
    ...verdict(severity, sentences, view),
    '',
    page.state.asOf(view.date(asOf)),
    ...histogram(expiring, view),
    ...list,
  ];
  return `${lines.join('\n')}\n`;
}

export function expiringNagios(expiring: Expiring, severity: Severity): string {
  const { days } = expiring;
  const [coming, ended] = [within(expiring, days), endedOf(expiring)];
  return fleetNagios(severity, `${coming} expiring within ${days} days, ${ended} ended`, [
    { label: 'expiring', value: coming },
    { label: 'expiring_7d', value: within(expiring, Math.min(7, days)) },
    { label: 'expiring_30d', value: within(expiring, Math.min(30, days)) },
    { label: 'ended', value: ended },
  ]);
}
