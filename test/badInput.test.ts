/** Bad input: a clear error or an honest unknown, exit 3; never a crash, a hang, an escape sequence or a wrong "ok". */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCases } from './support/cases.ts';
import { run } from './support/world.ts';

const healthy = loadCases().find(({ name }) => name === 'kms-healthy');
// biome-ignore lint/suspicious/noExplicitAny: these tests break the evidence on purpose, where its type would object
type Loose = any;
const good: Loose = JSON.parse(readFileSync(healthy?.evidence ?? '', 'utf8'));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gracewatch-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const changed = (change: (evidence: Loose) => void): string => {
  const copy = structuredClone(good);
  change(copy);
  return JSON.stringify(copy);
};

/** One line, no control characters, names the file. */
function expectOneLine(stderr: string, path: string, ...parts: readonly (string | RegExp)[]): void {
  expect(stderr).toMatch(/^gracewatch: [^\n]+\n$/);
  expect(stderr.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(stderr).toContain(path);
  for (const part of parts) expect(stderr).toMatch(part);
}

const badFiles: readonly (readonly [name: string, content: string | Buffer, says: RegExp])[] = [
  ['empty.json', '', /empty/],
  ['blank.json', '  \n', /not valid JSON/],
  ['cut.json', JSON.stringify(good).slice(0, 900), /not valid JSON \(line 1, column \d+\)/],
  ['text.json', 'Name: Windows(R), Enterprise edition', /not valid JSON/],
  ['array.json', '[]', /not an evidence file/],
  ['null.json', 'null', /not an evidence file/],
  ['number.json', '42', /not an evidence file/],
  ['other.json', '{"schema":"gracewatch.report/1"}', /not an evidence file/],
  ['unnamed.json', '{"capturedAt":"2026-11-24T00:00:00Z","sources":{}}', /not an evidence file/],
  ['older.json', changed((one) => (one.schema = 'gracewatch.evidence/0')), /not an evidence file/],
  [
    'newer.json',
    changed((one) => (one.schema = 'gracewatch.evidence/2')),
    /newer gracewatch \(gracewatch\.evidence\/2\)/,
  ],
  ['newer2.json', changed((one) => (one.schema = 'gracewatch.evidence/2.1')), /newer gracewatch/],
  ['proto.json', JSON.stringify(good).replace('{', '{"__proto__":{"x":1},'), /__proto__/],
  ['deepproto.json', JSON.stringify(good).replace('"machine":{', '"machine":{"__proto__":{"name":"x"},'), /__proto__/],
  ['constructor.json', JSON.stringify(good).replace('{', '{"constructor":{"prototype":{"x":1}},'), /__proto__/],
  ['binary.json', Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]), /not valid JSON/],
  ['nocapture.json', changed((one) => delete one.capturedAt), /: capturedAt: is missing/],
  ['badcapture.json', changed((one) => (one.capturedAt = 'yesterday')), /: capturedAt: must be a point in time/],
  [
    'badoutcome.json',
    changed((one) => (one.sources.cim.outcome = 'fine')),
    /: sources\.cim\.outcome: must be one of: complete, partial/,
  ],
  ['classes.json', changed((one) => (one.sources.cim.classes = [])), /: sources\.cim\.classes: must be an object/],
  ['name.json', changed((one) => (one.machine.name = 7)), /: machine\.name: must be text/],
];

test.each(badFiles)('%s is refused in one line that says why', async (name, content, says) => {
  const path = file(name, content);
  const { exitCode, stdout, stderr } = await run(['check', '--evidence', path]);
  expect([exitCode, stdout]).toEqual([3, '']);
  expectOneLine(stderr, path, says);
});

test.each(badFiles)('%s in Japanese: one line, Japanese, the file named', async (name, content) => {
  const path = file(name, content);
  const { exitCode, stderr } = await run(['check', '--evidence', path, '--lang', 'ja']);
  expect(exitCode).toBe(3);
  expectOneLine(stderr, path, /\p{Script=Hiragana}/u);
});

describe('typos that would hide a fact', () => {
  test.each([
    ['capturedat', (one: Loose) => Object.assign(one, { capturedat: one.capturedAt }), 'capturedat', 'capturedAt'],
    ['sources.cmi', (one: Loose) => Object.assign(one.sources, { cmi: one.sources.cim }), 'sources.cmi', 'cim'],
    [
      'exitcode',
      (one: Loose) => Object.assign(one.sources.slmgr, { exitcode: 0 }),
      'sources.slmgr.exitcode',
      'exitCode',
    ],
    ['os.buidl', (one: Loose) => Object.assign(one.machine.os, { buidl: '1' }), 'machine.os.buidl', 'build'],
    [
      'awakesince',
      (one: Loose) => Object.assign(one.machine, { awakesince: null }),
      'machine.awakesince',
      'awakeSince',
    ],
  ] as const)('%s is refused with the nearest known key', async (name, change, path, nearest) => {
    const handed = file(`${name}.json`, changed(change));
    const { exitCode, stderr } = await run(['check', '--evidence', handed]);
    expect(exitCode).toBe(3);
    expect(stderr).toBe(`gracewatch: ${handed}: ${path}: unknown key; did you mean ${nearest}?\n`);
  });

  test('every mistake is named at once, a line each', async () => {
    const handed = file(
      'many.json',
      changed((one) => {
        one.machine.nmae = 'x';
        one.sources.cim.outcome = 'good';
        one.sources.events.events = [{ id: 'x', at: '2026' }];
      }),
    );
    const { stderr } = await run(['check', '--evidence', handed]);
    const paths = ['machine.nmae', 'sources.cim.outcome', 'sources.events.events.0.id', 'sources.events.events.0.at'];
    for (const path of paths) expect(stderr).toContain(`${handed}: ${path}: `);
    expect(stderr.trimEnd().split('\n')).toHaveLength(paths.length);
  });

  test('a secret in a wrong place is not echoed', async () => {
    const handed = file(
      'secret.json',
      changed((one) => (one.sources.cim.outcome = 'hunter2')),
    );
    expect((await run(['check', '--evidence', handed])).stderr).not.toContain('hunter2');
  });
});

describe('what newer versions and other Windows add is kept', () => {
  test('a newer minor version may hold unknown keys', async () => {
    const handed = file(
      'minor.json',
      changed((one) => {
        Object.assign(one, { schema: 'gracewatch.evidence/1.4', mood: 'good' });
        one.machine.colour = 1;
      }),
    );
    const { exitCode, stderr } = await run(['check', '--evidence', handed]);
    expect([exitCode, stderr]).toEqual([0, '']);
  });

  test('unknown CIM properties and classes are no mistake', async () => {
    const handed = file(
      'cim.json',
      changed((one) => {
        one.sources.cim.classes.SoftwareLicensingProduct[0].BrandNew = { deep: [1, 2] };
        one.sources.cim.classes.Win32_Whatever = [{ a: 1 }];
      }),
    );
    expect((await run(['check', '--evidence', handed])).exitCode).toBe(0);
  });
});

describe('values that cannot be', () => {
  test.each([
    ['a licence status of 9', 'LicenseStatus', 9],
    ['a licence status of −1', 'LicenseStatus', -1],
    ['a licence status of 1.5', 'LicenseStatus', 1.5],
    ['a licence status "yes"', 'LicenseStatus', 'yes'],
    ['no licence status', 'LicenseStatus', null],
    ['minutes of −1', 'GracePeriodRemaining', -1],
    ['minutes of 10^12', 'GracePeriodRemaining', 1e12],
    ['minutes of 1e308', 'GracePeriodRemaining', 1e308],
    ['minutes as an object', 'GracePeriodRemaining', { value: 0 }],
    ['no minutes', 'GracePeriodRemaining', null],
  ])('%s: an honest unknown', async (_, property, value) => {
    const handed = file(
      'value.json',
      changed((one) => {
        one.sources.cim.classes.SoftwareLicensingProduct[0][property] = value;
        delete one.sources.slmgr;
      }),
    );
    const { exitCode, stdout } = await run(['check', '--evidence', handed, '--format', 'json']);
    const { assessment } = JSON.parse(stdout);
    expect([exitCode, assessment.severity, assessment.findings[0].id]).toEqual([3, 'unknown', 'license.undetermined']);
  });
});

const hostile = `$(calc)\`whoami\`\u001b[31m\u001b]0;owned\u0007\u202eexe\u0000\u009b2J\r\nOK fine|x=1;;\u2028${'W'.repeat(5000)}`;

describe.each(['text', 'json', 'nagios'])('a hostile machine name in %s', (format) => {
  test.each(['name', 'fqdn', 'domain'])('%s', async (key) => {
    const handed = file(
      'hostile.json',
      changed((one) => (one.machine[key] = hostile)),
    );
    const { exitCode, stdout } = await run(['check', '--evidence', handed, '--format', format], { terminal: false });
    expect(exitCode).toBe(0);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    if (format === 'nagios') expect(stdout.split('|')).toHaveLength(2);
    if (format === 'json') expect(JSON.parse(stdout).report.machine[key]).toBe(hostile);
    if (format === 'text') expect(stdout.length).toBeLessThan(4000);
  });
});

test('a file of 200 MB is refused without being read', async () => {
  const path = file('huge.json', '{');
  closeSync(openSync(path, 'r+'));
  truncateSync(path, 200 * 1024 * 1024);
  const { exitCode, stderr } = await run(['check', '--evidence', path]);
  expect(exitCode).toBe(3);
  expectOneLine(stderr, path, /larger than 32 MB/);
});

test('standard input is bounded too', async () => {
  const { exitCode, stderr } = await run(['explain', '-'], { stdin: Buffer.alloc(33 * 1024 * 1024, 'a') });
  expect(exitCode).toBe(3);
  expectOneLine(stderr, 'standard input', /larger than 32 MB/);
});

test('a folder, and a file that is not there', async () => {
  expectOneLine((await run(['check', '--evidence', folder])).stderr, folder, /cannot be read \(EISDIR\)/);
  expectOneLine((await run(['check', '--evidence', join(folder, 'no')])).stderr, 'no', /no such file/);
});

test('a paste in which nothing is recognised', async () => {
  const { exitCode, stderr } = await run(['explain', '-'], {
    stdin: 'Dear helpdesk,\nmy PC says it is not licensed.\nName: Bob\n',
  });
  expect(exitCode).toBe(3);
  expectOneLine(stderr, 'standard input', /nothing in it was recognised/);
});

test.each([
  ['garbled', 'License Status: Licenced'],
  ['the counter of a KMS host', '    Requests with License Status Licensed: 826'],
  ['another word before it', 'Your License Status: Licensed'],
  ['unlicensed', 'License Status: Unlicensed'],
])('never licensed where the text does not say so: %s', async (_, line) => {
  const stdin = `Name: Windows(R), Enterprise edition\nDescription: x, VOLUME_KMSCLIENT channel\n${line}\n\n`;
  const { stdout, exitCode } = await run(['explain', '-', '--format', 'json'], { stdin });
  expect(JSON.parse(stdout).report.products[0].licenseStatus).not.toBe('licensed');
  expect(exitCode).toBeGreaterThanOrEqual(2);
});
