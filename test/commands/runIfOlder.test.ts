/** `run --once --if-older-than`: what keeps a task that events start from running after each of them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { languages } from '../../src/wording/wording.ts';
import { evidenceFileOf } from '../agent/agents.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { run } from '../support/world.ts';

const begun = Date.parse('2026-11-24T08:00:00.000Z');

/** `minutes` after the first run; without a collector deliveries wait in the spool, which is a success. */
function runAt(
  folder: string,
  minutes: number,
  flags: readonly string[] = ['--if-older-than', '60'],
  evidence = evidenceFileOf('kms-healthy'),
) {
  const config = join(temporaryFolder(), 'config.json');
  writeFileSync(config, JSON.stringify({ collector: { url: null }, agent: { stateFolder: folder } }));
  const words = ['run', '--once', '--evidence', evidence, '--config', config, ...flags];
  return run(words, { now: new Date(begun + minutes * 60_000).toISOString() });
}

const sequence = (folder: string): string => readFileSync(join(folder, 'sequence'), 'utf8').trim();

test('a second run within the time does nothing and says so; after it, it runs', async () => {
  const folder = temporaryFolder();
  expect((await runAt(folder, 0)).stdout).toContain('PC-0412');
  for (const minutes of [0, 1, 59, 60]) {
    const { exitCode, stdout, stderr } = await runAt(folder, minutes);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toBe('Nothing to do: the last success is younger than --if-older-than.\n');
    expect(sequence(folder)).toBe('1');
  }
  expect((await runAt(folder, 61)).stdout).toContain('PC-0412');
  expect(sequence(folder)).toBe('2');
  expect((await runAt(folder, 62, [])).stdout).toContain('PC-0412'); // by hand it always runs
  expect(sequence(folder)).toBe('3');
});

test('a clock that was turned back does not silence it', async () => {
  const folder = temporaryFolder();
  await runAt(folder, 0);
  expect((await runAt(folder, -30)).stdout).toContain('PC-0412');
});

test('a run that has gathered nothing is no success', async () => {
  const folder = temporaryFolder();
  expect((await runAt(folder, 0, [], evidenceFileOf('no-source-answers'))).exitCode).toBe(3);
  expect((await runAt(folder, 1)).stdout).toContain('PC-0412');
});

describe.each(languages)('in %s', (lang) => {
  test.each([
    [['--once', '--if-older-than', 'soon']],
    [['--once', '--if-older-than', '-1']],
    [['--if-older-than', '60']],
  ])('%j is one line, exit 3', async (flags) => {
    const { exitCode, stdout, stderr } = await run([
      'run',
      ...flags,
      '--evidence',
      evidenceFileOf('kms-healthy'),
      '--state-folder',
      temporaryFolder(),
      '--lang',
      lang,
    ]);
    expect([exitCode, stdout, stderr.trim().split('\n').length]).toEqual([3, '', 1]);
    expect(stderr).toContain('--if-older-than');
  });
});
