/** An evidence file: strict where a typo would hide a fact, tolerant of what a newer minor version added. */
import { checkDocument, parseJson } from '../../platform/document.ts';
import { GracewatchError } from '../../platform/errors.ts';
import { type Evidence, evidenceSchema, evidenceVersion, newerMinorEvidenceSchema } from '../evidence.ts';

/** Whether it is a document of this kind; anything else that begins so is a mistake in one. */
export const looksLikeJson = (text: string): boolean => /^\s*\{\s*(?:"|\}|$)/.test(text);

const version = /^(?<name>[a-z.]+)\/(?<major>\d{1,6})(?:\.(?<minor>\d{1,6}))?$/;

function schemaOf(document: unknown): string {
  const schema = document !== null && typeof document === 'object' ? (document as { schema?: unknown }).schema : null;
  return typeof schema === 'string' ? schema : '';
}

/**
 * `text`: the file's content; `file`: its name for messages. Errors: notJson, forbiddenKey, notEvidence,
 * evidenceTooNew, wrongKeys (every mistake at once, with the nearest known key).
 */
export function readEvidenceFile(text: string, file: string): Evidence {
  const document = parseJson(text, file);
  const stated = schemaOf(document);
  const { name, major, minor } = version.exec(stated)?.groups ?? {};
  if (name !== evidenceVersion.name) throw new GracewatchError('notEvidence', { file });
  if (Number(major) > evidenceVersion.major) throw new GracewatchError('evidenceTooNew', { file, schema: stated });
  if (Number(major) < evidenceVersion.major) throw new GracewatchError('notEvidence', { file });
  const schema = Number(minor ?? 0) > 0 ? newerMinorEvidenceSchema() : evidenceSchema;
  return checkDocument(document, schema, file);
}
