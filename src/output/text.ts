/** The text for a person: a verdict first, then the facts, then what to do. */
import { isKeyed } from '../activation/primary.ts';
import type { Product, Report } from '../activation/report.ts';
import type { Assessment } from '../assessment/finding.ts';
import { judgedProducts } from '../assessment/judged.ts';
import { minutesUntil } from '../assessment/rule.ts';
import { codesTold, findingsLines } from './findings.ts';
import { codeLines } from './foundCodes.ts';
import { paragraph, rows } from './layout.ts';
import { printable } from './printable.ts';
import { join, kmsRows, productRows } from './product.ts';
import { verdictLines } from './verdict.ts';
import type { View } from './view.ts';

const success = '0x00000000';

function evidenceRow({ collectedAt }: Report, { assessedAt }: Assessment, view: View): string {
  const { report } = view.wording;
  if (view.undated) return report.pasted;
  const age = minutesUntil(Date.parse(view.shownAt), Date.parse(collectedAt));
  const parts = [
    report.captured(view.date(collectedAt)),
    age < -5 ? report.fromTheFuture(-age) : report.old(Math.max(0, age)),
    assessedAt === collectedAt ? null : report.judgedAsOf(view.date(assessedAt)),
  ];
  return join(parts, view);
}

function machineRow({ machine }: Report, view: View): string {
  const { os } = machine;
  const system = [os.caption?.trim(), os.build ?? os.version].filter((part) => part).join(' ');
  const { name: short, fqdn } = machine;
  const name = short !== null && fqdn !== null && fqdn !== short ? `${short} (${fqdn})` : (short ?? fqdn);
  return join([name, system], view);
}

/** Of a paste none is shown: who pasted it has asked no source, and what went wrong is a finding. */
function sourcesRow({ sources }: Report, view: View): string {
  const { words } = view.wording;
  if (view.pasted) return '';
  const error = (text: string | null) => (text === null ? '' : ` (${words.sourceErrors[text] ?? text})`);
  const notable = sources.filter(({ outcome, error: said }) => outcome !== 'complete' || said !== null);
  if (sources.length === 0) return view.wording.report.none;
  if (notable.length === 0) return view.wording.report.allAnswered(sources.length);
  const parts = notable.map((one) => {
    const outcome = one.outcome === 'complete' ? '' : ` ${words.outcomes[one.outcome]}`;
    return `${words.sources[one.source] ?? one.source}${outcome}${error(one.error)}`;
  });
  return join(parts, view);
}

function lastAttemptRow({ lastAttempt }: Report, view: View): string {
  if (!lastAttempt) return '';
  const { at, code, host } = lastAttempt;
  const meaning = view.wording.codes[code ?? '']?.meaning;
  const result =
    code === success ? view.wording.report.succeeded : meaning === undefined ? code : `${code}: ${meaning}`;
  return join([at && view.date(at), host, result], view);
}

/** What was not understood matters to who pasted it, and where it left the answer open. */
function showsUnread({ findings }: Assessment, { long }: View): boolean {
  return long || findings.some(({ id, product }) => id === 'license.undetermined' && product !== null);
}

const unreadLimit = 20;

/**
 * A line each. Where the answer is clear, what a mail says around it is only counted: then a label with its value is all
 * that may matter.
 */
function unreadRows({ unread }: Report, assessment: Assessment, view: View): (readonly [string, string])[] {
  if (!showsUnread(assessment, view)) return [];
  const { report } = view.wording;
  const isOpen = assessment.findings.some(({ id }) => id === 'license.undetermined');
  const lines = unread.filter(({ label, text }) => /[\p{L}\p{N}]/u.test(label + text));
  const shown = lines.filter(({ label, text }) => isOpen || (label !== '' && text !== '')).slice(0, unreadLimit);
  const texts = shown.map(({ label, text }) => (label === '' ? text : `${label}: ${text}`.trimEnd()));
  if (shown.length === 0) return [];
  const more = lines.length - shown.length;
  return [...texts, ...(more > 0 ? [report.moreLines(more)] : [])].map((text, index) => [
    index === 0 ? report.unread : '',
    text,
  ]);
}

function whyNotJudged(product: Product, { primary }: Report, { wording }: View): string {
  const why = product.channel === 'subscription' ? 'subscription' : product.addOn ? 'addOn' : 'other';
  // Where none could be chosen, none of them is "not the one in use".
  return primary === null && why === 'other' ? '' : `${wording.report.separator}${wording.report.notJudged[why]}`;
}

/** Judged products in full, the chosen Windows first; the other keyed ones by a line each. */
function productLines(report: Report, assessment: Assessment, view: View): string[] {
  const { wording, policy } = view;
  const context = { now: assessment.assessedAt, told: codesTold(assessment, view) };
  const judged = judgedProducts(report, policy).toSorted(
    (a, b) => Number(b.index === report.primary) - Number(a.index === report.primary),
  );
  const full = judged.flatMap(({ product }) => [
    '',
    ...paragraph(product.name ?? wording.report.product, 0),
    ...rows(productRows(product, context, view), 2),
  ]);
  const indexes = new Set(judged.map(({ index }) => index));
  const others = report.products
    .filter((product, index) => !indexes.has(index) && isKeyed(product))
    .map((product) => {
      const status = wording.words.statuses[product.licenseStatus] ?? product.licenseStatus;
      return paragraph(`${product.name ?? '-'}: ${status}${whyNotJudged(product, report, view)}`, 2);
    });
  const heading = full.length === 0 ? wording.report.productsFound : wording.report.products;
  return others.length === 0 ? full : [...full, '', heading, ...others.flat()];
}

/** 80 columns, ends with a line feed. Every text that came from the machine is made printable first. */
export function textReport(givenReport: Report, givenAssessment: Assessment, view: View): string {
  const [report, assessment] = [printable(givenReport), printable(givenAssessment)];
  const labels = view.wording.report;
  const rest = rows([
    ...kmsRows(report, view),
    [labels.lastAttempt, lastAttemptRow(report, view)],
    [labels.sources, sourcesRow(report, view)],
    ...unreadRows(report, assessment, view),
  ]);
  const lines = [
    ...verdictLines(report, assessment, view),
    '',
    ...rows([
      [labels.machine, machineRow(report, view)],
      [labels.evidence, evidenceRow(report, assessment, view)],
    ]),
    ...productLines(report, assessment, view),
    ...findingsLines(report, assessment, view),
    ...(view.long ? codeLines(report, assessment, view) : []),
    ...(rest.length === 0 ? [] : ['', ...rest]),
  ];
  return `${lines.join('\n')}\n`;
}
