/** Puts deliveries into the spool of the folder named, as fast as it can, and prints the name of each that is safe. For tests that kill it. */
import { writeSync } from 'node:fs';
import { v7 } from 'uuid';
import { deliveryVersion } from '../../src/delivery/delivery.ts';
import { entryName } from '../../src/delivery/entry.ts';
import { openSpool } from '../../src/delivery/spool.ts';
import { aReport } from '../support/reports.ts';

const [, , folder = ''] = process.argv;
const spool = await openSpool(folder, { limits: { maxDeliveries: 100_000, maxBytes: 1024 ** 3 } });
const agent = { id: v7(), version: '0.1.0' };
for (let sequence = spool.highestSequence() + 1; ; sequence += 1) {
  const delivery = { schema: deliveryVersion, id: v7(), agent, sequence, report: aReport() } as const;
  await spool.put(delivery);
  // Not through a stream: what is buffered there would die with the process.
  writeSync(1, `${entryName(delivery)}\n`);
}
