/** Golden machines: one folder each in test/cases, with the evidence of a machine and what must be said about it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Case {
  readonly name: string;
  readonly dir: string;
  readonly about: string;
  /** Finding ids that must be raised, and some that must not. */
  readonly raises: readonly string[];
  readonly raisesNot: readonly string[];
  /** When the machine is judged (ISO 8601 UTC), where that is not when it was captured. */
  readonly now: string | null;
  /** Path of the evidence file. */
  readonly evidence: string;
}

const root = join(import.meta.dirname, '..', 'cases');

/** All golden machines, by name. */
export function loadCases(): Case[] {
  const names = readdirSync(root).filter((name) => existsSync(join(root, name, 'case.json')));
  return names.toSorted().map((name) => {
    const dir = join(root, name);
    const { about, raises, raisesNot, now = null } = JSON.parse(readFileSync(join(dir, 'case.json'), 'utf8'));
    return { name, dir, about, raises, raisesNot, now, evidence: join(dir, 'evidence.json') };
  });
}
