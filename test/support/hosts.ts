/** Listeners that stand in for KMS hosts, on loopback. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Listener {
  readonly port: number;
  /** Connections that were opened so far, and bytes that came on all of them. */
  readonly connections: () => number;
  readonly bytes: () => number;
  /** Resolves when so many connections have come and gone. */
  gone(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Accepts and never answers. */
export async function listen(host = '127.0.0.1', port = 0): Promise<Listener> {
  let [opened, ended, bytes] = [0, 0, 0];
  const server = createServer((socket) => {
    opened += 1;
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
    socket.on('error', () => {}); // broken off by the other side: counted as gone
    socket.on('close', () => {
      ended += 1;
      server.emit('gone');
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => opened,
    bytes: () => bytes,
    async gone(count) {
      while (ended < count) await once(server, 'gone');
    },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

/** A port on which nobody answers, not even the system: the queue of a program that does not run is full. */
export async function silentPort(): Promise<{ port: number; close: () => Promise<void> }> {
  const program = `require('node:net').createServer().listen({ host: '127.0.0.1', port: 0, backlog: 1 }, function () {
    console.log(this.address().port);
  })`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const port = Number(String(line));
  child.kill('SIGSTOP');
  const waiting: Socket[] = [];
  // The queue takes one more than it was told to; whoever comes after that hears nothing.
  for (let count = 0; count < 4; count += 1) {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => {}); // it ends with the program
    if (count < 2) await once(socket, 'connect');
    waiting.push(socket);
  }
  return {
    port,
    async close() {
      for (const socket of waiting) socket.destroy();
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}
