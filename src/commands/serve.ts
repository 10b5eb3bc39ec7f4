/** `gracewatch serve`: the collector, until it is told to end. */
import { startCollector } from '../collector/collector.ts';
import { anyCredential } from '../collector/store/credentials.ts';
import { exitCodes } from '../platform/errors.ts';
import type { Context } from './context.ts';
import { lockStore, openConfiguredStore, webFolder } from './open.ts';
import { storeOf } from './places.ts';
import { sentenceLines } from './say.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** Errors: those of the store and of starting; nothing is left behind then. */
export async function serve(context: Context, world: World): Promise<number> {
  const { wording, policy, log, settings } = context;
  const { host, port, sweepSeconds, rememberDays, store: address } = settings.values.serve;
  const say = (text: string): void => void world.stdout.write(`${sentenceLines(text).join('\n')}\n`);
  const lock = lockStore(storeOf(address, world));
  try {
    const store = await openConfiguredStore(context, world);
    const options = {
      store,
      policy,
      clock: world.clock,
      log,
      version,
      host,
      port,
      sweepSeconds,
      rememberDays,
      webFolder,
    };
    const collector = await startCollector(options);
    const stopped = world.untilStopped();
    say(wording.service.serve.listening(collector.url, store.place));
    if (!(await anyCredential(store))) say(wording.service.serve.open);
    await stopped;
    say(wording.service.serve.stopping);
    await collector.stop();
    say(wording.service.serve.stopped);
    return exitCodes.ok;
  } finally {
    lock?.release();
  }
}
