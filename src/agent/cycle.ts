/** One turn of the agent, readable aloud: interpret, assess, spool, post. The evidence is gathered by who calls. */
import { interpret } from '../activation/interpret.ts';
import type { Report } from '../activation/report.ts';
import { assess } from '../assessment/assess.ts';
import type { Assessment } from '../assessment/finding.ts';
import type { Policy } from '../assessment/policy.ts';
import { type DeliverySummary, deliver } from '../delivery/deliver.ts';
import { deliveryVersion, type SpooledDelivery } from '../delivery/delivery.ts';
import { type Entries, heldInMemory } from '../delivery/entries.ts';
import type { Poster } from '../delivery/post.ts';
import type { Spool } from '../delivery/spool.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Clock } from '../platform/clock.ts';
import { GracewatchError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Identity } from './identity.ts';

export interface Agent {
  readonly identity: Identity;
  readonly spool: Spool;
  /** Null where no collector is set: then deliveries wait in the spool. */
  readonly post: Poster | null;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  /** UUIDv7 */
  readonly newId: () => string;
}

export interface Cycled {
  readonly report: Report;
  readonly assessment: Assessment;
  /** Null where no collector is set. */
  readonly delivered: DeliverySummary | null;
  /** Why this delivery is in no spool (full disk): then it was sent straight from memory. */
  readonly notSpooled: GracewatchError | null;
  /** Neither in the spool nor with the collector. */
  readonly lost: boolean;
}

async function deliveryOf(report: Report, { identity, version, newId }: Agent): Promise<SpooledDelivery> {
  const sequence = await identity.next();
  return { schema: deliveryVersion, id: newId(), agent: { id: identity.id, version }, sequence, report };
}

/** Errors other than those of the spool are thrown on. */
async function spool(delivery: SpooledDelivery, agent: Agent): Promise<GracewatchError | null> {
  try {
    await agent.spool.put(delivery);
    return null;
  } catch (error) {
    if (!(error instanceof GracewatchError)) throw error;
    agent.log.error('the delivery cannot be spooled and is sent from memory', { error });
    return error;
  }
}

async function post(entries: Entries, { post, identity, log }: Agent): Promise<DeliverySummary | null> {
  if (post === null) return null;
  const summary = await deliver(entries, post, { log });
  if (summary.lastSequence !== null) identity.goAbove(summary.lastSequence);
  return summary;
}

/** Both together: nothing of either may vanish from the account. */
function added(a: DeliverySummary, b: DeliverySummary | null): DeliverySummary {
  if (b === null) return a;
  return {
    delivered: a.delivered + b.delivered,
    superseded: a.superseded + b.superseded,
    duplicate: a.duplicate + b.duplicate,
    rejected: a.rejected + b.rejected,
    setAside: a.setAside + b.setAside,
    vanished: a.vanished + b.vanished,
    remaining: a.remaining + b.remaining,
    lastSequence: Math.max(a.lastSequence ?? 0, b.lastSequence ?? 0) || null,
    trouble: b.trouble ?? a.trouble,
  };
}

/** One after the other over the same spool: what is left is what the second one left. */
function togetherOf(first: DeliverySummary | null, second: DeliverySummary | null): DeliverySummary | null {
  if (first === null || second === null) return second ?? first;
  return { ...added(first, second), remaining: second.remaining, trouble: second.trouble };
}

interface Sent {
  readonly delivered: DeliverySummary | null;
  readonly lost: boolean;
}

/**
 * The collector is ahead of this agent, or has this very number from a past that the agent does not know of (the disk
 * was too full to note it). A number that it accepted or knew is no sign of that.
 */
function isBehind({ sequence }: SpooledDelivery, told: DeliverySummary | null): boolean {
  const last = told?.lastSequence ?? 0;
  return last > sequence || (last === sequence && told !== null && told.superseded > 0 && told.delivered === 0);
}

const arrived = ({ delivered, duplicate, superseded }: DeliverySummary): boolean =>
  delivered + duplicate + superseded > 0;

/** What waits is sent first, so that the collector hears of the past in its order. */
async function send(delivery: SpooledDelivery, isSpooled: boolean, agent: Agent): Promise<Sent> {
  const spooled = await post(agent.spool, agent);
  if (spooled === null || isSpooled) return { delivered: spooled, lost: !isSpooled };
  const held = await post(heldInMemory(delivery), agent);
  return { delivered: added(spooled, held), lost: held === null || !arrived(held) };
}

/**
 * Errors: none that delivering could have; a collector that cannot be reached is an answer like another. Where this
 * agent turns out to be behind what the collector has (its disk was restored from a snapshot), the same report goes
 * once more under a number above.
 */
export async function cycle(evidence: Evidence, agent: Agent): Promise<Cycled> {
  const report = interpret(evidence);
  const assessment = assess(report, agent.policy, agent.clock.now().toISOString());
  const delivery = await deliveryOf(report, agent);
  const notSpooled = await spool(delivery, agent);
  const first = await send(delivery, notSpooled === null, agent);
  if (!isBehind(delivery, first.delivered)) return { report, assessment, ...first, notSpooled };

  agent.log.warn('the collector has newer deliveries of this agent than it knows of', { sequence: delivery.sequence });
  const again = await deliveryOf(report, agent);
  const stillNotSpooled = await spool(again, agent);
  const second = await send(again, stillNotSpooled === null, agent);
  const delivered = togetherOf(first.delivered, second.delivered);
  return { report, assessment, delivered, lost: second.lost, notSpooled: stillNotSpooled };
}
