/** A program is ended with all that it has started, and nobody else is. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from '@jest/globals';
import { killTree } from '../../src/platform/killTree.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';

const begun: ChildProcess[] = [];
const pids: number[] = [];
afterEach(() => {
  for (const child of begun.splice(0)) child.kill('SIGKILL');
  for (const pid of pids.splice(0).filter(isAlive)) process.kill(pid, 'SIGKILL');
});

/** A zombie has ended, and waits for whoever inherited it. */
function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}/stat`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}
async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

/** A program, and below it `depth` generations of two programs each; resolves when all of them run. */
async function tree(depth: number): Promise<{ child: ChildProcess; all: number[] }> {
  const program = `
    const { spawn } = require('node:child_process');
    const depth = Number(process.argv[1]);
    process.stdout.write(process.pid + '\\n');
    for (let count = 0; depth > 0 && count < 2; count += 1)
      spawn(process.execPath, ['-e', process.argv[2], String(depth - 1), process.argv[2]], { stdio: ['ignore', 'inherit', 'inherit'] });
    setInterval(() => {}, 60000);`;
  const child = spawn(process.execPath, ['-e', program, String(depth), program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  begun.push(child);
  const all: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    all.push(Number(line));
    pids.push(Number(line));
    if (all.length === 2 ** (depth + 1) - 1) break;
  }
  return { child, all };
}

test('three generations are ended, and the tree beside it is not', async () => {
  const [mine, other] = [await tree(2), await tree(1)];
  expect([mine.all.length, other.all.length]).toEqual([7, 3]);
  await killTree(mine.child.pid ?? 0, '');
  await Promise.all(mine.all.map(gone));
  expect(mine.child.signalCode ?? (await once(mine.child, 'exit'))[1]).toBe('SIGKILL');
  expect(other.all.filter(isAlive)).toEqual(other.all);
});

test('a program alone; twice at the same time; and one that has ended already', async () => {
  const { child } = await tree(0);
  const exited = once(child, 'exit');
  await Promise.all([killTree(child.pid ?? 0, ''), killTree(child.pid ?? 0, '')]);
  expect(await exited).toEqual([null, 'SIGKILL']);
  await expect(killTree(child.pid ?? 0, '')).resolves.toBeUndefined();
});

test('one in the middle: what is above it lives on', async () => {
  const { child, all } = await tree(2);
  const [middle = 0] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number);
  await killTree(middle, '');
  await gone(middle);
  const below = all.filter((pid) => !isAlive(pid));
  expect(below).toContain(middle);
  const alive = (): number[] => all.filter(isAlive);
  while (alive().length > 4) await new Promise((resolve) => setImmediate(resolve));
  expect(alive()).toContain(child.pid);
  expect(alive()).toHaveLength(4);
});

test('where the tool of the system is missing, that is told and nothing is hidden', async () => {
  const { child, all } = await tree(0);
  // In a program of its own: the PATH that counts is that of the process.
  const module = join(import.meta.dirname, '../../src/platform/killTree.ts');
  const program = `const { killTree } = await import(process.argv[1]);
    await killTree(Number(process.argv[2]), '').catch(({ code }) => process.stdout.write(code));`;
  const words = ['--input-type=module', '-e', program, module, String(child.pid)];
  const { stdout, stderr } = spawnSync(process.execPath, words, { env: { PATH: temporaryFolder() }, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['ENOENT', '']);
  expect(all.filter(isAlive)).toEqual(all);
});
