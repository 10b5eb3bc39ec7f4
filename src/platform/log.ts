/**
 * The log: what happened, for whoever looks after the program. Structured, bounded, to standard error or a file. An
 * error is written by an allow-list of fields: an HTTP error carries its request's headers and body about.
 */
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
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

const fileLimitBytes = 5 * 1024 * 1024;
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
}

function openTransport(file: string | null) {
  if (file === null) return new winston.transports.Stream({ stream: process.stderr });
  return new winston.transports.File({ filename: file, maxsize: fileLimitBytes, maxFiles: filesKept });
}

async function written(transport: ReturnType<typeof openTransport>): Promise<void> {
  const patience = new AbortController();
  const limit = delay(closeLimitMs, undefined, { signal: patience.signal }).catch(() => {});
  await Promise.race([finished(transport), limit]);
  patience.abort();
}

/**
 * A line is one JSON object. `onFailure` is called once, when the log cannot be written (full disk, no such folder);
 * after that nothing more is logged, and the program goes on.
 */
export function createLog({ level, file }: Target, onFailure: (error: unknown) => void): Log {
  let failed = false;
  const fail = (error: unknown): void => {
    if (!failed) onFailure(error);
    failed = true;
  };
  let transport: ReturnType<typeof openTransport> | null = null;
  try {
    transport = openTransport(file);
  } catch (error) {
    fail(error);
  }
  const format = winston.format.combine(withoutSecrets(), winston.format.timestamp(), winston.format.json());
  const logger = winston.createLogger({ level, format, transports: transport ? [transport] : [], silent: !transport });
  logger.on('error', fail);
  transport?.on('error', fail);
  const at =
    (one: LogLevel) =>
    (message: string, facts: LogFacts = {}): void => {
      if (!failed) logger.log(one, message, facts);
    };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    async close() {
      if (failed || !transport) return;
      const end = written(transport).catch(fail);
      logger.end();
      await end;
    },
  };
}
