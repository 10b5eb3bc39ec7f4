/**
 * Lists of `Name : value` and of `Name=value`: Format-List with its wrapped values, and `wmic … get … /value`. Instances
 * are apart by a blank line, or by a name that comes again; the lines of no instance are left over.
 */
import { areLicensing, areSystem, isKnownProperty } from '../../../knowledge/cimClasses.ts';
import { classSaidBy, type Found, type GivenRow } from './row.ts';
import { type Piece, unwrap } from './unwrap.ts';

interface Line {
  readonly text: string;
  readonly indent: number;
  readonly property: { readonly name: string; readonly style: string; readonly column: number } | null;
}

interface Property {
  readonly name: string;
  readonly pieces: Piece[];
}

interface Block {
  readonly style: string;
  readonly indent: number;
  readonly properties: Map<string, Property>;
  /** Indexes of the lines that it takes. */
  readonly lines: number[];
  last: Property;
  /** Where values begin. */
  column: number;
  /** Lines that belong to the last value only if a property follows. */
  pending: number[];
}

/** More lines than a value of these classes ever has, wrapped by a mail program that indents nothing. */
const pendingLimit = 4;

/** Colours, as PowerShell 7 prints names in them, and marks that mail programs put in. */
const withoutWidth = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]{0,20}m|[\\u200B-\\u200F\\uFEFF]`, 'g');

const beginning = /( *)(?:[-*•·] +)?([A-Za-z_]\w{0,99})( *)([:=])( ?)/y;

const empty: Line = { text: '', indent: 0, property: null };

/** What mail programs and consoles make of a line is undone. Its length stays, but for characters without width. */
function lineOf(given: string): Line {
  if (given === '') return empty;
  const text = given
    .replace(withoutWidth, '')
    .replace(/[\u00A0\u3000\t]/g, ' ')
    .replace(/\uFF1A/g, ':')
    .replace(/\uFF1D/g, '=');
  const indent = text.search(/[^ ]/);
  beginning.lastIndex = 0;
  const match = beginning.exec(text);
  if (!match) return { text, indent: indent < 0 ? text.length : indent, property: null };
  const [whole, , name = '', blanks = '', separator = ''] = match;
  // Format-List always has a blank before its colon, and WMIC never; slmgr.vbs and letters have `Name: …`.
  const style = separator + (blanks === '' ? '' : ' ');
  return { text, indent, property: { name, style, column: whole.length } };
}

const isBlank = ({ text, indent }: Line): boolean => indent >= text.length;

/** How many blank lines most often stand between two properties: 0, or more where every line break was doubled. */
function usualGap(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  let gap: number | null = null;
  for (const line of lines) {
    if (isBlank(line)) {
      gap = gap === null ? null : gap + 1;
      continue;
    }
    const known = line.property !== null && isKnownProperty(line.property.name.toLowerCase());
    if (known && gap !== null) counts.set(gap, (counts.get(gap) ?? 0) + 1);
    gap = known ? 0 : null;
  }
  const [usual] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  return usual;
}

function begin(line: Line, index: number): Block {
  const { name = '', style = '', column = 0 } = line.property ?? {};
  const first: Property = { name, pieces: [pieceOf(line, column)] };
  const properties = new Map([[name.toLowerCase(), first]]);
  return { style, indent: line.indent, properties, lines: [index], last: first, column, pending: [] };
}

const pieceOf = ({ text }: Line, from: number): Piece => ({ text: text.slice(from), length: text.trimEnd().length });

/** A wrapped value goes on below its beginning. Who re-indented it has left it further in than the names. */
function goesOn(block: Block, line: Line): boolean {
  if (line.indent >= block.column && block.style.startsWith(':')) return true;
  const known = line.property !== null && isKnownProperty(line.property.name.toLowerCase());
  return !known && line.indent >= block.indent + 3;
}

/** A name of the classes that comes again begins another instance; of another one the first counts. */
function belongs(block: Block, { property }: Line): boolean {
  const key = property?.name.toLowerCase() ?? '';
  return property?.style === block.style && !(block.properties.has(key) && isKnownProperty(key));
}

function append(block: Block, lines: readonly Line[], index: number): void {
  const line = lines[index] as Line;
  const from = line.indent >= block.column ? block.column : line.indent;
  block.last.pieces.push(pieceOf(line, from));
  block.lines.push(index);
}

function add(block: Block, lines: readonly Line[], index: number): void {
  const line = lines[index] as Line;
  const { name = '', column = 0 } = line.property ?? {};
  for (const waiting of block.pending.splice(0)) append(block, lines, waiting);
  block.last = { name, pieces: [pieceOf(line, column)] };
  block.column = column;
  block.lines.push(index);
  const key = name.toLowerCase();
  if (!block.properties.has(key)) block.properties.set(key, block.last);
}

/** Whether the line is the block's, or may turn out to be. */
function take(block: Block, lines: readonly Line[], index: number): boolean {
  const line = lines[index] as Line;
  if (block.pending.length === 0 && goesOn(block, line)) append(block, lines, index);
  else if (line.property !== null && !line.text.slice(line.property.column - 1).startsWith('//')) {
    if (!belongs(block, line)) return false;
    add(block, lines, index);
  } else {
    block.pending.push(index);
    return block.pending.length <= pendingLimit;
  }
  return true;
}

function blocksOf(lines: readonly Line[]): Block[] {
  const usual = usualGap(lines);
  const blocks: Block[] = [];
  let block: Block | null = null;
  let gap = 0;
  for (const [index, line] of lines.entries()) {
    // A value may be wrapped before a blank: then the line is blank, and as long as one with a value.
    if (isBlank(line) && (block === null || line.text.length <= block.column)) {
      gap += 1;
      continue;
    }
    if (block === null || gap > usual || !take(block, lines, index)) {
      block = line.property === null ? null : begin(line, index);
      if (block) blocks.push(block);
    }
    gap = 0;
  }
  return blocks;
}

function rowOf({ properties }: Block): GivenRow {
  const pieces = [...properties.values()].flatMap((property) => property.pieces);
  const width = pieces.reduce((longest, { length }) => Math.max(longest, length), 0);
  const values = [...properties.values()].map(({ name, pieces: own }) => [name, unwrap(own, width)] as const);
  return { className: null, values };
}

/** `saidToBe`: whether a class that a row itself names is one of interest. */
export function findLists(text: string, saidToBe: (className: string) => boolean): Found {
  const given = text.split('\n');
  const taken = new Set<number>();
  const rows: GivenRow[] = [];
  for (const block of blocksOf(given.map(lineOf))) {
    const row = rowOf(block);
    const names = [...block.properties.keys()];
    const said = classSaidBy(row);
    if (!areLicensing(names) && !areSystem(names) && (said === null || !saidToBe(said))) continue;
    rows.push(row);
    for (const index of block.lines) taken.add(index);
  }
  return { rows, rest: given.filter((_, index) => !taken.has(index)).join('\n'), whole: true };
}
