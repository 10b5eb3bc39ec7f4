/**
 * Configuration in force: default < file < environment < flag. Each layer is checked by itself, so that every mistake
 * is found at once and names the place it stands in. What can be set is the schema's business, not this file's.
 */
import * as z from 'zod';
import { mistakesOf, nearestKey, valueAt } from './document.ts';
import { GracewatchError, type Mistake } from './errors.ts';

export type Origin = 'default' | 'file' | 'environment' | 'flag';

export interface Layer {
  readonly origin: Origin;
  /** What mistakes name: the file, or "environment", or "flags". */
  readonly place: string;
  readonly document: unknown;
  /** What a person wrote for a key of this layer, where that is not its path: a variable, a flag. */
  readonly nameOf?: (path: readonly string[]) => string;
}

export interface Setting {
  readonly path: string;
  readonly value: unknown;
  readonly origin: Origin;
  /** Where exactly: file name or variable; empty for a default. */
  readonly place: string;
}

export interface Settings<T> {
  readonly values: T;
  readonly settings: readonly Setting[];
}

interface Leaf {
  readonly path: readonly string[];
  readonly type: string | undefined;
}

interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
}

/** Every key that can be set, by the schema. */
function leavesOf(schema: z.ZodType): Leaf[] {
  const walk = (node: JsonSchema, path: readonly string[]): Leaf[] => {
    if (node.properties) return Object.entries(node.properties).flatMap(([key, one]) => walk(one, [...path, key]));
    return [{ path, type: node.type ?? node.anyOf?.find(({ type }) => type !== 'null')?.type }];
  };
  return walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, []);
}

/** `log.level` → GRACEWATCH_LOG_LEVEL. */
export function variableOf(path: readonly string[]): string {
  const words = path.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase());
  return `GRACEWATCH_${words.join('_')}`;
}

function put(document: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    document[key] = value;
    return;
  }
  const inner = (document[key] ?? {}) as Record<string, unknown>;
  document[key] = inner;
  put(inner, rest, value);
}

/** Text of a variable as the type that its key has; what does not fit stays text, and the schema says so. */
function typed(text: string, type: string | undefined): unknown {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if ((type === 'number' || type === 'integer') && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text);
  return text;
}

/** A document of texts at their paths (variables, flags), each as the type that its key has. */
export function documentOf(
  schema: z.ZodType,
  texts: readonly { readonly path: readonly string[]; readonly text: string }[],
): Record<string, unknown> {
  const types = new Map(leavesOf(schema).map(({ path, type }) => [path.join('.'), type]));
  const document = {};
  for (const { path, text } of texts) put(document, path, typed(text, types.get(path.join('.'))));
  return document;
}

/**
 * The variables that begin with GRACEWATCH_ as a layer, and those among them that are no key. `own`: variables that
 * mean something else (the configuration file's name).
 */
export function environmentLayer(
  schema: z.ZodType,
  environment: Readonly<Record<string, string | undefined>>,
  own: readonly string[],
): { layer: Layer; mistakes: readonly Mistake[] } {
  const leaves = new Map(leavesOf(schema).map((leaf) => [variableOf(leaf.path), leaf]));
  const texts: { path: readonly string[]; text: string }[] = [];
  const mistakes: Mistake[] = [];
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith('GRACEWATCH_') || own.includes(name) || text === undefined) continue;
    const leaf = leaves.get(name);
    if (leaf) texts.push({ path: leaf.path, text });
    else {
      const nearest = nearestKey(name, [...leaves.keys()]);
      mistakes.push({ place: 'environment', path: name, issue: { code: 'unrecognized_keys', keys: [name] }, nearest });
    }
  }
  const document = documentOf(schema, texts);
  return { layer: { origin: 'environment', place: 'environment', document, nameOf: variableOf }, mistakes };
}

/** `layers`: lowest first. `mistakes`: those found while the layers were made. Errors: wrongKeys. */
export function loadSettings<T extends z.ZodType>(
  schema: T,
  layers: readonly Layer[],
  mistakes: readonly Mistake[] = [],
): Settings<z.output<T>> {
  const wrong = layers.flatMap(({ document, place, nameOf }) => {
    const result = schema.safeParse(document);
    const found = result.success ? [] : mistakesOf(result.error, schema, document, place);
    return nameOf ? found.map((mistake) => ({ ...mistake, path: nameOf(mistake.path.split('.')) })) : found;
  });
  const all = [...mistakes, ...wrong];
  if (all.length > 0) throw new GracewatchError('wrongKeys', { file: all[0]?.place ?? '' }, { mistakes: all });

  const merged = {};
  const origins = new Map<string, Layer>();
  const leaves = leavesOf(schema);
  for (const layer of layers) {
    for (const { path } of leaves) {
      const value = valueAt(layer.document, path);
      if (value === undefined) continue;
      put(merged, path, value);
      origins.set(path.join('.'), layer);
    }
  }
  const values = schema.parse(merged);
  const settings = leaves.map(({ path }) => {
    const layer = origins.get(path.join('.'));
    const place = layer?.nameOf?.(path) ?? layer?.place ?? '';
    return { path: path.join('.'), value: valueAt(values, path), origin: layer?.origin ?? 'default', place } as const;
  });
  return { values, settings };
}
