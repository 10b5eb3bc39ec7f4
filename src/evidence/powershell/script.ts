/** collect.ps1 as text for PowerShell's prompt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One block: an execution policy is about script files, and what is typed at a prompt is none. The prompt takes an empty
 * line for the end of a block, so the block has none, and one stands after it.
 */
export function asBlock(script: string): string {
  const lines = script.split(/\r?\n/).filter((line) => !/^\s*(?:#|$)/.test(line));
  return ['& {', ...lines, '}', '', ''].join('\r\n');
}

export const readScript = (): string => readFileSync(join(import.meta.dirname, 'collect.ps1'), 'ascii');
