/** Whatever is handed in becomes evidence by the first reader that recognises it; after that there is one path. */
import type { Evidence } from '../evidence.ts';
import { readDump, recognisesDump } from './dumps/read.ts';
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
  readonly recognises: (handed: Handed) => boolean;
  readonly read: (handed: Handed) => Evidence;
  /** Whether what it reads says itself when it was captured. */
  readonly dated: boolean;
}

/** What it says of itself at its beginning; then nobody need look for a dump in it. */
const isEvidence = (text: string): boolean => looksLikeJson(text) && text.slice(0, 200).includes('"gracewatch.');

/** A dump of CIM may be JSON too, and may stand beside slmgr output: it comes before both. */
const readers: readonly Reader[] = [
  {
    recognises: ({ text, file }) => !isEvidence(text) && !recognisesFacts(text) && recognisesDump(text, file),
    read: ({ text, file, labels, takenAt }) => readDump(text, file, { labels, takenAt }),
    dated: false,
  },
  {
    recognises: ({ text }) => looksLikeJson(text),
    read: ({ text, file }) => readEvidenceFile(text, file),
    dated: true,
  },
  {
    recognises: ({ text }) => recognisesFacts(text),
    read: ({ text, file, takenAt }) => readFactsFile(text, file, takenAt),
    dated: true,
  },
  {
    recognises: () => true,
    read: ({ text, labels, takenAt }) => slmgrTextEvidence(text, labels, takenAt),
    dated: false,
  },
];

/** Errors: those of the reader that recognised it. */
export function readHanded(handed: Handed): { evidence: Evidence; dated: boolean } {
  const { read, dated } = readers.find(({ recognises }) => recognises(handed)) as Reader;
  return { evidence: read(handed), dated };
}
