/** `gracewatch fleet expiring`: whose activation ends soon, or has ended. */
import { gravest, type Severity } from '../../assessment/finding.ts';
import type { Policy } from '../../assessment/policy.ts';
import { expirySchema, type Machine, machinesPageSchema } from '../../collector/api.ts';
import { type Expiring, expiringNagios, expiringText, totalOf } from '../../output/fleet/expiring.ts';
import { machinesCsv } from '../../output/fleet/machines.ts';
import { GracewatchError } from '../../platform/errors.ts';
import type { Wording } from '../../wording/wording.ts';
import type { Ask } from './ask.ts';
import { pages } from './pages.ts';
import type { FleetFlags, Question } from './question.ts';

export interface ExpiringFlags extends FleetFlags {
  readonly days: string;
  readonly warningDays?: string;
  readonly criticalDays?: string;
}

/** Limits in days; null: as the collector judges. */
type Limits = Policy['expiring'] | null;

const dayMs = 86_400_000;

/** Errors: badUsage. */
function daysOf(flag: string, text: string, { fleet }: Wording): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : -1;
  if (days < 0 || days > 3650) throw new GracewatchError('badUsage', { detail: fleet.daysBetween(flag, 0, 3650) });
  return days;
}

/** A limit that is not given is the policy's. Errors: badUsage. */
function limitsOf({ warningDays, criticalDays }: ExpiringFlags, { expiring }: Policy, wording: Wording): Limits {
  if (warningDays === undefined && criticalDays === undefined) return null;
  const warning = warningDays === undefined ? null : daysOf('--warning-days', warningDays, wording);
  const critical = criticalDays === undefined ? null : daysOf('--critical-days', criticalDays, wording);
  if (warning !== null && critical !== null && critical > warning) {
    throw new GracewatchError('badUsage', { detail: wording.fleet.notMoreThan('--critical-days', '--warning-days') });
  }
  return {
    warningDays: warning ?? Math.max(expiring.warningDays, critical ?? 0),
    criticalDays: critical ?? Math.min(expiring.criticalDays, warning ?? expiring.criticalDays),
  };
}

/** Ends up to `until` (epoch milliseconds), earliest first: the list is left where they are later, or there are none. */
async function endingBefore(ask: Ask, until: number): Promise<Machine[]> {
  const found: Machine[] = [];
  for await (const { machines } of pages(ask, machinesPageSchema, 'v1/machines', { sort: 'expires' })) {
    const soon = machines.filter(({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) <= until);
    found.push(...soon);
    if (soon.length < machines.length) break;
  }
  return found;
}

/** Those that were seen to have ended say no end any more; they come first, and nobody twice. */
async function endedAndEnding(ask: Ask, until: number): Promise<Machine[]> {
  const ended: Machine[] = [];
  for await (const { machines } of pages(ask, machinesPageSchema, 'v1/machines', { sort: 'expires', ends: 'ended' })) {
    ended.push(...machines);
  }
  const known = new Set(ended.map(({ id }) => id));
  return [...ended, ...(await endingBefore(ask, until)).filter(({ id }) => !known.has(id))];
}

/** Findings about the end of an activation. */
const aboutTheEnd: ReadonlySet<string> = new Set([
  'license.expiring',
  'license.inGrace',
  'license.ended',
  'license.mayHaveEnded',
  'license.notActivated',
  'evaluation.ending',
]);

function severityOf({ expiresAt, findings }: Machine, asOf: number, limits: Limits): Severity {
  if (limits === null) return gravest(findings.filter(({ id }) => aboutTheEnd.has(id)).map(({ severity }) => severity));
  if (expiresAt === null) return 'critical'; // listed without an end: it was seen to have ended
  const left = Date.parse(expiresAt) - asOf;
  if (left <= limits.criticalDays * dayMs) return 'critical';
  return left <= limits.warningDays * dayMs ? 'warning' : 'ok';
}

export interface JudgedExpiring extends Expiring {
  readonly limits: Limits;
}

/** Without a machine there is nothing to be "ok". */
export function expiringSeverity({ asOf, machines, expiry, limits }: JudgedExpiring): Severity {
  if (totalOf(expiry) === 0) return 'unknown';
  return gravest(machines.map((machine) => severityOf(machine, Date.parse(asOf), limits)));
}

export const expiring: Question<ExpiringFlags, JudgedExpiring> = {
  async gather(ask, flags, { policy, wording }) {
    const days = daysOf('--days', flags.days, wording);
    const limits = limitsOf(flags, policy, wording);
    const expiry = await ask(expirySchema, 'v1/questions/expiry');
    // A limit beyond the list would never be seen.
    const ahead = Math.max(days, limits?.warningDays ?? 0);
    const machines = await endedAndEnding(ask, Date.parse(expiry.asOf) + ahead * dayMs);
    return { asOf: expiry.asOf, days: ahead, limits, machines, expiry };
  },
  severity: expiringSeverity,
  writers: { text: expiringText, csv: ({ machines }) => machinesCsv(machines), nagios: expiringNagios },
};
