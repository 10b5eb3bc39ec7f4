/** Machines that differ in few values each, so that many of them are alike. */
import fc from 'fast-check';
import type { Report, Validity } from '../../../src/activation/report.ts';
import { day, having, kmsBlock, leaseLeft, onlyKind } from '../../support/reports.ts';

export interface Variant {
  /** Days left, or null for a lease without an end. */
  readonly left: number | null;
  readonly host: string | null;
  readonly status: 'licensed' | 'notification' | 'initialGrace';
  readonly name: string;
}

export const variant: fc.Arbitrary<Variant> = fc.record({
  left: fc.constantFrom(null, -1, 0.5, 3, 20, 20.02, 40, 100, 170, 179.5),
  host: fc.constantFrom(null, 'kms1.corp.example', 'KMS2', 'kms-ホスト'),
  status: fc.constantFrom('licensed', 'licensed', 'licensed', 'notification', 'initialGrace'),
  name: fc.constantFrom('PC-1', 'PC-2', 'pc-2', '経理-01', 'a%b', ''),
});

/** Also one that has ended already: no minutes remain of it. */
const lease = (left: number): Validity => ({
  ...leaseLeft(left * day),
  remainingMinutes: Math.floor(Math.max(0, left) * 1440),
});

export function reportOf({ left, host, status, name }: Variant): Report {
  return having({
    licenseStatus: status,
    validity: left === null ? onlyKind('permanent') : lease(left),
    kms: host === null ? null : { ...kmsBlock, discoveredHost: host },
    machine: { name, fqdn: null },
  });
}

/** The same machines at every run. */
export const someMachines = (count: number): Variant[] => fc.sample(variant, { numRuns: count, seed: 4 });
