/** Agents of the sample fleet: each with a folder and a credential of its own, as on a machine of its own. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OpenAgent, openAgent } from '../../agent/agent.ts';
import { type Cycled, cycle } from '../../agent/cycle.ts';
import { makeCredential } from '../../collector/credential.ts';
import { addCredential } from '../../collector/store/credentials.ts';
import type { Store } from '../../collector/store/store.ts';
import { writeDurably } from '../../delivery/durable.ts';
import type { Clock } from '../../platform/clock.ts';
import { Secret } from '../../platform/secret.ts';
import type { Context } from '../context.ts';
import { version } from '../version.ts';
import type { SampleMachine } from './sampleFleet.ts';

export interface Fleet {
  /** Holds a folder for each agent. */
  readonly folder: string;
  readonly store: Store;
  /** The collector. */
  readonly url: string;
  readonly clock: Clock;
  readonly context: Context;
}

async function openIn(folder: string, credential: Secret | null, { url, clock, context }: Fleet): Promise<OpenAgent> {
  const { collector, spool } = context.settings.values;
  const reached = { ...collector, url: credential === null ? null : url, credential };
  return await openAgent({
    folder,
    collector: reached,
    spool,
    policy: context.policy,
    clock,
    log: context.log,
    version,
  });
}

/** The first start makes the agent's identity, then its credential, which is for that agent only. */
async function credentialOf({ name }: SampleMachine, folder: string, fleet: Fleet): Promise<Secret> {
  const file = join(folder, 'credential');
  if (existsSync(file)) return new Secret((await readFile(file, 'utf8')).trim());
  const agent = await openIn(folder, null, fleet);
  agent.close();
  const at = fleet.clock.now().getTime();
  const { text, row } = makeCredential({ role: 'agent', name, agentId: agent.identity.id, at }, randomBytes);
  await addCredential(fleet.store, row);
  await writeDurably(file, Buffer.from(`${text}\n`));
  return new Secret(text);
}

/** One cycle of this machine's agent, its evidence as if taken shortly before `present` (epoch milliseconds). */
export async function report(machine: SampleMachine, fleet: Fleet, present: number): Promise<Cycled> {
  const folder = join(fleet.folder, machine.name);
  const agent = await openIn(folder, await credentialOf(machine, folder, fleet), fleet);
  try {
    return await cycle(machine.evidenceAt(present), agent);
  } finally {
    agent.close();
  }
}
