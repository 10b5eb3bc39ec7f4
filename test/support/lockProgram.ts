/** Does what each line of standard input says, and answers with a line: `take FILE` (true or false), `release`. */
import { createInterface } from 'node:readline';
import { type Lock, takeLock } from '../../src/platform/lock.ts';

let lock: Lock | null = null;
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const [word, file = ''] = line.split('\t');
  if (word === 'take') {
    lock = takeLock(file);
    process.stdout.write(`${lock !== null}\n`);
  } else {
    lock?.release();
    lock = null;
    process.stdout.write('released\n');
  }
}
