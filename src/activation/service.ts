/** State and start type of the Software Protection service, before the query that starts it. */
import type { Evidence } from '../evidence/evidence.ts';
import { readRow } from './cim/row.ts';
import type { Report } from './report.ts';

/** Win32_Service rows (Name, State, StartMode, DelayedAutoStart). Null where nobody asked or sppsvc was not named. */
export function readService(evidence: Evidence): Report['service'] {
  const rows = (evidence.sources.services?.services ?? []).map((row) => readRow(row, []));
  const sppsvc = rows.find((row) => row.text('Name')?.toLowerCase() === 'sppsvc');
  if (!sppsvc) return null;
  const startMode = sppsvc.text('StartMode')?.toLowerCase() ?? null;
  const delayed = startMode === 'auto' && sppsvc.boolean('DelayedAutoStart') === true;
  return { state: sppsvc.text('State')?.toLowerCase() ?? null, startType: delayed ? 'delayedAuto' : startMode };
}
