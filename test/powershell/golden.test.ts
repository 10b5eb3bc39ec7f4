/**
 * Every golden machine, the whole way: its rows answer collect.ps1 in PowerShell's engine, the facts become evidence, the
 * evidence a report that must be the golden one. In Full and in Constrained Language; what the engine does not play
 * (slmgr.vbs, connections) is the machine's own.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { interpret } from '../../src/activation/interpret.ts';
import type { Report } from '../../src/activation/report.ts';
import { type Evidence, evidenceSchema } from '../../src/evidence/evidence.ts';
import { startSession } from '../../src/evidence/powershell/session.ts';
import { readFacts } from '../../src/evidence/readers/facts/read.ts';
import { type WindowsPlaces, windowsPlaces } from '../../src/evidence/windows.ts';
import { type Case, loadCases } from '../support/cases.ts';
import { buildEngine, type EngineSettings, runEngine } from './engine.ts';
import { writeMachine } from './machine.ts';

const script = join(import.meta.dirname, '../../src/evidence/powershell/collect.ps1');
const folder = mkdtempSync(join(tmpdir(), 'gracewatch-golden-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a live machine cannot say as the golden evidence does, each with its reason. */
const differs: Readonly<Record<string, { readonly parts: readonly (keyof Report)[]; readonly why: string }>> = {
  'key-missing-unkeyed-rows': { parts: ['products'], why: 'only products with a key are asked for' },
  'registered-host-lookup-domain': {
    parts: ['network'],
    why: 'its record stands outside its lookup domain, where no client looks',
  },
  'hostile-name': { parts: ['machine'], why: 'its FQDN does not consist of its name and its domain' },
};

async function facts(one: Case, said: Evidence, settings: EngineSettings): Promise<Evidence> {
  const machine = join(folder, `${one.name}.json`);
  const environment = writeMachine(said, machine);
  const { code, stdout, stderr } = await runEngine(['-NoLogo', '-NoProfile', '-NonInteractive', '-File', script], {
    settings: { GW_TEST_MACHINE: machine, ...settings },
    environment,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).not.toContain('SECRET');
  const evidence = readFacts(stdout, { takenAt: said.capturedAt, unfinished: 'notFinished' });
  if (evidence === null) throw new Error(`no facts: ${stdout.slice(0, 500)}`);
  return evidence;
}

/** As a gathering has them: the script as text through the standard input of a child process. */
async function sessionFacts(one: Case, said: Evidence, settings: EngineSettings): Promise<Evidence> {
  const before = { ...process.env };
  Object.assign(process.env, writeMachine(said, join(folder, `${one.name}.json`)), settings);
  try {
    const places = { ...windowsPlaces('win32', {}), system32: folder, powershell: buildEngine() } as WindowsPlaces;
    const session = startSession(places, { servedAfter: null });
    session.setDeadline(60_000);
    const { text, problem, stderr, errors } = await session.done;
    expect({ problem, stderr, errors }).toEqual({ problem: null, stderr: '', errors: [] });
    expect(text).not.toContain('SECRET');
    const evidence = readFacts(text, { takenAt: said.capturedAt, unfinished: 'notFinished' });
    if (evidence === null) throw new Error(`no facts: ${text.slice(0, 500)}`);
    return evidence;
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** The gathered facts with what the engine does not play. */
function whole(said: Evidence, gathered: Evidence): Evidence {
  const { slmgr, network } = said.sources;
  return {
    ...gathered,
    capturedAt: said.capturedAt,
    sources: {
      ...gathered.sources,
      ...(slmgr && { slmgr }),
      network: { ...(network ?? { ...gathered.sources.network }), srv: gathered.sources.network?.srv ?? [] } as never,
    },
  };
}

/** A golden machine need not have all sources; of those it has, outcome and error must be the same. */
function sameSources(report: Report, golden: Report): void {
  const tell = ({ sources }: Report) => sources.map(({ source, outcome, error }) => ({ source, outcome, error }));
  expect(tell(report)).toEqual(expect.arrayContaining(tell(golden)));
}

const cases = loadCases().map((one) => ({
  one,
  name: one.name,
  said: evidenceSchema.parse(JSON.parse(readFileSync(one.evidence, 'utf8'))),
}));

describe.each([
  ['as a file', facts, {}],
  ['as a file, Constrained Language', facts, { GW_TEST_LANGUAGE: 'Constrained' }],
  ['through a session, Constrained Language', sessionFacts, { GW_TEST_LANGUAGE: 'Constrained' }],
] as const)('%s', (_, ask, settings) => {
  test.each(cases)('$name', async ({ one, said }) => {
    const gathered = await ask(one, said, settings);
    expect(gathered.agent).toEqual({ ...said.agent, version: null });
    const golden = JSON.parse(readFileSync(join(one.dir, 'report.json'), 'utf8')) as Report;
    const report = interpret(whole(said, gathered));
    sameSources(report, golden);
    const { parts = [] } = differs[one.name] ?? {};
    for (const part of Object.keys(golden) as (keyof Report)[]) {
      if (part === 'sources' || parts.includes(part)) continue;
      if (part === 'network' && golden.network === null) continue;
      if (part === 'service' && golden.service === null) continue;
      expect([part, report[part]]).toEqual([part, golden[part]]);
    }
  });
});

test('what differs on purpose still differs', async () => {
  for (const { one, said } of cases.filter(({ name }) => name in differs)) {
    const golden = JSON.parse(readFileSync(join(one.dir, 'report.json'), 'utf8')) as Report;
    const report = interpret(whole(said, await facts(one, said, {})));
    for (const part of differs[one.name]?.parts ?? []) expect(report[part]).not.toEqual(golden[part]);
  }
});
