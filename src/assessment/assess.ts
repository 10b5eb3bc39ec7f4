/** report → assessment under a policy at an instant. Pure: the same three always give the same answer. */
import type { Report } from '../activation/report.ts';
import { type Assessment, type Finding, gravest, severities } from './finding.ts';
import { judgedProducts } from './judged.ts';
import type { Policy } from './policy.ts';
import { type Context, endOf, minutesUntil } from './rule.ts';
import { rules } from './rules/registry.ts';

/** Nothing was found but news about the sources themselves: all is well. */
function allIsWell({ judged, now }: Context, findings: readonly Finding[]): readonly Finding[] {
  const quiet = findings.every(({ id, severity }) => severity === 'info' && id.startsWith('sources.'));
  if (!quiet) return [];
  return judged.map(({ product, index }) => {
    const end = endOf(product);
    const facts = {
      channel: product.channel,
      minutesLeft: end === null ? null : minutesUntil(end, now),
      expiresAt: end === null ? null : new Date(end).toISOString(),
    };
    return { id: 'license.ok', severity: 'ok', product: index, facts };
  });
}

/** Gravest first; within a severity in the order of the registry. */
function findingsAt(context: Context): readonly Finding[] {
  const found = rules.flatMap((rule) => rule.judge(context));
  const all = [...allIsWell(context, found), ...found];
  return all.toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
}

/** The facts tick on (days left); ids and severities do not change before this. "All is well" changes only with another. */
function untilOf(context: Context): string | null {
  const turns = rules.flatMap((rule) => rule.turns(context)).toSorted((a, b) => a.at - b.at);
  const next = turns.find(({ changes }) => changes());
  return next === undefined ? null : new Date(next.at).toISOString();
}

/** `now`: the instant that is judged, ISO 8601. Never throws on a report that its schema accepts. */
export function assess(report: Report, policy: Policy, now: string): Assessment {
  const context = { report, policy, now: Date.parse(now), judged: judgedProducts(report, policy) };
  const findings = findingsAt(context);
  return {
    assessedAt: new Date(context.now).toISOString(),
    severity: gravest(findings.map(({ severity }) => severity)),
    until: untilOf(context),
    findings,
  };
}
