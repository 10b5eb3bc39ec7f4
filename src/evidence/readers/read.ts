/** Whatever is handed in becomes evidence by the first reader that recognises it; after that there is one path. */
import type { Evidence } from '../evidence.ts';
import { readDump } from './dumps/read.ts';
import { readFactsFile } from './evidence.ts';
import { looksLikeJson, readEvidenceFile } from './evidenceFile.ts';
import { recognisesFacts } from './facts/read.ts';
import { slmgrTextEvidence } from './slmgrText.ts';

export interface Handed {
  readonly text: string;
  /** Its name for messages. */
  readonly file: string;
  /** The slmgr.ini that came with it, or null. */
  readonly labels: Record<string, string> | null;
  /** ISO 8601: when a text that does not say so itself is taken to be from. */
  readonly takenAt: string;
}

interface Reader {
  /** Null where it does not recognise what was handed in. */
  readonly read: (handed: Handed) => Evidence | null;
  /** Whether what it reads says itself when it was captured. */
  readonly dated: boolean;
}

/** What it says of itself at its beginning; then nobody need look for a dump in it. */
const isEvidence = (text: string): boolean =>
  recognisesFacts(text) || (looksLikeJson(text) && text.slice(0, 200).includes('"gracewatch.'));

/** A dump of CIM may be JSON too, and may stand beside slmgr output: it comes before both. */
const readers: readonly Reader[] = [
  { read: ({ text, file, ...more }) => (isEvidence(text) ? null : readDump(text, file, more)), dated: false },
  { read: ({ text, file }) => (looksLikeJson(text) ? readEvidenceFile(text, file) : null), dated: true },
  {
    read: ({ text, file, takenAt }) => (recognisesFacts(text) ? readFactsFile(text, file, takenAt) : null),
    dated: true,
  },
];

/** What no reader recognises is taken for slmgr output. Errors: those of the reader that recognised it. */
export function readHanded(handed: Handed): { evidence: Evidence; dated: boolean } {
  for (const { read, dated } of readers) {
    const evidence = read(handed);
    if (evidence !== null) return { evidence, dated };
  }
  return { evidence: slmgrTextEvidence(handed.text, handed.labels, handed.takenAt), dated: false };
}
