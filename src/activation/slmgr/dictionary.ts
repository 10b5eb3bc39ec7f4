/**
 * A label set as something that tells what a line is. English is one set, a machine's own slmgr.ini is another; the
 * code knows resource names only, never the words of a language.
 */
import { bareOf, type Folded } from './fold.ts';
import type { LabelSet } from './labels/set.ts';
import { compileTemplate, type Template, weightOf } from './template.ts';

/** How the script prints a resource: `whole` line, `label` with the value after it, `template`, or `opening` with free text after. */
export type Shape = 'whole' | 'label' | 'template' | 'opening';

/** One thing a line can be. `values`: what stands in its placeholders, or after the label under the name `VALUE`. */
export interface Hit {
  readonly key: string;
  readonly shape: Shape;
  readonly values: ReadonlyMap<string, string>;
}

export interface Dictionary {
  /** All resources that fit the line equally well: more than one where a language prints two of them alike. */
  find(line: Folded): readonly Hit[];
  /** Whether a longer line of this set begins so: what ends here may have gone on. */
  mayGoOn(line: Folded): boolean;
  /** Whether a line of this set may begin so, its values included: what comes next may belong to it. */
  mayBegin(line: Folded): boolean;
  /** Some lines begin with a value, so that any text may be the beginning of one. */
  readonly valuesFirst: boolean;
}

interface Matcher {
  readonly key: string;
  readonly shape: 'template' | 'opening';
  readonly template: Template;
}
interface Label {
  readonly key: string;
  readonly opening: string;
}

const noValues: ReadonlyMap<string, string> = new Map();

/** What a line can begin with, by its first character: a line is compared with a few texts, not with all of them. */
class Openings<T extends { readonly opening: string }> {
  readonly #byFirst = new Map<string, T[]>();
  constructor(all: readonly T[]) {
    for (const one of all) this.#byFirst.getOrInsertComputed(one.opening.slice(0, 1), () => []).push(one);
  }
  /** Those with this first character, in the order given; those that begin with a placeholder for every line. */
  *of(bare: string): Iterable<T> {
    yield* this.#byFirst.get(bare.slice(0, 1)) ?? [];
    yield* this.#byFirst.get('') ?? [];
  }
}

interface Parts {
  readonly whole: ReadonlyMap<string, string[]>;
  readonly labels: readonly Label[];
  readonly templates: readonly Matcher[];
}

function partsOf(labels: LabelSet, shapes: ReadonlyMap<string, Shape>): Parts {
  const whole = new Map<string, string[]>();
  const found: Label[] = [];
  const templates: Matcher[] = [];
  const names = new Map([...shapes.keys()].map((key) => [key.toLowerCase(), key]));
  for (const [given, text] of labels) {
    const key = names.get(given.toLowerCase());
    const shape = key === undefined ? undefined : shapes.get(key);
    const bare = bareOf(text);
    if (key === undefined || shape === undefined || weightOf(bare) < 2) continue;
    if (shape === 'whole') whole.getOrInsertComputed(bare, () => []).push(key);
    else if (shape === 'label') found.push({ key, opening: bare });
    else {
      const template = compileTemplate(text);
      if (template) templates.push({ key, shape, template });
    }
  }
  return {
    whole,
    labels: found.toSorted((a, b) => b.opening.length - a.opening.length),
    templates: templates.toSorted((a, b) => b.template.weight - a.template.weight),
  };
}

/** `shapes`: resource name → how the script prints it; names compare without case, as slmgr.vbs lower-cases them. */
export function compileDictionary(set: LabelSet, shapes: ReadonlyMap<string, Shape>): Dictionary {
  const { whole, labels, templates } = partsOf(set, shapes);
  const byOpening = new Openings(labels);
  const templatesByOpening = new Openings(templates.map((one) => ({ ...one, opening: one.template.opening })));

  const findTemplates = (line: Folded): Hit[] => {
    let hits: Hit[] = [];
    let best = 0;
    for (const { key, shape, template } of templatesByOpening.of(line.bare)) {
      const values = template.weight < best ? null : template.match(line, shape === 'opening');
      if (values === null) continue;
      if (template.weight > best) hits = [];
      best = template.weight;
      hits.push({ key, shape, values });
    }
    return hits;
  };
  const findLabels = (line: Folded): Hit[] => {
    const hits: Hit[] = [];
    let length = 0;
    for (const { key, opening } of byOpening.of(line.bare)) {
      if (opening.length < length) break;
      if (!line.bare.startsWith(opening)) continue;
      length = opening.length;
      hits.push({ key, shape: 'label', values: new Map([['VALUE', line.cut(length)]]) });
    }
    return hits;
  };
  const openings = new Openings([
    ...[...whole.keys()].map((opening) => ({ opening })),
    ...labels,
    ...templates.map(({ template }) => template),
  ]);
  const mayGoOn = ({ bare }: Folded): boolean => {
    for (const { opening } of openings.of(bare)) {
      if (opening.length > bare.length && opening.startsWith(bare)) return true;
    }
    return false;
  };
  return {
    find(line) {
      const exact = whole.get(line.bare);
      if (exact) return exact.map((key) => ({ key, shape: 'whole', values: noValues }));
      const byTemplate = findTemplates(line);
      return byTemplate.length > 0 ? byTemplate : findLabels(line);
    },
    mayGoOn,
    mayBegin: (line) =>
      mayGoOn(line) || templates.some(({ template: { opening } }) => opening !== '' && line.bare.startsWith(opening)),
    valuesFirst: templates.some(({ template }) => template.opening === ''),
  };
}
