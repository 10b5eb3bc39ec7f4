/** A credential as text, and how it is told whether one is right. Pure but for chance, which is passed in. */
import { hash, timingSafeEqual } from 'node:crypto';
import type { Role } from './api.ts';
import type { CredentialTable } from './store/schema.ts';

/** `gw.<id>.<secret>`: the id finds the row, the secret (256 bits) proves. Fits any header, cookie or file as it is. */
const pattern = /^gw\.([A-Za-z0-9_-]{8,40})\.([A-Za-z0-9_-]{43})$/;

const hashOf = (secret: string): string => hash('sha256', secret, 'base64url');

interface Made {
  /** Shown once; nobody can read it from the store again. */
  readonly text: string;
  readonly row: CredentialTable;
}

interface Wanted {
  readonly role: Role;
  readonly name: string;
  readonly agentId: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** `randomBytes`: as that of node:crypto. */
export function makeCredential({ role, name, agentId, at }: Wanted, randomBytes: (count: number) => Buffer): Made {
  const id = randomBytes(6).toString('hex'); // typed on a command line, so it must not begin with a hyphen
  const secret = randomBytes(32).toString('base64url');
  const row = { id, role, name, hash: hashOf(secret), agent_id: agentId, created_at: at, revoked_at: null };
  return { text: `gw.${id}.${secret}`, row };
}

/** Null where the text is no credential at all. */
export function idOf(text: string): string | null {
  return pattern.exec(text)?.[1] ?? null;
}

/** Whether the text proves to be this credential, and it is not revoked. Takes the same time whatever is wrong in it. */
export function proves(text: string, row: CredentialTable): boolean {
  const secret = pattern.exec(text)?.[2] ?? '';
  const given = Buffer.from(hashOf(secret));
  const known = Buffer.from(row.hash);
  return given.length === known.length && timingSafeEqual(given, known) && row.revoked_at === null;
}
