/**
 * slmgr.vbs as a source: bytes of every encoding become text with the right dictionary, a real child process that
 * misbehaves costs no more than its deadline, and what is no answer is never taken for one.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { interpret } from '../../src/activation/interpret.ts';
import { englishLabels } from '../../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../../src/activation/slmgr/labels/set.ts';
import { type CimRow, emptyEvidence, evidenceSchema, type SlmgrSource } from '../../src/evidence/evidence.ts';
import { type SlmgrRun, slmgrSourceOf, startSlmgr } from '../../src/evidence/sources/slmgr.ts';
import { decideSlmgr, type SlmgrFacts } from '../../src/evidence/sources/slmgrOutcome.ts';
import { readPrinted } from '../../src/evidence/sources/slmgrPrinted.ts';
import { sourceErrors } from '../../src/wording/en/words.ts';
import { dictionaries } from '../support/slmgrDictionaries.ts';
import { printSlmgr } from '../support/slmgrPrinter.ts';
import { makeWindowsFolder, type WindowsFolder } from '../support/windowsFolder.ts';

const capturedAt = '2026-11-24T05:30:00.000Z';
const patience = { deadlineMs: 30_000 };

// A KMS client with 259190 minutes left, as the classes say it.
const service = {
  Version: '10.0.26100.4351',
  RemainingWindowsReArmCount: 1001,
  ClientMachineID: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
};
const product = {
  ID: '73111121-5638-40f6-bc11-f1d7b0d64300',
  ApplicationID: '55c92734-d682-4d71-983e-d6ec3f16059f',
  Name: 'Windows(R), Enterprise edition',
  Description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
  ProductKeyID: '00329-00000-00003-000000-03-1041-26100.0000-3282026',
  ProductKeyChannel: 'Volume:GVLK',
  OfflineInstallationId: '123456789012345678901234567890123456789012345678901234567890123',
  PartialProductKey: '2YT43',
  LicenseIsAddon: false,
  LicenseStatus: 1,
  GracePeriodRemaining: 259190,
  RemainingSkuReArmCount: 1001,
  VLActivationTypeEnabled: 0,
  VLActivationType: 2,
  TokenActivationILVID: 4294967295,
  DiscoveredKeyManagementServiceMachineName: 'kms1.corp.example',
  DiscoveredKeyManagementServiceMachinePort: 1688,
  VLActivationInterval: 120,
  VLRenewalInterval: 10080,
};

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const dlv = (labels: LabelSet = [], row: CimRow = product): string =>
  crlf(printSlmgr({ command: 'dlv', service, products: [row], labels, now: new Date(capturedAt) }));
const utf16 = (text: string): Buffer => iconv.encode(text, 'utf16-le');
const withBom = (text: string): Buffer => iconv.encode(text, 'utf16-le', { addBOM: true });
/** As a console of 80 columns breaks it. */
const wrapped = (text: string): string => text.replace(/[^\r\n]{80}(?=[^\r\n])/g, '$&\r\n');

const ran = (stdout: Buffer, more: Partial<SlmgrRun> = {}): SlmgrRun => ({
  startError: null,
  ended: 'byItself',
  exitCode: 0,
  stdout,
  stderr: Buffer.alloc(0),
  durationMs: 380,
  troubles: [],
  ...more,
});

let folder: WindowsFolder | null = null;
afterEach(() => {
  folder?.remove();
  folder = null;
});
function windows(languages?: Readonly<Record<string, LabelSet>>): WindowsFolder {
  folder = makeWindowsFolder(languages);
  return folder;
}

/** What was logged beside the source: message, and code or text. */
type Logged = [message: string, about: unknown];
async function sourceOf(run: SlmgrRun, places: WindowsFolder, scriptHostEnabled: boolean | null = null) {
  const logged: Logged[] = [];
  const note = (message: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    logged.push([message, facts.text ?? (facts.error as { code?: unknown }).code]);
  };
  const source = await slmgrSourceOf(run, places, { scriptHostEnabled, log: { warn: note, info: note } });
  // Whatever it is, it is evidence, and its error has words.
  evidenceSchema.parse({ ...emptyEvidence(capturedAt), sources: { slmgr: source } });
  if (source.error !== null) expect(sourceErrors[source.error] ?? source.error).toMatch(/^0x[0-9A-F]{8}$| /);
  return { source, logged };
}
const reportOf = (slmgr: SlmgrSource) => interpret({ ...emptyEvidence(capturedAt), sources: { slmgr } });

const read = {
  licenseStatus: 'licensed',
  partialProductKey: '2YT43',
  validity: { kind: 'expires', remainingMinutes: 259190 },
  kms: { discoveredHost: 'kms1.corp.example', discoveredPort: 1688 },
};

test.each<[about: string, labels: LabelSet, bytes: (text: string) => Buffer, lcid: string]>([
  ['English, UTF-16 with a byte order mark', [], withBom, '0409'],
  ['English, UTF-16 without', [], utf16, '0409'],
  ['English, OEM', [], (text) => iconv.encode(text, 'cp437'), '0409'],
  ['Japanese, UTF-16 with a byte order mark', dictionaries['0411'], withBom, '0411'],
  ['Japanese, UTF-16 without', dictionaries['0411'], utf16, '0411'],
  ['Japanese, CP932', dictionaries['0411'], (text) => iconv.encode(text, 'cp932'), '0411'],
  ['Japanese, UTF-8', dictionaries['0411'], (text) => iconv.encode(text, 'utf8'), '0411'],
  ['German, CP1252', dictionaries['0407'], (text) => iconv.encode(text, 'windows-1252'), '0407'],
  ['German, CP850', dictionaries['0407'], (text) => iconv.encode(text, 'cp850'), '0407'],
  ['French, CP1252', dictionaries['040C'], (text) => iconv.encode(text, 'windows-1252'), '040C'],
  ['French, UTF-16', dictionaries['040C'], withBom, '040C'],
  ['Russian, CP866', dictionaries['0419'], (text) => iconv.encode(text, 'cp866'), '0419'],
  ['Russian, UTF-16 without', dictionaries['0419'], utf16, '0419'],
])('recorded bytes: %s', async (_, labels, bytes, lcid) => {
  const text = dlv(labels);
  const { source, logged } = await sourceOf(ran(bytes(text)), windows());
  expect(source).toMatchObject({ outcome: 'complete', error: null, exitCode: 0, durationMs: 380, text });
  const expected = lcid === '0409' ? englishLabels : labels;
  expect(source.labels).toEqual(Object.fromEntries(expected));
  expect(logged).toEqual([]);
  const report = reportOf(source);
  expect(report.products).toMatchObject([read]);
  expect(report.unread).toEqual([]);
});

test.each<[about: string, labels: LabelSet, bytes: (text: string) => Buffer]>([
  ['English', [], utf16],
  ['Japanese, CP932', dictionaries['0411'], (text) => iconv.encode(text, 'cp932')],
  ['German, CP1252', dictionaries['0407'], (text) => iconv.encode(text, 'windows-1252')],
])('broken into lines of 80 columns, what decides is still read: %s', async (_, labels, bytes) => {
  const text = wrapped(dlv(labels, { ...product, TokenActivationAdditionalInfo: 'contract '.repeat(20) }));
  expect(text).toMatch(/contract co\r\n/);
  const { source } = await sourceOf(ran(bytes(text)), windows());
  expect(source.text).toBe(text);
  expect(reportOf(source).products).toMatchObject([read]);
});

test('a language that is not installed: the text is kept without labels', async () => {
  const { source } = await sourceOf(ran(utf16(dlv(dictionaries['0419']))), windows({ '0407': dictionaries['0407'] }));
  expect(source).toMatchObject({ outcome: 'complete', labels: null });
  expect(source.text).toContain('Положение лицензии: Подтверждена');
});

test('two languages that share most labels: the one whose status line stands there', async () => {
  const english = englishLabels.map(([key, text]) => [key, text.replace('License Status', 'Licence State')] as const);
  const places = windows({ '0809': english, '0409': englishLabels, '1009': english.slice(0, 5) });
  expect((await sourceOf(ran(utf16(dlv(english))), places)).source.labels?.L_MsgLicenseStatusLicensed_1).toBe(
    'Licence State: Licensed',
  );
  expect((await sourceOf(ran(utf16(dlv())), places)).source.labels?.L_MsgLicenseStatusLicensed_1).toBe(
    'License Status: Licensed',
  );
});

test('dictionaries that cannot be read are said, and cost no other one', async () => {
  const places = windows();
  rmSync(join(places.slmgrLabels, '0407', 'slmgr.ini')); // an empty folder
  writeFileSync(join(places.slmgrLabels, '040C', 'slmgr.ini'), Buffer.alloc(2 << 20, 'L_MsgX=Y\r\n'));
  writeFileSync(join(places.slmgrLabels, '0419', 'slmgr.ini'), '');
  mkdirSync(join(places.slmgrLabels, 'backup'));
  const { source, logged } = await sourceOf(ran(utf16(dlv(dictionaries['0411']))), places);
  expect(source.labels).toHaveProperty('L_MsgProductName', '名前: ');
  const message = 'a dictionary of slmgr.vbs cannot be read';
  expect(logged).toHaveLength(3);
  expect(logged).toEqual(
    expect.arrayContaining([
      [message, 'fileNotFound'],
      [message, 'fileTooLarge'],
      [message, 'fileEmpty'],
    ]),
  );
});

test('no dictionaries at all: English is read without', async () => {
  const { source, logged } = await sourceOf(ran(utf16(dlv())), windows({}));
  expect(source).toMatchObject({ outcome: 'complete', labels: null, text: dlv() });
  expect(logged).toEqual([['a dictionary of slmgr.vbs cannot be read', 'ENOENT']]);
  expect(reportOf(source).products).toMatchObject([read]);
});

// Errors that slmgr itself prints are an answer; interpret says what of.
const denied = 0x80070005;
test.each<[about: string, text: string, exitCode: number, error: string | null, outcome: string]>([
  ['no rights', 'Error: 0x80070005 Access denied.\r\n', denied, '0x80070005', 'failed'],
  ['no rights, in German', 'Störung: 0x80070005 Zugriff verweigert.\r\n', denied, '0x80070005', 'failed'],
  ['a decimal number', 'Error: 5 Access denied.\r\n', 5, '0x80070005', 'failed'],
  [
    'a connection',
    'Error 0x800706BA occurred in connecting to the local WMI provider.\r\n',
    0x800706ba,
    '0x800706BA',
    'failed',
  ],
  ['no product', 'Error: product key not found.\r\n', 0, 'productKeyNotFound', 'complete'],
])('an error that slmgr prints is kept: %s', async (_, text, exitCode, error, outcome) => {
  const { source } = await sourceOf(ran(utf16(text), { exitCode }), windows());
  expect(source).toMatchObject({ outcome: 'complete', error: null, exitCode, text });
  expect(reportOf(source).sources).toEqual([{ source: 'slmgr', outcome, durationMs: 380, error }]);
});

test.each([
  ['Error: 0x80070005 Access denied.\r\n', denied],
  ['Error 0x800706BA occurred in connecting to the local WMI provider.\r\n', 0x800706ba],
  ['Error: 5 Access denied.\r\n', 5],
])('also where no dictionary is there: %s', async (text, exitCode) => {
  const { source } = await sourceOf(ran(utf16(text), { exitCode }), windows({}));
  expect(source).toMatchObject({ outcome: 'complete', text });
});

// Messages of the script host say nothing about a licence.
const noEngine = 'Input Error: There is no script engine for file extension ".vbs".\r\n';
const noHost = 'Windows Script Host access is disabled on this machine. Contact your administrator for details.\r\n';
const policy = 'CScript Error: Execution of the Windows Script Host failed. (0x800711C7)\r\n';
const noEngineJa = '入力エラー: ファイル拡張子 ".vbs" のスクリプト エンジンがありません。\r\n';
test.each<[about: string, text: string, settings: { off?: boolean; without?: 'slmgr' | 'vbscript' }, error: string]>([
  ['no engine', noEngine, {}, 'vbscriptUnavailable'],
  ['no engine, in Japanese', noEngineJa, {}, 'vbscriptUnavailable'],
  ['no engine, and its file is gone', noEngine, { without: 'vbscript' }, 'vbscriptUnavailable'],
  ['stopped by policy', policy, {}, 'vbscriptUnavailable'],
  ['host switched off', noHost, { off: true }, 'scriptHostUnavailable'],
  ['host switched off, and nothing printed', '', { off: true }, 'scriptHostUnavailable'],
  ['engine gone, and nothing printed', '', { without: 'vbscript' }, 'vbscriptUnavailable'],
  ['no script', 'Input Error: Can not find script file "slmgr.vbs".\r\n', { without: 'slmgr' }, 'slmgrMissing'],
])('not there: %s', async (_, text, { off = false, without }, error) => {
  for (const stream of ['stdout', 'stderr'] as const) {
    const places = windows();
    if (without) rmSync(places[without]);
    const run = ran(Buffer.alloc(0), { exitCode: 1, [stream]: utf16(text) });
    const { source, logged } = await sourceOf(run, places, off ? false : null);
    expect(source).toEqual({ outcome: 'unavailable', durationMs: 380, error, exitCode: 1, text: null, labels: null });
    // For whoever looks after it, and not in the report.
    expect(logged).toEqual(text === '' ? [] : [['a message about slmgr.vbs', text.trim()]]);
    expect(reportOf(source)).toMatchObject({ products: [], unread: [], sources: [{ outcome: 'unavailable', error }] });
    places.remove();
  }
});

test.each([true, null])('a host that is not switched off (%s): the engine is what is missing', async (enabled) => {
  const { source } = await sourceOf(ran(utf16(noEngine), { exitCode: 1 }), windows(), enabled);
  expect(source.error).toBe('vbscriptUnavailable');
});

test('a script that breaks off names its place: that is no missing engine', async () => {
  const stderr = utf16('C:\\Windows\\System32\\slmgr.vbs(1340, 5) (null): 0x80041010\r\n');
  const run = ran(Buffer.alloc(0), { exitCode: 1, stderr });
  expect((await sourceOf(run, windows())).source).toMatchObject({ outcome: 'failed', error: 'noAnswer', text: null });
});

test('a whole product key in a message does not reach the log', async () => {
  const key = ['AAAAA', 'BBBBB', 'CCCCC', 'DDDDD', 'EEEEE'].join('-');
  const { logged } = await sourceOf(ran(utf16(`no engine for ${key}\r\n`), { exitCode: 1 }), windows());
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).not.toContain('BBBBB');
});

// A real program in the place of cscript.exe.

const start = (places: WindowsFolder, deadlineMs = patience.deadlineMs) => startSlmgr(places, { deadlineMs });
const runOf = (places: WindowsFolder, deadlineMs?: number) => start(places, deadlineMs).done;

test('a program: called by its own path, with the arguments as they are', async () => {
  const places = windows();
  const run = await runOf(places.behaves('words'));
  expect(JSON.parse(run.stdout.toString('utf16le'))).toEqual([
    places.system32,
    '//Nologo',
    '//U',
    places.slmgr,
    '/dlv',
  ]);
});

test('a program: what it prints arrives whole, also where it is long', async () => {
  const text = dlv().repeat(400); // beyond what a pipe holds
  const places = windows();
  const run = await runOf(places.behaves('print', places.file('out', utf16(text)), '0'));
  expect(run).toMatchObject({ startError: null, ended: 'byItself', exitCode: 0, troubles: [] });
  expect(run.stdout.equals(utf16(text))).toBe(true);
  expect((await sourceOf(run, places)).source).toMatchObject({ outcome: 'complete', text });
});

test('a program: its exit code is kept beside the error that it prints', async () => {
  const places = windows();
  const text = 'Error: 5 Access denied.\r\n';
  const run = await runOf(places.behaves('print', places.file('out', utf16(text)), '5'));
  expect((await sourceOf(run, places)).source).toMatchObject({ outcome: 'complete', exitCode: 5, text });
});

test('a program that prints nothing is no answer, well ended or not', async () => {
  for (const exitCode of [0, 1]) {
    const places = windows();
    const run = await runOf(places.behaves('silent', String(exitCode)));
    expect((await sourceOf(run, places)).source).toMatchObject({
      outcome: 'failed',
      error: 'noAnswer',
      exitCode,
      text: null,
    });
    places.remove();
  }
});

test('a program that only complains: VBScript is missing or blocked', async () => {
  const places = windows();
  const run = await runOf(places.behaves('complain', places.file('out', utf16(noEngine)), '1'));
  const { source, logged } = await sourceOf(run, places);
  expect(source).toMatchObject({ outcome: 'unavailable', error: 'vbscriptUnavailable' });
  expect(logged).toEqual([['a message about slmgr.vbs', noEngine.trim()]]);
});

test('a program that hangs is ended at the deadline', async () => {
  const places = windows();
  const run = await runOf(places.behaves('hang'), 300);
  expect(run).toMatchObject({ ended: 'deadline', exitCode: null });
  expect((await sourceOf(run, places)).source).toMatchObject({ outcome: 'failed', error: 'timedOut', text: null });
});

test('a program that prints and then hangs: what it said is kept, as a part', async () => {
  const places = windows();
  places.behaves('printAndHang', places.file('out', utf16(dlv())));
  // A busy machine may need longer until it prints.
  let run = await runOf(places, 1000);
  for (let deadlineMs = 2000; run.stdout.length === 0; deadlineMs *= 2) run = await runOf(places, deadlineMs);
  const { source } = await sourceOf(run, places);
  expect(source).toMatchObject({ outcome: 'partial', error: 'timedOut', text: dlv() });
  expect(reportOf(source).sources).toMatchObject([{ outcome: 'partial', error: 'timedOut' }]);
});

test('a program that floods is ended long before its deadline, and nothing of it is kept', async () => {
  const places = windows();
  const run = await runOf(places.behaves('flood'));
  expect(run.ended).toBe('tooLarge');
  expect(run.stdout.length).toBe(4 << 20);
  const { source } = await sourceOf(run, places);
  expect(source).toMatchObject({ outcome: 'failed', error: 'outputTooLarge', text: null, labels: null });
});

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false; // ESRCH: it is gone, which is what was asked
  }
  // A zombie is one that has ended and waits for whoever inherited it.
  return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
};
/** Resolves when it is gone; the test's own time limit is the patience. */
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

test('a grandchild is ended with it', async () => {
  const places = windows();
  const pidFile = join(places.system32, 'pid');
  const started = start(places.behaves('parent', pidFile));
  while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '')
    await new Promise((resolve) => setImmediate(resolve));
  const pid = Number(readFileSync(pidFile, 'utf8'));
  expect(isAlive(pid)).toBe(true);
  await started.stop();
  expect(await started.done).toMatchObject({ ended: 'stopped', exitCode: null });
  await gone(pid);
});

test('a grandchild that lives on does not keep anybody waiting', async () => {
  const places = windows();
  const pidFile = join(places.system32, 'pid');
  const run = await runOf(places.behaves('parentThatEnds', pidFile));
  const pid = Number(readFileSync(pidFile, 'utf8'));
  try {
    expect(run).toMatchObject({ ended: 'byItself', exitCode: 0 });
    expect(run.durationMs).toBeLessThan(patience.deadlineMs);
    expect(isAlive(pid)).toBe(true);
  } finally {
    process.kill(pid, 'SIGKILL');
  }
});

test('stopping what has ended, or was never started, does nothing', async () => {
  const places = windows();
  const missing = start(places);
  await missing.stop();
  const ended = start(places.behaves('silent', '0'));
  await ended.done;
  await ended.stop();
  expect((await ended.done).ended).toBe('byItself');
});

test.each<[about: string, prepare: (places: WindowsFolder) => void, startError: string]>([
  ['no such program', () => {}, 'ENOENT'],
  ['not executable', (places) => void places.file('cscript.exe', ''), 'EACCES'],
  ['a path that no system takes', () => {}, 'ERR_INVALID_ARG_VALUE'],
])('a program that cannot be started: %s', async (_, prepare, startError) => {
  const places = windows();
  prepare(places);
  const given = startError.startsWith('ERR') ? { ...places, cscript: 'C:\\cscript\0.exe' } : places;
  const run = await runOf(given);
  expect(run).toMatchObject({ startError, exitCode: null, durationMs: expect.any(Number) });
  const { source } = await sourceOf(run, places);
  const expected = startError.startsWith('ERR') ? ['failed', 'noAnswer'] : ['unavailable', 'scriptHostUnavailable'];
  expect([source.outcome, source.error]).toEqual(expected);
});

test('whatever is printed, in whatever language it is taken to be: no throw, a text, and English is never lost', () => {
  const texts = fc.dictionary(fc.constantFrom('L_MsgA', 'l_msgb', 'L_MsgKmsFromDns', 'L_opt'), fc.string(), {
    maxKeys: 4,
  });
  const installed = fc.dictionary(fc.constantFrom('0409', '0411', '0C0A'), texts);
  const line = fc.oneof(fc.string(), fc.constantFrom(...englishLabels.map(([, text]) => text), ...dlv().split('\r\n')));
  const page = fc.array(line).map((lines) => utf16(lines.join('\r\n')));
  const bytes = fc.oneof(
    page,
    fc.uint8Array().map((array) => Buffer.from(array)),
  );
  const exitCode = fc.option(fc.constantFrom(0, 1, 5, denied));
  fc.assert(
    fc.property(bytes, installed, exitCode, (given, languages, code) => {
      const { text, labels, recognised, scriptRan } = readPrinted(given, new Map(Object.entries(languages)), code);
      expect([typeof text, typeof recognised, typeof scriptRan]).toEqual(['string', 'boolean', 'boolean']);
      if (labels !== null) expect(recognised).toBe(true);
      if (text.trim() === '') expect(recognised).toBe(false);
      expect(readPrinted(withBom(`${dlv()}${text}`), new Map(Object.entries(languages)), code).recognised).toBe(true);
    }),
  );
});

// The decision itself.

const well: SlmgrFacts = {
  startError: null,
  ended: 'byItself',
  exitCode: 0,
  printed: true,
  complained: false,
  recognised: true,
  scriptRan: false,
  scriptThere: true,
  engineThere: true,
  scriptHostEnabled: null,
};
const nothing = { printed: false, recognised: false };
const foreign = { printed: true, recognised: false };

test.each<[about: string, facts: Partial<SlmgrFacts>, outcome: string, error: string | null]>([
  ['all well', {}, 'complete', null],
  ['slmgr ends with the number of its error', { exitCode: 3221549172 }, 'complete', null],
  ['what was said counts more than a file that seems to be missing', { scriptThere: false }, 'complete', null],
  ['… or a host that is said to be off', { scriptHostEnabled: false, exitCode: 1 }, 'complete', null],
  ['a language that nobody knows', foreign, 'complete', null],
  ['no cscript.exe', { ...nothing, startError: 'ENOENT' }, 'unavailable', 'scriptHostUnavailable'],
  ['not allowed', { ...nothing, startError: 'EACCES' }, 'unavailable', 'scriptHostUnavailable'],
  ['not permitted', { ...nothing, startError: 'EPERM' }, 'unavailable', 'scriptHostUnavailable'],
  ['refused by Windows', { ...nothing, startError: 'UNKNOWN' }, 'unavailable', 'scriptHostUnavailable'],
  ['no memory to start it', { ...nothing, startError: 'ENOMEM' }, 'failed', 'noAnswer'],
  ['too slow', { ...nothing, ended: 'deadline', exitCode: null }, 'failed', 'timedOut'],
  ['too slow, after it spoke', { ended: 'deadline', exitCode: null }, 'partial', 'timedOut'],
  [
    'too slow, the engine gone',
    { ...nothing, ended: 'deadline', engineThere: false },
    'unavailable',
    'vbscriptUnavailable',
  ],
  ['a flood that holds something of slmgr', { ended: 'tooLarge' }, 'failed', 'outputTooLarge'],
  ['stopped', { ended: 'stopped', exitCode: null }, 'failed', 'stopped'],
  ['nothing said', nothing, 'failed', 'noAnswer'],
  ['nothing said, ended with 1', { ...nothing, exitCode: 1 }, 'failed', 'noAnswer'],
  ['nothing said, ended by an exception', { ...nothing, exitCode: 0xc0000005 }, 'failed', '0xC0000005'],
  ['a script error', { ...nothing, complained: true, scriptRan: true, exitCode: 1 }, 'failed', 'noAnswer'],
  ['no script', { ...foreign, exitCode: 1, scriptThere: false }, 'unavailable', 'slmgrMissing'],
  ['host off', { ...foreign, exitCode: 1, scriptHostEnabled: false }, 'unavailable', 'scriptHostUnavailable'],
  ['host off, ended with 0', { ...foreign, scriptHostEnabled: false }, 'unavailable', 'scriptHostUnavailable'],
  ['engine gone', { ...foreign, exitCode: 1, engineThere: false }, 'unavailable', 'vbscriptUnavailable'],
  ['engine blocked', { ...foreign, exitCode: 1 }, 'unavailable', 'vbscriptUnavailable'],
  [
    'engine blocked, host on',
    { ...foreign, exitCode: 1, scriptHostEnabled: true },
    'unavailable',
    'vbscriptUnavailable',
  ],
  [
    'files that nobody may look at',
    { ...foreign, exitCode: 1, scriptThere: null, engineThere: null },
    'unavailable',
    'vbscriptUnavailable',
  ],
])('decided: %s', (_, facts, outcome, error) => {
  const keepsText = outcome === 'complete' || outcome === 'partial';
  expect(decideSlmgr({ ...well, ...facts })).toEqual({ outcome, error, keepsText });
});

test('whatever the facts: nothing printed is never an answer, and an error is named exactly where there is no answer', () => {
  const flag = fc.option(fc.boolean());
  const facts: fc.Arbitrary<SlmgrFacts> = fc.record({
    startError: fc.option(fc.constantFrom('ENOENT', 'EACCES', 'ENOMEM', 'UNKNOWN')),
    ended: fc.constantFrom('byItself', 'deadline', 'tooLarge', 'stopped'),
    exitCode: fc.option(fc.constantFrom(0, 1, 5, 3221549172, 0xc0000005)),
    printed: fc.boolean(),
    complained: fc.boolean(),
    recognised: fc.boolean(),
    scriptRan: fc.boolean(),
    scriptThere: flag,
    engineThere: flag,
    scriptHostEnabled: flag,
  });
  fc.assert(
    fc.property(facts, (given) => {
      const { outcome, error, keepsText } = decideSlmgr(given);
      expect(['complete', 'partial', 'failed', 'unavailable']).toContain(outcome);
      if (!given.printed) expect(['failed', 'unavailable']).toContain(outcome);
      if (given.startError !== null || given.ended !== 'byItself') expect(outcome).not.toBe('complete');
      expect(error === null).toBe(outcome === 'complete');
      expect(keepsText).toBe(outcome === 'complete' || outcome === 'partial');
    }),
    { numRuns: 2000 },
  );
});
