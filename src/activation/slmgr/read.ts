/** slmgr.vbs output, in any language of which a label set is at hand, as products. Cost: time in proportion to length. */
import { type Reading, severalOutputs } from '../reading.ts';
import { compileDictionary, type Dictionary, type Hit } from './dictionary.ts';
import { englishLabels, type LabelSet } from './labels.en.ts';
import { lineOf, shapes } from './lines.ts';
import { Page } from './page.ts';
import { hostOf, productOf } from './product.ts';
import { squeeze } from './template.ts';

const english = compileDictionary(englishLabels, shapes);
const notAvailable = 'L_MsgNotAvailable';

/** The machine's own labels first; a resource that its slmgr.ini lacks is printed in English, so English follows. */
function dictionariesOf(labels: Readonly<Record<string, string>> | null): readonly Dictionary[] {
  if (labels === null) return [english];
  // Names compare without case, and the last of two is the one that counts, as slmgr.vbs reads them.
  const own = new Map(Object.entries(labels).map(([key, text]) => [key.toLowerCase(), text]));
  return [compileDictionary([...own], shapes), english];
}

/** Texts that say "Not Available" in place of a value. */
function unavailableTexts(sets: readonly LabelSet[]): ReadonlySet<string> {
  const texts = sets.flat().filter(([key]) => key.toLowerCase() === notAvailable.toLowerCase());
  return new Set(texts.map(([, text]) => squeeze(text)));
}

/** Applies what a line says; two statuses that a language prints alike leave the status unknown. */
function apply(page: Page, hits: readonly Hit[], raw: string, unavailable: ReadonlySet<string>): void {
  const [hit] = hits;
  const line = hit && lineOf.get(hit.key);
  if (!hit || !line) return;
  const value = hit.values.get('VALUE');
  line.say(page, value !== undefined && unavailable.has(value) ? new Map() : hit.values, raw);
  const statuses = new Set(hits.map(({ key }) => lineOf.get(key)?.status));
  if (statuses.size > 1) page.draft.status = 'unknown';
}

function readLine(
  page: Page,
  raw: string,
  dictionaries: readonly Dictionary[],
  unavailable: ReadonlySet<string>,
): void {
  if (raw.trim() === '') {
    page.goesOn('blank');
    return;
  }
  let hits: readonly Hit[] = [];
  for (const dictionary of dictionaries) {
    hits = dictionary.find(raw);
    if (hits.length > 0) break;
  }
  page.goesOn(hits.length > 0 ? 'understood' : 'notUnderstood');
  const isSentence = hits.some(({ key }) => lineOf.get(key)?.sentence === true);
  if (page.heldName !== null && !isSentence) {
    page.putAside(`${page.heldName}:`);
    page.heldName = null;
  }
  if (hits.length > 0) apply(page, hits, raw, unavailable);
  else if (squeeze(raw).endsWith(':')) page.heldName = squeeze(raw).slice(0, -1).trim();
  else page.putAside(raw);
}

/** One run prints its version once and each product once; where either comes again, more than one was pasted. */
function isSeveralOutputs({ versions, drafts }: Page): boolean {
  const products = drafts.map(
    ({ activationId, name, partialProductKey }) => activationId ?? `${name} ${partialProductKey}`,
  );
  return versions > 1 || new Set(products).size < products.length;
}

/**
 * `labels`: the slmgr.ini of the language the text is in (resource name → text), or null. `collectedAt`: ISO 8601 UTC,
 * when the text was printed. Never throws; a line that is not understood goes to `unread`.
 */
export function readSlmgr(text: string, labels: Readonly<Record<string, string>> | null, collectedAt: string): Reading {
  const dictionaries = dictionariesOf(labels);
  const unavailable = unavailableTexts([Object.entries(labels ?? {}), englishLabels]);
  const page = new Page();
  for (const raw of text.split(/\r\n|\r|\n/)) readLine(page, raw, dictionaries, unavailable);
  if (page.heldName !== null) page.putAside(`${page.heldName}:`);
  return {
    serviceVersion: page.serviceVersion,
    products: page.drafts.map((draft) => productOf(draft, collectedAt)),
    kmsHost: hostOf(page.drafts),
    error: page.error ?? (isSeveralOutputs(page) ? severalOutputs : null),
    unread: page.unread,
  };
}
