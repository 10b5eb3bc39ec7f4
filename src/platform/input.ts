/** Reads what a person hands in, bounded: a device, a pipe or a huge file must not fill the memory. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { GracewatchError } from './errors.ts';

/** Far above any evidence (a KMS host with 2,000 events has about 1 MB) or paste. */
export const inputLimitBytes = 32 * 1024 * 1024;

const codes: Readonly<Record<string, 'fileNotFound'>> = { ENOENT: 'fileNotFound', ENOTDIR: 'fileNotFound' };

/** An error of fs or of a stream as one of ours. */
function readingFailed(name: string, error: unknown): GracewatchError {
  if (error instanceof GracewatchError) return error;
  const reason = (error as NodeJS.ErrnoException).code ?? '';
  return new GracewatchError(codes[reason] ?? 'fileUnreadable', { file: name, reason }, { cause: error });
}

async function readAll(stream: Readable, name: string, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limitBytes) throw new GracewatchError('fileTooLarge', { file: name, limitMegabytes: limitBytes >> 20 });
    chunks.push(chunk);
  }
  if (size === 0) throw new GracewatchError('fileEmpty', { file: name });
  return Buffer.concat(chunks);
}

/**
 * The bytes of a file, or of standard input for `-`. Errors: fileNotFound, fileUnreadable, fileTooLarge, fileEmpty,
 * each with the file's name.
 */
export async function readInput(
  name: string,
  { stdin = process.stdin as Readable, limitBytes = inputLimitBytes } = {},
): Promise<Buffer> {
  try {
    if (name === '-') return await readAll(stdin, name, limitBytes);
    const { size } = await stat(name);
    if (size > limitBytes) throw new GracewatchError('fileTooLarge', { file: name, limitMegabytes: limitBytes >> 20 });
    return await readAll(createReadStream(name), name, limitBytes);
  } catch (error) {
    throw readingFailed(name, error);
  }
}
