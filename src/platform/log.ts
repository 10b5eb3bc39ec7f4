/**
 * The log: what happened, for whoever looks after the program. Structured, bounded, to standard error or a file. An
 * error is written by an allow-list of fields: an HTTP error carries its request's headers and body about.
 */
import { finished } from 'node:stream/promises';
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

/** `file`: null writes to standard error. A line is one JSON object. */
export function createLog({ level, file }: { level: LogLevel; file: string | null }): Log {
  const transport =
    file === null
      ? new winston.transports.Stream({ stream: process.stderr })
      : new winston.transports.File({ filename: file, maxsize: fileLimitBytes, maxFiles: filesKept });
  const logger = winston.createLogger({
    level,
    format: winston.format.combine(withoutSecrets(), winston.format.timestamp(), winston.format.json()),
    transports: [transport],
  });
  return {
    error: (message, facts = {}) => void logger.error(message, facts),
    warn: (message, facts = {}) => void logger.warn(message, facts),
    info: (message, facts = {}) => void logger.info(message, facts),
    debug: (message, facts = {}) => void logger.debug(message, facts),
    async close() {
      const written = finished(transport);
      logger.end();
      await written;
    },
  };
}
