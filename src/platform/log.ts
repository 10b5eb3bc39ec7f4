/**
 * The log: what happened, for whoever looks after the program. Structured, bounded, to standard error or a file. An
 * error is written by an allow-list of fields: an HTTP error carries its request's headers and body about.
 */
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { createStream } from 'rotating-file-stream';
import winston from 'winston';

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

const filesKept = 5;

/** Of an error: its name, message, code and stack, and those of what caused it. */
function errorFacts(error: unknown, depth = 0): unknown {
  if (!Error.isError(error)) return String(error);
  const { name, message, stack, cause } = error;
  const code = (error as NodeJS.ErrnoException).code;
  const because = cause !== undefined && depth < 3 ? { cause: errorFacts(cause, depth + 1) } : {};
  return { name, message, ...(code === undefined ? {} : { code }), stack, ...because };
}

const withoutSecrets = winston.format((info) => {
  for (const [key, value] of Object.entries(info)) if (Error.isError(value)) info[key] = errorFacts(value);
  return info;
});

/** A log that cannot be written must neither stop nor hang the program: how long its end may take. */
const closeLimitMs = 2000;

interface Target {
  readonly level: LogLevel;
  /** Null writes to standard error. */
  readonly file: string | null;
  /** Standard error; whoever opened the program looks after its errors. */
  readonly stderr: Writable;
}

/** A file that grows to 5 MB and is then set aside, five of them kept. Errors: those of fs, at once. */
function openFile(file: string): Writable {
  // Opened here first, so that a file that cannot be is an error at once. One folder at most is made: Node's recursive
  // mkdir never ends where the system says ENOENT for a folder whose parent is there.
  if (!existsSync(dirname(file))) mkdirSync(dirname(file));
  // A pipe would block until somebody reads it, a device keeps nothing.
  if (existsSync(file) && !statSync(file).isFile()) throw Object.assign(new Error(file), { code: 'notAFile' });
  closeSync(openSync(file, 'a'));
  // Not winston's own file transport: that one swallows the error of a full disk.
  return createStream(basename(file), { path: dirname(file), size: '5M', maxFiles: filesKept });
}

/** Resolves when the stream has written all, or after the limit. */
async function ended(stream: Writable): Promise<void> {
  const patience = new AbortController();
  const limit = delay(closeLimitMs, undefined, { signal: patience.signal }).catch(() => {});
  stream.end();
  await Promise.race([finished(stream), limit]);
  patience.abort();
}

/**
 * A line is one JSON object. `onFailure` is called once, when the log cannot be written (full disk, no such folder);
 * after that nothing more is logged, and the program goes on.
 */
export function createLog({ level, file, stderr }: Target, onFailure: (error: unknown) => void): Log {
  let failed = false;
  let closed = false;
  const fail = (error: unknown): void => {
    if (!failed) onFailure(error);
    failed = true;
  };
  let own: Writable | null = null;
  try {
    if (file !== null) own = openFile(file).on('error', fail);
  } catch (error) {
    fail(error);
  }
  const format = winston.format.combine(withoutSecrets(), winston.format.timestamp(), winston.format.json());
  const logger = winston.createLogger({
    level,
    format,
    transports: [new winston.transports.Stream({ stream: own ?? stderr })],
  });
  const at =
    (one: LogLevel) =>
    (message: string, facts: LogFacts = {}): void => {
      if (!failed && !closed) logger.log(one, message, facts);
    };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    async close() {
      closed = true;
      if (own !== null && !failed) await ended(own).catch(fail);
    },
  };
}
