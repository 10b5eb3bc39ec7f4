/** An evidence file in either writing: JSON, or the facts that collect.ps1 alone prints. */
import { GracewatchError } from '../../platform/errors.ts';
import type { Evidence } from '../evidence.ts';
import { looksLikeJson, readEvidenceFile } from './evidenceFile.ts';
import { readFacts, recognisesFacts } from './facts/read.ts';

/** Errors: notEvidence where not one fact is whole. `takenAt`: ISO 8601, when facts that were cut are taken to be from. */
export function readFactsFile(text: string, file: string, takenAt: string): Evidence {
  const evidence = readFacts(text, { takenAt, unfinished: 'notFinished' });
  if (evidence === null) throw new GracewatchError('notEvidence', { file });
  return evidence;
}

/** `file`: its name for messages. Errors: those of readEvidenceFile and readFactsFile. */
export function readAnyEvidence(text: string, file: string, takenAt: string): Evidence {
  const isFacts = !looksLikeJson(text) && recognisesFacts(text);
  return isFacts ? readFactsFile(text, file, takenAt) : readEvidenceFile(text, file);
}
