/**
 * The collector killed again and again while 8 agents deliver: what was acknowledged is stored, once, and in the end all
 * arrives. GRACEWATCH_TEST_KILLS: rounds, 8 if not said.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openStore } from '../../src/collector/store/store.ts';
import { freePort } from '../support/ports.ts';
import { post } from './asking.ts';
import { reportOf, someMachines } from './contract/fleet.ts';
import { allMachines, expectCountsRight } from './counts.ts';
import { deliveryOf } from './deliveries.ts';

const rounds = Number(process.env.GRACEWATCH_TEST_KILLS ?? 8);
const agents = 8;
const folder = mkdtempSync(join(tmpdir(), 'gracewatch-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'store.sqlite');
const variants = someMachines(50).map(reportOf);

/** Resolves when it listens. */
async function startCollector(port: number): Promise<{ child: ChildProcess; url: string }> {
  const program = join(import.meta.dirname, '../support/collectorProgram.ts');
  const child = spawn(process.execPath, [program, file, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  return { child, url: String(value) };
}

test(
  `killed ${rounds} times: nothing that was acknowledged is lost, and all arrives`,
  async () => {
    const port = await freePort();
    const acknowledged: string[] = [];
    const wanted: string[] = [];
    const outcomes = new Set<unknown>();
    let url = '';
    let done = false;
    let failures = 0;
    let news = Promise.withResolvers<void>();

    /** One delivery after the other, each until it is answered, as an agent with its spool does. */
    async function deliver(agent: number): Promise<void> {
      for (let sequence = 1; !done; sequence += 1) {
        const delivery = deliveryOf({ agent, sequence, report: variants[(agent + sequence) % variants.length] ?? {} });
        wanted.push(delivery.id);
        for (;;) {
          const answer = await post(url, delivery).catch(() => null);
          if (answer?.status === 200) {
            const [result] = (answer.json?.results ?? []) as { id: string; outcome: string }[];
            outcomes.add(result?.outcome);
            acknowledged.push(result?.id ?? '');
            news.resolve();
            break;
          }
          failures += 1;
          await delay(30); // the collector is away
        }
      }
    }

    let collector = await startCollector(port);
    url = collector.url;
    const senders = Array.from({ length: agents }, (_, agent) => deliver(agent));
    for (let round = 0; round < rounds; round += 1) {
      // At least so many were answered in this round, another number each time; then at any moment of the next ones.
      const until = acknowledged.length + 5 + ((round * 37) % 60);
      while (acknowledged.length < until) {
        news = Promise.withResolvers<void>();
        await news.promise;
      }
      await delay(Math.random() * 20);
      const exited = once(collector.child, 'exit');
      collector.child.kill('SIGKILL');
      expect(await exited).toEqual([null, 'SIGKILL']);
      collector = await startCollector(port);
      expect(collector.url).toBe(url);
    }
    done = true;
    await Promise.all(senders);
    const exited = once(collector.child, 'exit');
    collector.child.kill('SIGKILL');
    await exited;

    expect(failures).toBeGreaterThan(0);
    expect([...outcomes].every((outcome) => outcome === 'accepted' || outcome === 'duplicate')).toBe(true);
    expect(acknowledged.toSorted()).toEqual(wanted.toSorted());
    const store = await openStore(file, { password: null, onIdleError: () => {} });
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(store.read);
    expect(rows.map((row) => row.integrity_check)).toEqual(['ok']);
    const ids = (await store.read.selectFrom('delivery').select('id').orderBy('id').execute()).map(({ id }) => id);
    expect(ids).toEqual(wanted.toSorted());
    const machines = await allMachines(store);
    expect(machines.map(({ sequence }) => sequence).reduce((sum, n) => sum + n, 0)).toBe(wanted.length);
    for (const { agent_id, changes } of machines) {
      const entries = await store.read
        .selectFrom('history')
        .select('n')
        .where('agent_id', '=', agent_id)
        .orderBy('n')
        .execute();
      expect(entries.map(({ n }) => n)).toEqual(Array.from({ length: changes }, (_, n) => n + 1));
    }
    await expectCountsRight(store);
    await store.close();
  },
  60_000 + rounds * 5000,
);
