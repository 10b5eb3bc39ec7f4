/**
 * Golden machines: evidence in, everything else out. `npm run golden` writes the expected files anew; they are read as
 * text before they are accepted.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { reportSchema } from '../src/activation/report.ts';
import { type Case, loadCases } from './support/cases.ts';
import { run } from './support/world.ts';

const update = process.env.UPDATE === '1';
const exitCodes: Readonly<Record<string, number>> = { ok: 0, info: 0, warning: 1, critical: 2, unknown: 3 };

/** Two hours after the capture, so that the age that is shown does not move. */
function shownAt(one: Case): string {
  const { capturedAt } = JSON.parse(readFileSync(one.evidence, 'utf8'));
  return new Date(Date.parse(one.now ?? capturedAt) + 7_200_000).toISOString();
}

const check = (one: Case, ...flags: readonly string[]) =>
  run(['check', '--evidence', one.evidence, ...(one.now === null ? [] : ['--now', one.now]), ...flags], {
    now: shownAt(one),
  });

function golden(one: Case, name: string, text: string): void {
  const file = join(one.dir, name);
  if (update) writeFileSync(file, text);
  expect(existsSync(file)).toBe(true);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

const cases = loadCases();

test('there are at least 36 golden machines', () => {
  expect(cases.length).toBeGreaterThanOrEqual(36);
});

describe.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
  test('report, assessment and exit code', async () => {
    const { exitCode, stdout, stderr } = await check(one, '--format', 'json');
    expect(stderr).toBe('');
    const { report, assessment } = JSON.parse(stdout);
    golden(one, 'report.json', `${JSON.stringify(report, null, 2)}\n`);
    golden(one, 'assessment.json', `${JSON.stringify(assessment, null, 2)}\n`);
    expect(() => reportSchema.parse(report)).not.toThrow();
    expect(exitCode).toBe(exitCodes[assessment.severity]);
  });

  test('raises what it must, and not what it must not', async () => {
    const { assessment } = JSON.parse((await check(one, '--format', 'json')).stdout);
    const ids = assessment.findings.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining([...one.raises]));
    for (const id of one.raisesNot) expect(ids).not.toContain(id);
    expect(one.raises.length).toBeGreaterThan(0);
    expect(one.raisesNot.length).toBeGreaterThan(0);
  });

  test.each(['en', 'ja'])('text in %s', async (language) => {
    const { stdout, stderr } = await check(one, '--lang', language);
    expect(stderr).toBe('');
    golden(one, `check.${language}.txt`, stdout);
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    // Nothing that moves a cursor, recolours a terminal or turns the reading direction.
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('nagios: one ASCII line', async () => {
    const { stdout, exitCode } = await check(one, '--format', 'nagios');
    expect(stdout).toMatch(
      /^GRACEWATCH (OK|WARNING|CRITICAL|UNKNOWN) - [\x20-\x7b\x7d\x7e]* \| (days_left=-?\d+\.\d\d;[\d.]+:;[\d.]+: )?age_days=-?\d+\.\d\d\n$/,
    );
    expect(['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'].indexOf(stdout.split(' ')[1] ?? '')).toBe(exitCode);
  });
});
