/** Dumps of the licensing classes: every format gives the report that the rows themselves give, and nothing else is one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { interpret } from '../src/activation/interpret.ts';
import type { Product, Report } from '../src/activation/report.ts';
import { type CimRow, type Evidence, evidenceSchema } from '../src/evidence/evidence.ts';
import { readDump } from '../src/evidence/readers/dumps/read.ts';
import { readHanded } from '../src/evidence/readers/read.ts';
import { GracewatchError } from '../src/platform/errors.ts';
import * as print from './fixtures/dumps/print.ts';
import { loadCases } from './support/cases.ts';

const takenAt = '2026-11-05T09:00:00Z';
const fixture = (name: string): string => readFileSync(join(import.meta.dirname, 'fixtures/dumps', name), 'utf8');

function read(text: string, at = takenAt): Evidence {
  return evidenceSchema.parse(readHanded({ text, file: 'dump.txt', labels: null, takenAt: at }).evidence);
}

const dumpOf = (text: string): Evidence | null => readDump(text, 'dump.txt', { labels: null, takenAt });

const classesIn = (text: string): Record<string, CimRow[]> => read(text).sources.cim?.classes ?? {};

const goldens = loadCases().map(({ name, evidence }) => {
  const text = readFileSync(evidence, 'utf8');
  return { name, text, said: evidenceSchema.parse(JSON.parse(text)) };
});
const classesOf = ({ sources }: Evidence): [string, CimRow[]][] =>
  Object.entries(sources.cim?.classes ?? {}).filter(([, rows]) => rows.length > 0);
const withRows = goldens.filter(({ said }) => classesOf(said).length > 0);

function partsOf({ products, kmsHost, serviceVersion, primary }: Report): object {
  return { products, kmsHost, serviceVersion, primary };
}

const formats: readonly (readonly [name: string, printer: print.Printer, datesAreShown: boolean])[] = [
  ['ConvertTo-Json of Windows PowerShell', print.windowsPowerShellJson, true],
  ['ConvertTo-Json of Windows PowerShell, value and Count, whole instances', print.windowsPowerShellRawJson, true],
  ['ConvertTo-Json of Windows PowerShell, extended dates', print.extendedDatesJson, true],
  ['ConvertTo-Json of PowerShell 7', print.powerShell7Json, true],
  ['wmi.getall of Zabbix', print.zabbix, true],
  ['Export-Csv', print.csv(',', true), false],
  ['Export-Csv with semicolons, no type', print.csv(';', false), false],
  ['ConvertTo-Csv with tabs', print.csv('\t', true), false],
  ['wmic', print.wmic, true],
  ['Format-List', print.formatList, false],
];

/** In words of a culture a date has no time zone, so that it cannot be known; but "no date" can. */
function withoutDates(row: CimRow): CimRow {
  const isHidden = (value: unknown): boolean => typeof value === 'string' && /^(?!1601)\d{4}-\d\d-\d\dT/.test(value);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, isHidden(value) ? null : value]));
}

const secret = { OA3xOriginalProductKey: 'SECRET-FIRMWARE-KEY' };
const asked = (className: string, rows: readonly CimRow[]): CimRow[] =>
  rows.map((row) => (className === 'SoftwareLicensingService' ? { ...row, ...secret } : row));

describe.each(formats)('%s', (_, printer, datesAreShown) => {
  test.each(withRows)('$name', ({ said }) => {
    const shown = classesOf(said).map(([name, rows]) => [name, datesAreShown ? rows : rows.map(withoutDates)]);
    const cim = { outcome: 'complete', durationMs: null, error: null, classes: Object.fromEntries(shown) } as const;
    const text = classesOf(said)
      .map(([name, rows]) => printer(name, asked(name, rows)))
      .join('\r\n');
    const lines = text.replaceAll(/\r+\n/g, '\n');
    for (const given of [text, lines, lines.replaceAll(/^/gm, '> '), lines.replaceAll('\n', '\r\n\r\n')]) {
      const evidence = read(given, said.capturedAt);
      expect(partsOf(interpret(evidence))).toEqual(partsOf(interpret({ ...said, sources: { cim } })));
      expect(JSON.stringify(evidence)).not.toContain('SECRET');
      expect(Object.keys(evidence.sources)).toEqual(['cim']);
    }
  });
});

test('a class that a row says decides, the names of its properties where it says none', () => {
  const row = { LicenseStatus: 1, PartialProductKey: 'ABCDE' };
  expect(classesIn(JSON.stringify({ __CLASS: 'OfficeSoftwareProtectionProduct', ...row }))).toEqual({
    OfficeSoftwareProtectionProduct: [row],
  });
  expect(classesIn('__CLASS : officesoftwareprotectionproduct\nLICENSESTATUS : 1\nPartialProductKey : ABCDE')).toEqual({
    OfficeSoftwareProtectionProduct: [{ LICENSESTATUS: '1', PartialProductKey: 'ABCDE' }],
  });
  expect(classesIn(JSON.stringify([row, { ClientMachineID: 'x', KeyManagementServiceHostCaching: true }]))).toEqual({
    SoftwareLicensingProduct: [row],
    SoftwareLicensingService: [{ ClientMachineID: 'x', KeyManagementServiceHostCaching: true }],
  });
});

test('an unknown property keeps its row; instances are apart by a blank line or by a name that comes again', () => {
  const one = 'Name : A\nLicenseStatus : 1\nNewProperty : x\nPartialProductKey : AAAAA\n';
  const two = 'Name : B\nLicenseStatus : 5\nNewProperty : y\nPartialProductKey : BBBBB\n';
  const rows = [
    { Name: 'A', LicenseStatus: '1', NewProperty: 'x', PartialProductKey: 'AAAAA' },
    { Name: 'B', LicenseStatus: '5', NewProperty: 'y', PartialProductKey: 'BBBBB' },
  ];
  for (const text of [one + two, `${one}\n${two}`, `${one}\n\n\n${two}`.replaceAll('\n', '\n\n')])
    expect(classesIn(text)).toEqual({ SoftwareLicensingProduct: rows });
  expect(classesIn(`${one}\n${one}\n${two}`)).toEqual({ SoftwareLicensingProduct: rows });
});

test('a value that a mail program has wrapped without indenting it', () => {
  const text = [
    'ApplicationID        : 55c92734-d682-4d71-983e-d6ec3f16059f',
    'Description          : Windows(R) Operating System,',
    'VOLUME_KMSCLIENT channel',
    'LicenseStatus        : 1',
    'PartialProductKey    : ABCDE',
  ];
  expect(classesIn(text.join('\n')).SoftwareLicensingProduct?.[0]?.Description).toBe(
    'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
  );
});

test('a mail with both: nothing of either is lost', () => {
  const evidence = read(fixture('mail.txt'));
  expect(evidence.sources.cim?.classes.SoftwareLicensingProduct).toEqual([
    expect.objectContaining({
      Description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
      LicenseStatus: '5',
      LicenseStatusReason: '3221549172',
    }),
  ]);
  expect(evidence.sources.slmgr?.text).toContain('License Status: Notification');
  expect(evidence.sources.slmgr?.text).toContain('Thanks, M.');
  expect(evidence.sources.slmgr?.text).not.toContain('GracePeriodRemaining :');
  const report = interpret(evidence);
  expect(report.products[0]).toMatchObject({
    licenseStatus: 'notification',
    reason: '0xC004F074',
    channel: 'kmsClient',
  });
  expect(report.serviceVersion).toBe('10.0.19041.3996');
  expect(report.differences).toEqual([]);
});

describe('the OSLicense module', () => {
  const wanted: Partial<Product> = {
    activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
    licenseStatus: 'licensed',
    reason: null,
    channel: 'kmsClient',
    evaluationEndsAt: null,
    rearm: { windows: 1001, application: null, sku: 1001 },
  };

  function check(text: string): void {
    const report = interpret(read(text));
    expect(report.products).toEqual([expect.objectContaining(wanted)]);
    expect(report.products[0]?.validity).toMatchObject({ kind: 'expires', remainingMinutes: 253_440 });
    expect(report.products[0]?.kms).toMatchObject({
      configuredHost: 'kms01.corp.example',
      configuredPort: 1688,
      lookupDomain: null,
      hostCaching: true,
      clientMachineId: 'f3d1b2a4-6c5e-4d7f-8a9b-0c1d2e3f4a5b',
    });
    expect(report.kmsHost).toBeNull();
    expect(report.serviceVersion).toBe('10.0.26100.6584');
    expect(report.unread).toEqual([]);
  }

  test('as a list', () => check(fixture('os-license.txt')));

  test('as JSON', () => {
    const objects = fixture('os-license.txt')
      .trim()
      .split('\n\n')
      .map((block) => block.split('\n').map((line) => line.split(/ +: ?/)))
      .map((pairs) => Object.fromEntries(pairs.map(([name, value]) => [name, value === '' ? null : value])));
    check(JSON.stringify(objects, null, 2));
    check(objects.map((one) => JSON.stringify(one, null, 4)).join('\r\n'));
  });

  test.each([
    ['Unlicensed', 'unlicensed'],
    ['Licensed', 'licensed'],
    ['OOBGrace', 'initialGrace'],
    ['Additional grace period (KMS license expired or hardware out of tolerance)', 'additionalGrace'],
    ['Non-genuine grace period.', 'nonGenuineGrace'],
    ['Notification', 'notification'],
    ['Extended grace period', 'extendedGrace'],
    ['Nicht lizenziert', 'unknown'],
    ['Unlizenziert, nicht Licensed', 'unknown'],
  ])('the status in words: %s', (word, status) => {
    const text = fixture('os-license.txt').replace(': Licensed', `: ${word}`);
    expect(interpret(read(text)).products[0]?.licenseStatus).toBe(status);
  });
});

describe('whose licences they are', () => {
  const product = { LicenseStatus: 1, PartialProductKey: 'ABCDE' };
  const system = {
    Caption: 'Microsoft Windows 11 Enterprise ',
    Version: '10.0.26100',
    BuildNumber: '26100',
    OperatingSystemSKU: 4,
    ProductType: 1,
    CSName: 'PC-0412',
  };
  const os = {
    caption: 'Microsoft Windows 11 Enterprise',
    version: '10.0.26100',
    build: '26100',
    sku: 4,
    productType: 1,
  };

  test.each([
    ['JSON', JSON.stringify([product, system])],
    ['Format-List', print.formatList('', [product]) + print.formatList('', [system])],
    ['wmic', print.wmic('', [product, system])],
    ['Export-Csv', `${print.csv(',', true)('', [product])}\r\n${print.csv(';', true)('', [system])}`],
  ])('%s', (_, text) => {
    const { machine } = read(text);
    expect(machine).toMatchObject({ name: 'PC-0412', os });
  });

  test('rows of several machines are said to be so', () => {
    const text = JSON.stringify(['PC-1', 'pc-1', 'PC-2'].map((name) => ({ ...product, PSComputerName: name })));
    const { machine, sources } = read(text);
    expect(machine.name).toBeNull();
    expect(sources.cim).toMatchObject({ outcome: 'complete', error: 'severalOutputs' });
    expect(read(JSON.stringify([{ ...product, PSComputerName: 'localhost' }])).machine.name).toBeNull();
  });
});

describe('one instance in two states', () => {
  const [on, off] = [1, 0].map((LicenseStatus) => ({
    ID: '73111121-5638-40f6-bc11-f1d7b0d64300',
    Name: 'Windows(R), Enterprise edition',
    Description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
    ApplicationID: '55c92734-d682-4d71-983e-d6ec3f16059f',
    PartialProductKey: '2YT43',
    LicenseStatus,
  }));
  const without = ({ ID: _, ...row }: Record<string, unknown>): Record<string, unknown> => row;

  test.each([
    ['before and after', [off, on]],
    ['after and before', [on, off]],
    ['two machines, the id not asked for', [without(on ?? {}), without(off ?? {})]],
  ])('%s: none of them is the machine’s', (_, rows) => {
    const { primary, sources } = interpret(read(JSON.stringify(rows)));
    expect([primary, sources[0]?.error]).toEqual([null, 'severalOutputs']);
  });

  test('the same one twice, and in two parts, is one', () => {
    const parts = [
      on,
      on,
      { ID: on?.ID, GracePeriodRemaining: 4000, LicenseFamily: 'Enterprise', LicenseIsAddon: false },
    ];
    const { primary, products } = interpret(read(JSON.stringify(parts)));
    expect([primary, products.length, products[0]?.validity.remainingMinutes]).toEqual([0, 1, 4000]);
  });
});

test('only the service is no answer to which products there are', () => {
  const text = 'ClientMachineID : x\nKeyManagementServiceHostCaching : True\nVersion : 10.0.19041.1';
  expect(read(text).sources.cim?.outcome).toBe('partial');
});

test('a table of which a record cannot be told is not whole', () => {
  const text = 'ID,Name,LicenseStatus,PartialProductKey\na,b,1,ABCDE\na,b,c,d,1,ABCDE\n';
  expect(read(text).sources.cim).toMatchObject({
    outcome: 'partial',
    classes: { SoftwareLicensingProduct: [{ ID: 'a', Name: 'b', LicenseStatus: '1', PartialProductKey: 'ABCDE' }] },
  });
});

test('wmic quotes nothing in a table of its own', () => {
  const text = [
    '\r\r\nNode,Description,LicenseStatus,PartialProductKey',
    'PC-0412,Windows(R) Operating System, VOLUME_MAK channel,1,ABCDE\r\r\n',
  ].join('\r\r\n');
  const { machine, sources } = read(text);
  expect(sources.cim?.classes.SoftwareLicensingProduct).toEqual([
    { Description: 'Windows(R) Operating System, VOLUME_MAK channel', LicenseStatus: '1', PartialProductKey: 'ABCDE' },
  ]);
  expect(machine.name).toBe('PC-0412');
});

test('a quoted cell may hold line feeds, delimiters and quotes', () => {
  const text = '"LicenseStatus","PartialProductKey","Name"\n"1","ABCDE","a, ""b""\nc"\n\nBest regards';
  const { cim, slmgr } = read(text).sources;
  expect(cim?.classes.SoftwareLicensingProduct?.[0]?.Name).toBe('a, "b"\nc');
  expect(slmgr?.text?.trim()).toBe('Best regards');
});

test('whole product keys are not kept', () => {
  const key = ['AAAAA', 'BBBBB', 'CCCCC', 'DDDDD', 'EEEEE'].join('-');
  const list = `LicenseStatus : 1\nPartialProductKey : ${key}\n\nmy key is ${key}`;
  const json = JSON.stringify({ LicenseStatus: 1, PartialProductKey: key, OA3xOriginalProductKey: key });
  for (const text of [list, json]) expect(JSON.stringify(read(text))).not.toContain('AAAAA-BBBBB');
});

describe('nothing else is a dump', () => {
  test.each(goldens)('evidence and slmgr output of $name', ({ text, said }) => {
    expect(dumpOf(text)).toBeNull();
    expect(readHanded({ text, file: 'x', labels: null, takenAt })).toEqual({ evidence: said, dated: true });
    const slmgr = said.sources.slmgr?.text ?? '';
    expect(dumpOf(slmgr)).toBeNull();
  });

  test.each([
    ['', ''],
    ['a letter', 'Name: Müller\nDescription: the PC says License Status: Licensed\nID: 4711\n'],
    ['another class', 'Name : spoolsv\nDescription : Spooler\nVersion : 1\nStatus : OK\n'],
    ['a label of slmgr without its blank', 'LicenseStatus: Licensed\n'],
    ['a table of something else', 'Name,Description,LicenseCount\na,b,1\n'],
    ['JSON of something else', '[{"name": "x", "version": "1", "description": "y"}]'],
    ['a JSON text that names them', '["LicenseStatus", "PartialProductKey"]'],
  ])('%s', (_, text) => {
    expect(dumpOf(text)).toBeNull();
  });

  test.each(['evidence', 'report'])('%s that is not quite one goes to its own reader', (kind) => {
    const report = interpret((withRows[0] as (typeof withRows)[number]).said);
    const document = kind === 'report' ? report : { schemma: 'x', sources: withRows[0]?.said.sources };
    expect(() => read(JSON.stringify(document))).toThrow(expect.objectContaining({ code: 'notEvidence' }));
  });
});

describe('hostile JSON', () => {
  const row = '{"LicenseStatus": 1, "PartialProductKey": "ABCDE"';
  test.each([
    ['broken', `[${row}`, 'notJson'],
    ['broken object', row, 'notJson'],
    ['__proto__', `[${row}, "__proto__": {"x": 1}}]`, 'forbiddenKey'],
    ['deep', `[${row}, "x": ${'['.repeat(100)}${']'.repeat(100)}}]`, 'nestedTooDeeply'],
    ['very deep', `${'['.repeat(100_000)}${row}}${']'.repeat(100_000)}`, 'nestedTooDeeply'],
  ])('%s', (_, text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }));
  });

  test('twice the same name; names of the language itself', () => {
    expect(classesIn(`${row}, "LicenseStatus": 5}`).SoftwareLicensingProduct?.[0]?.LicenseStatus).toBe(5);
    const list = '__proto__ : x\nconstructor : y\ntoString : z\nLicenseStatus : 5\nPartialProductKey : ABCDE';
    expect(interpret(read(list)).products[0]?.licenseStatus).toBe('notification');
  });
});

/** Reads and interprets; errors of the catalogue are an answer. */
function statusesIn(text: string): string[] {
  try {
    return interpret(read(text)).products.map(({ licenseStatus }) => licenseStatus);
  } catch (error) {
    if (!(error instanceof GracewatchError)) throw error;
    return [];
  }
}

const unlicensed = withRows.flatMap(({ said }) => {
  const classes = classesOf(said).map(
    ([name, rows]) => [name, rows.map((row) => ({ ...row, LicenseStatus: 5 }))] as const,
  );
  return formats.map(([, printer]) => classes.map(([name, rows]) => printer(name, rows)).join('\r\n'));
});

test('any text is read or refused in an orderly way', () => {
  const names = ['LicenseStatus', 'PartialProductKey', 'ID', 'Name', 'ClientMachineID', '__CLASS', '#TYPE x'];
  const part = fc.oneof(
    fc.constantFrom(
      ...names,
      ' : ',
      '=',
      ',',
      ';',
      '"',
      '""',
      '\n',
      '\r\r\n',
      '    ',
      '> ',
      '[',
      '{',
      '}',
      ']',
      '1',
      ': ',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => void statusesIn(parts.join(''))),
    { numRuns: 5000 },
  );
});

test('no cut of a dump makes a status better, nor do lost or doubled lines', () => {
  const cut = fc.record({
    text: fc.constantFrom(...unlicensed),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    lost: fc.array(fc.nat(400), { maxLength: 5 }),
    twice: fc.array(fc.nat(400), { maxLength: 5 }),
  });
  fc.assert(
    fc.property(cut, ({ text, from, to, lost, twice }) => {
      const part = text.slice(Math.floor(from * text.length), Math.floor(to * text.length));
      const lines = text.split('\n').flatMap((line, index) => {
        if (lost.includes(index)) return [];
        return twice.includes(index) ? [line, line] : [line];
      });
      for (const changed of [part, lines.join('\n')]) expect(statusesIn(changed)).not.toContain('licensed');
    }),
    { numRuns: 1500 },
  );
});

test.each([
  ['a list', print.formatList('', [withRows[0]?.said.sources.cim?.classes.SoftwareLicensingProduct?.[0] ?? {}])],
  ['quotes', 'x",y,"'],
  ['lines that are no end', 'LicenseStatus,PartialProductKey\n"'],
  ['opening brackets', '[\n'],
  ['carriage returns', '\r'],
  ['blanks', ' '],
  ['marks of quotation', '> '],
  ['colons', 'a : '],
  ['one name after the other', 'LicenseStatus : 1\n'],
  ['indented lines', 'LicenseStatus : 1\n    x\n'],
  ['one value', '    x\n'],
  ['a table', 'LicenseStatus,PartialProductKey\n1,2\n'],
])('3 MB of %s', (_, unit) => {
  const text = `LicenseStatus : 1\nName : ${unit.repeat(Math.ceil(3_000_000 / unit.length))}`;
  const started = performance.now();
  dumpOf(text);
  expect(performance.now() - started).toBeLessThan(20_000);
});
