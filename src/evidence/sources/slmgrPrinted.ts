/** The bytes that were printed as text, in the language whose dictionary explains it best. */
import { decodeText } from '../readers/decode.ts';
import { type Dictionaries, hintsOf, type Labels, type Match, matchOf } from './slmgrLabels.ts';

export interface Printed {
  readonly text: string;
  /** The dictionary that it was printed with, or null where none fits. */
  readonly labels: Labels | null;
  /** Something of slmgr stands in it, whatever the language. */
  readonly recognised: boolean;
  /** A script host names a place in a script: `slmgr.vbs(120, 5) (null): 0x80041010`. */
  readonly scriptRan: boolean;
}

const lineEnd = Buffer.from([0x0d, 0, 0x0a, 0]);

/** `//U` writes UTF-16, with or without byte order mark. No other encoding has a line end like this one. */
const isUtf16 = (bytes: Buffer): boolean => {
  const place = bytes.indexOf(lineEnd);
  return place !== -1 && place % 2 === 0;
};

/** `hints`: texts that tell code pages apart where it is not UTF-16. */
const decode = (bytes: Buffer, hints: readonly string[]): string =>
  decodeText(bytes, { encoding: isUtf16(bytes) ? 'utf16-le' : null, hints });

/** After a colon: an activation or application id, an extended PID, an error code. Any language prints these alike. */
const shapes = [
  /[:：]\s*\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/i,
  /[:：]\s*\d{5}-\d{5}-\d{3}-\d{6}-/,
  /^[^:：\n()]*[:：]\s*0x[0-9a-f]{8}\b/im,
];
const placeInScript = /\.(?:vbs|wsf|js)\(\d+, ?\d+\)/i;

/** slmgr ends with the number of the error that it prints; 1 is what the host itself ends with. */
function isOwnError(text: string, exitCode: number | null): boolean {
  if (exitCode === null || exitCode <= 1) return false;
  if (exitCode >= 0x8000_0000) return text.toLowerCase().includes(`0x${exitCode.toString(16)}`);
  return new RegExp(`^[^:：\\n]*[:：]\\s*${exitCode}(?:\\s|$)`, 'm').test(text);
}

const better = (a: Match, b: Match): boolean => a.lines > b.lines || (a.lines === b.lines && a.weight > b.weight);

/** `dictionaries`: those of the machine. `exitCode`: unsigned, or null. */
export function readPrinted(bytes: Buffer, dictionaries: Dictionaries, exitCode: number | null): Printed {
  let best: { text: string; labels: Labels; match: Match } | null = null;
  for (const labels of dictionaries.values()) {
    const text = decode(bytes, hintsOf(labels));
    const match = matchOf(text, labels, dictionaries);
    if (match.isEnough && (best === null || better(match, best.match))) best = { text, labels, match };
  }
  const text = best?.text ?? decode(bytes, []);
  const scriptRan = placeInScript.test(text);
  const looksSo = shapes.some((shape) => shape.test(text)) || isOwnError(text, exitCode);
  return { text, labels: best?.labels ?? null, recognised: best !== null || (looksSo && !scriptRan), scriptRan };
}
