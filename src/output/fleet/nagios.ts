/** One ASCII line with performance data about many machines, as the Nagios plug-in guidelines have it. */
import type { Severity } from '../../assessment/finding.ts';
import { nagiosWords } from '../nagios.ts';

/** `warning`: alert above it. */
export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly warning?: number;
}

/** `says`: ASCII of our own making; nothing that a machine said may stand in it. */
export function fleetNagios(severity: Severity, says: string, figures: readonly Figure[]): string {
  const data = figures.map(
    ({ label, value, warning }) => `${label}=${value}${warning === undefined ? '' : `;${warning}`}`,
  );
  return `GRACEWATCH ${nagiosWords[severity]} - ${says} | ${data.join(' ')}\n`;
}
