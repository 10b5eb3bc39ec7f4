/** `gracewatch run` without `--once`: cycles on a schedule until it is told to end. */
import type { OpenAgent } from '../../agent/agent.ts';
import { cycle } from '../../agent/cycle.ts';
import { rhythm } from '../../agent/due.ts';
import { inTime } from '../../agent/inTime.ts';
import { openLastSuccess } from '../../agent/lastSuccess.ts';
import { startResident } from '../../agent/resident.ts';
import { cronExpression, nextAfter } from '../../agent/schedule.ts';
import { dateFormat } from '../../output/dates.ts';
import { exitCodes, GracewatchError } from '../../platform/errors.ts';
import { asGracewatchError, complain } from '../complain.ts';
import type { Context } from '../context.ts';
import { sentenceLines } from '../say.ts';
import type { World } from '../world.ts';
import type { Gather } from './gather.ts';
import { saidNothing, tell, toldOf } from './told.ts';

interface Staying {
  readonly agent: OpenAgent;
  readonly gather: Gather;
  /** The state folder. */
  readonly folder: string;
}

/** How long gathering may go on after the program was told to end. */
const graceMs = 10_000;

/** Ends with 0 once it is told to end and what it had begun has ended. */
export async function stay({ agent, gather, folder }: Staying, context: Context, world: World): Promise<number> {
  const { wording, log, language, timeZone, settings } = context;
  const { resident: words, agent: agentLine } = wording.service.run;
  const { everyHours } = settings.values.agent;
  const { id } = agent.identity;
  const now = (): number => world.clock.now().getTime();
  const say = (text: string): void => void world.stdout.write(`${sentenceLines(text).join('\n')}\n`);
  const date = dateFormat(timeZone);
  const nextDate = (): string => date(new Date(nextAfter(now(), id, everyHours)).toISOString());

  async function turn(stopping: AbortSignal): Promise<boolean> {
    const evidence = await inTime(gather(stopping), stopping, graceMs);
    stopping.throwIfAborted(); // what was gathered while it was broken off may be half the truth
    const cycled = await cycle(evidence, { ...agent, stopping });
    say(words.at(date(world.clock.now().toISOString())));
    tell(toldOf(cycled, agent, folder), [], context, world);
    const { severity } = cycled.assessment;
    log.info('cycle done', { severity, delivered: cycled.delivered?.delivered ?? null, lost: cycled.lost });
    if (!stopping.aborted) say(words.next(nextDate()));
    return !cycled.lost && !saidNothing(cycled);
  }

  function failed(thrown: unknown): void {
    const error = asGracewatchError(thrown, wording);
    // On standard error the sentence says it already, but not where in the program it was.
    const unexpected = !(thrown instanceof GracewatchError);
    if (unexpected || settings.values.log.file !== null) log.error('the cycle failed', { error });
    world.stderr.write(complain(error, language).text);
  }

  const lastSuccess = await openLastSuccess(folder, log);
  const expression = cronExpression(id, everyHours);
  const everyMs = everyHours * 3_600_000;
  const stopped = world.untilStopped();
  log.info('resident', { id, expression });
  say(agentLine(id));
  say(words.started(everyHours, nextDate(), rhythm.jitterMs / 60_000));
  const { clock } = world;
  const resident = startResident({ expression, everyMs, clock, log, lastSuccess, cycle: turn, failed });
  await stopped;
  say(words.stopping);
  await resident.stop();
  say(words.stopped);
  log.info('ended');
  return exitCodes.ok;
}
