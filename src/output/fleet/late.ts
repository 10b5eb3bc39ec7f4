/** The lists of machines that are late: with their renewal, or with their report. */
import type { Severity } from '../../assessment/finding.ts';
import type { Overdue, Silent } from '../../collector/api.ts';
import type { View } from '../view.ts';
import { type lists, machineLines, verdict } from './machines.ts';
import { fleetNagios } from './nagios.ts';

function listText(
  list: keyof typeof lists,
  { asOf, machines }: Pick<Overdue, 'asOf' | 'machines'>,
  first: readonly string[],
  view: View,
): string {
  const { page, fleet } = view.wording;
  const lines = [...first, '', page.state.asOf(view.date(asOf))];
  const rest = machines.length === 0 ? [] : ['', ...machineLines(list, machines, { view, asOf }), '', fleet.whatToDo];
  return `${[...lines, ...rest].join('\n')}\n`;
}

export function overdueText(overdue: Overdue, severity: Severity, view: View): string {
  const { page, fleet } = view.wording;
  const says = overdue.total === 0 ? page.fleet.noOverdue : fleet.overdue(overdue.total);
  return listText('overdue', overdue, verdict(severity, [says], view), view);
}

export function silentText(silent: Silent, severity: Severity, view: View): string {
  const { page, fleet } = view.wording;
  const says = silent.total === 0 ? page.fleet.noSilent : fleet.silent(silent.total, silent.silentDays);
  return listText('silent', silent, verdict(severity, [says], view), view);
}

export const overdueNagios = ({ total }: Overdue, severity: Severity): string =>
  fleetNagios(severity, `${total} overdue`, [{ label: 'overdue', value: total, warning: 0 }]);

export const silentNagios = ({ total, silentDays }: Silent, severity: Severity): string =>
  fleetNagios(severity, `${total} silent for ${silentDays} days`, [{ label: 'silent', value: total, warning: 0 }]);
