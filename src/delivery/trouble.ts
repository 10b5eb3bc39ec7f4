/** Why a run did not deliver everything, as data, and as the error that a person reads. */
import { GracewatchError } from '../platform/errors.ts';

/**
 * unreachable: no answer. busy: it says "later". answer: it took the request, and what it said is not understood.
 * address: something answers that does not behave as a collector. access: it wants another credential. tooOld: it does
 * not know what this agent sends.
 */
export type CollectorTrouble = 'unreachable' | 'busy' | 'answer' | 'address' | 'access' | 'tooOld';

export type Trouble =
  | {
      readonly kind: CollectorTrouble;
      /** unreachable: a code (ECONNREFUSED, deadline). Else the HTTP status, and what belongs to it. */
      readonly reason: string;
      /** How long the collector asked to be left alone. */
      readonly retryAfterMs: number | null;
    }
  /** An entry could be neither removed nor set aside. */
  | { readonly kind: 'spool'; readonly reason: string; readonly folder: string; readonly retryAfterMs: null };

type MakeError = (url: string, reason: string) => GracewatchError;

const failed: MakeError = (url, status) => new GracewatchError('collectorFailed', { url, status });

const errors: Readonly<Record<CollectorTrouble, MakeError>> = {
  unreachable: (url, reason) => new GracewatchError('collectorUnreachable', { url, reason }),
  busy: failed,
  answer: (url, detail) => new GracewatchError('answerNotUnderstood', { url, detail }),
  address: failed,
  access: (url, status) => new GracewatchError('collectorRefused', { url, status }),
  tooOld: (url, status) => new GracewatchError('collectorTooOld', { url, status }),
};

/** `url`: the collector's address as it is configured. */
export function troubleError(trouble: Trouble, url: string): GracewatchError {
  const { reason } = trouble;
  return trouble.kind === 'spool'
    ? new GracewatchError('spoolFailed', { folder: trouble.folder, reason })
    : errors[trouble.kind](url, reason);
}
