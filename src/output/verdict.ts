/** The first line: who can mend it, or that nothing is to be mended. */
import type { Report } from '../activation/report.ts';
import type { Assessment } from '../assessment/finding.ts';
import { endOf, minutesUntil } from '../assessment/rule.ts';
import { adviceOf, verdictOf } from '../assessment/verdict.ts';
import type { VerdictFacts } from '../wording/verdict.ts';
import { titleOf } from './findings.ts';
import { columns, wrap } from './layout.ts';
import { clip } from './printable.ts';
import { severityWord } from './severity.ts';
import type { View } from './view.ts';

/** Evidence older than this no longer speaks of now: a client has renewed once in that time. */
const oldMinutes = 7 * 1440;

/** Only of a machine that was fine: what was wrong then is worth saying as it is. */
function oldOf(
  { collectedAt }: Report,
  { assessedAt, severity }: Assessment,
  expiresAt: string | null,
  view: View,
): VerdictFacts['old'] {
  if (severity !== 'ok' && severity !== 'info') return null;
  const shownAt = Date.parse(view.shownAt);
  const minutes = minutesUntil(shownAt, Date.parse(assessedAt));
  if (view.undated || minutes < oldMinutes) return null;
  const hasEnded = expiresAt !== null && Date.parse(expiresAt) <= shownAt;
  return { capturedAt: view.date(collectedAt), minutes: minutesUntil(shownAt, Date.parse(collectedAt)), hasEnded };
}

/** Further lines of the verdict stand in, so that no name can begin a line that looks like a verdict of its own. */
const indent = '  ';

/** A computer's name has 15 characters, a DNS label 63; brackets belong to the severity. */
function nameOf({ machine }: Report): string | null {
  const name = machine.name ?? machine.fqdn;
  return name === null ? null : clip(name.replace(/[[\]]/g, '\uFFFD'), 63);
}

/** One sentence, the severity before it in brackets. */
export function verdictLines(report: Report, assessment: Assessment, view: View): string[] {
  const primary = report.primary === null ? undefined : report.products[report.primary];
  const end = primary ? endOf(primary) : null;
  const expiresAt = end === null ? null : new Date(end).toISOString();
  const told = assessment.findings.find(({ id, severity }) => severity !== 'ok' && id !== 'sources.slmgrUnavailable');
  const old = oldOf(report, assessment, expiresAt, view);
  const sentence = view.wording.report.verdicts[verdictOf(assessment)]({
    machine: nameOf(report),
    title: told ? titleOf(told, report, view) : null,
    advice: (told && adviceOf(told)?.id) ?? null,
    activated: primary?.licenseStatus === 'licensed' && (told?.id.startsWith('sources.') ?? false),
    minutesLeft: expiresAt === null ? null : minutesUntil(Date.parse(expiresAt), Date.parse(assessment.assessedAt)),
    until: expiresAt === null ? null : view.date(expiresAt),
    pasted: view.pasted,
    undated: view.undated,
    undetermined: told?.id === 'license.undetermined' ? told.facts.why : null,
    old,
  });
  const word = view.wording.words.severities[assessment.severity] ?? '';
  const bracket = old === null ? word : view.wording.report.atThatTime(word);
  const [head = '', ...rest] = wrap(`[${bracket}] ${sentence}`, columns - indent.length);
  return [head.replace(word, severityWord(assessment.severity, view)), ...rest.map((line) => indent + line)];
}
