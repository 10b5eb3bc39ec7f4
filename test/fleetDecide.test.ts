/** What of the fleet's answers decides: the exit code, the weeks of the histogram, what a spreadsheet may compute. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expiringSeverity } from '../src/commands/fleet/expiring.ts';
import { severityOf } from '../src/commands/fleet/summary.ts';
import { csvOf } from '../src/output/csv.ts';
import { totalOf, weeksOf } from '../src/output/fleet/expiring.ts';
import { tableLines } from '../src/output/fleet/table.ts';
import { asOf, expiryOfFleet, fleet } from './fleetStandIn.ts';

describe('summary', () => {
  test.each([
    ['all fine', { ok: 3 }, 0, 'ok'],
    ['information only', { ok: 2, info: 1 }, 0, 'info'],
    ['one warning', { ok: 2, warning: 1 }, 0, 'warning'],
    ['unknown goes before a warning', { ok: 1, warning: 1, unknown: 1 }, 0, 'unknown'],
    ['critical goes before all', { unknown: 2, critical: 1 }, 0, 'critical'],
    ['fine, but one is silent', { ok: 3 }, 1, 'warning'],
    ['silent makes nothing less grave', { ok: 2, critical: 1 }, 1, 'critical'],
    ['a word of a newer collector', { ok: 2, fatal: 1 }, 0, 'unknown'],
    ['machines that no tally holds', { ok: 2 }, 0, 'unknown'],
  ] as const)('%s', (_, bySeverity, silent, severity) => {
    expect(severityOf({ machines: 3, bySeverity, silent })).toBe(severity);
  });
  test('no machine at all is not fine', () => {
    expect(severityOf({ machines: 0, bySeverity: {}, silent: 0 })).toBe('unknown');
  });
});

describe('expiring', () => {
  const [healthy] = fleet.slice(6);
  const severity = (
    days: number,
    findings: readonly (readonly [id: string, severity: 'ok' | 'info' | 'warning' | 'critical'])[],
    limits: { warningDays: number; criticalDays: number } | null,
  ) => {
    const expiresAt = new Date(Date.parse(asOf) + days * 86_400_000).toISOString();
    const machines = healthy
      ? [{ ...healthy, expiresAt, findings: findings.map(([id, one]) => ({ id, severity: one })) }]
      : [];
    return expiringSeverity({ asOf, days: 90, machines, expiry: expiryOfFleet, limits });
  };
  const limits = { warningDays: 30, criticalDays: 7 };

  test.each([
    ['a short lease that the collector finds fine', 3, [['license.ok', 'ok']], null, 'ok'],
    ['near, as the collector judges', 20, [['license.expiring', 'warning']], null, 'warning'],
    ['something else is grave there', 60, [['key.hostKeyOnClient', 'critical']], null, 'ok'],
    ['it may have ended', -3, [['license.mayHaveEnded', 'warning']], null, 'warning'],
    ['a grace period', 2, [['license.inGrace', 'critical']], null, 'critical'],
    ['by days: a moment more than the warning', 30.01, [['license.expiring', 'critical']], limits, 'ok'],
    ['by days: at the warning', 30, [], limits, 'warning'],
    ['by days: at the critical one', 7, [], limits, 'critical'],
    ['by days: past', -1, [], limits, 'critical'],
  ] as const)('%s', (_, days, findings, by, expected) => {
    expect(severity(days, findings, by)).toBe(expected);
  });
  test('nothing ends: ok; nobody is there: unknown', () => {
    const nobody = { asOf, days: [], ended: 0, later: 0, withoutEnd: 0 };
    const of = (expiry: typeof nobody) => expiringSeverity({ asOf, days: 90, machines: [], expiry, limits: null });
    expect([of({ ...nobody, withoutEnd: 2 }), of(nobody)]).toEqual(['ok', 'unknown']);
  });
  test('the weeks hold every day that is looked at, once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 180 }), fc.nat(200), (counts, looked) => {
        const days = counts.map((machines, index) => ({ day: `day ${index}`, machines }));
        const weeks = weeksOf(days, looked);
        expect(weeks.map(({ day }) => day)).toEqual(
          days.slice(0, looked).flatMap(({ day }, index) => (index % 7 === 0 ? day : [])),
        );
        expect(totalOf({ asOf, days: weeks, ended: 0, later: 0, withoutEnd: 0 })).toBe(
          counts.slice(0, looked).reduce((sum, one) => sum + one, 0),
        );
      }),
    );
  });
});

/** RFC 4180, read back. */
function cellsOf(csv: string): string[][] {
  const cells = csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g);
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end !== ',') lines.push([]);
  }
  return lines.slice(0, -1);
}

describe('CSV', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['\n=1', "'\n=1"],
    [' =1', "' =1"],
    ['＝1', "'＝1"],
    ['PC-0001', 'PC-0001'],
    ['a "b", c', 'a "b", c'],
    [-800, '-800'],
    [null, ''],
    [false, 'false'],
  ])('%j reads as %j', (cell, shown) => {
    expect(cellsOf(csvOf(['a', 'b'], [[cell, 'x']]))).toEqual([
      ['a', 'b'],
      [shown, 'x'],
    ]);
  });
  test('any text comes back as it was, or behind an apostrophe, and none begins a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 2 })), (lines) => {
        const [, ...read] = cellsOf(csvOf(['a', 'b'], lines));
        expect(read.map((cells) => cells.map((cell) => cell.replace(/^'(?=\s*[=+\-@＝＋－＠]|[\t\r\n])/, '')))).toEqual(
          lines,
        );
        for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });
});

test('a table stays within 80 columns and in line, whatever its cells', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '語', 'ﾃ', 'é', '\u{1F600}', ' '), maxLength: 60 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
      const lines = tableLines<(typeof rows)[number]>(
        [
          { title: 'Name', of: ([one]) => `${one}|`, most: 20 },
          { title: 'コンピューター', of: ([, two]) => two, most: 20 },
          { title: 'Last', of: ([, , three]) => `<${three}` },
        ],
        rows,
      );
      const [head = '', ...body] = lines;
      const at = stringWidth(head.slice(0, head.indexOf('Last')));
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80);
      for (const line of body) expect(stringWidth(line.slice(0, line.indexOf('<')))).toBe(at);
    }),
  );
});
