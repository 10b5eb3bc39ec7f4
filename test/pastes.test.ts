/**
 * What a helpdesk really gets, and what `gracewatch explain` says about it in both languages: a folder each in
 * test/pastes. What must be read of each stands here; the texts are written anew by UPDATE=1, and read before they are
 * accepted.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { reportSchema } from '../src/activation/report.ts';
import { run } from './support/world.ts';

const update = process.env.UPDATE === '1';
const root = join(import.meta.dirname, 'pastes');

/** `severity`: null where only codes are explained, or nothing is. `status`: of the Windows that counts. */
interface Expected {
  readonly severity: 'ok' | 'info' | 'warning' | 'critical' | 'unknown' | null;
  readonly exitCode: number;
  readonly status: string | null;
}
const exitCodes = { ok: 0, info: 0, warning: 1, critical: 2, unknown: 3 };
const says = (severity: keyof typeof exitCodes, status: string | null): Expected => ({
  severity,
  exitCode: exitCodes[severity],
  status,
});
const isNoMachine = (exitCode: number): Expected => ({ severity: null, exitCode, status: null });

const pastes: Readonly<Record<string, Expected>> = {
  '01-japanese-mail-healthy': says('ok', 'licensed'),
  '02-quoted-mail-12-days': says('critical', 'licensed'),
  '03-notification-grace-expired': says('critical', 'notification'),
  '04-xpr-only': says('unknown', 'licensed'),
  '05-dli-only': says('ok', 'licensed'),
  '06-german-console-cp850': says('info', 'licensed'),
  '07-chinese-fullwidth-colons': says('critical', 'notification'),
  '08-dutch-no-labels': says('unknown', 'unknown'),
  '09-dutch-with-labels': says('warning', 'licensed'),
  '10-windows-and-office': says('critical', 'licensed'),
  '11-mak': says('ok', 'licensed'),
  '12-kms-host-below-threshold': says('critical', 'licensed'),
  '13-avma-guest': says('ok', 'licensed'),
  '14-ad-activated': says('ok', 'licensed'),
  '15-esu-add-on': says('ok', 'licensed'),
  '16-masked-values': says('critical', 'licensed'),
  '17-three-commands-one-machine': says('warning', 'licensed'),
  '18-two-machines': says('unknown', null),
  '19-access-denied': says('unknown', null),
  '20-product-key-not-found': says('unknown', null),
  '21-script-host-disabled': isNoMachine(3),
  '22-format-list': says('critical', 'licensed'),
  '23-wmic-value-utf16': says('critical', 'notification'),
  '24-convertto-json': says('warning', 'initialGrace'),
  '25-csv': says('ok', 'licensed'),
  '26-mail-with-code': isNoMachine(0),
  '27-nothing': isNoMachine(3),
  '28-cut-paste': says('unknown', 'licensed'),
  '29-unlicensed': says('critical', 'unlicensed'),
  '30-japanese-notification': says('critical', 'notification'),
  '31-japanese-xpr': says('unknown', 'unknown'),
  '32-ato-fails-no-host': says('unknown', null),
  '33-additional-grace-wrapped-80': says('warning', 'additionalGrace'),
  '34-evaluation': says('warning', 'licensed'),
  '35-dlv-then-ato-error': says('critical', 'notification'),
  '36-csv-two-machines': says('unknown', null),
  '37-format-list-cut': says('critical', 'licensed'),
};

function explain(name: string, ...flags: readonly string[]) {
  const [paste = ''] = ['paste.txt', 'paste.bin']
    .map((file) => join(root, name, file))
    .filter((file) => existsSync(file));
  const labels = join(root, name, 'labels.ini');
  const given = existsSync(labels) ? ['--labels', labels] : [];
  return run(['explain', ...given, ...flags], { stdin: readFileSync(paste) });
}

function golden(name: string, file: string, text: string): void {
  const path = join(root, name, file);
  if (update) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

test('every folder is expected to be understood somehow', () => {
  expect(readdirSync(root).toSorted()).toEqual(Object.keys(pastes).toSorted());
});

describe.each(Object.entries(pastes))('%s', (name, { severity, exitCode, status }) => {
  test.each(['en', 'ja'])('text in %s', async (language) => {
    const { stdout, stderr, exitCode: ended } = await explain(name, '--lang', language);
    golden(name, `expected.${language}.txt`, stdout + stderr);
    expect(ended).toBe(exitCode);
    expect([stdout, stderr]).toContain('');
    for (const line of stdout.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
    expect((stdout + stderr).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    // Nobody said when it was taken, so no instant can be told; what the text itself says is shown as it stands.
    expect(stdout).not.toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/);
    // No paragraph of more than a few words stands there twice.
    const sentences = stdout.replace(/\n +/g, ' ').match(/[^.。:\n]{30,}[.。]/g) ?? [];
    expect(sentences).toEqual([...new Set(sentences)]);
  });

  test('JSON says the same', async () => {
    const { stdout, stderr, exitCode: ended } = await explain(name, '--format', 'json');
    expect(ended).toBe(exitCode);
    expect([stdout, stderr]).toContain('');
    if (severity === null) {
      expect(stdout === '' ? stderr : Object.keys(JSON.parse(stdout))).toEqual(
        stdout === '' ? expect.stringMatching(/^gracewatch: /) : ['code'],
      );
      return;
    }
    const { report, assessment } = JSON.parse(stdout);
    expect(() => reportSchema.parse(report)).not.toThrow();
    expect(assessment.severity).toBe(severity);
    expect(report.products[report.primary]?.licenseStatus ?? null).toBe(status);
  });
});

test('who says when it was taken gets dates; it is a paste all the same', async () => {
  const dated = await explain('02-quoted-mail-12-days', '--now', '2026-11-05');
  expect(dated.stdout).toMatch(/until 2026-11-17 00:00 UTC/);
  const { stdout } = await explain('28-cut-paste', '--now', '2026-11-05');
  expect(stdout).toMatch(/Get more from the machine.*Next: Paste the whole output of/s);
});
