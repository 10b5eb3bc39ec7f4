/**
 * slmgr.vbs output in any language, however it was pasted, as products. Three layers, each only where the one before has
 * no answer: the machine's own labels, the built-in sets, and what no language changes. Cost: in proportion to length.
 */
import { type Reading, severalOutputs } from '../reading.ts';
import type { Hit } from './dictionary.ts';
import { bareOf } from './fold.ts';
import { fillIn } from './invariants.ts';
import { languageSets } from './labels/registry.ts';
import { languagesOf } from './languages.ts';
import { lineOf } from './lines.ts';
import { mergeProducts } from './merge.ts';
import { Page } from './page.ts';
import { linesOf, variantsOf } from './paste.ts';
import { hostOf, productOf } from './product.ts';
import { isProductName } from './shapes.ts';
import { type Line, putTogether } from './wrapped.ts';

type Labels = Readonly<Record<string, string>>;

const notAvailable = 'L_MsgNotAvailable';
const builtInUnavailable = languageSets.flatMap(({ labels }) =>
  labels.filter(([key]) => key === notAvailable).map(([, text]) => bareOf(text)),
);

/** Texts that say "Not Available" in place of a value, as they are compared. */
function unavailableTexts(labels: Labels | null): ReadonlySet<string> {
  const own = Object.entries(labels ?? {}).filter(([key]) => key.toLowerCase() === notAvailable.toLowerCase());
  return new Set([...own.map(([, text]) => bareOf(text)), ...builtInUnavailable]);
}

/** Where a resource stands in the script's order. */
const placeOf: ReadonlyMap<string, number> = new Map([...lineOf.keys()].map((key, place) => [key, place]));

/** Of resources that a language prints alike, the next one in the script's order is meant. */
function meant(page: Page, hits: readonly Hit[]): Hit | undefined {
  if (hits.length < 2) return hits[0];
  const place = ({ key }: Hit): number => placeOf.get(key) ?? 0;
  const sorted = hits.toSorted((a, b) => place(a) - place(b));
  return sorted.find((hit) => place(hit) > page.place) ?? sorted[0];
}

/** Whether the script prints it after a status: what stands there instead of an expiration shows that there is none. */
const followsStatus = (hit: Hit | undefined): boolean =>
  (placeOf.get(hit?.key ?? '') ?? -1) > (placeOf.get('L_MsgLicenseStatusUnknown') ?? 0);

/** Applies what a line says; two statuses that a language prints alike leave the status unknown. */
function apply(page: Page, hits: readonly Hit[], raw: string, unavailable: ReadonlySet<string>): void {
  const hit = meant(page, hits);
  const line = hit && lineOf.get(hit.key);
  if (!hit || !line) return;
  const value = hit.values.get('VALUE');
  line.say(page, value !== undefined && unavailable.has(bareOf(value)) ? new Map() : hit.values, raw);
  page.place = placeOf.get(hit.key) ?? 0;
  const statuses = new Set(hits.map(({ key }) => lineOf.get(key)?.status));
  if (statuses.size > 1) page.draft.status = 'unknown';
}

function readLine(page: Page, { raw, hits }: Line, unavailable: ReadonlySet<string>): void {
  if (raw === '') {
    page.goesOn('blank');
    return;
  }
  page.goesOn(followsStatus(meant(page, hits)) ? 'understood' : 'notUnderstood');
  const isSentence = hits.some(({ key }) => lineOf.get(key)?.sentence === true);
  if (page.heldName !== null && !isSentence) {
    // `/xpr` in a language that is not known: whose sentence it is can be told, what it says cannot.
    if (hits.length === 0 && isProductName(page.heldName)) Object.assign(page.begin(page.heldName), { fromXpr: true });
    else page.putAside(`${page.heldName}:`);
    page.heldName = null;
  }
  const text = raw.replace(/\s+/g, ' ').trim();
  if (hits.length > 0) apply(page, hits, raw, unavailable);
  else if (/[:：]$/.test(text)) page.heldName = (variantsOf(text)[0] ?? text).slice(0, -1).trim();
  else page.putAside(raw);
}

/**
 * Text that was cut in the middle of its last line may have gone on to say something else ("Activated" … "no longer").
 * Such a status is not what it says.
 */
function withoutCutStatus(lines: readonly Line[], text: string, mayGoOn: (line: string) => boolean): readonly Line[] {
  const last = lines.at(-1);
  if (!last || /[\r\n]$/.test(text)) return lines;
  const isStatus = last.hits.some(({ key }) => lineOf.get(key)?.status !== undefined);
  return isStatus && mayGoOn(last.raw) ? [...lines.slice(0, -1), { raw: last.raw, hits: [] }] : lines;
}

/**
 * `labels`: the slmgr.ini of the language the text is in (resource name → text), or null. `collectedAt`: ISO 8601 UTC,
 * when the text was printed. Never throws; a line that is not understood goes to `unread`.
 */
export function readSlmgr(text: string, labels: Labels | null, collectedAt: string): Reading {
  const given = linesOf(text);
  const languages = languagesOf(given, labels);
  const lines = withoutCutStatus(putTogether(given, languages), text, languages.mayGoOn);
  const unavailable = unavailableTexts(labels);
  const page = new Page();
  for (const line of fillIn(lines)) readLine(page, line, unavailable);
  if (page.heldName !== null) page.putAside(`${page.heldName}:`);
  const { drafts, contradictory } = mergeProducts(page.drafts);
  const isSeveral = contradictory || page.contradictory || page.versions.size > 1;
  return {
    serviceVersion: page.serviceVersion,
    products: drafts.map((draft) => productOf(draft, collectedAt)),
    withheldKeys: drafts.flatMap((draft, index) => (draft.keyWithheld && !draft.notInUse ? [index] : [])),
    kmsHost: hostOf(drafts),
    error: page.error ?? (isSeveral ? severalOutputs : null),
    unread: page.unread,
  };
}
