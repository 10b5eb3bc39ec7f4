/** The real program as a process, told to end by a signal: no log line is lost, no delivery, no lock; exit code 0. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { takeLock } from '../../src/platform/lock.ts';
import { evidenceFileOf } from '../agent/agents.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { answerJson, FakeCollector, startServer } from '../support/badServer.ts';

const main = resolve(import.meta.dirname, '../../src/main.ts');
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

interface Program {
  readonly child: ChildProcess;
  /** Resolves once standard output holds it; rejects where the program ended without. */
  readonly said: (text: string) => Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

interface Given {
  readonly url: string | null;
  readonly lastSuccessAt?: Date;
}

function start({
  url,
  lastSuccessAt,
}: Given): Program & { readonly folder: string; readonly messages: () => string[] } {
  const [place, folder] = [temporaryFolder(), temporaryFolder()];
  const [config, logFile] = [join(place, 'config.json'), join(place, 'agent.log')];
  const values = {
    collector: { url, deadlineMs: 1000 },
    agent: { stateFolder: folder },
    log: { level: 'info', file: logFile },
  };
  writeFileSync(config, JSON.stringify(values));
  if (lastSuccessAt) {
    const text = JSON.stringify({ schema: 'gracewatch.lastSuccess/1', at: lastSuccessAt.toISOString() });
    writeFileSync(join(folder, 'last-success.json'), text);
  }
  const words = [main, 'run', '--evidence', evidenceFileOf('kms-healthy'), '--config', config, '--lang', 'en'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    texts.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    texts.stderr += String(chunk);
  });
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child);
    return { code: code as number | null, ...texts };
  });
  return {
    child,
    folder,
    ended,
    async said(text) {
      while (!texts.stdout.includes(text)) {
        const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
        if (over && !texts.stdout.includes(text)) throw new Error(`ended without ${text}: ${texts.stderr}`);
      }
    },
    messages: () =>
      readFileSync(logFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).message),
  };
}

const waiting = (folder: string): number => readdirSync(join(folder, 'spool', 'pending')).length;

function expectFree(folder: string): void {
  const lock = takeLock(join(folder, 'lock'));
  expect(lock).not.toBeNull();
  lock?.release();
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s while it waits: 0, the last line logged', async (signal) => {
  const program = start({ url: null, lastSuccessAt: new Date(Date.now() - 60_000) });
  await program.said('Ctrl-C ends it');
  program.child.kill(signal);
  const { code, stdout, stderr } = await program.ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/\nEnding: [^\n]*\nEnded\.\n$/);
  expect(program.messages()).toEqual(['identity made', 'resident', 'ended']);
  expectFree(program.folder);
});

describe('SIGTERM in the middle of a cycle', () => {
  test('the request under way is answered, and counts', async () => {
    const collector = new FakeCollector();
    const asked = Promise.withResolvers<() => void>();
    await using server = await startServer(({ deliveries }, response) =>
      asked.resolve(() => answerJson(response, 200, collector.take(deliveries))),
    );
    const old = new Date(Date.now() - 25 * 3_600_000);
    const program = start({ url: server.url, lastSuccessAt: old });
    const answer = await asked.promise;
    program.child.kill('SIGTERM');
    await program.said('Ending');
    expect(takeLock(join(program.folder, 'lock'))).toBeNull();
    answer();
    const { code, stdout, stderr } = await program.ended;
    expect([code, stderr, waiting(program.folder), collector.kept.size]).toEqual([0, '', 0, 1]);
    expect(stdout).toMatch(/Ending: [^\n]*\n[\s\S]*\nDelivered to [^\n]*: 1 delivery\.\nEnded\.\n$/);
    expect(program.messages()).toEqual(['identity made', 'resident', 'cycle', 'cycle done', 'ended']);
    const { at } = JSON.parse(readFileSync(join(program.folder, 'last-success.json'), 'utf8'));
    expect(Date.parse(at)).toBeGreaterThan(old.getTime());
    expectFree(program.folder);
  });

  test('a collector that never answers: no second request, the delivery is kept', async () => {
    const asked = Promise.withResolvers<void>();
    await using server = await startServer(() => asked.resolve());
    const program = start({ url: server.url });
    await asked.promise;
    program.child.kill('SIGTERM');
    const { code, stdout, stderr } = await program.ended;
    expect([code, waiting(program.folder), server.received.length]).toEqual([0, 1, 1]);
    expect(stdout).toMatch(/\n1 delivery kept here safely[\s\S]*\nEnded\.\n$/);
    expect(stderr).toMatch(/^gracewatch: [^\n]*deadline[^\n]*\n$/);
    const told = ['cycle', 'not everything was delivered', 'cycle done', 'ended'];
    expect(program.messages()).toEqual(['identity made', 'resident', ...told]);
    expectFree(program.folder);
  });

  test('a second signal ends it at once, and the delivery is kept all the same', async () => {
    const asked = Promise.withResolvers<void>();
    await using server = await startServer(() => asked.resolve());
    const program = start({ url: server.url });
    await asked.promise;
    program.child.kill('SIGTERM');
    await program.said('Ending');
    program.child.kill('SIGTERM');
    const { code } = await program.ended;
    expect([code, program.child.signalCode, waiting(program.folder)]).toEqual([null, 'SIGTERM', 1]);
    expectFree(program.folder);
  });
});

test('a last success that lies in the future (the clock was wrong): a cycle is owed', async () => {
  const collector = new FakeCollector();
  await using server = await startServer(({ deliveries }, response) =>
    answerJson(response, 200, collector.take(deliveries)),
  );
  const program = start({ url: server.url, lastSuccessAt: new Date(Date.now() + 365 * 86_400_000) });
  await program.said('Next at');
  program.child.kill('SIGTERM');
  expect((await program.ended).code).toBe(0);
  expect(collector.kept.size).toBe(1);
});
