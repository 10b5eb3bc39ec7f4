/** What the tests of the scheduled task share: the file, and xmllint over the schema beside this. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const root = resolve(import.meta.dirname, '../..');

export const taskBytes = (): Buffer => readFileSync(join(root, 'config/scheduled-task.xml'));
export const taskText = (): string => taskBytes().toString('utf8');

/** The complaints about a task under task.xsd; none: valid. */
export async function complaintsAbout(xml: string): Promise<string[]> {
  const schema = readFileSync(join(import.meta.dirname, 'task.xsd'), 'utf8');
  const result = await validateXML({ xml: { fileName: 'task.xml', contents: xml }, schema });
  return result.errors.map(({ message }) => message);
}

/** Those of an XML text that needs no schema. */
export async function complaintsAboutForm(xml: string): Promise<string[]> {
  const result = await validateXML({ xml: { fileName: 'query.xml', contents: xml }, normalization: 'c14n' });
  return result.errors.map(({ message }) => message);
}

/** The text of the one element of this name. Errors: there is none, or there are several. */
export function textOf(xml: string, element: string): string {
  const found = [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text]) => text ?? '');
  if (found.length !== 1) throw new Error(`${found.length} elements ${element}`);
  return (
    found[0]
      ?.replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&') ?? ''
  );
}
