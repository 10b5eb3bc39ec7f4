/** What a person is told about a cycle, and how it counts. */
import type { OpenAgent } from '../../agent/agent.ts';
import type { Cycled } from '../../agent/cycle.ts';
import type { SpoolStatus } from '../../delivery/spool.ts';
import { troubleError } from '../../delivery/trouble.ts';
import { verdictLines } from '../../output/verdict.ts';
import type { GracewatchError } from '../../platform/errors.ts';
import { complain } from '../complain.ts';
import type { Context } from '../context.ts';
import { viewOf } from '../judge.ts';
import { sentenceLines } from '../say.ts';
import type { World } from '../world.ts';

export interface Told {
  readonly cycled: Cycled;
  readonly status: SpoolStatus;
  /** Minutes that the oldest delivery has waited; 0 where none waits. */
  readonly waitedMinutes: number;
  /** The state folder. */
  readonly folder: string;
}

/** A cycle as it stands now, with what waits in the agent's spool. */
export function toldOf(cycled: Cycled, { spool, clock }: OpenAgent, folder: string): Told {
  const status = spool.status();
  const waitedMs = status.oldestAt === null ? 0 : clock.now().getTime() - Date.parse(status.oldestAt);
  return { cycled, status, waitedMinutes: Math.max(0, waitedMs / 60_000), folder };
}

/** No source told anything about a licence. It is delivered all the same, so that the collector hears of it. */
export const saidNothing = ({ assessment }: Pick<Cycled, 'assessment'>): boolean =>
  assessment.findings.some(({ id, facts }) => id === 'license.undetermined' && facts.why === 'noAnswer');

/** What became of the deliveries, a line each. */
function deliveryLines({ cycled: { delivered }, status, waitedMinutes, folder }: Told, context: Context): string[] {
  const { run } = context.wording.service;
  const { url } = context.settings.values.collector;
  if (delivered === null) return [run.noCollector(status.deliveries)];
  const known = delivered.duplicate + delivered.superseded;
  const aside = delivered.rejected + delivered.setAside;
  return [
    ...(delivered.delivered > 0 ? [run.delivered(delivered.delivered, url ?? '')] : []),
    ...(known > 0 ? [run.known(known)] : []),
    ...(aside > 0 ? [run.setAside(aside, folder)] : []),
    ...(status.deliveries > 0 ? [run.waiting(status.deliveries, waitedMinutes)] : []),
  ];
}

/** What kept deliveries from arriving, for standard error. */
function troublesOf({ notSpooled, delivered }: Cycled, url: string | null): GracewatchError[] {
  const trouble = delivered?.trouble ?? null;
  return [...(notSpooled ? [notSpooled] : []), ...(trouble ? [troubleError(trouble, url ?? '')] : [])];
}

/** The verdict, further lines, and what became of the deliveries; what went wrong goes to standard error. */
export function tell(told: Told, further: readonly string[], context: Context, world: World): void {
  const { report, assessment } = told.cycled;
  const lines = [
    ...verdictLines(report, assessment, viewOf(context, world, { long: false, pasted: false })),
    ...further,
    ...deliveryLines(told, context).flatMap(sentenceLines),
  ];
  world.stdout.write(`${lines.join('\n')}\n`);
  for (const error of troublesOf(told.cycled, context.settings.values.collector.url)) {
    // On standard error the sentence says it already; a log file is read by somebody else.
    if (context.settings.values.log.file !== null) context.log.warn('not everything was delivered', { error });
    world.stderr.write(complain(error, context.language).text);
  }
}
