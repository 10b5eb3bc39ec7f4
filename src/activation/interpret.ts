/**
 * evidence → report. Pure: no clock, no disk, no network. CIM decides; slmgr confirms, or stands in where CIM gave no
 * product.
 */
import type { Evidence, Outcome } from '../evidence/evidence.ts';
import { sourceNames } from '../evidence/evidence.ts';
import { readCim } from './cim/read.ts';
import { differencesOf } from './differences.ts';
import { readLastAttempt } from './lastAttempt.ts';
import { readNetwork } from './network.ts';
import { choosePrimary } from './primary.ts';
import type { Reading } from './reading.ts';
import { type Report, reportVersion, type Unread } from './report.ts';
import { readService } from './service.ts';
import { readSlmgr } from './slmgr/read.ts';

function cimReading(evidence: Evidence, collectedAt: string): Reading | null {
  const { cim } = evidence.sources;
  return cim && Object.keys(cim.classes).length > 0 ? readCim(cim.classes, collectedAt) : null;
}

function slmgrReading(evidence: Evidence, collectedAt: string): Reading | null {
  const { slmgr } = evidence.sources;
  return slmgr?.text ? readSlmgr(slmgr.text, slmgr.labels, collectedAt) : null;
}

/** slmgr's exit code says little, so an error that it printed is an outcome too; "product key not found" is an answer. */
function slmgrOutcome(outcome: Outcome, reading: Reading | null): Outcome {
  if (outcome !== 'complete' || !reading?.error || reading.error === 'productKeyNotFound') return outcome;
  return reading.products.length > 0 ? 'partial' : 'failed';
}

function sourcesOf(evidence: Evidence, slmgr: Reading | null): Report['sources'] {
  return sourceNames.flatMap((source) => {
    const said = evidence.sources[source];
    if (!said) return [];
    const { durationMs } = said;
    const fromText = source === 'slmgr' ? slmgr : null;
    const outcome = source === 'slmgr' ? slmgrOutcome(said.outcome, slmgr) : said.outcome;
    return [{ source, outcome, durationMs, error: fromText?.error ?? said.error }];
  });
}

function unique(unread: readonly Unread[]): Unread[] {
  return [...new Map(unread.map((entry) => [`${entry.label}\0${entry.text}`, entry])).values()];
}

/** Never throws on evidence that its schema accepts. `collectedAt` of the report is `capturedAt` in UTC. */
export function interpret(evidence: Evidence): Report {
  const collectedAt = new Date(evidence.capturedAt).toISOString();
  const cim = cimReading(evidence, collectedAt);
  const slmgr = slmgrReading(evidence, collectedAt);
  const decides = cim && (cim.products.length > 0 || !slmgr?.products.length) ? cim : slmgr;
  const products = [...(decides?.products ?? [])];
  return {
    schema: reportVersion,
    collectedAt,
    machine: evidence.machine,
    serviceVersion: decides?.serviceVersion ?? cim?.serviceVersion ?? slmgr?.serviceVersion ?? null,
    service: readService(evidence),
    primary: choosePrimary(products),
    products,
    kmsHost: decides?.kmsHost ?? null,
    lastAttempt: readLastAttempt(evidence),
    network: readNetwork(evidence),
    sources: sourcesOf(evidence, slmgr),
    differences: cim?.products.length && slmgr?.products.length ? differencesOf(cim, slmgr) : null,
    unread: unique([...(cim?.unread ?? []), ...(slmgr?.unread ?? [])]),
  };
}
