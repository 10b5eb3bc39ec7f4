/** Commands that are shown beside a finding, to be run by a person. The same in every language; gracewatch runs none. */
import type { Advice, AdviceId, FindingFacts, FindingId, Show } from './facts.ts';

interface Activated {
  readonly family: string | null;
  readonly addOn: boolean;
  readonly activationId: string | null;
}

/** Only Windows is activated without naming it: slmgr's /ato takes an activation id for everything else. */
export function activateCommand(product: Activated | undefined): string {
  const isNamed = product && (product.family !== 'windows' || product.addOn) && product.activationId !== null;
  return isNamed ? `slmgr /ato ${product.activationId}` : 'slmgr /ato';
}

const none = (): readonly string[] => [];
const activate = (_: Advice, show: Show): readonly string[] => [show.activate];

function testConnection({ host }: Advice): readonly string[] {
  const parts = /^(.*):(\d+)$/.exec(host ?? '');
  return parts ? [`Test-NetConnection ${parts[1]} -Port ${parts[2]}`] : [];
}

const byAdvice: Readonly<Record<AdviceId, (advice: Advice, show: Show) => readonly string[]>> = {
  code: none,
  connect: activate,
  reachHost: (_, show) => ['nslookup -type=srv _vlmcs._tcp', show.activate],
  azure: (_, show) => ['Test-NetConnection azkms.core.windows.net -Port 1688', show.activate],
  domain: activate,
  activateNow: activate,
  hostRefuses: testConnection,
  hostFault: testConnection,
  kmsHostKey: () => ['slmgr /dlv'],
  hyperV: none,
  evaluation: () => ['DISM /Online /Get-TargetEditions'],
  mak: activate,
  troubleshooter: none,
  other: () => ['slmgr /dlv'],
};

/** Prints the same in every language, and without VBScript; `explain` reads it. Short, as commands are never wrapped. */
const dumpCommand = 'Get-CimInstance SoftwareLicensingProduct|? PartialProductKey|fl *';

const advised = ({ advice }: { advice: Advice }, show: Show): readonly string[] => byAdvice[advice.id](advice, show);

type Commands = { readonly [Id in FindingId]: (facts: FindingFacts[Id], show: Show) => readonly string[] };

export const commands: Commands = {
  'license.ok': none,
  'license.notActivated': (facts, show) => (facts.expected === null ? advised(facts, show) : []),
  'license.inGrace': advised,
  'license.expiring': advised,
  'license.ended': advised,
  'license.mayHaveEnded': none,
  'license.undetermined': ({ why }, { pasted }) => {
    if (why === 'severalOutputs') return [];
    if (pasted && why === 'status') return [dumpCommand];
    if (why === 'noAnswer') return ['sc query sppsvc', 'slmgr /dlv'];
    return why === 'several' || why === 'noKey' ? ['slmgr /dlv all'] : ['slmgr /dlv'];
  },
  'renewal.overdue': (facts, show) =>
    facts.daysSilent > 0 || facts.advice.id === 'activateNow' ? [] : advised(facts, show),
  'evaluation.ending': () => ['DISM /Online /Get-TargetEditions'],
  'kmsHost.belowThreshold': () => ['slmgr /dlv'],
  'sources.failed': none,
  'sources.slmgrUnavailable': none,
  'sources.differ': none,
  'key.inconsistent': none,
};
