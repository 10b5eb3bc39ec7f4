/** Signing in with a credential, for a person in a browser; the cookie is signed, and no script can read it. */
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { Access } from '../access.ts';
import { sessionSchema } from '../api.ts';
import { readers, sessionCookie, sessionText } from '../guard.ts';
import { bytesOf, parse, Refusal } from '../receive.ts';
import type { Serving } from '../server.ts';

/** A working day: in the evening the page asks again. */
const sessionMs = 12 * 3_600_000;

const signInSchema = z.strictObject({ credential: z.string().max(200) });

export function sessionRoutes(app: FastifyInstance, { clock }: Serving, access: Access): void {
  app.route({
    method: 'POST',
    url: '/v1/session',
    config: { allowed: 'public' },
    schema: { summary: 'Sign in.', body: signInSchema, response: { 200: sessionSchema } },
    validatorCompiler: () => (value) => ({ value }),
    handler: async ({ body }, reply) => {
      const { data } = signInSchema.safeParse(parse(bytesOf(body)));
      const caller = data ? await access.prove(data.credential.trim()) : null;
      // An agent's credential is for its machine; nobody looks at the fleet with it.
      if (!caller || caller.role === 'agent' || caller.credentialId === null) {
        throw new Refusal(401, { error: 'notSignedIn', message: 'This is no credential of a reader.' });
      }
      const expires = clock.now().getTime() + sessionMs;
      const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: 'auto', signed: true } as const;
      void reply.setCookie(sessionCookie, sessionText(caller.credentialId, expires), {
        ...options,
        maxAge: sessionMs / 1000,
      });
      return { role: caller.role, name: caller.name };
    },
  });
  app.route({
    method: 'GET',
    url: '/v1/session',
    config: { allowed: readers },
    schema: { summary: 'Who is signed in.', response: { 200: sessionSchema } },
    handler: async ({ caller }) => ({ role: caller?.role, name: caller?.name }),
  });
  app.route({
    method: 'DELETE',
    url: '/v1/session',
    config: { allowed: 'public' },
    schema: { summary: 'Sign out.' },
    handler: async (_, reply) => reply.clearCookie(sessionCookie, { path: '/' }).code(204).send(),
  });
}
