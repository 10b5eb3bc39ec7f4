/** Findings, and error codes, as paragraphs. */
import stringWidth from 'string-width';
import type { Report } from '../activation/report.ts';
import type { Assessment, Finding } from '../assessment/finding.ts';
import { judgedProducts } from '../assessment/judged.ts';
import { activateCommand, commands } from '../wording/commands.ts';
import type { FindingText, Show } from '../wording/facts.ts';
import { paragraph } from './layout.ts';
import { severityWord } from './severity.ts';
import type { View } from './view.ts';

/** The texts of a finding's own id: the registry of texts and the union of findings are keyed alike. */
function textOf(finding: Finding, { wording }: View): FindingText<Finding['facts']> {
  return wording.findings[finding.id] as FindingText<Finding['facts']>;
}

/** Its title, with the product named where it is not about the Windows that counts. */
export function titleOf(finding: Finding, { primary, products }: Report, view: View): string {
  const title = textOf(finding, view).title(finding.facts);
  const name = finding.product === null || finding.product === primary ? null : products[finding.product]?.name;
  return name ? view.wording.report.titleOf(title, name) : title;
}

function showFor({ product }: Finding, { products }: Report, { date }: View): Show {
  return { date, activate: activateCommand(product === null ? undefined : products[product]) };
}

function commandsOf(finding: Finding, show: Show): readonly string[] {
  const of = commands[finding.id] as (facts: Finding['facts'], show: Show) => readonly string[];
  return of(finding.facts, show);
}

/** What it is and means, and apart from that what to do. */
function findingBlock(finding: Finding, report: Report, view: View): { facts: string[]; steps: string[] } {
  const { words, report: labels } = view.wording;
  const width = Math.max(...Object.values(words.severities).map((word) => stringWidth(word))) + 2;
  const text = textOf(finding, view);
  const show = showFor(finding, report, view);
  const next = text.next(finding.facts, show);
  const plain = words.severities[finding.severity] ?? finding.severity;
  const word = severityWord(finding.severity, view) + ' '.repeat(width - stringWidth(plain));
  const [first = '', ...more] = paragraph(titleOf(finding, report, view), 2 + width);
  return {
    facts: [`  ${word}${first.trimStart()}`, ...more, ...paragraph(text.meaning(finding.facts, show), 2 + width)],
    steps: [
      ...(next === '' ? [] : paragraph(`${labels.next}: ${next}`, 2 + width)),
      // Commands are never wrapped: they are there to be copied.
      ...commandsOf(finding, show).map((command) => ' '.repeat(4 + width) + command),
    ],
  };
}

/** The verdict has said all of a plain "activated"; an evaluation's is not one, it does not renew. */
const isSaid = ({ id, facts }: Finding): boolean =>
  id === 'license.ok' && 'channel' in facts && facts.channel !== 'evaluation';

/** Findings, gravest first; a next step that two of them share is shown once. */
export function findingsLines(report: Report, { findings }: Assessment, view: View): string[] {
  const blocks: string[][] = [];
  const steps = new Set<string>();
  for (const finding of findings.filter((one) => !isSaid(one))) {
    const { facts, steps: own } = findingBlock(finding, report, view);
    blocks.push(steps.has(own.join('\n')) ? facts : [...facts, ...own]);
    steps.add(own.join('\n'));
  }
  return blocks.length === 0
    ? []
    : ['', view.wording.report.findings, ...blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]))];
}

/** One code in full; what to do about a product's own reason stands with its finding. */
function codeParagraphs(code: string, withNext: boolean, { wording }: View): string[] {
  const text = wording.codes[code];
  if (!text) return [];
  return [
    ...paragraph(`${code}: ${text.meaning}`, 2),
    ...(text.cause === null ? [] : paragraph(`${wording.report.cause}: ${text.cause}`, 4)),
    ...(text.next === null || !withNext ? [] : paragraph(`${wording.report.next}: ${text.next}`, 4)),
  ];
}

/** Every error code of what is judged, of the last attempt and of the sources, explained: for `explain`. */
export function codeLines(report: Report, view: View): string[] {
  const judged = judgedProducts(report, view.policy).map(({ product }) => product);
  const reasons = new Set(
    judged.flatMap(({ licenseStatus, reason }) => (licenseStatus === 'licensed' ? [] : (reason ?? []))),
  );
  const others = new Set([report.lastAttempt?.code, ...report.sources.map(({ error }) => error)]);
  const lines = [
    ...[...reasons].flatMap((code) => codeParagraphs(code, false, view)),
    ...[...others].flatMap((code) => (code && !reasons.has(code) ? codeParagraphs(code, true, view) : [])),
  ];
  return lines.length === 0 ? [] : ['', view.wording.report.codes, ...lines];
}
