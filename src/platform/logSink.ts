/** Where log lines go: winston makes them, to standard error or to a file that is set aside when it has grown. */
import { basename, dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { createStream } from 'rotating-file-stream';
import winston from 'winston';

const filesKept = 5;

/** A log that cannot be written must neither stop nor hang the program: how long its end may take. */
const closeLimitMs = 2000;

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

/** Resolves when the stream has written all, or after the limit. */
async function ended(stream: Writable): Promise<void> {
  const patience = new AbortController();
  const limit = delay(closeLimitMs, undefined, { signal: patience.signal }).catch(() => {});
  stream.end();
  await Promise.race([finished(stream), limit]);
  patience.abort();
}

export interface LogSink {
  write(line: { readonly level: string; readonly message: string } & Readonly<Record<string, unknown>>): void;
  /** Resolves when the last line is written. Errors: those of writing. */
  end(): Promise<void>;
}

/** `file`: grows to 5 MB and is then set aside, five of them kept; null: `stderr`, which stays open. */
export function openSink(file: string | null, stderr: Writable, onError: (error: unknown) => void): LogSink {
  // Not winston's own file transport: that one swallows the error of a full disk.
  const own =
    file === null ? null : createStream(basename(file), { path: dirname(file), size: '5M', maxFiles: filesKept });
  own?.on('error', onError);
  const logger = winston.createLogger({
    // What is not asked for does not come here.
    level: 'debug',
    format: winston.format.combine(withoutSecrets(), winston.format.json()),
    transports: [new winston.transports.Stream({ stream: own ?? stderr })],
  });
  return {
    write: (line) => void logger.log(line),
    end: async () => {
      if (own !== null) await ended(own);
    },
  };
}
