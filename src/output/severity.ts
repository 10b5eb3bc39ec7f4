/** The word for a severity, coloured on a terminal. */
import { styleText } from 'node:util';
import type { Severity } from '../assessment/finding.ts';
import type { View } from './view.ts';

const colors: Readonly<Record<Severity, 'green' | 'cyan' | 'yellow' | 'magenta' | 'red'>> = {
  ok: 'green',
  info: 'cyan',
  warning: 'yellow',
  unknown: 'magenta',
  critical: 'red',
};

export function severityWord(severity: Severity, { wording, color }: View): string {
  const word = wording.words.severities[severity] ?? severity;
  return color ? styleText(colors[severity], word, { validateStream: false }) : word;
}
