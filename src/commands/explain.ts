/** `gracewatch explain`: check over anything pasted, or error codes. */
import { lstatSync } from 'node:fs';
import { parseErrorCode } from '../activation/code.ts';
import { codesIn } from '../activation/codesIn.ts';
import { interpret } from '../activation/interpret.ts';
import type { Product, Report } from '../activation/report.ts';
import { builtInTexts } from '../activation/slmgr/languages.ts';
import { isProductName } from '../activation/slmgr/shapes.ts';
import { decodeText } from '../evidence/readers/decode.ts';
import { readHanded } from '../evidence/readers/read.ts';
import { readSlmgrIni } from '../evidence/readers/slmgrIni.ts';
import { maskProductKeys } from '../knowledge/productKey.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import { readInput } from '../platform/input.ts';
import type { Context } from './context.ts';
import { explainCodes } from './explainCodes.ts';
import type { Format } from './formats.ts';
import { judge, parseInstant } from './judge.ts';
import type { World } from './world.ts';

export interface ExplainFlags {
  readonly format: Format;
  readonly now?: string;
  readonly labels?: string;
  readonly encoding?: string;
}

/** A letter may have a line "Name: …" too: something that only slmgr says must have been understood. */
const saysSomething = ({ name, licenseStatus, description, partialProductKey }: Product): boolean =>
  licenseStatus !== 'unknown' || description !== null || partialProductKey !== null || isProductName(name ?? '');

/** Text of which no product, version or error was understood is not slmgr output. */
function isOfMachine({ serviceVersion, sources, products }: Report): boolean {
  if (sources.some(({ source, error }) => source !== 'slmgr' || error !== null)) return true;
  return serviceVersion !== null || products.some(saysSomething);
}

/** The script host names itself in what it refuses, in any language; in its banner its version follows. */
const refusedByHost = /\bWindows Script Host\b(?!.{0,20}\d\.\d)|["“„«]\.vbs["”“»]/;

/** Why a text without any code is no answer: the script may have been refused, and then the text is a true one. */
const withoutAnswer = (text: string) => (refusedByHost.test(text) ? 'slmgrDidNotRun' : 'nothingRecognised');

/** An error that a person pasted by itself: what it means is all there is to say. */
function codesAlone(text: string, { sources, products, serviceVersion }: Report): readonly string[] {
  const printed = sources.flatMap(({ error }) => (error?.startsWith('0x') ? [error] : []));
  if (printed.length === 0 || products.length > 0 || serviceVersion !== null) return [];
  return [...new Set([...codesIn(text).map(({ code }) => code), ...printed])];
}

async function explainHanded(file: string, flags: ExplainFlags, context: Context, world: World): Promise<number> {
  const now = flags.now === undefined ? null : parseInstant('--now', flags.now);
  const labels = flags.labels === undefined ? null : readSlmgrIni(decodeText(await readInput(flags.labels)));
  if (file === '-' && world.terminal.stdin) world.stderr.write(`${context.wording.cli.pasteHint}\n`);
  const bytes = await readInput(file, { stdin: world.stdin });
  const text = decodeText(bytes, {
    encoding: flags.encoding ?? null,
    hints: [...Object.values(labels ?? {}), ...builtInTexts()],
  });
  const takenAt = now ?? world.clock.now().toISOString();
  const { evidence, dated } = readHanded({ text, file, labels, takenAt });
  const codes = codesIn(evidence.sources.slmgr?.text ?? '');
  const report = interpret(evidence);
  if (!isOfMachine(report)) {
    if (codes.length === 0) throw new GracewatchError(withoutAnswer(text), { file });
    return explainCodes(
      codes.map(({ code }) => code),
      flags.format,
      context,
      world,
    );
  }
  const alone = dated || flags.format !== 'text' ? [] : codesAlone(text, report);
  if (alone.length > 0) {
    explainCodes(alone, flags.format, context, world);
    return exitCodes.unknown; // of the machine nothing is known, as the other formats say
  }
  return await judge(evidence, { format: flags.format, now, long: true, pasted: !dated, codes }, context, world);
}

/** A file that is there and cannot be read is a file all the same. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    // A sentence that was copied may be longer than any name.
    return !['ENOENT', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** A name with a dot or a slash, as of a file; a sentence has them too, and ends differently. */
const looksLikeFile = (input: string): boolean => (/\s/.test(input) ? /\\|\.\w{1,4}$/ : /[./\\]/).test(input);

function codesOf(input: string): readonly string[] {
  const code = parseErrorCode(input);
  if (code !== null) return [code];
  return looksLikeFile(input) ? [] : codesIn(input).map((found) => found.code);
}

/**
 * `input`: a file, `-`, a code, or a line that was copied with codes in it. A file of that name goes before a code. Exit
 * code by severity, or as explainCodes where there are codes and no machine. Errors: nothingRecognised,
 * slmgrDidNotRun, codeNotRecognised, those of reading.
 */
export async function explain(input: string, flags: ExplainFlags, context: Context, world: World): Promise<number> {
  if (input === '-' || isThere(input)) return explainHanded(input, flags, context, world);
  const codes = codesOf(input);
  if (codes.length > 0) return explainCodes(codes, flags.format, context, world);
  const shown = maskProductKeys(input);
  throw new GracewatchError(looksLikeFile(input) ? 'fileNotFound' : 'codeNotRecognised', { input: shown, file: shown });
}
