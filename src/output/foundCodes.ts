/** Error codes of a machine and of the text that was pasted, each explained once, as paragraphs. */
import type { Report } from '../activation/report.ts';
import type { Assessment } from '../assessment/finding.ts';
import { judgedProducts } from '../assessment/judged.ts';
import { codeTitle, explained } from './code.ts';
import { codesTold, nextSteps } from './findings.ts';
import { paragraph } from './layout.ts';
import { printableText } from './printable.ts';
import type { View } from './view.ts';

/** More of them are no help to anybody. */
const codeLimit = 20;

/** A code, and what is said elsewhere already and so not here. */
interface Shown {
  readonly code: string;
  /** Where it stands in the text, '' where that needs no telling. */
  readonly line: string;
  readonly withMeaning: boolean;
  readonly withNext: boolean;
}

function codeParagraphs({ code, line, withMeaning, withNext }: Shown, { wording }: View): string[] {
  const explanation = explained(code, wording);
  const { meaning, cause, next } = explanation.text;
  const title = codeTitle(explanation, wording);
  return [
    ...paragraph(withMeaning ? `${title}: ${meaning}` : title, 2),
    ...(line === '' ? [] : paragraph(wording.report.inText(line), 4)),
    ...(cause === null ? [] : paragraph(`${wording.report.cause}: ${cause}`, 4)),
    ...(next === null || !withNext ? [] : paragraph(`${wording.report.next}: ${next}`, 4)),
  ];
}

/** A code and the line of the pasted text that is all we know it by; null where the report itself tells of it. */
type CodeToExplain = readonly [code: string, line: string | null];

const success = '0x00000000';

/** The marks of a quoted mail are no part of the line. */
const quoted = (line: string): string => printableText(line.replace(/^[\s>|＞]+/, ''));

/** First what stands in the way, then what was tried and asked, then what the text says besides. */
function codesToExplain(report: Report, view: View): CodeToExplain[] {
  const unlicensed = judgedProducts(report, view.policy).filter(({ product }) => product.licenseStatus !== 'licensed');
  // A reason that is no error says no more than the status does.
  const isError = (code: string): boolean => !explained(code, view.wording).informational;
  const reasons = unlicensed.flatMap(({ product }) => product.reason ?? []).filter(isError);
  const others = [report.lastAttempt?.code, ...report.sources.map(({ error }) => error)];
  const known = new Set([...reasons, ...others.filter((code) => code?.startsWith('0x') && code !== success)]);
  return [
    ...[...known].flatMap((code): CodeToExplain[] => (code ? [[code, null]] : [])),
    ...(view.codes ?? []).flatMap(({ code, line }): CodeToExplain[] => (known.has(code) ? [] : [[code, quoted(line)]])),
  ];
}

/** Every error code, for `explain`; no meaning, no step and no line is told that a finding or another code has told. */
export function codeLines(report: Report, assessment: Assessment, view: View): string[] {
  const known = codesTold(assessment, view);
  const codes = codesToExplain(report, view);
  const told = new Set<string>();
  let steps = nextSteps(report, assessment, view).join('\n');
  const shown = codes.slice(0, codeLimit).flatMap(([code, given]) => {
    const { next, cause } = explained(code, view.wording).text;
    const withMeaning = !known.has(code);
    if (!withMeaning && cause === null) return [];
    const withNext = next !== null && withMeaning && !steps.includes(next);
    const line = given === null || told.has(given) ? '' : given;
    if (withNext) steps += `\n${next}`;
    if (given !== null) told.add(given);
    return codeParagraphs({ code, line, withMeaning, withNext }, view);
  });
  const more = codes.length - codeLimit;
  const rest = more > 0 ? [`  ${view.wording.report.more(more)}`] : [];
  return shown.length === 0 ? [] : ['', view.wording.report.codes, ...shown, ...rest];
}
