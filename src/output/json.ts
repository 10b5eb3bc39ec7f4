import type { Report } from '../activation/report.ts';
import type { Assessment } from '../assessment/finding.ts';
import { escapeUnprintable } from './printable.ts';

/** `{"report": …, "assessment": …}` and nothing else: the contract of `--format json`. */
export function jsonOf(report: Report, assessment: Assessment): string {
  return `${escapeUnprintable(JSON.stringify({ report, assessment }, null, 2))}\n`;
}
