/**
 * ConvertTo-Json of Windows PowerShell 5.1 and of 7, and Zabbix' `wmi.getall`: an object, an array, `{ value, Count }`, an
 * object that holds them by name; whole CimInstances too. Documents may stand in a text, one after the other.
 */
import { areLicensing, areSystem } from '../../../knowledge/cimClasses.ts';
import { parseJson } from '../../../platform/document.ts';
import type { Found, GivenRow } from './row.ts';

/** A line that may open a document. A text that holds such a line by chance says none of the names. */
const opening = /^[ \t]*[[{]/gm;

/** Where the document that opens at `start` has closed; the end of the text where it never does. */
function endOf(text: string, start: number): { end: number; closed: boolean } {
  let depth = 0;
  let isText = false;
  for (let at = start; at < text.length; at += 1) {
    const unit = text[at];
    if (unit === '"') isText = !isText;
    else if (isText) at += unit === '\\' ? 1 : 0;
    else if (unit === '[' || unit === '{') depth += 1;
    else if ((unit === ']' || unit === '}') && --depth === 0) return { end: at + 1, closed: true };
  }
  return { end: text.length, closed: false };
}

/** Names that are quoted in it as those of properties are. */
const namesIn = (text: string): string[] =>
  [...new Set(text.match(/"[A-Za-z_]\w{1,60}"(?=\s{0,8}:)/g) ?? [])].map((name) => name.slice(1, -1).toLowerCase());

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value);
const textAt = (node: unknown, key: string): string | null => {
  const value = isNode(node) && Object.hasOwn(node, key) ? node[key] : null;
  return typeof value === 'string' ? value : null;
};

/** A whole instance says its class in one of its parts. */
const classOf = ({ CimClass, CimSystemProperties }: Node): string | null =>
  textAt(CimClass, 'CimClassName') ?? textAt(CimSystemProperties, 'ClassName');

function rowOf(node: Node): GivenRow {
  const server = textAt(node.CimSystemProperties, 'ServerName');
  const said = server === null ? [] : [['__SERVER', server] as const];
  return { className: classOf(node), values: [...said, ...Object.entries(node)] };
}

const isRow = (node: Node): boolean => {
  const names = Object.keys(node).map((name) => name.toLowerCase());
  return areLicensing(names) || areSystem(names);
};

/** `named`: whether rows may still stand under names. An evidence file has them deeper than any dump. */
function rowsIn(document: unknown, named = true): GivenRow[] {
  if (Array.isArray(document)) return document.flatMap((one) => rowsIn(one, named));
  if (!isNode(document)) return [];
  if (isRow(document)) return [rowOf(document)];
  return named ? Object.values(document).flatMap((value) => rowsIn(value, false)) : [];
}

/** Errors: those of parseJson, for a document that names the properties of licensing classes. */
export function findJson(text: string, file: string): Found {
  const documents: GivenRow[][] = [];
  const rest: string[] = [];
  let done = 0;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = opening.lastIndex - 1;
    const { end, closed } = endOf(text, start);
    const body = text.slice(start, end);
    opening.lastIndex = end;
    const names = namesIn(body);
    const isDocument = closed && names.length >= 2;
    if (areLicensing(names) || (isDocument && areSystem(names))) documents.push(rowsIn(parseJson(body, file)));
    else if (!isDocument) continue;
    // A document of something else is no text that a person reads either.
    rest.push(text.slice(done, start));
    done = end;
  }
  return { rows: documents.flat(), rest: [...rest, text.slice(done)].join('\n'), whole: true };
}
