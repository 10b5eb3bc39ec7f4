/** What is known of a code without its words: its constant, its kind, and whether it is an error at all. */
import { familyOf, findErrorCode } from '../knowledge/errorCodes.ts';

export interface KnownCode {
  /** The constant of the header; null where none was read, or the code is not listed. */
  readonly name: string | null;
  readonly listed: boolean;
  /** The kind of code, as of errorFamilies; null where even that is not known. */
  readonly family: string | null;
  /** True for a message that is no error. What is said to be not genuine is no good news, whatever its severity. */
  readonly informational: boolean;
}

/** `code`: `0x` and eight upper-case hex digits. */
export function knownCode(code: string): KnownCode {
  const entry = findErrorCode(code);
  const family = familyOf(code);
  const informational = entry === null ? family === 'information' : entry.group === 'information';
  return { name: entry?.name ?? null, listed: entry !== null, family, informational };
}
