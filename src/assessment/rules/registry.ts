/** Every rule, in the order in which findings of the same severity are shown. */
import type { Rule } from '../rule.ts';
import { evaluationEnding } from './evaluationEnding.ts';
import { keyInconsistent } from './keyInconsistent.ts';
import { kmsHostBelowThreshold } from './kmsHostBelowThreshold.ts';
import { licenseEnded } from './licenseEnded.ts';
import { licenseExpiring } from './licenseExpiring.ts';
import { licenseInGrace } from './licenseInGrace.ts';
import { licenseMayHaveEnded } from './licenseMayHaveEnded.ts';
import { licenseNotActivated } from './licenseNotActivated.ts';
import { licenseUndetermined } from './licenseUndetermined.ts';
import { renewalOverdue } from './renewalOverdue.ts';
import { sourcesDiffer } from './sourcesDiffer.ts';
import { sourcesFailed } from './sourcesFailed.ts';
import { sourcesSlmgrUnavailable } from './sourcesSlmgrUnavailable.ts';

export const rules: readonly Rule[] = [
  licenseUndetermined,
  licenseEnded,
  licenseNotActivated,
  licenseInGrace,
  licenseExpiring,
  licenseMayHaveEnded,
  renewalOverdue,
  evaluationEnding,
  keyInconsistent,
  kmsHostBelowThreshold,
  sourcesDiffer,
  sourcesFailed,
  sourcesSlmgrUnavailable,
];
