/**
 * The third layer: lines that no label set knows, told by what never changes between languages: the forms of values, and
 * the order in which slmgr.vbs prints. It says which resource a line is. A status is words only, but for one: the script
 * prints a reason right after a status in notification, and after no other.
 */
import type { Hit, Shape } from './dictionary.ts';
import * as is from './shapes.ts';
import type { Line } from './wrapped.ts';

type Parts = is.Parts;

/** What has come before a line, of the same product. */
interface Context {
  /** Resources already printed. */
  readonly seen: ReadonlySet<string>;
  /** What the non-blank line before this one is; null where that is not known. */
  readonly before: string | null;
  /** Indented further than the product's description, as the lines of its blocks are. */
  readonly isDeeper: boolean;
  /** Non-blank lines since the one with the key's end. */
  readonly sinceKey: number;
  readonly description: string;
}

const hit = (key: string, value: string, placeholder = 'VALUE', shape: Shape = 'label'): Hit => ({
  key,
  shape,
  values: new Map([[placeholder, value]]),
});

interface Rule {
  /** The resource that a line is which fits. */
  readonly key: string;
  readonly fits: (parts: Parts, context: Context) => boolean;
  /** The placeholder and the text for it where it is not the whole value. */
  readonly placeholder?: string;
  readonly value?: (parts: Parts) => string | null;
}

type Seen = Pick<Context, 'seen'>;
const seen = (context: Seen, ...keys: readonly string[]): boolean => keys.some((key) => context.seen.has(key));
const begun = (context: Seen): boolean => seen(context, 'L_MsgProductDesc');
const keyed = (context: Seen): boolean => seen(context, 'L_MsgPartialPKey', 'L_MsgErrorLicenseNotInUse');
const isClient = (context: Context): boolean => /VOLUME_KMSCLIENT/.test(context.description);
const inDirectoryBlock = (context: Context): boolean => seen(context, 'L_MsgADInfoAODN');
const inKmsBlock = (context: Context): boolean => isClient(context) && seen(context, 'L_MsgCmid', 'L_MsgKmsInfo');
/** Of the product itself: what stands in a block is of another machine, or names it by an abbreviation. */
const isOwn = ({ label }: Parts, { isDeeper }: Context): boolean =>
  !isDeeper && !/\b(?:KMS|CMID|AO|ILID|IAID|PID2)\b/.test(label);
const isOf = (block: RegExp, { label }: Parts, { isDeeper }: Context): boolean => isDeeper || block.test(label);
/** An IPv6 address looks like a host and its port, and a host may be named by one. */
const isAddress = (parts: Parts): boolean =>
  is.isAddress(parts) && (!is.isHostAndPort(parts) || /\bIP\b/.test(parts.label));
const once = (key: string, fits: Rule['fits'], more: Pick<Rule, 'placeholder' | 'value'> = {}): Rule => ({
  key,
  fits: (parts, context) => !context.seen.has(key) && fits(parts, context),
  ...more,
});
const number = (placeholder: string) => ({ placeholder, value: is.onlyNumber });
const hasNumber = (parts: Parts): boolean => is.onlyNumber(parts) !== null;

/** In the order of slmgr.vbs; the first that fits. Words in capitals are abbreviations that no translation has changed. */
const rules: readonly Rule[] = [
  once('L_MsgServiceVersion', (parts, context) => !begun(context) && is.isVersion(parts)),
  once(
    'L_MsgActID',
    (parts, context) =>
      begun(context) &&
      is.isGuid(parts) &&
      isOwn(parts, context) &&
      !is.isApplicationId(parts) &&
      !keyed(context) &&
      !seen(context, 'L_MsgAppID', 'L_MsgPID4'),
  ),
  once(
    'L_MsgAppID',
    (parts, context) => begun(context) && !keyed(context) && isOwn(parts, context) && is.isApplicationId(parts),
  ),
  once(
    'L_MsgPID4',
    (parts, context) => begun(context) && !keyed(context) && is.isExtendedPid(parts) && isOwn(parts, context),
  ),
  once('L_MsgChannel', (parts, context) => begun(context) && !keyed(context) && is.isKeyChannel(parts)),
  once('L_MsgInstallationID', (parts, context) => begun(context) && is.isInstallationId(parts)),
  { key: 'L_MsgValidationUrl', fits: (parts, context) => begun(context) && !keyed(context) && is.isUrl(parts) },
  once('L_MsgPartialPKey', (parts, context) => begun(context) && !keyed(context) && is.isKeyTail(parts)),

  once('L_MsgLicenseStatusTimeRemaining', (parts, context) => keyed(context) && is.minutesIn(parts) !== null, {
    placeholder: 'MINUTE',
    value: is.minutesIn,
  }),
  // The script prints a code here, right after the status, and nowhere else in a product.
  once('L_MsgNotificationErrorReasonOther', (parts, context) => context.sinceKey === 1 && is.codeIn(parts) !== null, {
    placeholder: 'ERRCODE',
    value: is.codeIn,
  }),
  once(
    'L_MsgRemainingSkuRearmCount',
    (parts, context) => keyed(context) && /\bSKU\b/.test(parts.label) && hasNumber(parts),
    number('COUNT'),
  ),

  once('L_MsgADInfoAODN', (parts, context) => isClient(context) && is.isDistinguishedName(parts)),
  once(
    'L_MsgADInfoExtendedPid',
    (parts, context) => inDirectoryBlock(context) && is.isExtendedPid(parts) && isOf(/\bAO\b/, parts, context),
  ),
  once(
    'L_MsgADInfoActID',
    (parts, context) => inDirectoryBlock(context) && is.isGuid(parts) && isOf(/\bAO\b/, parts, context),
  ),

  once('L_MsgTkaInfoILID', ({ label, value }) => /\(ILID\)/.test(label) && value !== '', {
    placeholder: 'ILID',
    value: ({ value }) => value,
  }),
  once('L_MsgTkaInfoILVID', (parts) => /\(ILvID\)/i.test(parts.label) && hasNumber(parts), number('ILVID')),
  once('L_MsgTkaInfoThumbprint', (parts, context) => isClient(context) && is.isThumbprint(parts), {
    placeholder: 'THUMBPRINT',
    value: ({ value }) => value,
  }),

  once('L_MsgCmid', (parts, context) => isClient(context) && /\bCMID\b/.test(parts.label) && is.isGuid(parts)),
  // Which of its two hosts a client was told and which it found, only the label says.
  once(
    'L_MsgKmsFromDns',
    (parts, context) => inKmsBlock(context) && /\bDNS\b/.test(parts.label) && is.isHostAndPort(parts),
  ),
  once('L_MsgKmsIpAddress', (parts, context) => inKmsBlock(context) && isAddress(parts)),
  once(
    'L_MsgKmsPID4',
    (parts, context) => inKmsBlock(context) && is.isExtendedPid(parts) && isOf(/\bKMS\b/, parts, context),
  ),
  once(
    'L_MsgAVMAID',
    (parts, context) =>
      /VIRTUAL_MACHINE_ACTIVATION/.test(context.description) && /\bIAID\b/.test(parts.label) && is.isGuid(parts),
  ),
];

const counters = [
  'L_MsgKmsTotalRequestsRecieved',
  'L_MsgKmsFailedRequestsReceived',
  'L_MsgKmsRequestsWithStatusUnlicensed',
  'L_MsgKmsRequestsWithStatusLicensed',
  'L_MsgKmsRequestsWithStatusInitialGrace',
  'L_MsgKmsRequestsWithStatusLicenseExpiredOrHwidOot',
  'L_MsgKmsRequestsWithStatusNonGenuineGrace',
  'L_MsgKmsRequestsWithStatusNotification',
];
const settings = ['L_MsgKmsCurrentCount', 'L_MsgKmsListeningOnPort'];

/** Placeholders of the two rearm counts, which stand next to each other. */
const rearmCounts = { windows: 'L_MsgRemainingWindowsRearmCount', other: 'L_MsgRemainingAppRearmCount' } as const;

class Filler {
  readonly #lines: Line[];
  readonly #parts: (Parts | null)[];
  #seen = new Set<string>();
  #before: number | null = null;
  #sinceKey = Number.NEGATIVE_INFINITY;
  #description = '';
  #indent = 0;

  constructor(lines: readonly Line[]) {
    this.#lines = [...lines];
    this.#parts = lines.map(({ raw, hits }) => (raw === '' || hits.length > 0 ? null : is.partsOf(raw)));
  }

  #set(index: number, one: Hit): void {
    const line = this.#lines[index];
    if (!line) return;
    this.#lines[index] = { raw: line.raw, hits: [one] };
    this.#parts[index] = null;
    this.#seen.add(one.key);
  }

  #keyAt = (index: number | null): string | null =>
    index === null ? null : (this.#lines[index]?.hits[0]?.key ?? null);

  /** The line before, where it is next to this one and not known yet. */
  #unknownBefore(index: number): { index: number; parts: Parts } | null {
    const before = this.#before;
    const parts = before === null ? null : this.#parts[before];
    return before !== null && parts && before === index - 1 ? { index: before, parts } : null;
  }

  #begin(description: string, index: number): void {
    this.#indent = this.#indentAt(index);
    this.#seen = new Set(['L_MsgProductDesc']);
    this.#sinceKey = Number.NEGATIVE_INFINITY;
    this.#description = description;
  }

  /** A description begins a product; the line before it is its name. */
  #describe(index: number, parts: Parts): boolean {
    const description = is.descriptionIn(parts);
    if (description === null) return false;
    this.#begin(description, index);
    const before = this.#unknownBefore(index);
    const name = before && is.nameIn(before.parts);
    if (before && name) this.#set(before.index, hit('L_MsgProductName', name));
    this.#set(index, hit('L_MsgProductDesc', description));
    return true;
  }

  #indentAt = (index: number): number => (this.#lines[index]?.raw ?? '').search(/\S|$/);

  #rule(index: number, parts: Parts): void {
    const context: Context = {
      seen: this.#seen,
      before: this.#keyAt(this.#before),
      isDeeper: this.#indentAt(index) > this.#indent,
      sinceKey: this.#sinceKey,
      description: this.#description,
    };
    const rule = rules.find(({ fits }) => fits(parts, context));
    if (!rule) return;
    const before = this.#unknownBefore(index);
    const count = before && rule.key === 'L_MsgRemainingSkuRearmCount' ? is.onlyNumber(before.parts) : null;
    if (before && count !== null) {
      const key = this.#description.startsWith('Windows') ? rearmCounts.windows : rearmCounts.other;
      this.#set(before.index, hit(key, count, 'COUNT', 'template'));
    }
    this.#set(
      index,
      hit(rule.key, rule.value?.(parts) ?? parts.value, rule.placeholder, rule.placeholder ? 'template' : 'label'),
    );
  }

  /** The number of a line that is not known yet and counts something else than rearms. */
  #numberAt(index: number): string | null {
    const parts = this.#parts[index];
    return parts && !/\bSKU\b/.test(parts.label) ? is.onlyNumber(parts) : null;
  }

  /** A KMS host's block has two numbers in a row, its counters eight: nothing else is printed so. */
  #hostNumbers(index: number): void {
    if (!/VOLUME_KMS(?!CLIENT)/.test(this.#description) || !keyed({ seen: this.#seen })) return;
    if (this.#numberAt(index - 1) !== null) return;
    const numbers: string[] = [];
    for (let at = index; numbers.length <= counters.length; at++) {
      const one = this.#numberAt(at);
      if (one === null) break;
      numbers.push(one);
    }
    const keys = [settings, counters].find(({ length }) => length === numbers.length);
    if (!keys || keys.some((key) => this.#seen.has(key))) return;
    for (const [offset, key] of keys.entries()) this.#set(index + offset, hit(key, numbers[offset] ?? ''));
  }

  /** Two numbers in a row after the host's id; which of the two one by itself is, nothing says. */
  #intervals(index: number): void {
    if (this.#keyAt(this.#before) !== 'L_MsgKmsPID4' || this.#before !== index - 1) return;
    const numbers = [this.#numberAt(index), this.#numberAt(index + 1)];
    for (const [offset, key] of ['L_MsgActivationInterval', 'L_MsgRenewalInterval'].entries()) {
      const one = numbers.includes(null) ? null : numbers[offset];
      if (one) this.#set(index + offset, hit(key, one, 'INTERVAL', 'template'));
    }
  }

  /** What is known of a line by a label set moves the context on too. */
  #note(index: number): void {
    const {
      hits: [first],
      raw,
    } = this.#lines[index] as Line;
    const before = this.#unknownBefore(index);
    if (before && first?.key === 'L_MsgADInfoAODN') {
      this.#set(before.index, hit('L_MsgADInfoAOName', before.parts.value));
    }
    if (before && this.#sinceKey === 1 && first?.key.startsWith('L_MsgNotificationErrorReason')) {
      this.#set(before.index, hit('L_MsgLicenseStatusNotification_1', '', 'VALUE', 'whole'));
    }
    if (first?.key === 'L_MsgProductName') this.#begin('', index);
    if (first?.key === 'L_MsgProductDesc') this.#begin(first.values.get('VALUE') ?? raw, index);
    if (first) this.#seen.add(first.key);
  }

  fill(): readonly Line[] {
    for (const [index, { raw }] of this.#lines.entries()) {
      if (raw === '') continue;
      const parts = this.#parts[index];
      if (parts && !this.#describe(index, parts)) this.#rule(index, parts);
      if (this.#parts[index]) this.#intervals(index);
      if (this.#parts[index]) this.#hostNumbers(index);
      this.#note(index);
      this.#sinceKey = this.#keyAt(index) === 'L_MsgPartialPKey' ? 0 : this.#sinceKey + 1;
      this.#before = index;
    }
    return this.#lines;
  }
}

/** The lines, with what their shape and place tell of those that no label set knows. Cost: linear. */
export const fillIn = (lines: readonly Line[]): readonly Line[] => new Filler(lines).fill();
