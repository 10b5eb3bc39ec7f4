/**
 * An agent that stays: cycles on its schedule, and one more where `due` says that one is owed. Never two at once; one
 * that fails ends nothing; told to stop, it ends only when what it had begun has ended.
 */
import { createTask, type Logger } from 'node-cron';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { due, isFresh, rhythm } from './due.ts';
import type { LastSuccess } from './lastSuccess.ts';

/** schedule: its time has come. catchUp: it was missed. */
type Occasion = 'schedule' | 'catchUp';

interface Options {
  /** Cron, in UTC. */
  readonly expression: string;
  readonly everyMs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly lastSuccess: LastSuccess;
  /** One cycle; true: it succeeded. The signal says that the agent is to end. */
  readonly cycle: (signal: AbortSignal) => Promise<boolean>;
  /** What a cycle threw. */
  readonly failed: (error: unknown) => void;
}

export interface Resident {
  /** Begins nothing more; resolves when a cycle under way has ended. */
  readonly stop: () => Promise<void>;
}

/** How often a look is taken at the clock. */
const lookMs = 60_000;
/** A machine that is busy for a moment has not missed its time. */
const lateMs = 60_000;

/** node-cron's own words; otherwise it would print them. */
function loggerOf(log: Log): Logger {
  const say = (level: 'error' | 'warn' | 'info' | 'debug') => (message: string | Error, error?: Error) =>
    Error.isError(message) ? log[level]('schedule', { error: message }) : log[level](`schedule: ${message}`, { error });
  // Its warning is about overlap, which is meant to be prevented.
  return { error: say('error'), warn: say('info'), info: say('info'), debug: say('debug') };
}

/** Begins at once where a cycle is owed. */
export function startResident(options: Options): Resident {
  const { expression, everyMs, clock, log, lastSuccess, cycle, failed } = options;
  const stopping = new AbortController();
  const now = (): number => clock.now().getTime();
  let lastTriedAt: number | null = null;
  let running: Promise<void> | null = null;

  async function attempt(occasion: Occasion): Promise<void> {
    const begunAt = now();
    lastTriedAt = begunAt;
    log.info('cycle', { occasion });
    try {
      if (await cycle(stopping.signal)) await lastSuccess.note(begunAt);
    } catch (error) {
      if (stopping.signal.aborted) log.info('the cycle was broken off', { error });
      else failed(error);
    }
  }

  async function begin(occasion: Occasion): Promise<void> {
    if (stopping.signal.aborted || running !== null) return;
    running = attempt(occasion).finally(() => {
      running = null;
    });
    await running;
  }

  async function onSchedule(): Promise<void> {
    if (isFresh(lastSuccess.at(), now())) log.info('a cycle has only just succeeded');
    else await begin('schedule');
  }

  const arm = () => {
    const task = createTask(expression, onSchedule, {
      timezone: 'UTC',
      noOverlap: true,
      maxRandomDelay: rhythm.jitterMs,
      missedExecutionTolerance: lateMs,
      suppressMissedWarning: true, // what is missed, `due` makes good
      logger: loggerOf(log),
    });
    task.start();
    return task;
  };
  let task = arm();

  // A timer and not a second cron: that one goes through every minute of a sleep (a year of them takes half a minute of
  // computing), and falls silent where the clock is turned back, until its old time comes again.
  let lookedAt = now();
  const look = (): void => {
    const at = now();
    const passedMs = at - lookedAt;
    if (passedMs < 0 || passedMs > 2 * lookMs) {
      // A sleep, or a clock that was set. Timers know neither, so the schedule reckons anew.
      log[passedMs < 0 ? 'warn' : 'info']('the clock jumped', { passedMs });
      task.destroy();
      task = arm();
    }
    lookedAt = at;
    const { slackMs, retryMs } = rhythm;
    if (due({ lastSuccessAt: lastSuccess.at(), lastTriedAt, now: at, everyMs, slackMs, retryMs }))
      void begin('catchUp');
  };
  const watch = setInterval(look, lookMs);
  look();

  return {
    async stop() {
      clearInterval(watch);
      task.destroy();
      stopping.abort();
      await running;
    },
  };
}
