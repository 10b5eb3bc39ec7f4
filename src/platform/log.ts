/**
 * The log: what happened, for whoever looks after the program. Structured, bounded, to standard error or a file. An
 * error is written by an allow-list of fields: an HTTP error carries its request's headers and body about. Most runs
 * have nothing to tell, so what writes the lines is loaded with the first one.
 */
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { makeFolder } from './folder.ts';
import type { LogSink } from './logSink.ts';

/** From the gravest on; a level asks for itself and for all before it. */
export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Log {
  error(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  debug(message: string, facts?: LogFacts): void;
  /** Resolves when the last line is written; nothing may be logged after it. */
  close(): Promise<void>;
}

export type LogFacts = Readonly<Record<string, unknown>>;

interface Target {
  readonly level: LogLevel;
  /** Null writes to standard error. */
  readonly file: string | null;
  /** Standard error; whoever opened the program looks after its errors. */
  readonly stderr: Writable;
}

/** So that a file that cannot be written is an error at once, and not with the first line. Errors: those of fs. */
function tryFile(file: string): void {
  if (!existsSync(dirname(file))) makeFolder(dirname(file));
  // A pipe would block until somebody reads it, a device keeps nothing.
  if (existsSync(file) && !statSync(file).isFile()) throw Object.assign(new Error(file), { code: 'notAFile' });
  closeSync(openSync(file, 'a'));
}

/** Where DEBUG names it, winston tells of itself on standard output, between the lines of an answer; it looks once. */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { DEBUG, DIAGNOSTICS } = process.env;
  delete process.env.DEBUG;
  delete process.env.DIAGNOSTICS;
  try {
    return await load();
  } finally {
    Object.assign(process.env, DEBUG !== undefined && { DEBUG }, DIAGNOSTICS !== undefined && { DIAGNOSTICS });
  }
}

/**
 * A line is one JSON object. `onFailure` is called once, when the log cannot be written (full disk, no such folder);
 * after that nothing more is logged, and the program goes on.
 */
export function createLog({ level, file, stderr }: Target, onFailure: (error: unknown) => void): Log {
  let failed = false;
  let closed = false;
  let sink: Promise<LogSink> | null = null;
  /** The lines so far; each waits for the one before. */
  let written: Promise<void> = Promise.resolve();
  const fail = (error: unknown): void => {
    if (!failed) onFailure(error);
    failed = true;
  };
  try {
    if (file !== null) tryFile(file);
  } catch (error) {
    fail(error);
  }
  const load = async (): Promise<LogSink> => {
    const { openSink } = await quietly(() => import('./logSink.ts'));
    return openSink(file, stderr, fail);
  };
  const at =
    (one: LogLevel) =>
    (message: string, facts: LogFacts = {}): void => {
      if (failed || closed || logLevels.indexOf(one) > logLevels.indexOf(level)) return;
      const line = { ...facts, level: one, message, timestamp: new Date().toISOString() };
      sink ??= load();
      const opened = sink;
      written = written.then(async () => (await opened).write(line)).catch(fail);
    };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    async close() {
      closed = true;
      await written;
      if (sink !== null && !failed) await (await sink).end().catch(fail);
    },
  };
}
