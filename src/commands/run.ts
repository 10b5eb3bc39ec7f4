/** `gracewatch run`: the agent. One cycle (`--once`), or resident until it is told to end. */
import { type OpenAgent, openAgent } from '../agent/agent.ts';
import { cycle } from '../agent/cycle.ts';
import { isFresh } from '../agent/due.ts';
import { openLastSuccess } from '../agent/lastSuccess.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import type { Wording } from '../wording/wording.ts';
import type { Context } from './context.ts';
import { stateFolderOf } from './places.ts';
import { gatherOf } from './run/gather.ts';
import { saidNothing, type Told, tell, toldOf } from './run/told.ts';
import { sentenceLines } from './say.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

export interface RunFlags {
  readonly once?: boolean;
  readonly evidence?: string;
  /** Minutes. */
  readonly ifOlderThan?: string;
}

function exitOf({ cycled, waitedMinutes }: Told, warnAfterHours: number): number {
  if (cycled.lost || saidNothing(cycled)) return exitCodes.unknown;
  return waitedMinutes > warnAfterHours * 60 ? exitCodes.warning : exitCodes.ok;
}

/** Minutes of `--if-older-than`; 0 where it is not given. Errors: badUsage. */
function restMinutes({ once, ifOlderThan }: RunFlags, { run }: Wording['service']): number {
  if (ifOlderThan === undefined) return 0;
  if (!once || !/^\d{1,6}$/.test(ifOlderThan)) throw new GracewatchError('badUsage', { detail: run.minutesOnce });
  return Number(ifOlderThan);
}

/** Errors: those of the state folder. */
function openHere(folder: string, { settings, log, policy }: Context, { clock }: World): Promise<OpenAgent> {
  const { collector, spool } = settings.values;
  return openAgent({ folder, collector, spool, policy, clock, log, version });
}

/** One cycle; null where the last success is too young for another one. */
async function turn(flags: RunFlags, folder: string, context: Context, world: World): Promise<Told | null> {
  const { log, wording } = context;
  const restMs = restMinutes(flags, wording.service) * 60_000;
  const gather = gatherOf(flags.evidence, context, world);
  const begunAt = world.clock.now().getTime();
  const lastSuccess = await openLastSuccess(folder, log);
  if (restMs > 0 && isFresh(lastSuccess.at(), begunAt, restMs)) return null;
  // Before anything is opened: where nothing was gathered, nothing is left behind.
  const evidence = await gather(new AbortController().signal);
  const agent = await openHere(folder, context, world);
  try {
    const told = toldOf(await cycle(evidence, agent), agent, folder);
    tell(told, [wording.service.run.agent(agent.identity.id)], context, world);
    if (!told.cycled.lost && !saidNothing(told.cycled)) await lastSuccess.note(begunAt);
    return told;
  } finally {
    agent.close();
  }
}

async function resident(flags: RunFlags, folder: string, context: Context, world: World): Promise<number> {
  const { wording } = context;
  if (flags.evidence === '-') throw new GracewatchError('badUsage', { detail: wording.service.run.stdinOnce });
  restMinutes(flags, wording.service);
  const gather = gatherOf(flags.evidence, context, world);
  const agent = await openHere(folder, context, world);
  try {
    const { stay } = await import('./run/resident.ts');
    return await stay({ agent, gather, folder }, context, world);
  } finally {
    agent.close();
  }
}

/**
 * Exit codes 0, 1, 3 as design.md has them. Errors: badUsage, notWindows, of the state folder; with `--once` also those
 * of gathering.
 */
export async function run(flags: RunFlags, context: Context, world: World): Promise<number> {
  const { agent, spool } = context.settings.values;
  const folder = stateFolderOf(agent.stateFolder, world);
  if (!flags.once) return await resident(flags, folder, context, world);
  const told = await turn(flags, folder, context, world);
  if (told !== null) return exitOf(told, spool.warnAfterHours);
  world.stdout.write(`${sentenceLines(context.wording.service.run.fresh).join('\n')}\n`);
  return exitCodes.ok;
}
