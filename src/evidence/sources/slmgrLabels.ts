/**
 * The dictionaries that slmgr.vbs prints from, one for each language installed: `System32\slmgr\<LCID>\slmgr.ini`. Which
 * of them a text was printed with is found by comparing, not by asking which language is set: the two can differ.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readInput } from '../../platform/input.ts';
import { decodeText } from '../readers/decode.ts';
import { readSlmgrIni } from '../readers/slmgrIni.ts';

/** Resource name → text. */
export type Labels = Readonly<Record<string, string>>;
/** LCID as four upper-case hex digits → its labels. */
export type Dictionaries = ReadonlyMap<string, Labels>;

const english = '0409';

/** One has about 40 kB; Windows has about 40 languages. */
const dictionaryLimitBytes = 1024 * 1024;
const dictionaryLimit = 64;

/**
 * Every dictionary that can be read, in order of their LCIDs. `onUnreadable`: called for each that cannot (and for the
 * folder itself), with the error; it costs no other one.
 */
export async function readDictionaries(folder: string, onUnreadable: (error: unknown) => void): Promise<Dictionaries> {
  const unreadable = <T>(error: unknown, instead: T): T => {
    onUnreadable(error);
    return instead;
  };
  const names = await readdir(folder).catch((error: unknown) => unreadable(error, []));
  const languages = names.filter((name) => /^[0-9a-f]{4}$/i.test(name)).toSorted();
  const read = languages.slice(0, dictionaryLimit).map(async (language): Promise<[string, Labels][]> => {
    const bytes = await readInput(join(folder, language, 'slmgr.ini'), { limitBytes: dictionaryLimitBytes });
    return [[language.toUpperCase(), readSlmgrIni(decodeText(bytes))]];
  });
  return new Map((await Promise.all(read.map((one) => one.catch((error: unknown) => unreadable(error, []))))).flat());
}

/** Blanks are not compared: a language may print a no-break one where its dictionary has another. */
const bare = (text: string): string => text.replace(/\s+/gu, '');

/** What a resource prints word for word, before, between and after its placeholders. */
interface Resource {
  readonly pieces: readonly string[];
  /** The first piece begins the line: no placeholder stands before it. */
  readonly begins: boolean;
  /** Letters and digits in it. */
  readonly weight: number;
}

function resourceOf(text: string): Resource {
  const parts = text.split(/%[A-Za-z]+%/).map(bare);
  const pieces = parts.filter((part) => part !== '');
  return { pieces, begins: parts[0] !== '', weight: pieces.join('').replace(/\p{P}/gu, '').length };
}

/** What the script prints; the rest are names of options and help, which say nothing about a page. */
const messagesOf = (labels: Labels): [name: string, text: string][] =>
  Object.entries(labels)
    .filter(([name]) => /^l_msg/i.test(name))
    .map(([name, text]) => [name.toLowerCase(), text]);

/** The texts as they occur in what is printed: hints for telling code pages apart. */
export function hintsOf(labels: Labels): string[] {
  return messagesOf(labels).flatMap(([, text]) => text.split(/%[A-Za-z]+%/).map((part) => part.trim()));
}

function fits(line: string, { pieces, begins }: Resource): boolean {
  if (begins && !line.startsWith(pieces[0] ?? '')) return false;
  let at = 0;
  for (const piece of pieces) {
    const place = line.indexOf(piece, at);
    if (place === -1) return false;
    at = place + piece.length;
  }
  return true;
}

/** More than any page has tells no more. */
const lettersCompared = 32_768;
const linesCompared = 400;

/** How well a text is explained by a dictionary. */
export interface Match {
  /** Lines that one of its resources fits. */
  readonly lines: number;
  /** Letters of the resources that fit: of two dictionaries with the same label for "Name", the longer ones decide. */
  readonly weight: number;
  /** Enough to say that the text was printed with it. */
  readonly isEnough: boolean;
}

/** `dictionaries`: the machine's. A resource that a language lacks is printed in English, so English stands in for it. */
export function matchOf(text: string, labels: Labels, dictionaries: Dictionaries): Match {
  const printed = text
    .slice(0, lettersCompared)
    .split(/\r\n|\r|\n/)
    .map(bare)
    .filter((line) => line !== '')
    .slice(0, linesCompared);
  // One letter stands at the beginning of many lines.
  const texts = new Map([...messagesOf(dictionaries.get(english) ?? {}), ...messagesOf(labels)]);
  const resources = [...texts.values()]
    .map(resourceOf)
    .filter(({ weight }) => weight >= 2)
    .toSorted((a, b) => b.weight - a.weight);
  const fitting = printed.flatMap((line) => resources.find((resource) => fits(line, resource)) ?? []);
  const weight = fitting.reduce((sum, one) => sum + one.weight, 0);
  const enough = Math.min(3, Math.ceil(printed.length / 2));
  return { lines: fitting.length, weight, isEnough: enough > 0 && fitting.length >= enough };
}
