/** What a machine of the fleet was found to be, in one line of at most 80 columns. */
import stringWidth from 'string-width';
import type { Cycled } from '../../agent/cycle.ts';
import { titleOf } from '../../output/findings.ts';
import { columns, pad, unbroken } from '../../output/layout.ts';
import { clip, printable } from '../../output/printable.ts';
import { severityWord } from '../../output/severity.ts';
import type { View } from '../../output/view.ts';

const nameColumns = 15;

interface Turn {
  readonly name: string;
  /** From 1. */
  readonly n: number;
  readonly of: number;
}

export function progressLine({ name, n, of }: Turn, cycled: Cycled, view: View): string {
  const { report, assessment } = printable(cycled);
  const { severities } = view.wording.words;
  const width = Math.max(...Object.values(severities).map((word) => stringWidth(word)));
  const word = severities[assessment.severity] ?? '';
  const [gravest] = assessment.findings;
  const arrived = cycled.delivered !== null && cycled.delivered.remaining === 0;
  const title = arrived && gravest ? titleOf(gravest, report, view) : view.wording.service.demo.failed;
  const head = `[${String(n).padStart(String(of).length)}/${of}] ${pad(name, nameColumns)} `;
  const severity = severityWord(assessment.severity, view) + ' '.repeat(width - stringWidth(word) + 2);
  return `${head}${severity}${clip(unbroken(title), columns - stringWidth(head) - width - 2)}`;
}
