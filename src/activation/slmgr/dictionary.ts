/**
 * A label set as something that tells what a line is. English is one set, a machine's own slmgr.ini is another; the
 * code knows resource names only, never the words of a language.
 */
import type { LabelSet } from './labels.en.ts';
import { compileTemplate, squeeze, type Template } from './template.ts';

/** How the script prints a resource: `whole` line, `label` with the value after it, `template`, or `opening` with free text after. */
export type Shape = 'whole' | 'label' | 'template' | 'opening';

/** One thing a line can be. `values`: what stands in its placeholders, or after the label under the name `VALUE`. */
export interface Hit {
  readonly key: string;
  readonly values: ReadonlyMap<string, string>;
}

export interface Dictionary {
  /** All resources that fit the line equally well: more than one where a language prints two of them alike. */
  find(line: string): readonly Hit[];
}

interface Matcher {
  readonly key: string;
  readonly shape: 'template' | 'opening';
  readonly template: Template;
}

const noValues: ReadonlyMap<string, string> = new Map();

/** `shapes`: resource name → how the script prints it; names compare without case, as slmgr.vbs lower-cases them. */
export function compileDictionary(labels: LabelSet, shapes: ReadonlyMap<string, Shape>): Dictionary {
  const whole = new Map<string, string[]>();
  const byStart: { start: string; key: string }[] = [];
  const templates: Matcher[] = [];
  const names = new Map([...shapes.keys()].map((key) => [key.toLowerCase(), key]));
  for (const [given, text] of labels) {
    const key = names.get(given.toLowerCase());
    const shape = key === undefined ? undefined : shapes.get(key);
    const template = compileTemplate(text);
    if (key === undefined || shape === undefined || template === null) continue;
    if (shape === 'whole') whole.getOrInsertComputed(squeeze(text), () => []).push(key);
    else if (shape === 'label') byStart.push({ start: squeeze(text), key });
    else templates.push({ key, shape, template });
  }
  byStart.sort((a, b) => b.start.length - a.start.length);
  templates.sort((a, b) => b.template.weight - a.template.weight);

  const findTemplates = (line: string): Hit[] => {
    const hits: Hit[] = [];
    let weight = 0;
    for (const { key, shape, template } of templates) {
      if (template.weight < weight) break;
      const values = template.match(line, shape === 'opening');
      if (values === null) continue;
      weight = template.weight;
      hits.push({ key, values });
    }
    return hits;
  };
  const findStarts = (line: string): Hit[] => {
    const best = byStart.find(({ start }) => line.startsWith(start))?.start;
    if (best === undefined) return [];
    const values = new Map([['VALUE', line.slice(best.length).trim()]]);
    return byStart.filter(({ start }) => start === best).map(({ key }) => ({ key, values }));
  };
  return {
    find(line) {
      const squeezed = squeeze(line);
      const exact = whole.get(squeezed);
      if (exact) return exact.map((key) => ({ key, values: noValues }));
      const byTemplate = findTemplates(squeezed);
      return byTemplate.length > 0 ? byTemplate : findStarts(squeezed);
    },
  };
}
