/** The collector as a server. Reads aloud: bounds, headers, who may ask, the routes, the page. It does not listen yet. */
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import staticFiles from '@fastify/static';
import swagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { Policy } from '../assessment/policy.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createAccess } from './access.ts';
import type { ApiError } from './api.ts';
import { guard } from './guard.ts';
import { createIngest, type Ingest } from './ingest.ts';
import type { Metrics } from './metrics.ts';
import { Refusal } from './receive.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { fleetRoutes } from './routes/fleet.ts';
import { healthRoutes } from './routes/health.ts';
import { sessionRoutes } from './routes/session.ts';
import type { Store } from './store/store.ts';

export interface Serving {
  readonly store: Store;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly version: string;
  /** The built page. */
  readonly webFolder: string;
  /** Signs the cookies of the page; the same for all collectors over one store. */
  readonly sessionKey: string;
  /** A whole request must have come by then, milliseconds. */
  readonly requestTimeoutMs?: number;
  /** How long a credential is taken to be what it was, milliseconds. */
  readonly rememberCredentialsMs?: number;
}

/**
 * Of a body, where a route does not ask for more: what anybody may send without a credential (a sign-in, anything to an
 * address that is not there) is neither kept nor parsed for long.
 */
const bodyLimit = 16_384;

/** Nobody needs longer. */
const standardRequestTimeoutMs = 30_000;

/**
 * Slow bodies and idle connections are ended. Node takes the longer of headersTimeout and requestTimeout for the whole
 * request, whichever it was meant for, and looks for slow ones every 30 seconds only, if not told otherwise.
 */
const boundsOf = (requestTimeout: number) => ({
  bodyLimit,
  requestTimeout,
  http: { headersTimeout: requestTimeout, connectionsCheckingInterval: Math.ceil(requestTimeout / 10) },
  connectionTimeout: 60_000,
  keepAliveTimeout: 72_000,
  routerOptions: { maxParamLength: 100 },
});

/** The page runs its own script and style, talks to its own server, and is shown in no frame. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

const queryFaults = (error: FastifyError): ApiError['faults'] =>
  (error.validation ?? []).map(({ instancePath, message = '' }) => ({
    path: instancePath.split('/').slice(1).join('.'),
    problem: message,
  }));

/** Any error as an answer. What went wrong inside is for the log, not for whoever asked. */
function answerTo(error: FastifyError | Refusal, log: Log): { status: number; body: ApiError } {
  if (error instanceof Refusal) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const message = 'The query is not what the collector answers.';
    return { status: 400, body: { error: 'wrongQuery', message, faults: queryFaults(error) } };
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return { status, body: { error: error.code ?? 'badRequest', message: error.message } };
  log.error('a request failed', { error });
  return { status: 500, body: { error: 'internal', message: 'Something went wrong inside the collector.' } };
}

function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler<FastifyError | Refusal>(async (error, _, reply) => {
    const { status, body } = answerTo(error, log);
    if (status === 503 || status === 429) void reply.header('retry-after', '30');
    return await reply.code(status).send(body);
  });
  app.setNotFoundHandler(async (_, reply) =>
    reply.code(404).send({ error: 'notFound', message: 'There is nothing at this address.' }),
  );
}

export interface Server {
  readonly app: FastifyInstance;
  readonly ingest: Ingest;
}

export async function createServer(serving: Serving): Promise<Server> {
  const { store, clock, log, metrics, webFolder, sessionKey, version } = serving;
  const bounds = boundsOf(serving.requestTimeoutMs ?? standardRequestTimeoutMs);
  // A proxy on this computer that ends TLS says so in X-Forwarded-Proto: then the page's cookie is for TLS only.
  const app = fastify({ logger: false, ...bounds, trustProxy: 'loopback', forceCloseConnections: 'idle' });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // A page of another site can send text/plain without asking first; JSON it cannot.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  answerErrors(app, log);

  await app.register(helmet, { contentSecurityPolicy, strictTransportSecurity: false });
  await app.register(cookie, { secret: sessionKey });
  await app.register(staticFiles, { root: webFolder, wildcard: false });
  await app.register(swagger, {
    openapi: { info: { title: 'gracewatch collector', version }, security: [{ credential: [] }], components },
    transform: jsonSchemaTransform,
  });

  const failed = (error: unknown): void => {
    log.error('deliveries could not be stored', { error });
    metrics.ingest.failed(error);
  };
  const ingest = createIngest(store, { ...metrics.ingest, failed });
  const access = createAccess(store, serving.rememberCredentialsMs);
  await app.register(async (api) => {
    guard(api, access, () => clock.now().getTime());
    api.addHook('onSend', async (_, reply) => void reply.header('cache-control', 'no-store'));
    deliveryRoutes(api, serving, ingest);
    sessionRoutes(api, serving, access);
    fleetRoutes(api, serving);
    healthRoutes(api, serving);
  });
  return { app, ingest };
}

const components = { securitySchemes: { credential: { type: 'http', scheme: 'bearer' } } } as const;
