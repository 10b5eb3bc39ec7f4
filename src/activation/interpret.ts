/**
 * evidence → report. Pure: no clock, no disk, no network. CIM decides; slmgr confirms, or stands in where CIM gave no
 * product.
 */
import { type Evidence, type Outcome, type SourceName, sourceNames } from '../evidence/evidence.ts';
import { maskProductKeys } from '../knowledge/productKey.ts';
import { readCim } from './cim/read.ts';
import { parseErrorCode } from './code.ts';
import { differencesOf } from './differences.ts';
import { readLastAttempt } from './lastAttempt.ts';
import { readNetwork } from './network.ts';
import { choosePrimary } from './primary.ts';
import { type Reading, severalOutputs } from './reading.ts';
import type { Report, Unread } from './report.ts';
import { reportVersion } from './reportWords.ts';
import { readService } from './service.ts';
import { readSlmgr } from './slmgr/read.ts';

function cimReading(evidence: Evidence, collectedAt: string): Reading | null {
  const { cim } = evidence.sources;
  // Complete and empty is an answer too: no product is there.
  const spoke = cim && (cim.outcome === 'complete' || Object.keys(cim.classes).length > 0);
  return spoke ? readCim(cim.classes, collectedAt) : null;
}

function slmgrReading(evidence: Evidence, collectedAt: string): Reading | null {
  const { slmgr } = evidence.sources;
  return slmgr?.text ? readSlmgr(slmgr.text, slmgr.labels, collectedAt) : null;
}

/** Whether what decides holds more than one state, so that none of them is the machine's: a dump says so, or its text. */
function isSeveral(evidence: Evidence, decides: Reading | null, slmgr: Reading | null): boolean {
  return (decides === slmgr ? slmgr?.error : evidence.sources.cim?.error) === severalOutputs;
}

/** Errors that are no failure of slmgr: they answer the question, or are about the paste. */
const answers: ReadonlySet<string> = new Set(['productKeyNotFound', severalOutputs]);

/** slmgr's exit code says little, so an error that it printed is an outcome too. */
function slmgrOutcome(outcome: Outcome, reading: Reading | null): Outcome {
  if (outcome !== 'complete' || !reading?.error || answers.has(reading.error)) return outcome;
  return reading.products.length > 0 ? 'partial' : 'failed';
}

/** A code in its one writing, or an id such as `vbscriptUnavailable`; anything else is text, and goes to `unread`. */
function errorOf(source: SourceName, error: string | null, unread: Unread[]): string | null {
  if (error === null || /^[a-z][A-Za-z]{2,40}$/.test(error)) return error;
  const code = parseErrorCode(error);
  if (code === null) unread.push({ label: source, text: error });
  return code;
}

function sourcesOf(evidence: Evidence, slmgr: Reading | null, unread: Unread[]): Report['sources'] {
  return sourceNames.flatMap((source) => {
    const said = evidence.sources[source];
    if (!said) return [];
    const { durationMs } = said;
    const printed = source === 'slmgr' ? (slmgr?.error ?? null) : null;
    const outcome = source === 'slmgr' ? slmgrOutcome(said.outcome, slmgr) : said.outcome;
    return [{ source, outcome, durationMs, error: printed ?? errorOf(source, said.error, unread) }];
  });
}

/** Instants as ISO 8601 UTC. */
function machineOf({ machine }: Evidence): Report['machine'] {
  const utc = (instant: string | null): string | null => (instant === null ? null : new Date(instant).toISOString());
  const { installedAt, bootedAt, awakeSince } = machine;
  return { ...machine, installedAt: utc(installedAt), bootedAt: utc(bootedAt), awakeSince: utc(awakeSince) };
}

/** A copy in which no text holds a whole product key: a person may have pasted one beside the output. */
function withoutKeys<T>(value: T): T {
  if (typeof value === 'string') return maskProductKeys(value) as T;
  if (Array.isArray(value)) return value.map(withoutKeys) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutKeys(one)])) as T;
}

function unique(unread: readonly Unread[]): Unread[] {
  return [...new Map(unread.map((entry) => [`${entry.label}\0${entry.text}`, entry])).values()];
}

/** Null where only one of the two could speak of products; CIM that answered "none" has spoken. */
function compare(evidence: Evidence, cim: Reading | null, slmgr: Reading | null): Report['differences'] {
  const spoken = cim !== null && (cim.products.length > 0 || evidence.sources.cim?.outcome === 'complete');
  return spoken && slmgr?.products.length ? differencesOf(cim, slmgr) : null;
}

/** Never throws on evidence that its schema accepts. `collectedAt` of the report is `capturedAt` in UTC. */
export function interpret(evidence: Evidence): Report {
  const collectedAt = new Date(evidence.capturedAt).toISOString();
  const cim = cimReading(evidence, collectedAt);
  const slmgr = slmgrReading(evidence, collectedAt);
  const decides = cim && (cim.products.length > 0 || !slmgr?.products.length) ? cim : slmgr;
  const products = [...(decides?.products ?? [])];
  const unread = [...(cim?.unread ?? []), ...(slmgr?.unread ?? [])];
  const sources = sourcesOf(evidence, slmgr, unread);
  return withoutKeys<Report>({
    schema: reportVersion,
    collectedAt,
    machine: machineOf(evidence),
    serviceVersion: decides?.serviceVersion ?? cim?.serviceVersion ?? slmgr?.serviceVersion ?? null,
    service: readService(evidence),
    primary: isSeveral(evidence, decides, slmgr) ? null : choosePrimary(products, decides?.withheldKeys),
    products,
    kmsHost: decides?.kmsHost ?? null,
    lastAttempt: readLastAttempt(evidence),
    network: readNetwork(evidence),
    sources,
    differences: compare(evidence, cim, slmgr),
    unread: unique(unread),
  });
}
