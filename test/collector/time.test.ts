/** Nothing is heard any more, and time passes: each machine turns on its day, by itself, as the rules say. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { interpret } from '../../src/activation/interpret.ts';
import type { Report } from '../../src/activation/report.ts';
import { assess } from '../../src/assessment/assess.ts';
import type { Severity } from '../../src/assessment/finding.ts';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { dayText, severityOf } from '../../src/collector/facts.ts';
import { readEvidenceFile } from '../../src/evidence/readers/evidenceFile.ts';
import { loadCases } from '../support/cases.ts';
import { handClock, type Running, startCollector } from '../support/collector.ts';
import { day } from '../support/reports.ts';
import { ask, post } from './asking.ts';
import { allMachines, expectCountsRight } from './counts.ts';
import { agentId, deliveryOf } from './deliveries.ts';

/** All machines reported at noon of this day, however old what they showed was. */
const begin = Date.parse('2026-11-24T12:00:00.000Z');
const days = 200;
const reports: Report[] = loadCases().map(({ evidence }) =>
  interpret(readEvidenceFile(readFileSync(evidence, 'utf8'), evidence)),
);

const judgedOn = (report: Report, now: number): { severity: Severity; findings: string[] } => {
  const { severity, findings } = assess(report, defaultPolicy, new Date(now).toISOString());
  return { severity, findings: findings.map((one) => `${one.id}:${one.severity}`) };
};

interface Stored {
  readonly severity: Severity;
  readonly findings: string[];
}
async function stored(): Promise<Stored[]> {
  return (await allMachines(running.store)).map(({ severity, findings }) => ({
    severity: severityOf(severity),
    findings: JSON.parse(findings).map((one: { id: string; severity: string }) => `${one.id}:${one.severity}`),
  }));
}

let running: Running;
const clock = handClock(new Date(begin).toISOString());
beforeAll(async () => {
  running = await startCollector({ clock });
});
afterAll(() => running.close());

const silent = async (): Promise<unknown> => (await ask(`${running.url}/v1/questions/silent?limit=1`)).json?.total;

test('200 days of silence', async () => {
  expect(reports.length).toBeGreaterThan(35);
  for (let from = 0; from < reports.length; from += 25) {
    const some = reports
      .slice(from, from + 25)
      .map((report, n) => deliveryOf({ agent: from + n, sequence: 1, report }));
    expect((await post(running.url, some)).status).toBe(200);
  }
  const before = await running.store.read.selectFrom('report').selectAll().orderBy('agent_id').execute();

  /** By agent: when the sweep should have found it changed. */
  const turns = reports.map((): number[] => []);
  let last = reports.map((report) => judgedOn(report, begin));
  expect(await stored()).toEqual(last);
  for (let n = 1; n <= days; n += 1) {
    const now = begin + n * day;
    clock.set(now);
    const judged = await running.sweep();
    const present = reports.map((report) => judgedOn(report, now));
    expect({ n, machines: await stored() }).toEqual({ n, machines: present });
    const changed = present.flatMap((one, agent) =>
      JSON.stringify(one) === JSON.stringify(last[agent]) ? [] : [agent],
    );
    for (const agent of changed) turns[agent]?.push(now);
    expect(judged).toBeGreaterThanOrEqual(changed.length);
    last = present;
    if (n >= 20 && n <= 23) expect([n, await silent()]).toEqual([n, n > 21 ? reports.length : 0]);
  }
  expect(turns.flat().length).toBeGreaterThan(40);
  expect(new Set(turns.flat()).size).toBeGreaterThan(15);

  const history = await running.store.read.selectFrom('history').selectAll().where('n', '>', 1).orderBy('n').execute();
  expect(new Set(history.map(({ cause }) => cause))).toEqual(new Set(['time']));
  for (const [agent, expected] of turns.entries()) {
    const at = history.filter(({ agent_id }) => agent_id === agentId(agent)).map((entry) => entry.at);
    expect([agent, at]).toEqual([agent, expected]);
  }
  expect(await running.store.read.selectFrom('report').selectAll().orderBy('agent_id').execute()).toEqual(before);
  await expectCountsRight(running.store);
}, 60_000);

test('each day was counted as it ended', async () => {
  const rows = await running.store.read.selectFrom('day_count').selectAll().execute();
  const byDay = Map.groupBy(rows, (row) => dayText(row.day));
  expect(byDay.size).toBe(days);
  for (let n = 1; n <= days; n += 1) {
    const now = begin + n * day;
    const counts = (byDay.get(new Date(now).toISOString().slice(0, 10)) ?? []).filter(({ machines }) => machines > 0);
    const expected = Map.groupBy(reports, (report) => judgedOn(report, now).severity);
    expect(Object.fromEntries(counts.map(({ severity, machines }) => [severityOf(severity), machines]))).toEqual(
      Object.fromEntries([...expected].map(([severity, list]) => [severity, list.length])),
    );
  }
  const { json: summary } = await ask(`${running.url}/v1/questions/summary`);
  expect(summary?.days).toHaveLength(31);
});

test('a report ends the silence, and the history says that it was one', async () => {
  const [report] = reports;
  const now = begin + days * day;
  const fresh = { ...(report as Report), collectedAt: new Date(now).toISOString() };
  expect((await post(running.url, deliveryOf({ agent: 0, sequence: 2, report: fresh }))).status).toBe(200);
  expect(await silent()).toBe(reports.length - 1);
  expect((await stored())[0]).toEqual(judgedOn(fresh, now));
});
