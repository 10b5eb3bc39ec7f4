/** Agents over folders of their own, and evidence for them. */
import { readFileSync } from 'node:fs';
import { type OpenAgent, openAgent } from '../../src/agent/agent.ts';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import type { Evidence } from '../../src/evidence/evidence.ts';
import { readEvidenceFile } from '../../src/evidence/readers/evidenceFile.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { Secret } from '../../src/platform/secret.ts';
import { loadCases } from '../support/cases.ts';
import { keptLog, type Logged } from '../support/collector.ts';

/** The evidence file of a golden machine. */
export function evidenceFileOf(name: string): string {
  const found = loadCases().find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case ${name}`);
  return found.evidence;
}

export const evidenceOf = (name: string): Evidence =>
  readEvidenceFile(readFileSync(evidenceFileOf(name), 'utf8'), name);

interface Options {
  readonly folder: string;
  readonly url: string | null;
  readonly credential?: string;
  readonly clock: Clock;
  readonly maxDeliveries?: number;
}

/** As `gracewatch run` opens it; `lines` is what it logged. */
export async function agentIn({ folder, url, credential, clock, maxDeliveries = 10_000 }: Options) {
  const { log, lines } = keptLog();
  const agent: OpenAgent = await openAgent({
    folder,
    collector: { url, credential: credential === undefined ? null : new Secret(credential), deadlineMs: 5000 },
    spool: { maxDeliveries, maxMegabytes: 256, warnAfterHours: 72 },
    policy: defaultPolicy,
    clock,
    log,
    version: '0.1.0',
  });
  return { agent, lines: lines as readonly Logged[] };
}
