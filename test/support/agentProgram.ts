/**
 * An agent as a process: cycles over its folder until it is killed. Prints the id of each delivery once it is safely
 * spooled, and ends by itself, printing `empty`, once it was told to (a line on standard input) and its spool is empty.
 */
import { once } from 'node:events';
import { openAgent } from '../../src/agent/agent.ts';
import { cycle } from '../../src/agent/cycle.ts';
import { defaultPolicy } from '../../src/assessment/policy.ts';
import { emptyEvidence } from '../../src/evidence/evidence.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { keptLog } from './collector.ts';

const [, , folder = '', url = ''] = process.argv;
const agent = await openAgent({
  folder,
  collector: { url, credential: null, deadlineMs: 2000 },
  spool: { maxDeliveries: 10_000, maxMegabytes: 256, warnAfterHours: 72 },
  policy: defaultPolicy,
  clock: systemClock,
  log: keptLog().log,
  version: '0.1.0',
});
const spool: typeof agent.spool = {
  ...agent.spool,
  async put(delivery) {
    await agent.spool.put(delivery);
    process.stdout.write(`${delivery.id}\n`);
  },
};
let ending = false;
void once(process.stdin, 'data').then(() => {
  ending = true;
});
while (!ending || agent.spool.status().deliveries > 0) {
  const now = systemClock.now().toISOString();
  await cycle({ ...emptyEvidence(now), machine: { ...emptyEvidence(now).machine, name: 'PC-1' } }, { ...agent, spool });
}
process.stdout.write('empty\n');
agent.close();
process.stdin.destroy();
