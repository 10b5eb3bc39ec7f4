/** Killed at any moment: what was told to be safe is there and whole, and nothing half-written is ever an entry. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from '@jest/globals';
import type { SpooledDelivery } from '../../src/delivery/delivery.ts';
import { entryName, storedOf } from '../../src/delivery/entry.ts';
import { openSpool } from '../../src/delivery/spool.ts';
import { faultFs } from '../support/faultFs.ts';
import { deliveriesOf, temporaryFolder } from './deliveries.ts';

const limits = { maxDeliveries: 100_000, maxBytes: 1024 ** 3 };
const sleep = async (): Promise<void> => {};

/** Everything readable in a spool that is opened anew; a problem fails the test. */
async function readable(folder: string): Promise<string[]> {
  const spool = await openSpool(folder, { limits });
  expect(spool.status().setAside).toEqual({});
  const names: string[] = [];
  for (const { name } of spool.list()) {
    expect(await spool.read(name)).toHaveProperty('delivery');
    names.push(name);
  }
  return names;
}

/** Calls of fs that opening and two puts make. */
async function callsOfTwoPuts(): Promise<number> {
  const { fs, calls } = faultFs(() => null);
  const spool = await openSpool(join(temporaryFolder(), 'spool'), { limits, fs });
  for (const delivery of deliveriesOf(2)) await spool.put(delivery);
  return calls.length;
}

test('between any two calls of fs', async () => {
  const total = await callsOfTwoPuts();
  expect(total).toBeGreaterThan(20);
  for (let crashAt = 1; crashAt <= total + 1; crashAt += 1) {
    const folder = join(temporaryFolder(), 'spool');
    const deliveries = deliveriesOf(2);
    const safe: SpooledDelivery[] = [];
    // From that call on nothing is done any more, as for a process that is gone.
    const { fs } = faultFs(({ number }) => (number >= crashAt ? 'CRASHED' : null));
    try {
      const spool = await openSpool(folder, { limits, fs, sleep });
      for (const delivery of deliveries) {
        await spool.put(delivery);
        safe.push(delivery);
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'spoolFailed', facts: { reason: 'CRASHED' } });
    }
    const names = await readable(folder);
    expect(names).toEqual(expect.arrayContaining(safe.map(entryName)));
    expect(deliveries.map(entryName)).toEqual(expect.arrayContaining(names));
    expect(readdirSync(join(folder, 'pending'))).toEqual(names);
    expect(safe.length === 2).toBe(crashAt > total);
  }
});

describe('by SIGKILL', () => {
  test('20 times: every one that was told to be safe is there', async () => {
    const folder = join(temporaryFolder(), 'spool');
    const told: string[] = [];
    for (let round = 1; round <= 20; round += 1) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'spoolWriter.ts'), folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exited = once(child, 'exit');
      let lines = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        told.push(line);
        lines += 1;
        // Killed after another number of them each time, somewhere in the next put.
        if (lines === round) child.kill('SIGKILL');
      }
      expect(await exited).toEqual([null, 'SIGKILL']);
      expect(lines).toBeGreaterThanOrEqual(round);
    }
    const names = await readable(folder);
    expect(new Set(told).size).toBe(told.length);
    expect(names).toEqual(expect.arrayContaining(told));
    // One of each round at most was finished and not yet told.
    expect(names.length - told.length).toBeLessThanOrEqual(20);
  }, 100_000);
});

test('what is stored is what was put', async () => {
  const folder = join(temporaryFolder(), 'spool');
  const [delivery] = deliveriesOf(1) as [SpooledDelivery];
  await (await openSpool(folder, { limits })).put(delivery);
  expect(await (await openSpool(folder, { limits })).read(entryName(delivery))).toEqual({
    delivery: storedOf(delivery),
  });
});
