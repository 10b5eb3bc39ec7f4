/**
 * Agents and collector are killed again and again while 8 agents deliver. Afterwards every delivery that was safely
 * spooled is in the store, once, or still in its spool (conservation); left alone, all of them arrive (liveness).
 * GRACEWATCH_TEST_KILLS sets how many of each are killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { freePort } from '../support/ports.ts';

const kills = Number(process.env.GRACEWATCH_TEST_KILLS ?? 3);
const agents = 8;
const folder = mkdtempSync(join(tmpdir(), 'gracewatch-kill-'));
const file = join(folder, 'store.sqlite');
const spooled = new Set<string>();
const running = new Set<ChildProcess>();

afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Program {
  readonly child: ChildProcess;
  /** Resolves with the first line that it prints. */
  readonly begun: Promise<string>;
  readonly ended: Promise<unknown>;
}

function start(name: string, words: readonly string[], onLine: (line: string) => void): Program {
  const program = join(import.meta.dirname, '../support', name);
  const child = spawn(process.execPath, [program, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  running.add(child);
  const ended = once(child, 'close').then(() => running.delete(child));
  const lines = createInterface({ input: child.stdout });
  const begun = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      onLine(line);
      resolve(line);
    });
  });
  return { child, begun, ended };
}

const startCollector = (port: string) => start('collectorProgram.ts', [file, port], () => {});
const startAgent = (n: number, url: string) =>
  start('agentProgram.ts', [join(folder, `agent-${n}`), url], (line) => void (line === 'empty' || spooled.add(line)));

async function kill({ child, ended }: Program): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

function inStore(): Map<string, number> {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare('select id from delivery').all();
  expect(database.prepare('pragma integrity_check').get()?.integrity_check).toBe('ok');
  database.close();
  const counts = new Map<string, number>();
  for (const { id } of rows) counts.set(String(id), (counts.get(String(id)) ?? 0) + 1);
  return counts;
}

/** Ids in the spools of all agents, by the names of their files. */
function inSpools(): Set<string> {
  const names = Array.from({ length: agents }, (_, n) => readdirSync(join(folder, `agent-${n}`, 'spool', 'pending')));
  return new Set(names.flat().map((name) => name.slice(13, 49)));
}

test(`${agents} agents, each side killed ${kills} times: nothing is lost, and all arrives`, async () => {
  const port = String(await freePort());
  let collector = startCollector(port);
  const url = await collector.begun;
  const fleet = Array.from({ length: agents }, (_, n) => startAgent(n, url));
  await Promise.all(fleet.map(({ begun }) => begun));

  for (let round = 0; round < kills; round += 1) {
    await delay(50 + ((round * 137) % 400)); // not a wait for something: another moment to be killed at each round
    const n = round % agents;
    await kill(fleet[n] as Program);
    fleet[n] = startAgent(n, url);
    await kill(collector);
    collector = startCollector(port);
    await collector.begun;
  }

  await Promise.all(fleet.map(kill));
  const [stored, waiting] = [inStore(), inSpools()];
  expect(spooled.size).toBeGreaterThan(agents);
  expect([...spooled].filter((id) => !stored.has(id) && !waiting.has(id))).toEqual([]);
  expect([...stored.values()].filter((count) => count > 1)).toEqual([]);

  const last = Array.from({ length: agents }, (_, n) => startAgent(n, url));
  await Promise.all(last.map(({ begun }) => begun));
  for (const { child } of last) child.stdin?.write('end\n');
  await Promise.all(last.map(({ ended }) => ended));
  expect(inSpools().size).toBe(0);
  const arrived = inStore();
  expect([...spooled].filter((id) => !arrived.has(id))).toEqual([]);
  await kill(collector);
  process.stdout.write(`${spooled.size} deliveries, ${kills} kills of each side\n`);
}, 300_000);
