/** One product as rows of label and value. */
import { isKeyed } from '../activation/primary.ts';
import type { Product, Report } from '../activation/report.ts';
import { endOf, minutesUntil } from '../assessment/rule.ts';
import type { View } from './view.ts';

type Row = readonly [label: string, value: string];

/** What is known of the parts, in the language's own separator. */
export function join(parts: readonly (string | null | undefined)[], { wording }: View): string {
  return parts.filter((part) => part).join(wording.report.separator);
}

function endOfTime(expiresAt: string, now: string, view: View): string {
  const { report } = view.wording;
  const minutes = minutesUntil(Date.parse(expiresAt), Date.parse(now));
  if (view.undated) return report.left(minutes);
  const date = view.date(expiresAt);
  return minutes < 0 ? report.passedOn(date) : report.endsOn(date, minutes);
}

function validity(product: Product, now: string, view: View): string | null {
  const { report } = view.wording;
  const { kind } = product.validity;
  const end = endOf(product);
  if (end !== null) return endOfTime(new Date(end).toISOString(), now, view);
  if (kind === 'permanent') return report.permanent;
  if (kind === 'ended') return report.ended;
  return kind === 'expires' ? report.endNotRead : null;
}

function key(product: Product, view: View): string {
  const { wording } = view;
  if (product.description === null && product.keyChannel === null && product.partialProductKey === null) return '';
  if (!isKeyed(product)) return wording.report.noKey;
  const kind = wording.words.channels[product.channel] ?? product.channel;
  const channel = product.keyChannel === null ? kind : `${kind} (${product.keyChannel})`;
  return join([channel, product.partialProductKey && wording.report.keyTail(product.partialProductKey)], view);
}

/** What it means stands with the finding that tells it, or, for `explain`, with the codes; there only errors are. */
function reason({ reason: code }: Product, told: ReadonlySet<string>, { wording, long }: View): string {
  if (code === null) return '';
  const isTold = told.has(code) || (long && !code.startsWith('0x4'));
  const text = isTold ? undefined : wording.codes[code]?.meaning;
  return text === undefined ? code : `${code}: ${text}`;
}

function kmsHosts({ kms }: Product, view: View): string {
  const { wording } = view;
  if (!kms) return '';
  const host = (name: string | null, port: number | null, how: string) =>
    name === null ? null : `${name}:${port ?? '?'} (${how})`;
  const { configured, discovered } = wording.report;
  const hosts = [
    host(kms.configuredHost, kms.configuredPort, configured),
    kms.discoveredHost === kms.configuredHost ? null : host(kms.discoveredHost, kms.discoveredPort, discovered),
    kms.hostAddress,
  ];
  return join(hosts, view);
}

function activation(product: Product, view: View): string {
  const { wording } = view;
  if (product.method === null) return '';
  const { renewedAt } = product.validity;
  const renewed = renewedAt === null || view.undated ? null : wording.report.renewed(view.date(renewedAt));
  return join([wording.words.methods[product.method], renewed], view);
}

/** A user's licence that raises the edition; the key below it stays what it is. */
function subscription({ subscription: bought }: Product, now: string, view: View): string {
  if (!bought) return '';
  const status = view.wording.words.subscriptions[bought.status ?? ''] ?? bought.status;
  return join([bought.edition, status, bought.expiresAt && endOfTime(bought.expiresAt, now, view)], view);
}

/** What its rows depend on beside the product itself. */
export interface RowContext {
  /** The instant that is judged, ISO 8601. */
  readonly now: string;
  /** Reasons that the findings explain. */
  readonly told: ReadonlySet<string>;
}

/** Rows with an empty value are not shown. */
export function productRows(product: Product, { now, told }: RowContext, view: View): readonly Row[] {
  const { report, words } = view.wording;
  const status = words.statuses[product.licenseStatus] ?? product.licenseStatus;
  return [
    [report.status, join([status, validity(product, now, view)], view)],
    [report.reason, product.licenseStatus === 'licensed' ? '' : reason(product, told, view)],
    [report.key, key(product, view)],
    [report.activation, activation(product, view)],
    [report.kmsHostOfClient, product.method === 'kms' || product.method === null ? kmsHosts(product, view) : ''],
    [report.lookupDomain, product.kms?.lookupDomain ?? ''],
    [report.directory, product.activeDirectory?.objectName ?? ''],
    [report.token, join([product.token?.ilid, product.token?.thumbprint], view)],
    [report.avma, product.avma?.hostName ?? ''],
    [report.subscription, subscription(product, now, view)],
  ];
}

/** Whether the hosts that a KMS client knows answer; of no interest on a machine that uses none. */
function kmsCheck({ network, products }: Report, view: View): string {
  const uses = products.some(({ channel }) => channel === 'kmsClient' || channel === 'kmsHost');
  const { hostOutcomes } = view.wording.words;
  const hosts = (network?.hosts ?? []).map(
    ({ name, port, outcome }) => `${name}:${port ?? '?'} ${hostOutcomes[outcome]}`,
  );
  return uses ? join(hosts, view) : '';
}

/** What a KMS host serves, a line for each product that it activates. */
export function kmsRows(report: Report, view: View): readonly Row[] {
  const { report: labels } = view.wording;
  const check: Row = [labels.hostAnswer, kmsCheck(report, view)];
  const { kmsHost, products } = report;
  if (!kmsHost) return [check];
  const dns = kmsHost.dnsPublishing === null ? null : kmsHost.dnsPublishing ? labels.dnsOn : labels.dnsOff;
  const counts = kmsHost.products.map(
    ({ product, currentCount, requiredCount }): Row => [
      labels.clients,
      labels.count(products[product]?.name ?? '-', currentCount, requiredCount),
    ],
  );
  const { requests } = kmsHost;
  return [
    [labels.kmsHost, join([labels.listening(kmsHost.listeningPort ?? '-'), dns], view)],
    ...counts,
    [labels.requests, requests ? labels.requestCounts(requests.total ?? '-', requests.failed ?? '-') : ''],
    check,
  ];
}
