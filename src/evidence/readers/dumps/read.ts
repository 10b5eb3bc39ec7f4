/**
 * Dumps of the licensing classes that a person hands in, in whatever format and several in one text, as evidence; what
 * belongs to none of them may be slmgr output and is kept as such.
 */
import { licensingClasses, systemClass } from '../../../knowledge/cimClasses.ts';
import { maskProductKeys } from '../../../knowledge/productKey.ts';
import { GracewatchError } from '../../../platform/errors.ts';
import { type Evidence, emptyEvidence } from '../../evidence.ts';
import { slmgrTextEvidence } from '../slmgrText.ts';
import { classesOf } from './classes.ts';
import { findCsv } from './csv.ts';
import { findJson } from './json.ts';
import { findLists } from './list.ts';
import { machineOf, machinesIn } from './machine.ts';
import type { Found } from './row.ts';

const isOfInterest = (className: string): boolean =>
  [...licensingClasses, systemClass].some((one) => one.toLowerCase() === className.toLowerCase());

/** One kind of line end, and no marks of a quoted mail. A console doubles the carriage returns of WMIC. */
const plain = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\r\n', '\n')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(/^[ \t]*(?:>[ \t]?)+/gm, '');

/** Errors: those of findJson. */
function find(text: string, file: string): Found {
  const json = findJson(maskProductKeys(plain(text)), file);
  const csv = findCsv(json.rest);
  const lists = findLists(csv.rest, isOfInterest);
  return { rows: [...json.rows, ...csv.rows, ...lists.rows], rest: lists.rest, whole: csv.whole };
}

/** Null where the text is no JSON at all: an object that is broken is refused by the reader of evidence files. */
function tryToFind(text: string, file: string): Found | null {
  try {
    return find(text, file);
  } catch (error) {
    if (!(error instanceof GracewatchError) || /^\s*\[/.test(text)) throw error;
    return null;
  }
}

/** What was typed at a prompt is no output. */
const prompt = /^[ \t]*(?:PS [^>\n]*>|[A-Za-z]:\\[^>\n]*>).*$/gm;

/**
 * Null where no row of a licensing class is in it. `labels`: the dictionary of the slmgr output in it, or null. `takenAt`:
 * ISO 8601, when it is taken to be from. Errors: those of parseJson, of a list that is broken.
 */
export function readDump(
  text: string,
  file: string,
  { labels, takenAt }: { labels: Record<string, string> | null; takenAt: string },
): Evidence | null {
  const found = tryToFind(text, file);
  if (found === null) return null;
  const { rows, rest, whole } = found;
  const { classes, contradictory } = classesOf(rows);
  if (Object.keys(classes).length === 0) return null;
  const several = contradictory || machinesIn(rows).length > 1;
  const hasProducts = Object.keys(classes).some((name) => name.endsWith('Product'));
  const cim = {
    outcome: whole && hasProducts ? 'complete' : 'partial',
    durationMs: null,
    error: several ? 'severalOutputs' : null,
    classes,
  } as const;
  const left = rest.replace(prompt, '');
  const slmgr = left.trim() === '' ? {} : slmgrTextEvidence(left, labels, takenAt).sources;
  return { ...emptyEvidence(takenAt), machine: machineOf(rows), sources: { cim, ...slmgr } };
}
