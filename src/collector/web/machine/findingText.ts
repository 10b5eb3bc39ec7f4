/** A finding in words: the very sentences that the terminal shows. Pure. */

import { activateCommand, commands } from '../../../wording/commands.ts';
import type { FindingText, Show } from '../../../wording/facts.ts';
import type { Wording } from '../../../wording/wording.ts';
import type { MachineDetail } from '../../api.ts';
import type { ReportFacts } from './reading.ts';

export type Finding = MachineDetail['assessment']['findings'][number];
type Facts = Finding['facts'];

export interface ShownFinding {
  readonly title: string;
  readonly meaning: string;
  /** Empty where nothing is to be done. */
  readonly next: string;
  /** To be copied, never run from here. */
  readonly commands: readonly string[];
}

function showFor({ product }: Finding, { products }: ReportFacts, date: Show['date']): Show {
  const activate = activateCommand(product === null ? undefined : products[product]);
  return { date, activate, pasted: false, undated: false };
}

/** Texts and facts belong together by the finding's id; an id that this page does not know yet has none. */
function entryOf<T>(registry: object, id: string): T | undefined {
  return Object.hasOwn(registry, id) ? (registry as Readonly<Record<string, T>>)[id] : undefined;
}

/** `finding` and `report` are printable already. */
export function textOfFinding(
  finding: Finding,
  report: ReportFacts,
  wording: Wording,
  date: Show['date'],
): ShownFinding {
  const plain = { title: wording.page.findingNames[finding.id] ?? finding.id, meaning: '', next: '', commands: [] };
  const text = entryOf<FindingText<Facts>>(wording.findings, finding.id);
  if (!text) return plain;
  try {
    return wordsOf(text, finding, report, wording, showFor(finding, report, date));
  } catch {
    // A page left open while its collector was upgraded may meet facts that it does not know: the name alone is true.
    return plain;
  }
}

function wordsOf(
  text: FindingText<Facts>,
  { id, product, facts }: Finding,
  report: ReportFacts,
  wording: Wording,
  show: Show,
): ShownFinding {
  const name = product === null || product === report.primary ? null : report.products[product]?.name;
  const title = text.title(facts, show);
  const listed = entryOf<(facts: Facts, show: Show) => readonly string[]>(commands, id);
  return {
    title: name ? wording.report.titleOf(title, name) : title,
    meaning: text.meaning(facts, show),
    next: text.next(facts, show),
    commands: listed?.(facts, show) ?? [],
  };
}
