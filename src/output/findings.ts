/** Findings, and error codes, as paragraphs. */
import { styleText } from 'node:util';
import stringWidth from 'string-width';
import type { Report } from '../activation/report.ts';
import type { Assessment, Finding, Severity } from '../assessment/finding.ts';
import { judgedProducts } from '../assessment/judged.ts';
import type { FindingText } from '../wording/facts.ts';
import { paragraph } from './layout.ts';
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

/** The texts of a finding's own id: the registry of texts and the union of findings are keyed alike. */
export function textOf(finding: Finding, { wording }: View): FindingText<Finding['facts']> {
  return wording.findings[finding.id] as FindingText<Finding['facts']>;
}

/** Its title, with the product named where it is not about the Windows that counts. */
export function titleOf(finding: Finding, { primary, products }: Report, view: View): string {
  const { title } = textOf(finding, view);
  const name = finding.product === null || finding.product === primary ? null : products[finding.product]?.name;
  return name ? view.wording.report.titleOf(title, name) : title;
}

function findingLines(finding: Finding, report: Report, view: View): string[] {
  const { words, report: labels } = view.wording;
  const width = Math.max(...Object.values(words.severities).map((word) => stringWidth(word))) + 2;
  const text = textOf(finding, view);
  const next = text.next(finding.facts);
  const plain = words.severities[finding.severity] ?? finding.severity;
  const word = severityWord(finding.severity, view) + ' '.repeat(width - stringWidth(plain));
  const [first = '', ...more] = paragraph(titleOf(finding, report, view), 2 + width);
  return [
    `  ${word}${first.trimStart()}`,
    ...more,
    ...paragraph(text.meaning(finding.facts, view.show), 2 + width),
    ...(next === '' ? [] : paragraph(`${labels.next}: ${next}`, 2 + width)),
    // Commands are never wrapped: they are there to be copied.
    ...text.commands(finding.facts).map((command) => ' '.repeat(4 + width) + command),
  ];
}

/** All findings, gravest first. */
export function findingsLines(report: Report, assessment: Assessment, view: View): string[] {
  const lines = assessment.findings.flatMap((finding, index) => [
    ...(index === 0 ? [] : ['']),
    ...findingLines(finding, report, view),
  ]);
  return [view.wording.report.findings, ...lines];
}

/** Every error code of what is judged, of the last attempt and of the sources, explained: for `explain`. */
export function codeLines(report: Report, { wording, policy }: View): string[] {
  const mentioned = [
    ...judgedProducts(report, policy).map(({ product }) =>
      product.licenseStatus === 'licensed' ? null : product.reason,
    ),
    report.lastAttempt?.code ?? null,
    ...report.sources.map(({ error }) => error),
  ];
  const known = [...new Set(mentioned)].filter((code) => code !== null && wording.codes[code] !== undefined);
  if (known.length === 0) return [];
  const lines = known.flatMap((code) => {
    const text = wording.codes[code ?? ''];
    if (!text) return [];
    return [
      ...paragraph(`${code}: ${text.meaning}`, 2),
      ...(text.cause === null ? [] : paragraph(`${wording.report.cause}: ${text.cause}`, 4)),
      ...(text.next === null ? [] : paragraph(`${wording.report.next}: ${text.next}`, 4)),
    ];
  });
  return ['', wording.report.codes, ...lines];
}
