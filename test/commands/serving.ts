/**
 * Commands that serve, run in this process until the test ends them. What they say is waited for, not slept for. The
 * page is one of one line, so that none need be built.
 */
import { EventEmitter, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { jest } from '@jest/globals';
import { main } from '../../src/main.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import type { Ran } from '../support/world.ts';

const web = temporaryFolder();
/** What is served as the page. */
export const page = join(web, 'index.html');
writeFileSync(page, '<!doctype html><title>gracewatch</title>');

const open = await import('../../src/commands/open.ts');
/** Commands are loaded when they are asked for, and find this in the place of the real one. */
jest.unstable_mockModule('../../src/commands/open.ts', () => ({
  ...open,
  webFolder: web,
}));

export interface Serving {
  /** Resolves with the match once standard output holds it; rejects where the command ended without. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** The same for standard error. */
  readonly complained: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** As Ctrl-C; resolves when the command has ended. */
  readonly stop: () => Promise<Ran>;
  readonly ended: Promise<Ran>;
}

interface Options {
  readonly environment?: Record<string, string>;
  readonly now?: () => Date;
}

export function begin(words: readonly string[], { environment = {}, now = systemClock.now }: Options = {}): Serving {
  const texts = { stdout: '', stderr: '' };
  const heard = new EventEmitter();
  heard.setMaxListeners(0);
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _, done) {
        texts[name] += String(chunk);
        heard.emit('text');
        done();
      },
    });
  const stopping = Promise.withResolvers<void>();
  let over = false;
  const ended = main(words, {
    stdin: Readable.from([]),
    stdout: into('stdout'),
    stderr: into('stderr'),
    terminal: { stdin: false, stdout: false },
    environment,
    clock: { now },
    locale: 'en-US',
    timeZone: 'UTC',
    platform: 'linux',
    windows: null,
    takeSession: () => undefined,
    untilStopped: () => stopping.promise,
  }).then((exitCode) => {
    over = true;
    heard.emit('text');
    return { exitCode, ...texts };
  });
  const heardOn =
    (name: 'stdout' | 'stderr') =>
    async (pattern: RegExp): Promise<RegExpExecArray> => {
      for (;;) {
        const match = pattern.exec(texts[name]);
        if (match) return match;
        if (over) throw new Error(`ended without ${pattern}: ${texts.stdout}${texts.stderr}`);
        await once(heard, 'text');
      }
    };
  return {
    ended,
    said: heardOn('stdout'),
    complained: heardOn('stderr'),
    async stop() {
      stopping.resolve();
      return await ended;
    },
  };
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
