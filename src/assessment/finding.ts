/** One judgement about a report, as data. */
import type { FindingFacts, FindingId } from '../wording/facts.ts';

/** From harmless to grave. Unknown is graver than a warning: it may hide anything; critical is certain. */
export const severities = ['ok', 'info', 'warning', 'unknown', 'critical'] as const;
export type Severity = (typeof severities)[number];

export type Finding = {
  [Id in FindingId]: {
    readonly id: Id;
    readonly severity: Severity;
    /** Index into the report's products, or null where it is about the machine. */
    readonly product: number | null;
    readonly facts: FindingFacts[Id];
  };
}[FindingId];

export interface Assessment {
  /** ISO 8601 UTC. */
  readonly assessedAt: string;
  readonly severity: Severity;
  /** The next instant at which ids or severities would differ if nothing new is heard, or null. */
  readonly until: string | null;
  readonly findings: readonly Finding[];
}

/** The gravest of them; ok where there is none. */
export function gravest(all: readonly Severity[]): Severity {
  return all.reduce((worst, one) => (severities.indexOf(one) > severities.indexOf(worst) ? one : worst), 'ok');
}
