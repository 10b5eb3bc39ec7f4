/**
 * Taking deliveries in. Group commit: what has come while the last commit ran is one transaction, so one write to disk
 * answers many requests, and a lone request waits for nobody. An answer is given only after the commit.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DeliveryOutcome, DeliveryResult } from '../delivery/delivery.ts';
import { type Decision, decide, type Incoming } from './decide.ts';
import { Refusal } from './receive.ts';
import * as machines from './store/machines.ts';
import type { MachineRow } from './store/schema.ts';
import type { Store, Trx } from './store/store.ts';
import { TallyChanges, writeTallies } from './store/tallies.ts';

/** Deliveries of one transaction. */
const groupLimit = 500;
/** Deliveries that may wait, and characters of their reports; beyond either, agents are asked to come again. */
const waitingLimit = 5000;
const waitingCharacters = 128 * 1024 * 1024;

interface Waiting {
  readonly incoming: readonly Incoming[];
  readonly resolve: (results: DeliveryResult[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Decided {
  readonly incoming: Incoming;
  readonly decision: Decision;
  readonly lastSequence: number;
}

/** Decides each in order; what the first of them changed, the next one finds. */
async function decideAll(trx: Trx, store: Store, all: readonly Incoming[], tallies: TallyChanges): Promise<Decided[]> {
  const agentIds = [...new Set(all.map(({ agentId }) => agentId))];
  await store.lockAgents(trx, agentIds);
  const known = await machines.readDeliveries(
    trx,
    all.map(({ id }) => id),
  );
  const rows = await machines.readMachines(trx, agentIds);
  return all.map((incoming) => {
    const old = rows.get(incoming.agentId);
    const decision = decide(known.get(incoming.id), old, incoming);
    if (decision.outcome !== 'rejected')
      known.set(incoming.id, { hash: known.get(incoming.id)?.hash ?? incoming.hash });
    if (decision.row) {
      tallies.replace(old, decision.row);
      rows.set(incoming.agentId, decision.row);
    }
    return { incoming, decision, lastSequence: rows.get(incoming.agentId)?.sequence ?? 0 };
  });
}

/** The newest row and report of each agent; a machine that changed once in the group is written in full. */
async function writeState(trx: Trx, decided: readonly Decided[]): Promise<void> {
  const newest = new Map<string, { row: MachineRow; report: string; onlySeen: boolean }>();
  for (const { incoming, decision } of decided) {
    if (!decision.row) continue;
    const onlySeen = decision.onlySeen && (newest.get(incoming.agentId)?.onlySeen ?? true);
    newest.set(incoming.agentId, { row: decision.row, report: incoming.report, onlySeen });
  }
  const all = [...newest.values()];
  await machines.writeMachines(
    trx,
    all.filter(({ onlySeen }) => !onlySeen).map(({ row }) => row),
  );
  await machines.touchMachines(
    trx,
    all.filter(({ onlySeen }) => onlySeen).map(({ row }) => row),
  );
  await machines.writeReports(
    trx,
    all.map(({ row, report }) => ({ agent_id: row.agent_id, report })),
  );
}

const remembered: ReadonlySet<DeliveryOutcome> = new Set(['accepted', 'superseded']);

/** One transaction: decides, writes, counts. */
async function takeIn(trx: Trx, store: Store, all: readonly Incoming[]): Promise<DeliveryResult[]> {
  const tallies = new TallyChanges();
  const decided = await decideAll(trx, store, all, tallies);
  await writeState(trx, decided);
  await machines.writeHistory(
    trx,
    decided.flatMap(({ decision }) => decision.history ?? []),
  );
  await machines.writeDeliveries(
    trx,
    decided
      .filter(({ decision }) => remembered.has(decision.outcome))
      .map(({ incoming: { id, agentId, sequence, hash, receivedAt }, decision: { outcome } }) => ({
        id,
        agent_id: agentId,
        sequence,
        hash,
        outcome,
        received_at: receivedAt,
      })),
  );
  await writeTallies(trx, tallies); // last: these rows are shared, so they are held for the shortest time
  return decided.map(({ incoming, decision, lastSequence }) => ({
    id: incoming.id,
    outcome: decision.outcome,
    lastSequence,
  }));
}

export interface IngestObserver {
  readonly group: (deliveries: number, durationMs: number) => void;
  readonly outcome: (outcome: DeliveryOutcome) => void;
  readonly failed: (error: unknown) => void;
}

export interface Ingest {
  /** Resolves after the commit. Errors: Refusal 503 where too many wait or the store failed. */
  readonly submit: (incoming: readonly Incoming[]) => Promise<DeliveryResult[]>;
  /** Resolves when all that was submitted has been answered. */
  readonly drained: () => Promise<void>;
}

const charactersOf = (incoming: readonly Incoming[]): number =>
  incoming.reduce((sum, { report }) => sum + report.length, 0);

const busy = () => new Refusal(503, { error: 'busy', message: 'Too many deliveries wait. Come again later.' });
const storeAway = () => new Refusal(503, { error: 'storeFailed', message: 'The store cannot be written now.' });

/** SQLSTATE classes 22 (data) and 23 (constraint); SQLite's TOOBIG, CONSTRAINT and MISMATCH. */
function isAboutData(error: unknown): boolean {
  const { code, errcode } = error as { code?: string; errcode?: number };
  return /^2[23]/.test(code ?? '') || [18, 19, 20].includes((errcode ?? 0) & 0xff);
}

export function createIngest(store: Store, observer: IngestObserver): Ingest {
  let waiting: Waiting[] = [];
  /** What is in `waiting`. */
  let ahead = 0;
  let aheadCharacters = 0;
  let running: Promise<void> | null = null;

  async function commit(group: readonly Waiting[]): Promise<void> {
    const all = group.flatMap(({ incoming }) => incoming);
    const begun = performance.now();
    const results = await store.write((trx) => takeIn(trx, store, all));
    observer.group(all.length, performance.now() - begun);
    for (const { outcome } of results) observer.outcome(outcome);
    let from = 0;
    for (const { incoming, resolve } of group) {
      resolve(results.slice(from, from + incoming.length));
      from += incoming.length;
    }
  }

  /** Where the data are the trouble, each is tried alone, so that nobody fails for what another one sent. */
  async function commitOrSplit(group: readonly Waiting[]): Promise<void> {
    try {
      await commit(group);
    } catch (error) {
      observer.failed(error);
      if (group.length > 1 && isAboutData(error)) for (const one of group) await commitOrSplit([one]);
      else for (const { reject } of group) reject(storeAway());
    }
  }

  function nextGroup(): Waiting[] {
    let size = 0;
    const end = waiting.findIndex(({ incoming }) => {
      size += incoming.length;
      return size > groupLimit;
    });
    const group = end < 0 ? waiting : waiting.slice(0, Math.max(1, end));
    waiting = waiting.slice(group.length);
    for (const { incoming } of group) {
      ahead -= incoming.length;
      aheadCharacters -= charactersOf(incoming);
    }
    return group;
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // node:sqlite holds the loop while it commits; what has arrived meanwhile is read now, before the next group is taken.
      await nextTurn();
      await commitOrSplit(nextGroup());
    }
    running = null;
  }

  return {
    submit(incoming) {
      if (ahead > waitingLimit || aheadCharacters > waitingCharacters) return Promise.reject(busy());
      ahead += incoming.length;
      aheadCharacters += charactersOf(incoming);
      const answer = new Promise<DeliveryResult[]>((resolve, reject) => {
        waiting.push({ incoming, resolve, reject });
      });
      running ??= run();
      return answer;
    },
    async drained() {
      while (running) await running;
    },
  };
}
