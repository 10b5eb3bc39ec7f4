/** Findings as paragraphs. */
import stringWidth from 'string-width';
import type { Report } from '../activation/report.ts';
import type { Assessment, Finding } from '../assessment/finding.ts';
import { adviceOf } from '../assessment/verdict.ts';
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
  const title = textOf(finding, view).title(finding.facts, view);
  const name = finding.product === null || finding.product === primary ? null : products[finding.product]?.name;
  return name ? view.wording.report.titleOf(title, name) : title;
}

function showFor({ product }: Finding, { products }: Report, { date, pasted, undated }: View): Show {
  return { date, activate: activateCommand(product === null ? undefined : products[product]), pasted, undated };
}

function commandsOf(finding: Finding, show: Show): readonly string[] {
  const of = commands[finding.id] as (facts: Finding['facts'], show: Show) => readonly string[];
  return of(finding.facts, show);
}

interface Block {
  /** What it is and means. */
  readonly facts: readonly string[];
  /** What to do. */
  readonly steps: readonly string[];
  /** Two findings of which this is equal tell to do the same, be it in other words. */
  readonly told: string;
}

function findingBlock(finding: Finding, report: Report, view: View): Block {
  const { words, report: labels } = view.wording;
  const width = Math.max(...Object.values(words.severities).map((word) => stringWidth(word))) + 2;
  const text = textOf(finding, view);
  const show = showFor(finding, report, view);
  const next = text.next(finding.facts, show);
  const plain = words.severities[finding.severity] ?? finding.severity;
  const word = severityWord(finding.severity, view) + ' '.repeat(width - stringWidth(plain));
  const [first = '', ...more] = paragraph(titleOf(finding, report, view), 2 + width);
  const shown = commandsOf(finding, show);
  const advice = adviceOf(finding);
  return {
    facts: [`  ${word}${first.trimStart()}`, ...more, ...paragraph(text.meaning(finding.facts, show), 2 + width)],
    steps: [
      ...(next === '' ? [] : paragraph(`${labels.next}: ${next}`, 2 + width)),
      // Commands are never wrapped: they are there to be copied.
      ...shown.map((command) => ' '.repeat(4 + width) + command),
    ],
    told: advice === null || shown.length === 0 ? next + shown.join('\n') : JSON.stringify([advice, shown]),
  };
}

/** The verdict has said all of a plain "activated"; an evaluation's is not one, it does not renew. */
const isSaid = ({ id, facts }: Finding): boolean =>
  id === 'license.ok' && 'channel' in facts && facts.channel !== 'evaluation';

/** What each finding tells to do. */
export function nextSteps(report: Report, { findings }: Assessment, view: View): readonly string[] {
  return findings.map((one) => textOf(one, view).next(one.facts, showFor(one, report, view)));
}

/** Codes that a finding explains; one of informational severity (0x4…) is no reason for anything. */
export function codesTold({ findings }: Assessment, { pasted }: View): ReadonlySet<string> {
  const reasons = findings.flatMap(({ facts }) => ('reason' in facts ? facts.reason : null) ?? []);
  const errors = findings.flatMap(({ id, facts }) => (pasted && id === 'sources.failed' ? facts.error : null) ?? []);
  return new Set([...reasons.filter((code) => !code.startsWith('0x4')), ...errors]);
}

/** Findings, gravest first; a next step that two of them share is shown once. */
export function findingsLines(report: Report, { findings }: Assessment, view: View): string[] {
  const blocks: (readonly string[])[] = [];
  const done = new Set<string>();
  for (const finding of findings.filter((one) => !isSaid(one))) {
    const { facts, steps, told } = findingBlock(finding, report, view);
    blocks.push(done.has(told) ? facts : [...facts, ...steps]);
    done.add(told);
  }
  return blocks.length === 0
    ? []
    : ['', view.wording.report.findings, ...blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block]))];
}
