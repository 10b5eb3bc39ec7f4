/**
 * A process beside the test, over the same store: says that it is ready, waits for a line, opens the store, and hands in
 * deliveries of agents 1 to `agents`, sequences `from` to `to`. Prints their outcomes as JSON.
 */
import { once } from 'node:events';
import { openStore, type Store } from '../../src/collector/store/store.ts';

const [, , address = '', agents = '0', from = '0', to = '-1'] = process.argv;
const onIdleError = (error: Error): void => {
  throw error;
};

/** Hands all in at once. */
async function handIn(store: Store): Promise<string[]> {
  const { deliveryOf, senderTo } = await import('../collector/deliveries.ts');
  const send = senderTo(store);
  const sequences = Array.from({ length: Number(to) - Number(from) + 1 }, (_, n) => Number(from) + n);
  const deliveries = sequences.flatMap((sequence) =>
    Array.from({ length: Number(agents) }, (_, n) => deliveryOf({ agent: n + 1, sequence })),
  );
  const results = await Promise.all(deliveries.map((delivery) => send([delivery])));
  return results.flat().map(({ outcome }) => outcome);
}

process.stdout.write('ready\n');
await once(process.stdin, 'data');
const store = await openStore(address, { password: null, onIdleError });
const outcomes = Number(agents) > 0 ? await handIn(store) : [];
await store.close();
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
process.stdin.destroy();
