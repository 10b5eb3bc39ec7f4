/** `gracewatch explain`: check over anything pasted, or one error code. */
import { lstatSync } from 'node:fs';
import { parseErrorCode } from '../activation/code.ts';
import { interpret } from '../activation/interpret.ts';
import type { Product } from '../activation/report.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { decodeText } from '../evidence/readers/decode.ts';
import { readHanded } from '../evidence/readers/read.ts';
import { readSlmgrIni } from '../evidence/readers/slmgrIni.ts';
import { familyOf, findErrorCode } from '../knowledge/errorCodes.ts';
import { maskProductKeys } from '../knowledge/productKey.ts';
import { type ExplainedCode, jsonCode, textCode } from '../output/code.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import { readInput } from '../platform/input.ts';
import type { Wording } from '../wording/wording.ts';
import type { Context } from './context.ts';
import type { Format } from './formats.ts';
import { judge, parseInstant } from './judge.ts';
import type { World } from './world.ts';

export interface ExplainFlags {
  readonly format: Format;
  readonly now?: string;
  readonly labels?: string;
  readonly encoding?: string;
}

/** A listed code by its own text; any other by what is known of its family. */
function explained(code: string, wording: Wording): ExplainedCode {
  const listed = findErrorCode(code);
  const own = wording.codes[code];
  const family = wording.families[familyOf(code) ?? ''];
  const next = (own?.next ?? family?.next ?? wording.codePage.unlistedNext(code)).replaceAll('0x<code>', code);
  const meaning = own?.meaning ?? family?.meaning.replaceAll('0x<code>', code) ?? '';
  return {
    code,
    name: listed?.name ?? null,
    listed: own !== undefined,
    text: { meaning, cause: own?.cause ?? null, next },
  };
}

/** A letter may have a line "Name: …" too: something that only slmgr says must have been understood. */
const saysSomething = ({ licenseStatus, description, partialProductKey }: Product): boolean =>
  licenseStatus !== 'unknown' || description !== null || partialProductKey !== null;

/** Text of which no product, version or error was understood is not slmgr output. */
function isRecognised(evidence: Evidence): boolean {
  const { slmgr, ...others } = evidence.sources;
  if (!slmgr || Object.keys(others).length > 0) return true;
  const report = interpret(evidence);
  if (report.serviceVersion !== null || report.sources.some(({ error }) => error !== null)) return true;
  return report.products.some(saysSomething);
}

async function explainHanded(file: string, flags: ExplainFlags, context: Context, world: World): Promise<number> {
  const now = flags.now === undefined ? null : parseInstant('--now', flags.now);
  const labels = flags.labels === undefined ? null : readSlmgrIni(decodeText(await readInput(flags.labels)));
  if (file === '-' && world.terminal.stdin) world.stderr.write(`${context.wording.cli.pasteHint}\n`);
  const bytes = await readInput(file, { stdin: world.stdin });
  const text = decodeText(bytes, { encoding: flags.encoding ?? null, hints: Object.values(labels ?? {}) });
  const takenAt = now ?? world.clock.now().toISOString();
  const { evidence, dated } = readHanded({ text, file, labels, takenAt });
  if (!isRecognised(evidence)) throw new GracewatchError('nothingRecognised', { file });
  // An evidence file says when it was captured; of a paste only the person can say it, with --now.
  const pasted = !dated && now === null;
  return await judge(evidence, { format: flags.format, now, long: true, pasted }, context, world);
}

/** A file that is there and cannot be read is a file all the same. */
function isThere(file: string): boolean {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/**
 * `input`: a file, `-`, or a code. A file of that name goes before a code. Exit code by severity; 0 for a code that is
 * known, by itself or by its family. Errors:
 * nothingRecognised, codeNotRecognised, those of reading.
 */
export async function explain(input: string, flags: ExplainFlags, context: Context, world: World): Promise<number> {
  if (input === '-' || isThere(input)) return explainHanded(input, flags, context, world);
  const code = parseErrorCode(input);
  if (code === null) {
    const shown = maskProductKeys(input);
    throw new GracewatchError(/[./\\]/.test(input) ? 'fileNotFound' : 'codeNotRecognised', {
      input: shown,
      file: shown,
    });
  }
  const answer = explained(code, context.wording);
  world.stdout.write(flags.format === 'json' ? jsonCode(answer) : textCode(answer, context.wording));
  return answer.listed || familyOf(code) !== null ? exitCodes.ok : exitCodes.unknown;
}
