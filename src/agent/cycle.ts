/** One turn of the agent, readable aloud: interpret, assess, spool, post. The evidence is gathered by who calls. */
import { interpret } from '../activation/interpret.ts';
import type { Report } from '../activation/report.ts';
import { assess } from '../assessment/assess.ts';
import type { Assessment } from '../assessment/finding.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Agent } from './agent.ts';
import { inTurn, type Sent, send } from './send.ts';

export interface Cycled extends Sent {
  readonly report: Report;
  readonly assessment: Assessment;
}

/**
 * Errors: none that delivering could have; a collector that cannot be reached is an answer like another. Where this
 * agent turns out to be behind what the collector has (its disk was restored from a snapshot), the same report goes
 * once more under a number above.
 */
export async function cycle(evidence: Evidence, agent: Agent): Promise<Cycled> {
  const report = interpret(evidence);
  const assessment = assess(report, agent.policy, agent.clock.now().toISOString());
  const sent = await send(report, agent);
  if (!sent.behind) return { report, assessment, ...sent };
  agent.log.warn('the collector has newer deliveries of this agent than it knows of');
  return { report, assessment, ...inTurn(sent, await send(report, agent)) };
}
