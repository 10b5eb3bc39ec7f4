/** Servers on loopback for an agent to meet: a collector that behaves, and whatever else answers a port. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request as a collector sees it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it came over the wire. */
  readonly raw: Buffer;
  /** Its JSON; null where it is none. */
  readonly deliveries: readonly ReceivedDelivery[];
}

export interface ReceivedDelivery {
  readonly id: string;
  readonly sequence: number;
  readonly sentAt: string;
  readonly [key: string]: unknown;
}

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
}

type Handler = (received: Received, response: ServerResponse) => void;

async function listen(server: Server, received: readonly Received[], end: () => void): Promise<TestServer> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      end();
      await closed;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** An HTTP server that reads each request whole and then does as `handler` says. Ends with `await using`. */
export async function startServer(handler: Handler): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const raw = await bodyOf(request);
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, headers, raw, deliveries: JSON.parse(text.toString('utf8')) };
    received.push(one);
    handler(one, response);
  });
  return await listen(server, received, () => server.closeAllConnections());
}

/** A server below HTTP: it answers whatever bytes it likes, or none. */
export async function startTcp(handler: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    // The client goes away in the middle on purpose.
    socket.on('error', () => {});
    handler(socket);
  });
  return await listen(server, [], () => {
    for (const socket of sockets) socket.destroy();
  });
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** What a collector would have kept: it knows ids, and the highest sequence. */
export class FakeCollector {
  readonly kept = new Map<string, ReceivedDelivery>();

  /** The answer to a request, as the contract has it. */
  take(deliveries: readonly ReceivedDelivery[]): { results: object[] } {
    const results = deliveries.map((delivery) => {
      const { id, sequence } = delivery;
      const highest = Math.max(0, ...this.kept.values().map((one) => one.sequence));
      const known = this.kept.has(id);
      this.kept.set(id, delivery);
      const outcome = known ? 'duplicate' : sequence > highest ? 'accepted' : 'superseded';
      return { id, outcome, lastSequence: Math.max(highest, sequence) };
    });
    return { results };
  }
}
