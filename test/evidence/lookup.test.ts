/** Names wait their turn: what the system does not answer takes no time from others, and is not said of them. */
import { expect, jest, test } from '@jest/globals';

const answers = new Map<string, (addresses: { address: string; family: number }[]) => void>();
const started: string[] = [];
jest.unstable_mockModule('node:dns/promises', () => ({
  Resolver: class {},
  lookup: (name: string) => {
    started.push(name);
    return new Promise((resolve) => answers.set(name, resolve));
  },
}));
const { askHost } = await import('../../src/evidence/sources/networkHost.ts');
const { listen } = await import('../support/hosts.ts');

const hung = ['slow1.example', 'slow2.example'];

test('two that hang, an address, and one that never gets its turn', async () => {
  const listener = await listen();
  const asked = [...hung, '127.0.0.1', 'late.example'].map((name) => askHost({ name, port: listener.port }, 200));
  const outcomes = (await Promise.all(asked)).map(({ name, outcome }) => [name, outcome]);
  expect(outcomes).toEqual([
    ['slow1.example', 'timedOut'],
    ['slow2.example', 'timedOut'],
    ['127.0.0.1', 'open'],
    ['late.example', 'notTried'],
  ]);
  expect(started).toEqual(hung);

  // As soon as the system has answered one of them, the next name has its turn.
  const next = askHost({ name: 'next.example', port: listener.port }, 20_000);
  answers.get('slow1.example')?.([]);
  while (!answers.has('next.example')) await new Promise((turn) => setImmediate(turn));
  answers.get('next.example')?.([{ address: '127.0.0.1', family: 4 }]);
  expect(await next).toMatchObject({ outcome: 'open', addresses: ['127.0.0.1'] });
  answers.get('slow2.example')?.([]);
  await listener.close();
});
