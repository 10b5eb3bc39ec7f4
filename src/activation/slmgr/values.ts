/** Values inside slmgr's lines that are the same in every language. */
import { unsetUint32 } from '../../knowledge/figures.ts';
import { portOf } from '../port.ts';
import { narrow } from './fold.ts';

/** What a person puts in place of a value that is not to be seen: `XXXXX`, `*****`; `<REDACTED>`, `[removed]`. */
const signs = /^[x*•●█■▇#…?]{2,}$/i;
const words = /^(?:[<[({【＜［][^:]{0,60}[>\])}】＞］]|redacted|masked|removed|hidden)$/i;
/** A part of an identifier withheld: what is left of it is none. */
const hole = /x{3,}|\*{2,}|•{2,}|█{2,}|#{3,}/i;

/** Text as printed; slmgr prints an unset value as nothing, and a mask says nothing either. */
export function textOf(value: string | undefined): string | null {
  if (value === undefined || value === '') return null;
  return words.test(value) || signs.test(value.replace(/[\s.:_-]/g, '')) ? null : value;
}

/** Like textOf, of a value that is one identifier (GUID, PID, host, key): with a hole in it, it is none. */
export function identifierOf(value: string | undefined): string | null {
  const text = textOf(value);
  return text === null || hole.test(text) ? null : narrow(text);
}

/** Whether a value was there and is withheld. */
export const isWithheld = (value: string | undefined): boolean =>
  value !== undefined && value !== '' && identifierOf(value) === null;

/** A uint32 as VBScript prints it: unset is −1, and a value above 2^31 is negative. Null where it is none. */
export function countOf(value: string | undefined): number | null {
  const text = narrow(value ?? '');
  if (!/^-?\d{1,10}$/.test(text)) return null;
  const number = Number(text);
  return number >= 0 && number < unsetUint32 ? number : null;
}

/** "host:port", "[v6]:port" or a bare host; no port is 1688. */
export function hostAndPortOf(value: string | undefined): { host: string | null; port: number | null } {
  const text = narrow(value ?? '');
  if (text === '') return { host: null, port: null };
  const parts = /^(.*\S) ?:(\d{1,5})$/.exec(text);
  const host = identifierOf(parts?.[1] ?? text)?.replace(/^\[(.*)\]$/, '$1') ?? null;
  // Of a host that was masked with its port beside it, the port is still said.
  return { host, port: host === null && !parts ? null : portOf(Number(parts?.[2] ?? 0)) };
}
