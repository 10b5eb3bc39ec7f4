/**
 * `gracewatch demo`: a collector here, and a sample fleet whose evidence goes through real agent cycles over HTTP. Reads
 * aloud: the collector, the silent machines in their past, the fleet of today, the summary, the page, and on until Ctrl-C.
 */
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gravest, severities } from '../../assessment/finding.ts';
import { type Collector, startCollector } from '../../collector/collector.ts';
import { makeCredential } from '../../collector/credential.ts';
import { summary } from '../../collector/questions/summary.ts';
import { addCredential, listCredentials } from '../../collector/store/credentials.ts';
import { openStore, type Store } from '../../collector/store/store.ts';
import { summaryText } from '../../output/fleet/summary.ts';
import type { Clock } from '../../platform/clock.ts';
import { exitCodes } from '../../platform/errors.ts';
import type { Context } from '../context.ts';
import { viewOf } from '../judge.ts';
import { lockStore, webFolder } from '../open.ts';
import { sentenceLines } from '../say.ts';
import { version } from '../version.ts';
import type { World } from '../world.ts';
import { type Fleet, report } from './agents.ts';
import { progressLine } from './progress.ts';
import { loadSampleFleet, type SampleMachine } from './sampleFleet.ts';

export interface DemoFlags {
  readonly folder: string;
}

const dayMs = 86_400_000;
/** How often one of the machines reports again. */
const reportEveryMs = 5_000;

/** The real clock, and a past in which some machines were heard of for the last time. */
function demoClock(real: Clock): Clock & { goBack: (ms: number) => void } {
  let back = 0;
  return {
    now: () => new Date(real.now().getTime() - back),
    goBack: (ms) => {
      back = ms;
    },
  };
}

interface Demo extends Fleet {
  readonly clock: ReturnType<typeof demoClock>;
  readonly collector: Collector;
  readonly world: World;
  readonly say: (line: string) => void;
}

/** A credential for the page where there is none; its text is known only then, so it is made when it can be shown. */
async function readerOf(store: Store, now: number): Promise<string | null> {
  if ((await listCredentials(store)).some(({ role }) => role === 'reader')) return null;
  const { text, row } = makeCredential({ role: 'reader', name: 'demo', agentId: null, at: now }, randomBytes);
  await addCredential(store, row);
  return text;
}

async function knownMachines(store: Store): Promise<Set<string | null>> {
  const machines = await store.read.selectFrom('machine').select('name').execute();
  return new Set(machines.map(({ name }) => name));
}

/** Machines that are silent today report on the day on which they were heard of last; once, so only new ones do. */
async function livePast(silent: readonly SampleMachine[], demo: Demo, ended: AbortSignal): Promise<void> {
  for (const machine of silent) {
    if (ended.aborted) break;
    const daysAgo = machine.lastHeardDaysAgo ?? 0;
    demo.clock.goBack(daysAgo * dayMs);
    await report(machine, demo, demo.world.clock.now().getTime());
  }
  demo.clock.goBack(0);
  const [first] = silent;
  if (first) demo.say(demo.context.wording.service.demo.past(silent.length, first.lastHeardDaysAgo ?? 0));
}

async function liveToday(
  machines: readonly SampleMachine[],
  demo: Demo,
  present: number,
  ended: AbortSignal,
): Promise<void> {
  const { context, world, say } = demo;
  say(context.wording.service.demo.fleet(machines.length));
  const view = viewOf(context, world, { long: false, pasted: false });
  for (const [index, machine] of machines.entries()) {
    if (ended.aborted) return;
    const cycled = await report(machine, demo, present);
    world.stdout.write(`${progressLine({ name: machine.name, n: index + 1, of: machines.length }, cycled, view)}\n`);
  }
  await demo.collector.sweep();
}

async function showSummary({ context, world, store, clock }: Demo): Promise<void> {
  const view = viewOf(context, world, { long: false, pasted: false });
  const answer = await summary({ store, policy: context.policy, now: clock.now().getTime() });
  const there = severities.filter((severity) => (answer.bySeverity[severity] ?? 0) > 0);
  world.stdout.write(`\n${summaryText(answer, gravest(there), view)}\n`);
}

async function showPage({ collector, clock, context, store, say }: Demo): Promise<void> {
  const { demo } = context.wording.service;
  const credential = await readerOf(store, clock.now().getTime());
  say(demo.page(collector.url));
  if (credential === null) say(demo.again(store.place));
  else for (const line of [demo.signIn(credential), demo.once(store.place)]) say(line);
  say(demo.alive);
}

/** One machine after the other reports what it reported before, so that the fleet stays alive. */
async function goOn(
  machines: readonly SampleMachine[],
  demo: Demo,
  present: number,
  ended: AbortSignal,
): Promise<void> {
  for (let turn = 0; !ended.aborted; turn += 1) {
    await delay(reportEveryMs, undefined, { signal: ended }).catch(() => {}); // ended while waiting
    const machine = machines[turn % machines.length];
    if (machine && !ended.aborted) await report(machine, demo, present);
  }
}

async function live(demo: Demo, ended: AbortSignal): Promise<void> {
  const machines = await loadSampleFleet();
  const present = demo.world.clock.now().getTime();
  const known = await knownMachines(demo.store);
  const silent = machines.filter(({ name, lastHeardDaysAgo }) => lastHeardDaysAgo !== null && !known.has(name));
  const today = machines.filter(({ lastHeardDaysAgo }) => lastHeardDaysAgo === null);
  await livePast(silent, demo, ended);
  await liveToday(today, demo, present, ended);
  if (!ended.aborted) {
    await showSummary(demo);
    await showPage(demo);
  }
  await goOn(today, demo, present, ended);
  demo.say(demo.context.wording.service.serve.stopping);
}

/** Errors: those of the store and of starting the collector. */
export async function demo(flags: DemoFlags, context: Context, world: World): Promise<number> {
  const { policy, log, settings, wording } = context;
  const { port, sweepSeconds, rememberDays } = settings.values.serve;
  const say = (text: string): void => void world.stdout.write(`${sentenceLines(text).join('\n')}\n`);
  const folder = resolve(flags.folder);
  const file = join(folder, 'store.sqlite');
  const lock = lockStore(file);
  try {
    const store = await openStore(file, { password: null, onIdleError: () => {} });
    const clock = demoClock(world.clock);
    const options = {
      store,
      policy,
      clock,
      log,
      version,
      host: '127.0.0.1',
      port,
      sweepSeconds,
      rememberDays,
      webFolder,
    };
    const collector = await startCollector(options);
    try {
      say(wording.service.demo.collector(collector.url, folder));
      const agents = join(folder, 'agents');
      const ending = new AbortController();
      // From the first report on: a fleet that is still reporting ends as cleanly as one that goes on.
      void world.untilStopped().then(() => ending.abort());
      await live({ folder: agents, store, url: collector.url, clock, context, collector, world, say }, ending.signal);
    } finally {
      await collector.stop();
    }
    say(wording.service.serve.stopped);
    return exitCodes.ok;
  } finally {
    lock?.release();
  }
}
