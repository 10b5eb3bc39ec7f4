/** Deliveries to vary, and folders to spool them in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { v7 } from 'uuid';
import { deliveryVersion, type SpooledDelivery } from '../../src/delivery/delivery.ts';
import { aReport } from '../support/reports.ts';

export const agentId = '0193a5c4-7d1e-4c39-9d6e-2f6f6a2f9b10';

export function aDelivery(sequence: number, overrides: Partial<SpooledDelivery> = {}): SpooledDelivery {
  const agent = { id: agentId, version: '0.1.0' };
  return { schema: deliveryVersion, id: v7(), agent, sequence, report: aReport(), ...overrides };
}

export const deliveriesOf = (count: number): SpooledDelivery[] =>
  Array.from({ length: count }, (_, index) => aDelivery(index + 1));

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own, gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gracewatch-'));
  folders.push(folder);
  return folder;
}
