/**
 * `npm run bench`: speed and memory as ratios inside one run. Never part of the tests: a shared machine is noisy, so
 * medians are printed and nothing fails.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { interpret } from '../../src/activation/interpret.ts';
import { assess } from '../../src/assessment/assess.ts';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { readEvidenceFile } from '../../src/evidence/readers/evidenceFile.ts';
import { loadCases } from '../support/cases.ts';
import { benchIngest } from './ingest.ts';
import { benchLive } from './live.ts';
import { median, print } from './print.ts';
import { benchQuestions } from './questions.ts';
import { benchReaders } from './readers.ts';

const at = '2026-11-24T00:00:00.000Z';

function medianMs(runs: number, work: () => void): number {
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return median(times);
}

const cases = loadCases().map(({ evidence, name }) => ({ text: readFileSync(evidence, 'utf8'), name }));

function benchPath(): void {
  const read = medianMs(20, () => void cases.map(({ text, name }) => readEvidenceFile(text, name)));
  const evidence = cases.map(({ text, name }) => readEvidenceFile(text, name));
  const reports = evidence.map(interpret);
  const interpreting = medianMs(20, () => void evidence.map(interpret));
  const assessing = medianMs(20, () => void reports.map((report) => assess(report, defaultPolicy, at)));
  const parsing = medianMs(20, () => void cases.map(({ text }) => JSON.parse(text)));
  const each = (ms: number) =>
    `${((ms * 1000) / cases.length).toFixed(0)} µs a machine, ${(ms / parsing).toFixed(1)} × JSON.parse`;
  print('read and check an evidence file', each(read));
  print('interpret (CIM and slmgr)', each(interpreting));
  print('assess, with until', each(assessing));
}

function benchProgram(): void {
  const main = resolve(import.meta.dirname, '../../src/main.ts');
  const evidence = join(loadCases()[0]?.evidence ?? '');
  const time = (words: readonly string[]) =>
    medianMs(7, () => void spawnSync(process.execPath, words, { stdio: 'ignore' }));
  const bare = time(['-e', '0']);
  const check = time([main, 'check', '--evidence', evidence]);
  print(
    'gracewatch check, whole process',
    `${(check / bare).toFixed(1)} × bare Node (${check.toFixed(0)} against ${bare.toFixed(0)} ms)`,
  );
}

benchReaders();
benchPath();
benchProgram();
await benchLive();
await benchIngest();
await benchQuestions();
