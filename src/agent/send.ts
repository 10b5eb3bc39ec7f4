/** A report into the spool and on to the collector: numbered, kept, posted; what became of it is given back as data. */
import type { Report } from '../activation/report.ts';
import { type DeliverySummary, deliver } from '../delivery/deliver.ts';
import { deliveryVersion, type SpooledDelivery } from '../delivery/delivery.ts';
import { type Entries, heldInMemory } from '../delivery/entries.ts';
import { GracewatchError } from '../platform/errors.ts';
import type { Agent } from './agent.ts';
import { patienceUntil } from './patience.ts';

export interface Sent {
  /** Null where no collector is set. */
  readonly delivered: DeliverySummary | null;
  /** Why this delivery is in no spool (full disk): then it was sent straight from memory. */
  readonly notSpooled: GracewatchError | null;
  /** Neither in the spool nor with the collector. */
  readonly lost: boolean;
  /** The collector has newer deliveries of this agent than the agent knows of. */
  readonly behind: boolean;
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

async function post(entries: Entries, { post, identity, log, stopping }: Agent): Promise<DeliverySummary | null> {
  if (post === null) return null;
  const summary = await deliver(entries, post, { log, ...patienceUntil(stopping) });
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
async function postAll(
  delivery: SpooledDelivery,
  isSpooled: boolean,
  agent: Agent,
): Promise<Pick<Sent, 'delivered' | 'lost'>> {
  const spooled = await post(agent.spool, agent);
  if (spooled === null || isSpooled) return { delivered: spooled, lost: !isSpooled };
  const held = await post(heldInMemory(delivery), agent);
  return { delivered: added(spooled, held), lost: held === null || !arrived(held) };
}

/** Errors: none that spooling or posting could have; they are part of what is given back. */
export async function send(report: Report, agent: Agent): Promise<Sent> {
  const delivery = await deliveryOf(report, agent);
  const notSpooled = await spool(delivery, agent);
  const posted = await postAll(delivery, notSpooled === null, agent);
  return { ...posted, notSpooled, behind: isBehind(delivery, posted.delivered) };
}

/** One after the other over the same spool: what is left, and what became of the report, the second one says. */
export function inTurn(first: Sent, second: Sent): Sent {
  if (first.delivered === null || second.delivered === null) return second;
  const { remaining, trouble } = second.delivered;
  return { ...second, delivered: { ...added(first.delivered, second.delivered), remaining, trouble } };
}
