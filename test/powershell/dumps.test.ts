/**
 * Every golden machine as PowerShell itself prints it: its rows through the engine's own list formatting, at several
 * widths and with both ways of breaking lines, read back. The engine has neither ConvertTo-Json nor ConvertTo-Csv
 * (they are in a package that is not to be had); test/dumps.test.ts has their layout.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { interpret } from '../../src/activation/interpret.ts';
import { type CimRow, type Evidence, evidenceSchema } from '../../src/evidence/evidence.ts';
import { readHanded } from '../../src/evidence/readers/read.ts';
import { loadCases } from '../support/cases.ts';
import { runEngine } from './engine.ts';
import { writeMachine } from './machine.ts';

const script = join(import.meta.dirname, '../fixtures/dumps/format-list.ps1');
const folder = mkdtempSync(join(tmpdir(), 'gracewatch-dumps-'));
afterAll(() => rmSync(folder, { recursive: true }));

const dates = ['EvaluationEndDate', 'TrustedTime', 'AutomaticVMActivationLastActivationTime'];
const cases = loadCases()
  .map(({ name, evidence }) => ({ name, said: evidenceSchema.parse(JSON.parse(readFileSync(evidence, 'utf8'))) }))
  .filter(({ said }) => Object.values(said.sources.cim?.classes ?? {}).some((rows) => rows.length > 0));

const ways = ['50 words', '60 none', '80 words', '80 none', '120 words', '400 none'];

/** Way of printing → text. */
async function printed(name: string, said: Evidence): Promise<[way: string, text: string][]> {
  const machine = join(folder, `${name}.json`);
  const environment = writeMachine(said, machine);
  const args = ['-NoLogo', '-NoProfile', '-File', script, '-Ways', ways.join('/')];
  const { stdout, stderr } = await runEngine(args, { settings: { GW_TEST_MACHINE: machine }, environment });
  expect(stderr).toBe('');
  const parts = stdout.split(/^=== (.*)\r\n/m).slice(1);
  return ways.map((way, index) => {
    expect(parts[index * 2]).toBe(way);
    return [way, parts[index * 2 + 1] ?? ''];
  });
}

/** A list shows dates in the culture's words, without a time zone: all but "no date" cannot be known. */
function shown(row: CimRow): CimRow {
  const hidden = dates.filter((name) => name in row && !String(row[name]).startsWith('1601'));
  return { ...row, ...Object.fromEntries(hidden.map((name) => [name, null])) };
}

/** What the classes alone would say, of products with a key. */
function expected(said: Evidence): object {
  const classes = Object.entries(said.sources.cim?.classes ?? {}).map(([name, rows]) => [name, rows.map(shown)]);
  const cim = { outcome: 'complete', durationMs: null, error: null, classes: Object.fromEntries(classes) } as const;
  return partsOf({ ...said, sources: { cim } });
}

/** Every Windows has rows without a key; the doubles add two, after the others. */
const isAdded = (activationId: string | null): boolean => activationId?.startsWith('00000000-0000-') ?? false;

function partsOf(evidence: Evidence): object {
  const { products, kmsHost, serviceVersion, primary } = interpret(evidence);
  const own = products.filter(({ activationId }) => !isAdded(activationId));
  const hosting = kmsHost?.products.filter(({ product }) => !isAdded(products[product]?.activationId ?? null));
  return { products: own, kmsHost: kmsHost && { ...kmsHost, products: hosting }, serviceVersion, primary };
}

function read(text: string, takenAt: string): Evidence {
  const { evidence, dated } = readHanded({ text, file: 'dump.txt', labels: null, takenAt });
  expect(dated).toBe(false);
  return evidenceSchema.parse(evidence);
}

/** What mail programs, consoles and hands do to a text. */
const handed: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in a quoted mail, without blanks at line ends': (text) => text.replaceAll(/ *\r\n/g, '\n').replaceAll(/^/gm, '> '),
  'indented, every line break doubled': (text) => text.replaceAll(/^/gm, '    ').replaceAll('\r\n', '\r\n\r\n'),
  'full-width colons, no-break spaces': (text) => text.replaceAll(' : ', '\u00A0：\u00A0').replaceAll('  ', ' \u00A0'),
};

test.each(cases)('$name', async ({ name, said }) => {
  const wanted = expected(said);
  for (const [way, text] of await printed(name, said)) {
    for (const [how, change] of Object.entries(handed)) {
      if (Number.parseInt(way, 10) < 80 && how !== 'as it is') continue; // a blank alone in its line is lost there
      const evidence = read(change(text), said.capturedAt);
      expect([way, how, partsOf(evidence)]).toEqual([way, how, wanted]);
      expect(JSON.stringify(evidence)).not.toContain('SECRET');
      expect(evidence.machine.os).toMatchObject({ version: said.machine.os.version, sku: said.machine.os.sku });
      expect(Object.keys(evidence.sources)).toEqual(['cim']);
    }
  }
});
