/** Findings, and error codes, as paragraphs. */
import stringWidth from 'string-width';
import type { Report } from '../activation/report.ts';
import type { Assessment, Finding } from '../assessment/finding.ts';
import { judgedProducts } from '../assessment/judged.ts';
import { adviceOf } from '../assessment/verdict.ts';
import { activateCommand, commands } from '../wording/commands.ts';
import type { FindingText, Show } from '../wording/facts.ts';
import { codeTitle, explained } from './code.ts';
import { paragraph } from './layout.ts';
import { printableText } from './printable.ts';
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

/** More of them are no help to anybody. */
const codeLimit = 20;

/** One code in full. `line`: where it stands in the text, '' where that needs no telling. */
function codeParagraphs(code: string, line: string, withNext: boolean, { wording }: View): string[] {
  const explanation = explained(code, wording);
  const { meaning, cause, next } = explanation.text;
  return [
    ...paragraph(`${codeTitle(explanation, wording)}: ${meaning}`, 2),
    ...(line === '' ? [] : paragraph(wording.report.inText(line), 4)),
    ...(cause === null ? [] : paragraph(`${wording.report.cause}: ${cause}`, 4)),
    ...(next === null || !withNext ? [] : paragraph(`${wording.report.next}: ${next}`, 4)),
  ];
}

/** What the findings have told to do. */
function stepsTold(report: Report, { findings }: Assessment, view: View): string {
  return findings.map((one) => textOf(one, view).next(one.facts, showFor(one, report, view))).join('\n');
}

/** A code and the line of the pasted text that is all we know it by; null where the report itself tells of it. */
type CodeToExplain = readonly [code: string, line: string | null];

const success = '0x00000000';

/** First what stands in the way, then what was tried and asked, then what the text says besides. */
function codesToExplain(report: Report, reasons: ReadonlySet<string>, { codes = [] }: View): CodeToExplain[] {
  const others = [report.lastAttempt?.code, ...report.sources.map(({ error }) => error)];
  const known = new Set([...reasons, ...others.filter((code) => code?.startsWith('0x') && code !== success)]);
  return [
    ...[...known].flatMap((code): CodeToExplain[] => (code ? [[code, null]] : [])),
    ...codes.flatMap(({ code, line }): CodeToExplain[] => (known.has(code) ? [] : [[code, printableText(line)]])),
  ];
}

function reasonsOf(report: Report, { policy }: View): ReadonlySet<string> {
  const unlicensed = judgedProducts(report, policy).filter(({ product }) => product.licenseStatus !== 'licensed');
  return new Set(unlicensed.flatMap(({ product }) => product.reason ?? []));
}

/**
 * Every error code of what is judged, of the last attempt, of the sources and of the pasted text, explained once: for
 * `explain`. What to do about a product's own reason stands with its finding; no step and no line is told twice.
 */
export function codeLines(report: Report, assessment: Assessment, view: View): string[] {
  const reasons = reasonsOf(report, view);
  const codes = codesToExplain(report, reasons, view);
  const told = new Set<string>();
  let steps = stepsTold(report, assessment, view);
  const shown = codes.slice(0, codeLimit).flatMap(([code, line]) => {
    const { next } = explained(code, view.wording).text;
    const withNext = next !== null && !reasons.has(code) && !steps.includes(next);
    const lines = codeParagraphs(code, line === null || told.has(line) ? '' : line, withNext, view);
    if (withNext) steps += `\n${next}`;
    if (line !== null) told.add(line);
    return lines;
  });
  const more = codes.length - codeLimit;
  const rest = more > 0 ? [`  ${view.wording.report.more(more)}`] : [];
  return codes.length === 0 ? [] : ['', view.wording.report.codes, ...shown, ...rest];
}
