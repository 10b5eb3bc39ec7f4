/** One turn of the agent, against a real collector and against one that is not there. */
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { interpret } from '../../src/activation/interpret.ts';
import { type Cycled, cycle } from '../../src/agent/cycle.ts';
import { assess } from '../../src/assessment/assess.ts';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { revokeCredential } from '../../src/collector/store/credentials.ts';
import { GracewatchError } from '../../src/platform/errors.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { answerJson, startServer } from '../support/badServer.ts';
import { handClock, type Running, startCollector } from '../support/collector.ts';
import { agentIn, evidenceOf } from './agents.ts';

jest.setTimeout(60_000);

const now = '2026-11-24T12:00:00.000Z';
const clock = handClock(now);
const healthy = evidenceOf('kms-healthy');
const ended = evidenceOf('ended-grace-expired');

let collector: Running;
beforeEach(async () => {
  clock.set(Date.parse(now));
  collector = await startCollector({ clock, rememberCredentialsMs: 1 });
});
afterEach(() => collector.close());

/** One run of an agent, from lock to release. */
async function runOnce(
  folder: string,
  { evidence = healthy, url = collector.url as string | null, credential = undefined as string | undefined } = {},
) {
  const given = credential === undefined ? {} : { credential };
  const { agent, lines } = await agentIn({ folder, url, clock, ...given });
  try {
    const cycled = await cycle(evidence, agent);
    return { cycled, lines, id: agent.identity.id, waiting: agent.spool.list().map(({ sequence }) => sequence) };
  } finally {
    agent.close();
  }
}

interface Stored {
  readonly sequence: number;
  readonly severity: string;
  readonly changes: number;
}
async function stored(id: string): Promise<Stored | undefined> {
  const row = await collector.store.read
    .selectFrom('machine')
    .select(['sequence', 'severity', 'changes'])
    .where('agent_id', '=', id)
    .executeTakeFirst();
  return row as unknown as Stored | undefined;
}
const deliveriesStored = async (): Promise<number> =>
  (await collector.store.read.selectFrom('delivery').select('id').execute()).length;

const outcome = ({ delivered, lost, notSpooled }: Cycled) => ({
  delivered: delivered?.delivered ?? null,
  superseded: delivered?.superseded ?? null,
  remaining: delivered?.remaining ?? null,
  trouble: delivered?.trouble?.kind ?? null,
  lost,
  notSpooled: notSpooled?.code ?? null,
});
const fine = { delivered: 1, superseded: 0, remaining: 0, trouble: null, lost: false, notSpooled: null };

describe('the collector is there', () => {
  test.each(['kms-healthy', 'ended-grace-expired', 'no-source-answers', 'hostile-name'])(
    '%s: accepted, and what is shown is what interpret and assess say',
    async (name) => {
      const evidence = evidenceOf(name);
      const { cycled, id, waiting } = await runOnce(temporaryFolder(), { evidence });
      const report = interpret(evidence);
      expect(cycled.report).toEqual(report);
      expect(cycled.assessment).toEqual(assess(report, defaultPolicy, now));
      expect(outcome(cycled)).toEqual(fine);
      expect(waiting).toEqual([]);
      expect(await stored(id)).toMatchObject({ sequence: 1, severity: expect.anything() });
    },
  );

  test('again and again: one machine, the sequence rises, nothing stays', async () => {
    const folder = temporaryFolder();
    for (let turn = 1; turn <= 4; turn += 1) {
      const { id, waiting } = await runOnce(folder);
      expect(waiting).toEqual([]);
      expect((await stored(id))?.sequence).toBe(turn);
    }
    expect(await deliveriesStored()).toBe(4);
  });
});

test('the collector is down: spooled; with the next run all arrive, in order, the newest counts', async () => {
  const folder = join(temporaryFolder(), '状態 フォルダー (1)');
  await runOnce(folder, { url: null });
  await runOnce(folder, { evidence: ended, url: null });
  // Something answers there that is no collector; test/commands/run.test.ts has the port on which nobody listens.
  await using other = await startServer((_, response) => answerJson(response, 404, {}));
  const down = await runOnce(folder, { url: other.url });
  expect(outcome(down.cycled)).toEqual({ ...fine, delivered: 0, remaining: 3, trouble: 'address' });
  expect(down.waiting).toEqual([1, 2, 3]);
  const { cycled, id, waiting } = await runOnce(folder, { evidence: ended });
  expect(outcome(cycled)).toEqual({ ...fine, delivered: 4 });
  expect(waiting).toEqual([]);
  const severity = assess(interpret(ended), defaultPolicy, now).severity;
  // healthy, ended, healthy, ended: had they come in another order, some had been superseded and not been history.
  const { changes } = (await stored(id)) as Stored;
  expect(await deliveriesStored()).toBe(4);
  expect(changes).toBe(4);
  const row = await collector.store.read.selectFrom('machine').selectAll().executeTakeFirstOrThrow();
  expect(JSON.parse(row.findings).map(({ severity }: { severity: string }) => severity)).toContain(severity);
});

test('a restored snapshot: the very run ends above the collector, and its state is the newest', async () => {
  const folder = temporaryFolder();
  const snapshot = join(temporaryFolder(), 'snapshot');
  const { id } = await runOnce(folder);
  cpSync(folder, snapshot, { recursive: true });
  for (let turn = 0; turn < 5; turn += 1) await runOnce(folder);
  expect((await stored(id))?.sequence).toBe(6);

  rmSync(folder, { recursive: true });
  cpSync(snapshot, folder, { recursive: true });
  const { cycled, id: after, waiting, lines } = await runOnce(folder, { evidence: ended });
  expect(after).toBe(id);
  expect(outcome(cycled)).toEqual({ ...fine, superseded: 1 });
  expect(waiting).toEqual([]);
  expect(await stored(id)).toMatchObject({ sequence: 7, changes: 2 });
  expect(lines.map(({ message }) => message)).toContain(
    'the collector has newer deliveries of this agent than it knows of',
  );
  expect(outcome((await runOnce(folder, { evidence: ended })).cycled)).toEqual(fine);
});

test('a snapshot with deliveries in its spool: the old ones are known or superseded, the newest state counts', async () => {
  const folder = temporaryFolder();
  const snapshot = join(temporaryFolder(), 'snapshot');
  await runOnce(folder, { url: null });
  await runOnce(folder, { url: null });
  cpSync(folder, snapshot, { recursive: true });
  for (let turn = 0; turn < 3; turn += 1) await runOnce(folder);

  rmSync(folder, { recursive: true });
  cpSync(snapshot, folder, { recursive: true });
  await runOnce(folder, { evidence: ended, url: null });
  const { cycled, id, waiting } = await runOnce(folder, { evidence: ended });
  expect(waiting).toEqual([]);
  expect(cycled.delivered).toMatchObject({ delivered: 1, duplicate: 2, superseded: 2, remaining: 0 });
  expect(await stored(id)).toMatchObject({ sequence: 6, changes: 2 });
});

test('the agent is ahead of the collector (its store was restored): nothing special', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'sequence'), '500\n');
  const { cycled, id } = await runOnce(folder);
  expect(outcome(cycled)).toEqual(fine);
  expect((await stored(id))?.sequence).toBe(501);
});

describe('a spool that takes nothing', () => {
  const full = new GracewatchError('spoolFull', { folder: 'x', reason: 'ENOSPC' });
  /** One run whose disk is full: neither delivery nor number can be kept. */
  async function runFull(folder: string, { evidence = healthy, url = collector.url as string | null } = {}) {
    const { agent, lines } = await agentIn({ folder, url, clock });
    rmSync(join(folder, 'sequence'), { force: true });
    mkdirSync(join(folder, 'sequence', 'in the way'), { recursive: true });
    const spool = {
      ...agent.spool,
      put: async () => {
        throw full;
      },
    };
    try {
      return { cycled: await cycle(evidence, { ...agent, spool }), lines, id: agent.identity.id };
    } finally {
      agent.close();
      rmSync(join(folder, 'sequence'), { recursive: true });
      writeFileSync(join(folder, 'sequence'), '4\n');
    }
  }

  test('delivered from memory', async () => {
    const { cycled, id } = await runFull(temporaryFolder());
    expect(outcome(cycled)).toEqual({ ...fine, notSpooled: 'spoolFull' });
    expect(await stored(id)).toBeDefined();
  });

  test('what waited before goes first', async () => {
    const folder = temporaryFolder();
    await runOnce(folder, { url: null });
    const { cycled, id } = await runFull(folder, { evidence: ended });
    expect(outcome(cycled)).toEqual({ ...fine, delivered: 2, notSpooled: 'spoolFull' });
    expect(await stored(id)).toMatchObject({ sequence: 2, changes: 2 });
  });

  test('and no collector: lost, and said so', async () => {
    // It answers as another program would: that is known at once, where an unreachable one is tried again.
    await using other = await startServer((_, response) => answerJson(response, 404, {}));
    const refused = await runFull(temporaryFolder(), { url: other.url });
    expect(outcome(refused.cycled)).toMatchObject({ lost: true, notSpooled: 'spoolFull', trouble: 'address' });
    expect(refused.lines.map(({ message }) => message)).toContain(
      'the delivery cannot be spooled and is sent from memory',
    );
    const none = await runFull(temporaryFolder(), { url: null });
    expect(outcome(none.cycled)).toMatchObject({ lost: true, delivered: null });
  });

  test('run after run with the same number on disk: each state arrives as the newest', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'sequence'), '4\n');
    for (const [n, evidence] of [healthy, ended, healthy, ended].entries()) {
      const { cycled, id } = await runFull(folder, { evidence });
      expect([n, outcome(cycled).lost, (await stored(id))?.changes]).toEqual([n, false, n + 1]);
    }
  });

  test('an error that is none of the spool is thrown on', async () => {
    const { agent } = await agentIn({ folder: temporaryFolder(), url: null, clock });
    const put = async () => {
      throw new TypeError('a mistake of ours');
    };
    await expect(cycle(healthy, { ...agent, spool: { ...agent.spool, put } })).rejects.toThrow('a mistake of ours');
    agent.close();
  });
});

describe('credentials', () => {
  test('its own: accepted; revoked: kept, and delivered with a new one', async () => {
    const folder = temporaryFolder();
    const { id } = await runOnce(folder, { url: null });
    const credential = await collector.credential('agent', id);
    expect(outcome((await runOnce(folder, { credential })).cycled)).toEqual({ ...fine, delivered: 2 });

    await revokeCredential(collector.store, credential.split('.')[1] ?? '', clock.now().getTime());
    const refused = await runOnce(folder, { credential });
    expect(outcome(refused.cycled)).toMatchObject({ delivered: 0, remaining: 1, trouble: 'access', lost: false });
    expect(refused.cycled.delivered?.trouble?.reason).toContain('401');
    const renewed = await collector.credential('agent', id);
    expect(outcome((await runOnce(folder, { credential: renewed })).cycled)).toEqual({ ...fine, delivered: 2 });
  });

  test.each([
    ['none at all', async () => undefined, '401'],
    ['wrong', async () => `gw.${'a'.repeat(12)}.${'b'.repeat(43)}`, '401'],
    ['no credential by its shape', async () => 'secret', '401'],
    [
      'of another agent',
      async () => await collector.credential('agent', '0193a5c4-7d1e-4c39-9d6e-2f6f6a2f9b10'),
      '403',
    ],
    ['of a reader', async () => await collector.credential('reader'), '403'],
  ])('%s: kept, nothing is set aside', async (_, credentialOf, status) => {
    await collector.credential('admin');
    const folder = temporaryFolder();
    const { cycled, waiting } = await runOnce(folder, { credential: await credentialOf() });
    expect(outcome(cycled)).toMatchObject({ delivered: 0, remaining: 1, trouble: 'access', lost: false });
    expect(cycled.delivered).toMatchObject({ setAside: 0, rejected: 0 });
    expect(cycled.delivered?.trouble?.reason).toContain(status);
    expect(waiting).toEqual([1]);
    expect(await deliveriesStored()).toBe(0);
    expect(readdirSync(join(folder, 'spool', 'quarantine'))).toEqual([]);
  });
});

test('no collector is set: kept, run after run', async () => {
  const folder = temporaryFolder();
  for (let turn = 1; turn <= 3; turn += 1) {
    const { cycled, waiting } = await runOnce(folder, { url: null });
    expect([cycled.delivered, cycled.lost, waiting.length]).toEqual([null, false, turn]);
  }
});

test('two at once in one folder: the second is told that one is at work; then it may', async () => {
  const folder = temporaryFolder();
  const first = await agentIn({ folder, url: null, clock });
  await expect(agentIn({ folder, url: null, clock })).rejects.toMatchObject({ code: 'agentBusy', facts: { folder } });
  first.agent.close();
  expect((await runOnce(folder)).cycled.lost).toBe(false);
});

test('an identity that is lost with its folder’s file comes back from the spool', async () => {
  const folder = temporaryFolder();
  const { id } = await runOnce(folder, { url: null });
  writeFileSync(join(folder, 'agent.json'), '');
  writeFileSync(join(folder, 'sequence'), '-3');
  const { id: after, cycled } = await runOnce(folder);
  expect([after, cycled.delivered?.delivered, (await stored(id))?.sequence]).toEqual([id, 2, 2]);
});

test('a start that fails lets go of the folder', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'agent.json'));
  await expect(agentIn({ folder, url: null, clock })).rejects.toMatchObject({ code: 'stateUnusable' });
  rmSync(join(folder, 'agent.json'), { recursive: true });
  expect((await runOnce(folder)).cycled.lost).toBe(false);
});
