/** JSON documents from outside (evidence, policy, configuration): parsed safely, every mistake found at once. */
import { closest, distance } from 'fastest-levenshtein';
import { visit } from 'jsonc-parser';
import sjson from 'secure-json-parse';
import * as z from 'zod';
import { GracewatchError, type Mistake } from './errors.ts';

/**
 * Errors: notJson (with line and column), forbiddenKey (`__proto__`, `constructor.prototype`: only an attack has them),
 * nestedTooDeeply.
 */
export function parseJson(text: string, place: string): unknown {
  const document = parseSafely(text, place);
  if (opensMoreThanAllowed(text) && isTooDeep(document))
    throw new GracewatchError('nestedTooDeeply', { file: place, limit: depthLimit });
  return document;
}

/** Deep enough for anything honest; what comes after this may walk a document by calling itself. */
const depthLimit = 64;

/** No document is nested deeper than it opens brackets; nearly every one is told by that, without a walk. */
function opensMoreThanAllowed(text: string): boolean {
  let opened = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit !== 0x5b && unit !== 0x7b) continue;
    opened += 1;
    if (opened > depthLimit) return true;
  }
  return false;
}

/** Calls itself, but never deeper than is allowed. */
function isTooDeep(node: unknown, allowed = depthLimit): boolean {
  if (node === null || typeof node !== 'object') return false;
  return allowed === 0 || Object.values(node).some((value) => isTooDeep(value, allowed - 1));
}

function parseSafely(text: string, place: string): unknown {
  try {
    return sjson.parse(text, { protoAction: 'error', constructorAction: 'error' });
  } catch (error) {
    if (error instanceof SyntaxError && /forbidden prototype/.test(error.message)) {
      throw new GracewatchError('forbiddenKey', { file: place });
    }
    throw new GracewatchError('notJson', { file: place, ...whereOf(text) }, { cause: error });
  }
}

/** Where the text stops being JSON; JSON.parse itself tells a place only for some mistakes. */
function offsetOf(text: string): number {
  let found: number | null = null;
  const onError = (_: unknown, offset: number): void => {
    found ??= offset;
    throw new RangeError('found'); // what comes after the first one is of no interest, and may be long
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // found, or nested too deeply to be followed: then the end has to do
  }
  return found ?? text.length;
}

function whereOf(text: string): { line: number; column: number } {
  const offset = offsetOf(text);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

/** The schema that governs a path: through array items, and through the alternatives of a nullable. */
function schemaAt(schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema[] {
  let level: JsonSchema[] = [schema];
  for (const step of path) {
    level = level
      .flatMap((one) => [one, ...(one.anyOf ?? [])])
      .flatMap((one) => (typeof step === 'number' ? one.items : one.properties?.[String(step)]) ?? []);
  }
  return level.flatMap((one) => [one, ...(one.anyOf ?? [])]);
}

/** The known key that an unknown one was probably meant to be: two letters (swapped ones), or a third of them, differ. */
export function nearestKey(key: string, known: readonly string[]): string | null {
  if (known.length === 0 || key.length > 100) return null;
  const candidate = closest(
    key.toLowerCase(),
    known.map((one) => one.toLowerCase()),
  );
  const match = known.find((one) => one.toLowerCase() === candidate) ?? null;
  return match !== null &&
    distance(key.toLowerCase(), candidate) <= Math.min(key.length - 1, Math.max(2, Math.ceil(key.length / 3)))
    ? match
    : null;
}

/** The value at a path of a document, undefined where there is none. */
export function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((level, key) => {
    const isObject = level !== null && typeof level === 'object' && Object.hasOwn(level, key);
    return isObject ? (level as Record<PropertyKey, unknown>)[key] : undefined;
  }, document);
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/** zod's issues as mistakes, an entry for each unknown key. The offending value is never part of it. */
export function mistakesOf(error: z.ZodError, schema: z.ZodType, document: unknown, place: string): Mistake[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return error.issues.flatMap((issue): Mistake[] => {
    if (issue.code !== 'unrecognized_keys') {
      const { input: _, message: __, ...data } = issue;
      const about = issue.code === 'invalid_type' || issue.code === 'invalid_value';
      const missing = about && valueAt(document, issue.path) === undefined;
      return [{ place, path: pathOf(issue.path), issue: { ...data, missing }, nearest: null }];
    }
    const known = schemaAt(json, issue.path).flatMap((one) => Object.keys(one.properties ?? {}));
    return issue.keys.map((key) => ({
      place,
      path: pathOf([...issue.path, key]),
      issue: { code: issue.code, keys: [key] },
      nearest: nearestKey(key, known),
    }));
  });
}

/** The document as its schema has it. Errors: wrongKeys, with every mistake at once. */
export function checkDocument<T extends z.ZodType>(document: unknown, schema: T, place: string): z.output<T> {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  throw new GracewatchError(
    'wrongKeys',
    { file: place },
    { mistakes: mistakesOf(result.error, schema, document, place) },
  );
}
