/** The slmgr text of every golden machine is what slmgr.vbs prints from its CIM rows, so the two cannot drift apart. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type Evidence, evidenceSchema } from '../src/evidence/evidence.ts';
import { loadCases } from './support/cases.ts';
import { printSlmgr, regionalDate } from './support/slmgrPrinter.ts';

/** Machines whose two sources must not agree, each with its reason. */
const differsOnPurpose: Readonly<Record<string, string>> = {
  'sources-differ': 'slmgr says notification where the classes say licensed: that is the case',
};

/** Windows' names of the time zones that the golden machines are in, as IANA names. */
const timeZones: Readonly<Record<string, string>> = {
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Singapore Standard Time': 'Asia/Singapore',
  'India Standard Time': 'Asia/Kolkata',
  'W. Europe Standard Time': 'Europe/Berlin',
  'GMT Standard Time': 'Europe/London',
  'Eastern Standard Time': 'America/New_York',
  'Pacific Standard Time': 'America/Los_Angeles',
  UTC: 'UTC',
};

function printed({ capturedAt, machine, sources }: Evidence): string {
  const { SoftwareLicensingService: [service = {}] = [], SoftwareLicensingProduct: products = [] } =
    sources.cim?.classes ?? {};
  const region = machine.uiLanguage === 'ja-JP' ? 'ja-JP' : 'en-US';
  const timeZone = timeZones[machine.timeZone ?? ''] ?? `no IANA name for ${machine.timeZone}`;
  const formatDate = regionalDate(region, timeZone);
  return printSlmgr({ command: 'dlv', service, products, now: new Date(capturedAt), formatDate });
}

const machines = loadCases()
  .filter(({ name }) => !(name in differsOnPurpose))
  .map(({ name, evidence }) => ({ name, said: evidenceSchema.parse(JSON.parse(readFileSync(evidence, 'utf8'))) }))
  .filter(({ said: { sources } }) => sources.cim?.classes.SoftwareLicensingProduct && sources.slmgr?.text);

test('most golden machines have both sources', () => {
  expect(machines.length).toBeGreaterThan(60);
});

test('a machine that is left out is still there, with two sources that disagree', () => {
  for (const one of loadCases().filter(({ name }) => name in differsOnPurpose)) {
    const said = evidenceSchema.parse(JSON.parse(readFileSync(one.evidence, 'utf8')));
    expect(said.sources.slmgr?.text).not.toBe(printed(said).replaceAll('\n', '\r\n'));
  }
});

test.each(machines)('$name', ({ said }) => {
  expect(printed(said).replaceAll('\n', '\r\n')).toBe(said.sources.slmgr?.text);
});
