/** Who an agent is, and its numbers: kept over restarts, found again after damage, always rising. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { v4 } from 'uuid';
import { type Identity, openIdentity } from '../../src/agent/identity.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { keptLog, type Logged } from '../support/collector.ts';

jest.setTimeout(60_000);

const spooled = '0193a5c4-7d1e-4c39-9d6e-2f6f6a2f9b10';

interface Given {
  readonly spooledId?: string | null;
  readonly spooledSequence?: number;
}

async function open(folder: string, { spooledId = null, spooledSequence = 0 }: Given = {}) {
  const { log, lines } = keptLog();
  const identity = await openIdentity(folder, {
    now: '2026-11-24T12:00:00.000Z',
    newId: v4,
    log,
    spooledId: async () => spooledId,
    spooledSequence: () => spooledSequence,
  });
  return { identity, lines: lines as readonly Logged[] };
}

const messages = (lines: readonly Logged[]): string[] => lines.map(({ level, message }) => `${level}: ${message}`);
const setAside = 'error: the identity cannot be read and is set aside';
const made = 'info: identity made';
const unread = 'warn: the sequence cannot be read; going on from the spool and the collector';

describe('the id', () => {
  test('is made with the folder, and stays', async () => {
    const folder = join(temporaryFolder(), 'not', 'there', '日本語 の フォルダー');
    const { identity, lines } = await open(folder);
    expect(messages(lines)).toEqual([made]);
    for (let start = 0; start < 3; start += 1) {
      const again = await open(folder, { spooledId: spooled });
      expect(again.identity.id).toBe(identity.id);
      expect(again.lines).toEqual([]);
    }
    expect(JSON.parse(readFileSync(join(folder, 'agent.json'), 'utf8'))).toEqual({
      schema: 'gracewatch.agent/1',
      id: identity.id,
      createdAt: '2026-11-24T12:00:00.000Z',
    });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'agent.json')).mode & 0o777).toBe(0o600);
  });

  const id = '11111111-2222-4333-8444-555555555555';
  const good = { schema: 'gracewatch.agent/1', id, createdAt: '2026-01-01T00:00:00.000Z' };
  test.each([
    ['empty', ''],
    ['cut off', JSON.stringify(good).slice(0, 40)],
    ['zeros, as after a power cut', '\0'.repeat(120)],
    ['another schema', JSON.stringify({ ...good, schema: 'gracewatch.agent/2' })],
    ['no id', JSON.stringify({ ...good, id: undefined })],
    ['an id that is none', JSON.stringify({ ...good, id: '../../etc' })],
    ['null', 'null'],
    ['a hostile key', `{"__proto__":{"id":"${id}"}}`],
  ])('%s: set aside with its bytes; taken from the spool, else made anew', async (_, text) => {
    for (const spooledId of [spooled, null]) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'agent.json'), text);
      const { identity, lines } = await open(folder, { spooledId });
      expect(messages(lines)).toEqual([setAside, made]);
      expect(identity.id).not.toBe(id);
      if (spooledId !== null) expect(identity.id).toBe(spooled);
      expect(readFileSync(join(folder, 'agent.json.unreadable'), 'utf8')).toBe(text);
      expect((await open(folder)).identity.id).toBe(identity.id);
    }
  });

  test('a newer minor key and upper-case letters are no damage', async () => {
    const folder = temporaryFolder();
    const upper = { ...good, id: 'ABCDEFAB-2222-4333-8444-555555555555', enrolledAt: '2027-01-01T00:00:00.000Z' };
    writeFileSync(join(folder, 'agent.json'), JSON.stringify(upper));
    const { identity, lines } = await open(folder);
    expect([identity.id, lines]).toEqual([upper.id.toLowerCase(), []]);
  });

  test.each([
    ['a file where the folder should be', 'EEXIST', (folder: string) => writeFileSync(folder, 'x')],
    [
      'a folder where the file should be',
      'EISDIR',
      (folder: string) => {
        mkdirSync(join(folder, 'agent.json'), { recursive: true });
      },
    ],
    [
      'a sequence that is a folder',
      'EISDIR',
      (folder: string) => {
        mkdirSync(join(folder, 'sequence'), { recursive: true });
      },
    ],
  ])('unusable: %s', async (_, reason, prepare) => {
    const folder = join(temporaryFolder(), 'state');
    prepare(folder);
    await expect(open(folder)).rejects.toMatchObject({ code: 'stateUnusable', facts: { folder, reason } });
  });

  test('a place where no folder can be made is told at once', async () => {
    await expect(open('/proc/gracewatch/state')).rejects.toMatchObject({ code: 'stateUnusable' });
  });
});

describe('the sequence', () => {
  test('goes on over restarts, from 1', async () => {
    const folder = temporaryFolder();
    const numbers: number[] = [];
    for (let start = 0; start < 4; start += 1) {
      const { identity } = await open(folder);
      numbers.push(await identity.next(), await identity.next());
    }
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test.each([
    ['empty', ''],
    ['rubbish', 'twelve'],
    ['negative', '-7\n'],
    ['a fraction', '3.5\n'],
    ['far too large', '99999999999999999999\n'],
    ['at the bound', '1000000000000\n'],
    ['an exponent', '1e3\n'],
    ['cut off with zeros', '12\0\0'],
  ])('%s: told, and goes on above the spool', async (_, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'sequence'), text);
    const { identity, lines } = await open(folder, { spooledSequence: 41 });
    expect(messages(lines)).toContain(unread);
    expect(await identity.next()).toBe(42);
    identity.goAbove(900);
    expect(await identity.next()).toBe(901);
    identity.goAbove(5);
    expect(await identity.next()).toBe(902);
    expect((await open(folder)).lines).toEqual([]);
  });

  test('missing: no word about it, and the spool counts', async () => {
    const folder = temporaryFolder();
    const { identity, lines } = await open(folder, { spooledSequence: 7 });
    expect([await identity.next(), messages(lines)]).toEqual([8, [made]]);
  });

  test('a number that cannot be, from collector or spool: told, not followed', async () => {
    const folder = temporaryFolder();
    // A file in the spool may have any name that looks like one of ours.
    const { identity, lines } = await open(folder, { spooledSequence: 1e16 });
    identity.goAbove(1e15);
    identity.goAbove(Number.MAX_SAFE_INTEGER);
    expect([await identity.next(), await identity.next()]).toEqual([1, 2]);
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(3);
  });

  test('the disk takes no number: told each time, and the numbers rise all the same', async () => {
    const folder = temporaryFolder();
    const { identity, lines } = await open(folder);
    expect(await identity.next()).toBe(1);
    rmSync(join(folder, 'sequence'));
    mkdirSync(join(folder, 'sequence', 'in the way'), { recursive: true });
    expect([await identity.next(), await identity.next()]).toEqual([2, 3]);
    expect(messages(lines)).toEqual([made, ...Array(2).fill('warn: the sequence cannot be written')]);
    expect(readdirSync(folder).toSorted()).toEqual(['agent.json', 'sequence']);
  });
});

/** What may happen to an agent; `back` restores its folder as it was then. */
type Step =
  | { readonly kind: 'next' | 'crash' | 'snapshot' | 'back' | 'loseSequence' | 'corruptSequence' | 'unwritable' }
  | { readonly kind: 'spoolKeeps' };

const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.constant<Step>({ kind: 'next' }) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom('crash', 'snapshot', 'back', 'loseSequence', 'corruptSequence', 'spoolKeeps', 'unwritable')
        .map((kind) => ({ kind }) as Step),
    },
  ),
  { minLength: 200, maxLength: 220 },
);

test('over 200 random steps no number that the collector has is used again, and each is above it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const folder = temporaryFolder();
      const file = join(folder, 'sequence');
      let { identity } = await open(folder);
      const { id } = identity;
      let collectorHas = 0;
      let inSpool = 0;
      let snapshot: string | null = null;
      const restart = async (): Promise<void> => {
        ({ identity } = await open(folder, { spooledSequence: inSpool }));
        expect(identity.id).toBe(id);
      };
      /** A cycle: a number that is not above what the collector has is answered with what it has; then one that is. */
      const deliver = async (one: Identity): Promise<void> => {
        let number = await one.next();
        if (number <= collectorHas) {
          one.goAbove(collectorHas);
          number = await one.next();
        }
        expect(number).toBeGreaterThan(collectorHas);
        collectorHas = number;
      };
      const acts: Readonly<Record<Step['kind'], () => Promise<void>>> = {
        next: () => deliver(identity),
        crash: restart,
        snapshot: async () => {
          await identity.next();
          snapshot = readFileSync(file, 'utf8');
        },
        back: async () => {
          if (snapshot !== null) writeFileSync(file, snapshot);
          await restart();
        },
        loseSequence: async () => {
          rmSync(file, { force: true });
          await restart();
        },
        corruptSequence: async () => {
          writeFileSync(file, '-1');
          await restart();
        },
        spoolKeeps: async () => {
          inSpool = await identity.next();
        },
        unwritable: async () => {
          rmSync(file, { force: true, recursive: true });
          mkdirSync(join(file, 'in the way'), { recursive: true });
          await deliver(identity);
          rmSync(file, { recursive: true });
        },
      };
      for (const { kind } of list) await acts[kind]();
      expect(collectorHas).toBeGreaterThan(20);
    }),
    { numRuns: 2 },
  );
});
