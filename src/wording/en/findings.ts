/** What a person reads about each finding. Commands are shown to be run by a person; gracewatch runs none of them. */
import type { FindingTexts } from '../facts.ts';
import { codes } from './codes.ts';
import { days, duration, list, sourceErrors, sources, statuses } from './words.ts';

const none = (): readonly string[] => [];
const activate = (): readonly string[] => ['slmgr /ato'];

/** " Reason 0xC004F009: Grace period ran out." or nothing. */
function because(reason: string | null): string {
  if (reason === null) return '';
  const text = codes[reason]?.meaning;
  return text === undefined ? ` Reason: ${reason}.` : ` Reason ${reason}: ${text}`;
}

/** What lets a lease run on depends on who gave it. */
const renewNext: Readonly<Record<string, string>> = {
  kmsClient: 'Connect the machine to the company network or VPN and activate it.',
  avma: 'Tell whoever looks after the Hyper-V host: the host activates this guest, and needs an activated Datacenter edition with the Data Exchange service on.',
  evaluation: 'The evaluation is over or nearly so: ask the licence administrator for a licensed edition.',
};
const renew = (channel: string): string => renewNext[channel] ?? 'Ask the administrator to activate it again.';

const undetermined = {
  noAnswer: 'Neither CIM nor slmgr gave an answer, so nothing can be said about this machine.',
  noKey: 'No Windows product on this machine has a product key.',
  several: 'Several Windows products have a key, and none of them stands out.',
  noWindows: 'Products were found, but no Windows among them.',
  status: 'The licence status could not be read.',
  validity: 'It says licensed, but not for how long: the text is cut, or the figure makes no sense.',
  endDate: 'It is activated for a time, but the end is given only as a date in the user’s own format.',
};

const undeterminedNext = {
  noAnswer: 'Gather again as administrator. If it fails again, check the Software Protection service and WMI.',
  noKey: 'Ask the licence administrator which key this machine should have.',
  several: 'Ask the administrator which of them is meant to be in use, and to remove the other key.',
  noWindows: 'Gather again with the whole output of slmgr /dlv.',
  status: 'Gather again; if it stays, send the evidence file to the administrator.',
  validity: 'Gather again with the whole output of slmgr /dlv.',
  endDate: 'Compare the date with today, or gather again with slmgr /dlv, which gives minutes.',
};

export const findings: FindingTexts = {
  'license.ok': {
    title: 'Activated',
    meaning: ({ minutesLeft, expiresAt }, show) =>
      minutesLeft === null || expiresAt === null
        ? 'It is activated and does not expire.'
        : `It is activated until ${show.date(expiresAt)} (${duration(minutesLeft)} left) and renews by itself.`,
    next: () => '',
    commands: none,
  },
  'license.notActivated': {
    title: 'Not activated',
    meaning: ({ status, reason, daysSinceInstallation }) => {
      const installed = daysSinceInstallation === null ? '' : `, ${days(daysSinceInstallation)} after installation`;
      return `It is ${statuses[status] ?? status}${installed}.${because(reason)}`;
    },
    next: ({ reason }) =>
      codes[reason ?? '']?.next ?? 'Check that the right key is installed and that its KMS host can be reached.',
    commands: () => ['slmgr /dlv', 'slmgr /ato'],
  },
  'license.inGrace': {
    title: 'In a grace period',
    meaning: ({ status, reason, minutesLeft, endsAt }, show) => {
      const end =
        minutesLeft === null || endsAt === null ? '' : `, until ${show.date(endsAt)} (${duration(minutesLeft)} left)`;
      return `It is ${statuses[status] ?? status}${end}.${because(reason)}`;
    },
    next: ({ channel, reason }) => codes[reason ?? '']?.next ?? renew(channel),
    commands: activate,
  },
  'license.expiring': {
    title: 'Activation is running out',
    meaning: ({ minutesLeft, expiresAt }, show) =>
      `The activation ends on ${show.date(expiresAt)}: ${duration(minutesLeft)} left.`,
    next: ({ channel }) => renew(channel),
    commands: activate,
  },
  'license.ended': {
    title: 'Activation has ended',
    meaning: ({ status, reason }) =>
      `The activation has run out: it is ${statuses[status] ?? status}.${because(reason)}`,
    next: ({ channel }) => renew(channel),
    commands: activate,
  },
  'license.mayHaveEnded': {
    title: 'Activation may have ended',
    meaning: ({ expiresAt, minutesSince }, show) =>
      `By what was last heard, the activation ended on ${show.date(expiresAt)}, ${duration(minutesSince)} ago. The machine may have renewed since without telling us.`,
    next: () => 'Gather again on the machine itself.',
    commands: none,
  },
  'license.undetermined': {
    title: 'Cannot be told',
    meaning: ({ why, candidates }) =>
      candidates.length === 0 ? undetermined[why] : `${undetermined[why]} Found: ${list(candidates)}.`,
    next: ({ why }) => undeterminedNext[why],
    commands: ({ why }) => (why === 'noAnswer' ? ['sc query sppsvc', 'slmgr /dlv'] : ['slmgr /dlv all']),
  },
  'renewal.overdue': {
    title: 'Renewal is overdue',
    meaning: ({ daysSinceRenewal, renewedAt, renewalIntervalDays, hostReachable, byActiveDirectory }, show) => {
      const last = `The last renewal was ${days(daysSinceRenewal)} ago (${show.date(renewedAt)}); it should renew every ${days(renewalIntervalDays)}.`;
      if (byActiveDirectory) return `${last} It is activated by Active Directory.`;
      if (hostReachable === null) return last;
      return hostReachable ? `${last} A KMS host answers now.` : `${last} No KMS host could be reached.`;
    },
    next: ({ hostReachable, daysSinceRenewal }) => {
      if (hostReachable === true) {
        return 'If it has been awake for a day and still does not renew, ask the KMS administrator to look at the host’s log for this machine.';
      }
      const connect = 'Connect it to the company network or VPN for a few hours: it renews by itself.';
      return daysSinceRenewal < 45
        ? `${connect} There is no hurry yet.`
        : `${connect} 180 days after a renewal it ends.`;
    },
    commands: ({ byActiveDirectory }) =>
      byActiveDirectory ? ['slmgr /ato'] : ['nslookup -type=srv _vlmcs._tcp', 'slmgr /ato'],
  },
  'evaluation.ending': {
    title: 'Evaluation is running out',
    meaning: ({ minutesLeft, endsAt }, show) =>
      `This is an evaluation edition. It ends on ${show.date(endsAt)}: ${duration(minutesLeft)} left.`,
    next: () => 'Plan the move to a licensed edition with the licence administrator: an evaluation cannot be renewed.',
    commands: () => ['DISM /Online /Get-TargetEditions'],
  },
  'sources.failed': {
    title: 'A source did not answer',
    meaning: ({ source, error, stoodIn }) => {
      const meaning = codes[error ?? '']?.meaning ?? '';
      const text = error === null ? '' : ` ${sourceErrors[error] ?? error}${meaning === '' ? '.' : `: ${meaning}`}`;
      const rest = stoodIn ? ' What is shown comes from the other source.' : '';
      return `${sources[source] ?? source} gave no answer, or only a part of it.${text}${rest}`;
    },
    next: ({ error }) =>
      codes[error ?? '']?.next ?? 'Gather again as administrator; if it stays, tell the administrator.',
    commands: none,
  },
  'sources.slmgrUnavailable': {
    title: 'slmgr is not available',
    meaning: ({ error }) =>
      `slmgr.vbs cannot run here${error === null ? '' : ` (${sourceErrors[error] ?? error})`}. That is normal on newer Windows; CIM is complete without it.`,
    next: () => '',
    commands: none,
  },
  'sources.differ': {
    title: 'The sources contradict each other',
    meaning: ({ differences }) => `CIM and slmgr do not say the same (CIM / slmgr): ${list(differences)}.`,
    next: () =>
      'Gather again. If they still differ, restart the Software Protection service; a script or tool may have changed what one of them shows.',
    commands: none,
  },
  'key.inconsistent': {
    title: 'Activation does not fit its key',
    meaning: ({ why, minutesLeft }) =>
      why === 'permanent'
        ? 'It has a KMS client key but is activated for ever. A KMS host never gives that.'
        : `It has a KMS client key but is activated for ${duration(minutesLeft ?? 0)}. A KMS host gives 180 days at most.`,
    next: () =>
      'Do not repair it yourself: tell the licence administrator. An activation like this may come from an unofficial tool.',
    commands: () => ['slmgr /dlv'],
  },
};
