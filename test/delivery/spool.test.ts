/** The spool: nothing that lies in it keeps it from opening, nothing leaves it uncounted, a full disk is survived. */
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { SpooledDelivery } from '../../src/delivery/delivery.ts';
import { encodeEntry, entryName, storedOf } from '../../src/delivery/entry.ts';
import { openSpool, type SpoolLimits } from '../../src/delivery/spool.ts';
import type { SpoolFs } from '../../src/delivery/spoolFs.ts';
import { fixedClock } from '../../src/platform/clock.ts';
import { GracewatchError } from '../../src/platform/errors.ts';
import { type Call, faultFs } from '../support/faultFs.ts';
import { aDelivery, deliveriesOf, temporaryFolder } from './deliveries.ts';

const wide: SpoolLimits = { maxDeliveries: 10_000, maxBytes: 256 * 1024 * 1024 };
const sleep = async (): Promise<void> => {};
const open = (folder: string, limits = wide, fs?: SpoolFs) =>
  openSpool(folder, { limits, sleep, ...(fs === undefined ? {} : { fs }) });

async function filled(deliveries: readonly SpooledDelivery[], limits = wide) {
  const folder = join(temporaryFolder(), 'spool');
  const spool = await open(folder, limits);
  for (const delivery of deliveries) await spool.put(delivery);
  return { folder, spool, pending: join(folder, 'pending'), quarantine: join(folder, 'quarantine') };
}

const listed = (spool: { list(): readonly { name: string }[] }): string[] => spool.list().map(({ name }) => name);

test('what was put is listed in order of sequence and read again, also by the next who opens it', async () => {
  const [a, b, c] = deliveriesOf(3) as [SpooledDelivery, SpooledDelivery, SpooledDelivery];
  const { folder, spool } = await filled([c, a, b]);
  for (const one of [spool, await open(folder)]) {
    expect(listed(one)).toEqual([a, b, c].map(entryName));
    expect(await one.read(entryName(b))).toEqual({ delivery: storedOf(b) });
    expect(one.list()[0]?.size).toBe(encodeEntry(a).length);
    expect(one.highestSequence()).toBe(3);
  }
  await spool.remove(entryName(a));
  await spool.remove(entryName(a));
  expect(listed(spool)).toEqual([b, c].map(entryName));
  expect(listed(await open(folder))).toEqual([b, c].map(entryName));
});

test('an empty spool says so', async () => {
  const { spool } = await filled([]);
  expect(spool.highestSequence()).toBe(0);
  expect(spool.status()).toEqual({
    deliveries: 0,
    bytes: 0,
    oldestAt: null,
    dropped: { maxDeliveries: 0, maxBytes: 0, quarantineFull: 0, vanished: 0 },
    setAside: {},
    quarantined: 0,
  });
});

test('status tells depth, bytes, and since when the oldest waits', async () => {
  const deliveries = deliveriesOf(2);
  const { folder, pending } = await filled(deliveries);
  const [first] = deliveries.map(entryName) as [string];
  utimesSync(join(pending, first), 1_700_000_000, 1_700_000_000);
  const spool = await openSpool(folder, { limits: wide, clock: fixedClock('2020-01-01T00:00:00.000Z') });
  const bytes = deliveries.reduce((sum, one) => sum + encodeEntry(one).length, 0);
  expect(spool.status()).toMatchObject({ deliveries: 2, bytes, oldestAt: '2023-11-14T22:13:20.000Z' });
  await spool.put(aDelivery(3));
  expect(spool.status()).toMatchObject({ deliveries: 3, oldestAt: '2020-01-01T00:00:00.000Z' });
});

test('files are readable by their owner only', async () => {
  const { pending } = await filled([aDelivery(1)]);
  const { statSync } = await import('node:fs');
  const [name = ''] = readdirSync(pending);
  expect(statSync(join(pending, name)).mode & 0o777).toBe(0o600);
  expect(statSync(pending).mode & 0o777).toBe(0o700);
});

const foreign: readonly [string, (path: string) => void][] = [
  ['garbage.bin', (path) => writeFileSync(path, 'garbage')],
  ['.hidden', (path) => writeFileSync(path, '')],
  ['名前 😀', (path) => writeFileSync(path, 'x')],
  ['x'.repeat(255), (path) => writeFileSync(path, 'long')],
  ['other.tmp', (path) => writeFileSync(path, "somebody else's")],
  ['a-folder', (path) => cpSync(import.meta.dirname, path, { recursive: true })],
  [entryName(aDelivery(7)), (path) => mkdirSync(path)],
  [`${entryName(aDelivery(8))}.rejected-400`, (path) => writeFileSync(path, 'x')],
  [entryName(aDelivery(9)), (path) => symlinkSync('/dev/zero', path)],
];

describe('opened over what is not its own', () => {
  test.each(foreign.map(([name, make]) => [name.slice(0, 40), name, make] as const))('%s', async (_, name, make) => {
    const good = aDelivery(20);
    const { folder, pending, quarantine } = await filled([good]);
    make(join(pending, name));
    const spool = await open(folder);
    expect(listed(spool)).toEqual([entryName(good)]);
    expect(readdirSync(pending)).toEqual([entryName(good)]);
    expect(readdirSync(quarantine)).toEqual([`${name.slice(0, 60)}.foreign`]);
    expect(spool.status()).toMatchObject({ setAside: { foreign: 1 }, quarantined: 1 });
  });

  test('two of the same name, one after the other: neither replaces the other', async () => {
    const { folder, pending, quarantine } = await filled([]);
    for (const content of ['one', 'two', 'three']) {
      writeFileSync(join(pending, 'garbage'), content);
      await open(folder);
    }
    const names = ['garbage.foreign', 'garbage.foreign.2', 'garbage.foreign.3'];
    expect(names.map((name) => readFileSync(join(quarantine, name), 'utf8'))).toEqual(['one', 'two', 'three']);
  });

  test('the leftover of a killed writer is removed', async () => {
    const { folder, pending } = await filled([]);
    writeFileSync(join(pending, `${entryName(aDelivery(1))}.0a1b2c3d.tmp`), 'half');
    expect((await open(folder)).status()).toMatchObject({ deliveries: 0, quarantined: 0 });
    expect(readdirSync(pending)).toEqual([]);
  });

  test('what can be neither moved nor looked at stays, and is no obstacle', async () => {
    const good = aDelivery(1);
    const { folder, pending } = await filled([good]);
    for (const name of ['stuck', 'hidden']) writeFileSync(join(pending, name), 'x');
    const { fs } = faultFs(({ fn, path }) => {
      if (fn === 'rename' && path.endsWith('stuck')) return 'EPERM';
      return fn === 'lstat' && path.endsWith('hidden') ? 'EIO' : null;
    });
    const spool = await open(folder, wide, fs);
    expect(listed(spool)).toEqual([entryName(good)]);
    expect(readdirSync(pending)).toHaveLength(3);
    expect(spool.status().setAside).toEqual({});
  });

  test.each(['', 'pending', 'quarantine'])(
    'a file where the folder "%s" should be is moved out of the way',
    async (name) => {
      const folder = join(temporaryFolder(), 'spool');
      if (name !== '') mkdirSync(folder);
      writeFileSync(join(folder, name), 'in the way');
      const spool = await open(folder);
      await spool.put(aDelivery(1));
      expect(spool.list()).toHaveLength(1);
      const parent = name === '' ? join(folder, '..') : folder;
      const moved = readdirSync(parent).find((one) => one.endsWith('.foreign')) ?? '';
      expect(readFileSync(join(parent, moved), 'utf8')).toBe('in the way');
    },
  );

  test.each([
    ['mkdir', 'EACCES', 'spoolFailed'],
    ['mkdir', 'ENOSPC', 'spoolFull'],
    ['readdir', 'EIO', 'spoolFailed'],
  ])('%s fails with %s: %s, with folder and reason', async (failing, reason, code) => {
    const folder = join(temporaryFolder(), 'spool');
    const { fs } = faultFs(({ fn }) => (fn === failing ? reason : null));
    await expect(open(folder, wide, fs)).rejects.toMatchObject({ code, facts: { folder, reason } });
  });

  test('a parent that is not there ends, as an error', async () => {
    const folder = join(temporaryFolder(), 'no', 'spool');
    await expect(open(folder)).rejects.toMatchObject({ code: 'spoolFailed', facts: { folder, reason: 'ENOENT' } });
  });
});

describe('reading what is damaged', () => {
  test.each([
    ['empty', (path: string) => truncateSync(path, 0)],
    ['checksum', (path: string) => truncateSync(path, 500)],
    ['notEntry', (path: string) => writeFileSync(path, 'garbage')],
    ['wrongName', (path: string) => writeFileSync(path, encodeEntry(aDelivery(1)))],
    ['vanished', (path: string) => rmSync(path)],
    ['unreadable', (path: string) => rmSync(path) ?? mkdirSync(path)],
  ] as const)('%s', async (problem, damage) => {
    const delivery = aDelivery(1);
    const { spool, pending } = await filled([delivery]);
    damage(join(pending, entryName(delivery)));
    expect(await spool.read(entryName(delivery))).toEqual({ problem });
    expect(spool.status().dropped.vanished).toBe(problem === 'vanished' ? 1 : 0);
    expect(spool.list()).toHaveLength(problem === 'vanished' ? 0 : 1);
  });

  test.each([
    ['EACCES', 'unreadable'],
    ['EIO', 'unreadable'],
    ['EBUSY', 'busy'],
    ['EMFILE', 'busy'],
  ])('%s: %s', async (code, problem) => {
    const delivery = aDelivery(1);
    const { folder } = await filled([delivery]);
    const spool = await open(folder, wide, faultFs(({ fn }) => (fn === 'readFile' ? code : null)).fs);
    expect(await spool.read(entryName(delivery))).toEqual({ problem });
  });

  test('mode 0000 is set aside with its bytes', async () => {
    const delivery = aDelivery(1);
    const { spool, pending, quarantine } = await filled([delivery]);
    chmodSync(join(pending, entryName(delivery)), 0);
    await spool.setAside(entryName(delivery), 'unreadable');
    chmodSync(join(quarantine, `${entryName(delivery)}.unreadable`), 0o600);
    expect(readFileSync(join(quarantine, `${entryName(delivery)}.unreadable`))).toEqual(encodeEntry(delivery));
  });
});

describe('bounds', () => {
  test('too many: the oldest go, never the newest, each counted', async () => {
    const deliveries = deliveriesOf(5);
    const { spool, pending } = await filled(deliveries, { ...wide, maxDeliveries: 3 });
    expect(listed(spool)).toEqual(deliveries.slice(2).map(entryName));
    expect(readdirSync(pending).toSorted()).toEqual(listed(spool));
    expect(spool.status().dropped).toMatchObject({ maxDeliveries: 2, maxBytes: 0 });
  });

  test('too many bytes: the same', async () => {
    const deliveries = deliveriesOf(5);
    const size = encodeEntry(aDelivery(1)).length;
    const { spool } = await filled(deliveries, { ...wide, maxBytes: size * 3 + 10 });
    expect(listed(spool)).toEqual(deliveries.slice(2).map(entryName));
    expect(spool.status().dropped).toMatchObject({ maxDeliveries: 0, maxBytes: 2 });
  });

  test('one that was just put stays, also where its sequence is the lowest (a restored snapshot)', async () => {
    const [a, b, late] = [aDelivery(10), aDelivery(11), aDelivery(2)];
    const { spool } = await filled([a, b, late], { ...wide, maxDeliveries: 2 });
    expect(listed(spool)).toEqual([late, b].map(entryName));
  });

  test('a single one that is larger than the spool is refused, and costs no other', async () => {
    const { spool } = await filled([aDelivery(1)], { ...wide, maxBytes: 4000 });
    const report = { ...aDelivery(2).report, unread: [{ label: 'x', text: 'y'.repeat(5000) }] };
    await expect(spool.put(aDelivery(2, { report }))).rejects.toMatchObject({ code: 'spoolFull' });
    expect(spool.status()).toMatchObject({ deliveries: 1, dropped: { maxBytes: 0 } });
  });

  test('the oldest cannot be removed: the new one is safe all the same', async () => {
    const deliveries = deliveriesOf(2);
    const { folder } = await filled(deliveries.slice(0, 1));
    const fault = ({ fn, path }: Call) => (fn === 'rm' && path.endsWith('.json') ? 'EPERM' : null);
    const spool = await open(folder, { ...wide, maxDeliveries: 1 }, faultFs(fault).fs);
    await spool.put(deliveries[1] as SpooledDelivery);
    expect(listed(spool)).toEqual(deliveries.map(entryName));
    expect(spool.status().dropped.maxDeliveries).toBe(0);
  });

  test.each([
    ['count', { count: 2, bytes: 1_000_000 }],
    ['bytes', { count: 100, bytes: encodeEntry(aDelivery(1)).length * 2 + 10 }],
  ])('quarantine is bounded by %s, the oldest go first, counted', async (_, quarantine) => {
    const deliveries = deliveriesOf(4);
    const { folder, pending } = await filled(deliveries);
    deliveries.map(entryName).forEach((name, index) => {
      utimesSync(join(pending, name), 1000 + index, 1000 + index);
    });
    const spool = await open(folder, { ...wide, quarantine });
    for (const name of listed(spool)) await spool.setAside(name, 'rejected-400');
    const kept = deliveries.slice(2).map((one) => `${entryName(one)}.rejected-400`);
    expect(readdirSync(join(folder, 'quarantine')).toSorted()).toEqual(kept);
    expect(spool.status()).toMatchObject({
      dropped: { quarantineFull: 2 },
      setAside: { 'rejected-400': 4 },
      quarantined: 2,
    });
    expect(spool.highestSequence()).toBe(4);
    const tighter = await open(folder, { ...wide, quarantine: { count: 1, bytes: 1_000_000 } });
    expect(tighter.status()).toMatchObject({ quarantined: 1, dropped: { quarantineFull: 1 } });
  });

  test('a folder in quarantine goes too', async () => {
    const { folder, pending, quarantine } = await filled([]);
    mkdirSync(join(pending, 'deep', 'er'), { recursive: true });
    await open(folder, { ...wide, quarantine: { count: 0, bytes: 0 } });
    expect(readdirSync(quarantine)).toEqual([]);
  });
});

describe('a disk that does not take it', () => {
  test.each([
    ['writeFile', 'ENOSPC', 'spoolFull'],
    ['writeFile', 'EDQUOT', 'spoolFull'],
    ['writeFile', 'EFBIG', 'spoolFull'],
    ['open', 'ENOSPC', 'spoolFull'],
    ['sync', 'EIO', 'spoolFailed'],
    ['rename', 'EPERM', 'spoolFailed'],
  ])('%s fails with %s: %s; what was there is untouched, and the next is taken', async (failing, reason, code) => {
    const deliveries = deliveriesOf(3);
    const { folder, pending } = await filled(deliveries);
    let broken = true;
    const { fs } = faultFs(({ fn }) => (broken && fn === failing ? reason : null));
    const spool = await open(folder, { ...wide, maxDeliveries: 3 }, fs);
    const error = await spool.put(aDelivery(4)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(GracewatchError);
    expect(error).toMatchObject({ code, facts: { folder, reason } });
    expect(readdirSync(pending).toSorted()).toEqual(deliveries.map(entryName));
    expect(listed(spool)).toEqual(deliveries.map(entryName));
    broken = false;
    await spool.put(aDelivery(5));
    expect(spool.status()).toMatchObject({ deliveries: 3, dropped: { maxDeliveries: 1 } });
  });

  test('an entry that cannot be removed or moved stays, as an error with folder and reason', async () => {
    const delivery = aDelivery(1);
    const { folder } = await filled([delivery]);
    const spool = await open(folder, wide, faultFs(({ fn }) => (['rm', 'rename'].includes(fn) ? 'EACCES' : null)).fs);
    const wanted = { code: 'spoolFailed', facts: { folder, reason: 'EACCES' } };
    await expect(spool.remove(entryName(delivery))).rejects.toMatchObject(wanted);
    await expect(spool.setAside(entryName(delivery), 'empty')).rejects.toMatchObject(wanted);
    expect(listed(spool)).toEqual([entryName(delivery)]);
    expect(spool.status().setAside).toEqual({});
    expect(existsSync(join(folder, 'pending', entryName(delivery)))).toBe(true);
  });
});
