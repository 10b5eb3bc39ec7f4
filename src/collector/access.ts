/**
 * Who asks, and whether they may. Machines bring a credential in the Authorization header; a person signs in with one
 * and gets a signed cookie. Where the store holds no credential at all, whoever is on this very computer may do
 * everything: such a collector listens on loopback only.
 */
import { LRUCache } from 'lru-cache';
import type { Role } from './api.ts';
import { idOf, proves } from './credential.ts';
import { anyCredential, findCredential } from './store/credentials.ts';
import type { CredentialTable } from './store/schema.ts';
import type { Store } from './store/store.ts';

export interface Caller {
  readonly role: Role;
  readonly name: string;
  /** The only agent it may speak for; null: any. */
  readonly agentId: string | null;
  /** Id of its credential; null where the collector has none. */
  readonly credentialId: string | null;
}

/** What of a request says who asks. */
export interface Asked {
  readonly authorization: string | undefined;
  /** The cookie's value, its signature checked already. */
  readonly session: { readonly credentialId: string } | null;
  /** Host header. */
  readonly host: string | undefined;
  /** A proxy passed it on: then whoever asks may be anywhere. */
  readonly proxied: boolean;
}

const nobody: Caller = { role: 'admin', name: '', agentId: null, credentialId: null };

/** A page of another site that names itself as this computer (DNS rebinding) still sends its own name as host. */
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** How long a credential is taken to be what it was: so soon does a revoked one end. */
const standardRememberMs = 5_000;

export interface Access {
  /** Null where nobody known asks. Errors: those of the store. */
  readonly identify: (asked: Asked) => Promise<Caller | null>;
  /** Null where the text proves nothing. */
  readonly prove: (text: string) => Promise<Caller | null>;
}

const callerOf = ({ role, name, agent_id, id }: CredentialTable): Caller => ({
  role: role as Role,
  name,
  agentId: agent_id,
  credentialId: id,
});

export function createAccess(store: Store, rememberMs = standardRememberMs): Access {
  const rows = new LRUCache<string, { row: CredentialTable | null }>({ max: 20_000, ttl: rememberMs });
  let guarded: { any: boolean; at: number } = { any: false, at: Number.NEGATIVE_INFINITY };

  async function rowOf(id: string): Promise<CredentialTable | null> {
    const known = rows.get(id);
    if (known) return known.row;
    const row = (await findCredential(store, id)) ?? null;
    rows.set(id, { row });
    return row;
  }

  /** Once there is a credential there always is one: a revoked one counts. */
  async function isGuarded(): Promise<boolean> {
    if (!guarded.any && performance.now() - guarded.at > rememberMs) {
      guarded = { any: await anyCredential(store), at: performance.now() };
    }
    return guarded.any;
  }

  async function prove(text: string): Promise<Caller | null> {
    const id = idOf(text);
    const row = id === null ? null : await rowOf(id);
    return row !== null && proves(text, row) ? callerOf(row) : null;
  }

  return {
    prove,
    async identify({ authorization, session, host, proxied }) {
      if (authorization !== undefined) return await prove(/^Bearer (.+)$/i.exec(authorization)?.[1] ?? '');
      if (session !== null) {
        const row = await rowOf(session.credentialId);
        return row !== null && row.revoked_at === null ? callerOf(row) : null;
      }
      if (proxied || !loopbackHost.test(host ?? '')) return null;
      return (await isGuarded()) ? null : nobody;
    },
  };
}
