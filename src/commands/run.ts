/** `gracewatch run --once`: one cycle of the agent. */
import { openAgent } from '../agent/agent.ts';
import { type Cycled, cycle } from '../agent/cycle.ts';
import type { SpoolStatus } from '../delivery/spool.ts';
import { troubleError } from '../delivery/trouble.ts';
import { decodeText } from '../evidence/readers/decode.ts';
import { readEvidenceFile } from '../evidence/readers/evidenceFile.ts';
import { verdictLines } from '../output/verdict.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import { readInput } from '../platform/input.ts';
import { complain } from './complain.ts';
import type { Context } from './context.ts';
import { viewOf } from './judge.ts';
import { stateFolderOf } from './places.ts';
import { sentenceLines } from './say.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

export interface RunFlags {
  readonly once?: boolean;
  readonly evidence?: string;
}

interface Told {
  readonly cycled: Cycled;
  readonly status: SpoolStatus;
  /** Minutes that the oldest delivery has waited; 0 where none waits. */
  readonly waitedMinutes: number;
  readonly folder: string;
}

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

function tell(told: Told, agentId: string, context: Context, world: World): void {
  const { report, assessment } = told.cycled;
  const lines = [
    ...verdictLines(report, assessment, viewOf(context, world, { long: false, pasted: false })),
    context.wording.service.run.agent(agentId),
    ...deliveryLines(told, context).flatMap(sentenceLines),
  ];
  world.stdout.write(`${lines.join('\n')}\n`);
  for (const error of troublesOf(told.cycled, context.settings.values.collector.url)) {
    // On standard error the sentence says it already; a log file is read by somebody else.
    if (context.settings.values.log.file !== null) context.log.warn('not everything was delivered', { error });
    world.stderr.write(complain(error, context.language).text);
  }
}

function exitOf({ cycled, waitedMinutes }: Told, warnAfterHours: number): number {
  if (cycled.lost) return exitCodes.unknown;
  return waitedMinutes > warnAfterHours * 60 ? exitCodes.warning : exitCodes.ok;
}

/** Exit codes 0, 1, 3 as design.md has them. Errors: liveNotYet, those of the evidence file, of the state folder. */
export async function run({ evidence: file, once }: RunFlags, context: Context, world: World): Promise<number> {
  if (file === undefined || !once) throw new GracewatchError('liveNotYet');
  const { collector, spool, agent: settings } = context.settings.values;
  const evidence = readEvidenceFile(decodeText(await readInput(file, { stdin: world.stdin })), file);
  const folder = stateFolderOf(settings.stateFolder, world);
  const { clock } = world;
  const agent = await openAgent({ folder, collector, spool, policy: context.policy, clock, log: context.log, version });
  try {
    const cycled = await cycle(evidence, agent);
    const status = agent.spool.status();
    const waitedMs = status.oldestAt === null ? 0 : clock.now().getTime() - Date.parse(status.oldestAt);
    const told = { cycled, status, waitedMinutes: Math.max(0, waitedMs / 60_000), folder };
    tell(told, agent.identity.id, context, world);
    return exitOf(told, spool.warnAfterHours);
  } finally {
    agent.close();
  }
}
