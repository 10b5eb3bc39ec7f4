/**
 * One machine, told by every source there is: the report is the one of its CIM rows, but for what a source cannot show.
 * That stands in one table, each line with its reason; a line that no machine needs fails.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { interpret } from '../src/activation/interpret.ts';
import type { Product, Report } from '../src/activation/report.ts';
import { englishLabels } from '../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../src/activation/slmgr/labels/set.ts';
import { simplifiedChineseLabels } from '../src/activation/slmgr/labels/zhHans.ts';
import { type CimRow, type Evidence, emptyEvidence, evidenceSchema } from '../src/evidence/evidence.ts';
import { readHanded } from '../src/evidence/readers/read.ts';
import * as print from './fixtures/dumps/print.ts';
import { loadCases } from './support/cases.ts';
import { completeDictionaries } from './support/slmgrDictionaries.ts';
import { printSlmgr, regionalDate } from './support/slmgrPrinter.ts';

const commands = ['dlv', 'dli', 'xpr', 'dlvAll'] as const;
type Command = (typeof commands)[number];

interface Language {
  readonly labels: LabelSet;
  /** Whether the reader is given the dictionary, or has it built in. */
  readonly isGiven: boolean;
  readonly formatDate: (instant: Date) => string;
}
const european = (instant: Date): string => instant.toLocaleString('de-DE', { timeZone: 'Europe/Berlin' });
const languages = {
  English: { labels: englishLabels, isGiven: false, formatDate: regionalDate('en-US', 'America/Los_Angeles') },
  'Japanese by its dictionary': {
    labels: completeDictionaries.japaneseLike,
    isGiven: true,
    formatDate: regionalDate('ja-JP', 'Asia/Tokyo'),
  },
  'values first by its dictionary': { labels: completeDictionaries.valuesFirst, isGiven: true, formatDate: european },
  'Simplified Chinese': {
    labels: simplifiedChineseLabels.labels.map(([key, text]) => [key, text] as const),
    isGiven: false,
    formatDate: (instant) => instant.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false }),
  },
} as const satisfies Readonly<Record<string, Language>>;

const dumps = {
  'ConvertTo-Json of Windows PowerShell': print.windowsPowerShellJson,
  'ConvertTo-Json of PowerShell 7': print.powerShell7Json,
  wmic: print.wmic,
  'Export-Csv': print.csv(',', true),
  'Format-List': print.formatList,
} as const satisfies Readonly<Record<string, print.Printer>>;
type Dump = keyof typeof dumps;
type Source = Command | Dump;

interface Machine {
  readonly name: string;
  readonly at: string;
  readonly classes: Readonly<Record<string, CimRow[]>>;
  /** By all that the evidence holds, but for slmgr's text. */
  readonly cim: Report;
}

/** A machine as one source tells it. */
interface Told {
  readonly machine: Machine;
  readonly source: Source;
  readonly language: keyof typeof languages | null;
  /** Dates in a culture's words, as they were printed. */
  readonly dates: ReadonlySet<string>;
  readonly report: Report;
}

function reportOf(text: string, at: string, labels: LabelSet | null): Report {
  const given = labels && Object.fromEntries(labels);
  return interpret(readHanded({ text, file: 'handed', labels: given, takenAt: at }).evidence);
}

function machineOf(name: string, said: Evidence): Machine[] {
  const { slmgr: _, ...sources } = said.sources;
  const classes = sources.cim?.classes ?? {};
  if (Object.keys(classes).length === 0) return [];
  const at = said.capturedAt;
  return [{ name, at, classes, cim: reportOf(JSON.stringify({ ...said, sources }), at, null) }];
}

const machines = loadCases().flatMap(({ name, evidence }) =>
  machineOf(name, evidenceSchema.parse(JSON.parse(readFileSync(evidence, 'utf8')))),
);

function bySlmgr(machine: Machine, command: Command, language: keyof typeof languages): Told {
  const { labels, isGiven, formatDate } = languages[language];
  const dates = new Set<string>();
  const recorded = (instant: Date): string => {
    const text = formatDate(instant);
    dates.add(text);
    return text;
  };
  const text = printSlmgr({
    command,
    service: machine.classes.SoftwareLicensingService?.[0] ?? {},
    products: machine.classes.SoftwareLicensingProduct ?? [],
    labels,
    now: new Date(machine.at),
    formatDate: recorded,
  });
  const report = reportOf(text, machine.at, isGiven ? labels : null);
  return { machine, source: command, language, dates, report };
}

function byDump(machine: Machine, source: Dump): Told {
  const classes = Object.entries(machine.classes).filter(([, rows]) => rows.length > 0);
  const text = classes.map(([name, rows]) => dumps[source](name, rows)).join('\r\n');
  const dates = new Set(text.match(/\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d/g));
  return { machine, source, language: null, dates, report: reportOf(text, machine.at, null) };
}

/** What `/xpr` prints is not known of a status without a name, and of minutes beyond what the class can hold. */
const isUntellable = ({ cim }: Machine, source: Source): boolean =>
  source === 'xpr' && cim.unread.some(({ label }) => label === 'LicenseStatus' || label === 'GracePeriodRemaining');

const tellable = (source: Source): Machine[] => machines.filter((machine) => !isUntellable(machine, source));
const names = <T extends object>(table: T): (keyof T)[] => Object.keys(table) as (keyof T)[];

const bySource: ReadonlyMap<string, readonly Told[]> = new Map([
  ...commands.flatMap((command) =>
    names(languages).map((language) => {
      const told = tellable(command).map((machine) => bySlmgr(machine, command, language));
      return [`slmgr ${command} in ${language}`, told] as const;
    }),
  ),
  ...names(dumps).map((dump) => [dump, tellable(dump).map((machine) => byDump(machine, dump))] as const),
]);
const allTold = [...bySource.values()].flat();

/** What a source does not show of the report that CIM gives. */
type Untold = {
  readonly of: readonly Source[];
  readonly why: string;
} & (
  | {
      readonly report: readonly string[];
      readonly when?: (told: Told) => boolean;
      /** What stands there instead. Default: null. */
      readonly as?: (told: Told) => unknown;
    }
  | {
      /** Paths in a product. */
      readonly product: readonly string[];
      /** Of which products. Default: all. */
      readonly where?: (product: Product, told: Told) => boolean;
      /** Default: null. */
      readonly as?: unknown;
    }
  | { readonly absent: (product: Product, told: Told) => boolean }
);

const inFull = ['dlv', 'dlvAll'] as const;
const inParts = [...inFull, 'dli'] as const;
const inWords: readonly Source[] = [...inParts, 'Format-List', 'Export-Csv'];
const everything: readonly Source[] = [...commands, ...names(dumps)];

const isKeyed = ({ partialProductKey }: Product): boolean => partialProductKey !== null;
function isPrinted(product: Product, { source }: Told): boolean {
  if (source === 'dlvAll') return true;
  return isKeyed(product) && (product.family === 'windows' || (product.addOn && source !== 'xpr'));
}
const graces: ReadonlySet<Product['licenseStatus']> = new Set(['initialGrace', 'additionalGrace']);
const textOf = (state: string, { language }: Told): string | undefined =>
  language === null ? undefined : new Map(languages[language].labels).get(`L_MsgLicenseStatus${state}`);
const isClient = ({ channel }: Product): boolean => channel === 'kmsClient';
const isKmsBlockPrinted = (product: Product): boolean =>
  product.licenseStatus === 'licensed' && product.activeDirectory === null && product.token === null;
const hasWindowsLeft = ({ validity }: Product): boolean => validity.remainingMinutes !== null;

const requestsOf = {
  total: 'TotalRequests',
  failed: 'FailedRequests',
  unlicensed: 'UnlicensedRequests',
  licensed: 'LicensedRequests',
  initialGrace: 'OOBGraceRequests',
  expired: 'OOTGraceRequests',
  nonGenuine: 'NonGenuineGraceRequests',
  notification: 'NotificationRequests',
};

const untold: readonly Untold[] = [
  {
    of: everything,
    report: ['machine'],
    as: ({ machine }) => emptyEvidence(machine.at).machine,
    why: 'no licensing class names the machine',
  },
  { of: everything, report: ['service', 'network', 'lastAttempt'], why: 'services, network, event log: not asked' },
  {
    of: commands,
    report: ['sources'],
    as: () => [{ source: 'slmgr', outcome: 'complete', durationMs: null, error: null }],
    why: 'one source, and nobody took its time',
  },
  {
    of: names(dumps),
    report: ['sources'],
    as: () => [{ source: 'cim', outcome: 'complete', durationMs: null, error: null }],
    why: 'one source, and nobody took its time',
  },
  {
    of: names(dumps),
    report: ['sources.0.outcome'],
    when: ({ machine }) => machine.cim.products.length === 0,
    as: () => 'partial',
    why: 'a dump without a product does not say that there is none: perhaps only the service was asked for',
  },
  {
    of: commands,
    report: ['sources.0.error'],
    when: (told) => !told.machine.cim.products.some((product) => isPrinted(product, told)),
    as: () => 'productKeyNotFound',
    why: 'slmgr.vbs says in words that it has nothing to print',
  },
  {
    of: ['dlv', 'dli', 'xpr'],
    absent: (product, told) => !isPrinted(product, told),
    why: 'without `all` slmgr.vbs leaves out what has no key, and Office',
  },
  { of: ['dli', 'xpr'], report: ['serviceVersion'], why: 'printed by /dlv only' },
  {
    of: ['dli', 'xpr'],
    product: ['activationId', 'applicationId', 'keyChannel', 'extendedPid', 'rearm.windows', 'rearm.sku'],
    why: 'printed by /dlv only',
  },
  {
    of: ['xpr'],
    product: [
      'description',
      'partialProductKey',
      'activationType',
      'method',
      'kms',
      'avma',
      'activeDirectory',
      'token',
    ],
    why: '/xpr prints a name and a sentence',
  },
  { of: ['xpr'], product: ['channel'], as: 'unknown', why: 'the description tells the channel, and is not printed' },
  { of: ['xpr'], report: ['kmsHost'], why: '/xpr prints a name and a sentence' },
  {
    of: ['xpr'],
    product: ['validity.remainingMinutes', 'validity.expiresAt', 'validity.renewedAt'],
    why: 'the end is a date as the user’s region writes it',
  },
  {
    of: ['xpr'],
    product: ['validity.kind'],
    where: ({ validity }) => validity.kind === 'ended',
    as: 'unknown',
    why: 'neither the reason nor the channel is printed, by which an end is told from a key that never was activated',
  },
  {
    of: ['xpr'],
    product: ['validity.kind'],
    where: (product) => product.licenseStatus === 'licensed' && product.validity.kind === 'unknown',
    as: 'expires',
    why: 'out of minutes that are none the script makes a date like any other',
  },
  {
    of: ['xpr'],
    product: ['licenseStatus'],
    where: ({ licenseStatus }, told) =>
      graces.has(licenseStatus) && textOf('InitialGrace', told) === textOf('AdditionalGrace', told),
    as: 'unknown',
    why: 'Chinese has one sentence for both, and so has the language with values first',
  },
  {
    of: commands,
    product: ['reason'],
    where: ({ licenseStatus }) => licenseStatus !== 'notification',
    why: 'not printed',
  },
  {
    of: ['xpr'],
    product: ['reason'],
    where: ({ licenseStatus }) => licenseStatus === 'notification',
    why: 'not printed',
  },
  {
    of: inParts,
    product: ['validity.kind'],
    where: ({ licenseStatus, validity }) => licenseStatus === 'unlicensed' && validity.kind === 'ended',
    as: 'unknown',
    why: 'of an unlicensed client neither the reason is printed nor the host that it once had',
  },
  {
    of: inParts,
    product: ['validity.remainingMinutes'],
    where: (product) => product.licenseStatus === 'unknown' && hasWindowsLeft(product),
    why: 'minutes are printed of states that have a name',
  },
  {
    of: inParts,
    product: ['kms'],
    where: (product) => isClient(product) && !isKmsBlockPrinted(product),
    why: 'the KMS block is printed of a licensed client that neither a directory nor a token activated',
  },
  {
    of: inParts,
    product: ['method'],
    where: (product) => product.method === 'kms' && !isKmsBlockPrinted(product),
    why: 'the KMS block says it, and is printed of a licensed client',
  },
  {
    of: inParts,
    product: ['kms.discoveredHost', 'kms.discoveredPort'],
    where: ({ kms }) => kms?.configuredHost != null,
    why: 'a registered host is printed in place of the one found in DNS',
  },
  { of: commands, product: ['subscription'], why: 'slmgr.vbs is older than subscriptions' },
  { of: inParts, report: ['kmsHost.products.*.requiredCount'], why: 'not printed' },
  {
    of: inParts,
    report: ['kmsHost.requests'],
    when: ({ machine }) => (machine.cim.kmsHost?.products.length ?? 0) > 1,
    as: ({ machine: { classes, cim } }) => {
      const row = classes.SoftwareLicensingProduct?.[cim.kmsHost?.products[0]?.product ?? -1] ?? {};
      return Object.fromEntries(names(requestsOf).map((key) => [key, row[`KeyManagementService${requestsOf[key]}`]]));
    },
    why: 'what is printed are the counts of a product, the first one’s here, and not the sum, which the service has',
  },
  {
    of: [...commands, 'Format-List', 'Export-Csv'],
    product: ['evaluationEndsAt'],
    why: 'a date as the user’s region writes it has no time zone, and its day may be its month',
  },
  {
    of: inWords,
    product: ['avma.activatedAt', 'validity.renewedAt'],
    where: ({ channel }) => channel === 'avma',
    why: 'such a date, and what is counted from it',
  },
  { of: ['Format-List', 'Export-Csv'], product: ['subscription.expiresAt'], why: 'such a date' },
  {
    of: commands,
    report: ['unread'],
    as: ({ dates }) => [...dates].map(() => 'a date'),
    why: 'such a date is put aside; a value out of its range is a number of the text like any other',
  },
  {
    of: ['Format-List', 'Export-Csv'],
    report: ['unread'],
    as: ({ machine: { cim } }) => {
      const dates = cim.products.flatMap((one) => [
        one.avma?.activatedAt,
        one.evaluationEndsAt,
        one.subscription?.expiresAt,
      ]);
      return [...cim.unread, ...dates.filter((date) => date != null).map(() => 'a date')];
    },
    why: 'such a date is put aside',
  },
];

function put(target: unknown, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (target === null || typeof target !== 'object') return; // of a block that is not there nothing is hidden
  const fields = target as Record<string, unknown>;
  const keys = key === '*' ? Object.keys(fields) : [key];
  for (const each of keys) {
    if (rest.length === 0) fields[each] = value;
    else put(fields[each], rest, value);
  }
}

/** The products that are shown, with what points at them. */
function withoutProducts(report: Report, isAbsent: (index: number) => boolean): Report {
  const kept = [...report.products.keys()].filter((index) => !isAbsent(index));
  const moved = (index: number): number => kept.indexOf(index);
  const primary = report.primary !== null && kept.includes(report.primary) ? moved(report.primary) : null;
  const { kmsHost } = report;
  const hosting = kmsHost?.products.filter(({ product }) => kept.includes(product)) ?? [];
  return {
    ...report,
    primary,
    products: report.products.filter((_, index) => kept.includes(index)),
    kmsHost: kmsHost && { ...kmsHost, products: hosting.map((one) => ({ ...one, product: moved(one.product) })) },
  };
}

function hide(report: Report, told: Told, entry: Untold): void {
  if ('report' in entry) {
    const { report: paths, when = () => true, as = () => null } = entry;
    if (when(told)) for (const path of paths) put(report, path.split('.'), as(told));
  }
  if (!('product' in entry)) return;
  const { product: paths, where = () => true, as = null } = entry;
  // CIM's own product says of which ones an entry speaks, whatever other entries hide of it.
  const meant = report.products.filter((_, index) => where(told.machine.cim.products[index] as Product, told));
  for (const product of meant) for (const path of paths) put(product, path.split('.'), as);
}

/** What `told` must give: the report of CIM, less what is untold. */
function expected(told: Told, table: readonly Untold[]): Report {
  const { cim } = told.machine;
  const report = structuredClone(cim);
  const entries = table.filter(({ of }) => of.includes(told.source));
  for (const entry of entries) hide(report, told, entry);
  const isAbsent = (product: Product): boolean =>
    entries.some((entry) => 'absent' in entry && entry.absent(product, told));
  return withoutProducts(report, (index) => isAbsent(cim.products[index] as Product));
}

/** Where a date was put aside stands that one was: its label is the language's. */
function got({ report, dates }: Told): unknown {
  const solid = (text: string): string => text.replaceAll(/\s/g, '');
  const printed = [...dates].map(solid);
  const unread = report.unread.map((entry) => {
    const line = solid(`${entry.label}:${entry.text}`);
    return printed.some((date) => line.includes(date)) ? 'a date' : entry;
  });
  return { ...report, unread };
}

function wrongIn(wanted: unknown, read: unknown, path = ''): string[] {
  const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';
  if (isObject(wanted) && isObject(read)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(read)]);
    return [...keys].flatMap((key) => wrongIn(wanted[key], read[key], `${path}.${key}`));
  }
  return Object.is(wanted, read) ? [] : [`${path}: ${JSON.stringify(read)}, not ${JSON.stringify(wanted)}`];
}

describe('gives the report of the CIM rows, but for what it cannot show', () => {
  test.each([...bySource.keys()])('%s', (name) => {
    const told = bySource.get(name) ?? [];
    expect(told.length).toBeGreaterThan(60);
    expect(
      told.flatMap((one) => wrongIn(expected(one, untold), got(one)).map((wrong) => one.machine.name + wrong)),
    ).toEqual([]);
  });
});

describe('of what cannot be shown each line is needed', () => {
  const lines = untold.flatMap((entry) => {
    const what = 'report' in entry ? entry.report : 'product' in entry ? entry.product : ['products'];
    return what.flatMap((path) =>
      entry.of.map((source) => [`${path}: ${source}: ${entry.why}`, entry, path, source] as const),
    );
  });

  test.each(lines)('%s', (_, entry, path, source) => {
    const fewer = untold.flatMap((other): Untold[] => {
      if (other !== entry) return [other];
      if ('report' in other) return [{ ...other, report: other.report.filter((one) => one !== path) }];
      return 'product' in other ? [{ ...other, product: other.product.filter((one) => one !== path) }] : [];
    });
    const told = allTold.filter((one) => one.source === source);
    expect(told.some((one) => !isDeepStrictEqual(expected(one, fewer), got(one)))).toBe(true);
  });

  test('two machines are left out of /xpr', () => {
    const leftOut = machines.filter((machine) => isUntellable(machine, 'xpr')).map(({ name }) => name);
    expect(leftOut).toEqual(['minutes-absurd', 'status-9']);
  });
});
