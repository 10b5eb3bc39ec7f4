/** Values inside slmgr's lines that are the same in every language. */
import { unsetUint32 } from '../../knowledge/figures.ts';
import { codeOf } from '../code.ts';
import { portOf } from '../port.ts';

/** Text as printed; slmgr prints an unset value as nothing. */
export function textOf(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

/** A uint32 as VBScript prints it: unset is −1, and a value above 2^31 is negative. Null where it is none. */
export function countOf(value: string | undefined): number | null {
  if (value === undefined || !/^-?\d{1,10}$/.test(value)) return null;
  const number = Number(value);
  return number >= 0 && number < unsetUint32 ? number : null;
}

/** "host:port", "[v6]:port" or a bare host; no port is 1688. */
export function hostAndPortOf(value: string | undefined): { host: string | null; port: number | null } {
  const text = textOf(value);
  if (text === null) return { host: null, port: null };
  const parts = /^(.*\S):(\d{1,5})$/.exec(text);
  const host = (parts?.[1] ?? text).replace(/^\[(.*)\]$/, '$1');
  return { host, port: portOf(Number(parts?.[2] ?? 0)) };
}

/** An error number: `0x` and hex when negative, else decimal (slmgr.vbs section of its errors). Null where it is none. */
export function errorCodeOf(value: string | undefined): string | null {
  const first = value?.split(' ', 1)[0] ?? '';
  if (/^0x[0-9a-f]{1,8}$/i.test(first)) return codeOf(Number(first));
  return /^-?\d{1,10}$/.test(first) ? codeOf(Number(first)) : null;
}
