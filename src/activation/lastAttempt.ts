/** The newest activation attempt that the Application log tells of. */
import type { Evidence, EvidenceEvent } from '../evidence/evidence.ts';
import { codeOf } from './code.ts';
import type { Report } from './report.ts';

const requestSent = 12_288; // one for each KMS host tried; the first field is the result, the third host:port
const activationFailed = 8198; // slui.exe could not activate; Data[0] is "hr=0x…"

type Attempt = NonNullable<Report['lastAttempt']>;

function hex(text: string | undefined): string | null {
  const found = /0x([0-9a-f]{1,8})/i.exec(text ?? '');
  return found ? codeOf(Number(found[0])) : null;
}

/** Other programs use the same numbers. */
const fromLicensing = ({ provider }: EvidenceEvent): boolean =>
  provider === null || /Security-SPP|Software Protection Platform/i.test(provider);

function attemptOf(event: EvidenceEvent): Attempt | null {
  if (!fromLicensing(event)) return null;
  const at = new Date(event.at).toISOString();
  if (event.id === requestSent) {
    const fields = (event.data[0] ?? '').split(',').map((field) => field.trim());
    return { at, code: hex(fields[0]), host: fields[2] || null };
  }
  return event.id === activationFailed ? { at, code: hex(event.data[0]), host: null } : null;
}

/** Event layouts: TechNet ff793440 (12288), SupportArticles-docs (8198). Null where the log says nothing of either. */
export function readLastAttempt(evidence: Evidence): Report['lastAttempt'] {
  const attempts = (evidence.sources.events?.events ?? []).flatMap((event) => attemptOf(event) ?? []);
  return attempts.toSorted((a, b) => Date.parse(b.at ?? '') - Date.parse(a.at ?? ''))[0] ?? null;
}
