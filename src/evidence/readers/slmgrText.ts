/** Pasted slmgr output as evidence: one source spoke, and nothing says when or on which machine. */
import { type Evidence, emptyEvidence } from '../evidence.ts';

/** `labels`: the dictionary the text was printed with, or null. `capturedAt`: ISO 8601, when it is taken to be from. */
export function slmgrTextEvidence(text: string, labels: Record<string, string> | null, capturedAt: string): Evidence {
  const slmgr = { outcome: 'complete', durationMs: null, error: null, exitCode: null, text, labels } as const;
  return { ...emptyEvidence(capturedAt), sources: { slmgr } };
}
