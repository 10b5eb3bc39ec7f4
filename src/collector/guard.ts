/** Nothing is served to whom it is not meant for: each route names its roles, and one without is a mistake at start. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access, Caller } from './access.ts';
import type { Role } from './api.ts';
import { Refusal } from './receive.ts';

/** `public`: shows nothing of the fleet, so anybody may ask. */
export type Allowed = 'public' | readonly Role[];

/** What whoever may look may also be asked for: an admin may do what a reader may. */
export const readers: Allowed = ['reader', 'admin'];
/** An agent for itself, an admin for any machine (evidence brought by hand). */
export const senders: Allowed = ['agent', 'admin'];

declare module 'fastify' {
  interface FastifyContextConfig {
    allowed?: Allowed;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

export const sessionCookie = 'gracewatch_session';

/** A session is the id of the credential that it was opened with, and when it ends (epoch milliseconds). */
export function sessionText(credentialId: string, endsAt: number): string {
  return `${credentialId}.${endsAt}`;
}

function sessionOf(request: FastifyRequest, now: number): { credentialId: string } | null {
  const text = request.cookies[sessionCookie];
  const { valid, value } = text === undefined ? { valid: false, value: null } : request.unsignCookie(text);
  const [credentialId, endsAt] = value?.split('.') ?? [];
  return valid && credentialId !== undefined && Number(endsAt) > now ? { credentialId } : null;
}

/** What proxies add; one that adds none of them cannot be told from a caller. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** Errors: Refusal 401 (nobody known), 403 (not this role). */
export function guard(app: FastifyInstance, access: Access, now: () => number): void {
  app.decorateRequest('caller', null);
  app.addHook('onRoute', ({ config, url }) => {
    if (config?.allowed === undefined) throw new Error(`route ${url} does not say who may ask`);
  });
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { allowed } = request.routeOptions.config;
    if (allowed === 'public' || request.is404) return;
    const { authorization, host } = request.headers;
    const proxied = proxyHeaders.some((name) => request.headers[name] !== undefined);
    const caller = await access.identify({ authorization, session: sessionOf(request, now()), host, proxied });
    if (caller === null) {
      void reply.header('www-authenticate', 'Bearer realm="gracewatch"');
      throw new Refusal(401, { error: 'notSignedIn', message: 'A credential is needed, and this is none.' });
    }
    if (!allowed?.includes(caller.role)) {
      throw new Refusal(403, { error: 'notAllowed', message: `Not for a credential of role ${caller.role}.` });
    }
    request.caller = caller;
  });
}
