import { createServer } from 'node:net';

/**
 * Below the ports that a system gives to whoever connects: there, one who tries again and again while nobody listens is
 * in the end connected to itself, and waits for ever.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    if (await promise) return port;
  }
}
