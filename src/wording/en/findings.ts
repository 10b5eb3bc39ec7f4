/** What a person reads about each finding. */
import type { Advice, AdviceId, FindingFacts, FindingTexts, Show } from '../facts.ts';
import { codes } from './codes.ts';
import { days, duration, fields, sourceErrors, sources, statuses, validityKinds } from './words.ts';

/** " Reason 0xC004F009: …" or nothing; a code of informational severity (0x4…) is no reason for anything. */
function because(reason: string | null): string {
  if (reason === null || reason.startsWith('0x4')) return '';
  const text = codes[reason]?.meaning;
  return text === undefined ? ` Reason: ${reason}.` : ` Reason ${reason}: ${text}`;
}

const advices: Readonly<Record<AdviceId, (advice: Advice, show: Show) => string>> = {
  code: ({ code }) => codes[code ?? '']?.next ?? `Tell the administrator the code ${code}.`,
  connect: (_, { activate }) =>
    `Connect it to the company network (VPN): it activates by itself, or run ${activate} as administrator.`,
  reachHost: () => 'Check that it reaches the KMS host: DNS, firewall, TCP 1688. Then it activates by itself.',
  azure: () => 'Let it reach azkms.core.windows.net on TCP 1688 (firewall, route, DNS). Then it activates by itself.',
  domain: (_, { activate }) => `Check that it reaches a domain controller, then run ${activate} as administrator.`,
  activateNow: (_, { activate }) =>
    `A KMS host answers: run ${activate} as administrator. If that fails, tell the KMS administrator the code.`,
  hostRefuses: ({ host }) => `Tell the KMS administrator: ${host} refuses the connection.`,
  // Without a host, the code is the reason, and explained already.
  hostFault: ({ host, code }) =>
    host === null
      ? `Tell the KMS administrator: the KMS host did not serve it (${code}).`
      : `Tell the KMS administrator: ${host} did not serve it. ${code}: ${codes[code ?? '']?.meaning ?? ''}`,
  kmsHostKey: () => 'Tell the KMS administrator: this KMS host must itself be activated with Microsoft.',
  hyperV: () =>
    'Tell whoever looks after the Hyper-V host: it activates this guest, and needs an activated Datacenter edition with the Data Exchange service on.',
  evaluation: () => 'Ask the licence administrator for a licensed edition: an evaluation does not renew.',
  mak: () =>
    'Activate it again as administrator, online or offline. If that fails, the licence administrator can see whether the MAK has activations left.',
  troubleshooter: () =>
    'Run the activation troubleshooter in the Windows settings. If it does not help, ask the licence administrator for a key.',
  other: () => 'See with slmgr /dlv what kind of key it has, and ask the administrator to activate it.',
};
const said = (value: string): string => statuses[value] ?? validityKinds[value] ?? value;
const advise = ({ advice }: { advice: Advice }, show: Show): string => advices[advice.id](advice, show);

const undetermined = {
  noAnswer: 'gave no answer, so nothing can be said about the activation',
  noKey: 'No Windows product with a product key was found; without a key, Windows is not activated',
  severalOutputs: 'The text holds outputs of several machines or runs, so it cannot be told which one is meant',
  several: 'Several Windows products have a key, and none of them stands out',
  noWindows: 'Products were found, but no Windows among them',
  status: 'The licence status could not be read',
  validity: 'It is activated, but for how long cannot be read: the text is cut, or the figure makes no sense',
  endDate:
    'It is activated for a limited time. The end is given only as a date in the format of that user\'s region, see "Not read"',
};

const undeterminedTitles: Readonly<Record<string, string>> = {
  noKey: 'No product key found, so Windows is probably not activated',
  validity: 'Activated, but it cannot be told for how long',
  endDate: 'Activated, but it cannot be told for how long',
  severalOutputs: 'More than one output was pasted',
  several: 'Several Windows keys, and it cannot be told which counts',
};

const undeterminedNext = {
  noAnswer: 'Gather again as administrator. If it fails again, check the Software Protection service and WMI.',
  noKey: 'Ask the licence administrator which key this machine should have.',
  severalOutputs: 'Paste one output at a time, the newest of one machine.',
  several: 'Ask the administrator which of them is meant to be in use, and to remove the other key.',
  noWindows: 'Gather again with the whole output of slmgr /dlv.',
  status: 'Gather again; if it stays, send the evidence file to the administrator.',
  validity: 'Gather again; from pasted text, with the whole output of slmgr /dlv.',
  endDate: 'Compare that date with today, or paste the output of slmgr /dlv instead, which gives minutes.',
};

/** Of a text that somebody handed in: nobody can gather it again from here. */
const pastedNext: typeof undeterminedNext = {
  ...undeterminedNext,
  noAnswer: 'Paste the whole output of slmgr /dlv.',
  severalOutputs: 'Paste one output at a time, the newest of each machine.',
  noWindows: 'Paste the whole output of slmgr /dlv: Windows is missing in this text.',
  status:
    'If you can read the status under "Not read", that is the answer. Otherwise paste what this prints in PowerShell on that machine, which is the same in every language, or add --labels with C:\\Windows\\System32\\slmgr\\<LCID>\\slmgr.ini of that machine (Dutch: 0413).',
  validity: 'Paste the whole output of slmgr /dlv.',
};

const hostAnswers = {
  answers: ' A KMS host answered.',
  refuses: ' A KMS host was reached, but it refused the connection.',
  silent: ' No KMS host could be reached.',
};

/** The title has said "not activated" already. */
const unsaid: Readonly<Record<string, string>> = {
  unlicensed: 'It has no licence (unlicensed)',
  notification: 'It is in notification mode',
};

function lastRenewal(facts: FindingFacts['renewal.overdue'], { date, undated }: Show): string {
  const interval = days(facts.renewalIntervalDays);
  if (undated) return `It should renew every ${interval}; the days left show that it has not.`;
  const known = facts.daysSilent > 0 ? 'The last renewal that we know of' : 'The last renewal';
  return `${known} was on ${date(facts.renewedAt)}; it should renew every ${interval}.`;
}

/** An error that a pasted output tells of is about what was tried; there is no source here that could be asked again. */
const pastedError = (error: string): string => `${error}: ${codes[error]?.meaning ?? 'not a listed code.'}`;

export const findings: FindingTexts = {
  'license.ok': {
    title: () => 'Activated',
    meaning: ({ channel, minutesLeft, expiresAt }, show) => {
      if (minutesLeft === null || expiresAt === null) return 'It is activated and does not expire.';
      if (show.undated) {
        const left = `${duration(minutesLeft)} left`;
        return channel === 'evaluation'
          ? `It is an evaluation edition: it runs on for the ${left}, and does not renew.`
          : `It is activated, ${left}, and renews by itself.`;
      }
      const until = `until ${show.date(expiresAt)} (${duration(minutesLeft)} left)`;
      return channel === 'evaluation'
        ? `It is an evaluation edition: it runs ${until} and does not renew.`
        : `It is activated ${until} and renews by itself.`;
    },
    next: () => '',
  },
  'license.notActivated': {
    title: ({ expected }) => (expected === null ? 'Not activated' : `Expected, but not there: ${expected}`),
    meaning: ({ expected, status, reason, daysSinceInstallation }) => {
      if (expected !== null) return `The policy expects an add-on "${expected}", and none here has a key.`;
      const age = daysSinceInstallation === 0 ? 'less than a day' : days(daysSinceInstallation ?? 0);
      const is = `It is ${statuses[status] ?? status}`;
      if (daysSinceInstallation === null) return `${unsaid[status] ?? is}.${because(reason)}`;
      return `${is}, ${age} after installation.${because(reason)}`;
    },
    next: (facts, show) =>
      facts.expected === null
        ? advise(facts, show)
        : 'Ask the licence administrator for its key, or to mend the policy.',
  },
  'license.inGrace': {
    title: ({ minutesLeft }) =>
      minutesLeft === null ? 'In a grace period' : `In a grace period, ${duration(minutesLeft)} left`,
    meaning: ({ status, reason, endsAt }, show) => {
      const end = endsAt === null || show.undated ? '' : `, until ${show.date(endsAt)}`;
      return `It is ${statuses[status] ?? status}${end}.${because(reason)}`;
    },
    next: advise,
  },
  'license.expiring': {
    title: ({ minutesLeft }) => `Activation ends in ${duration(minutesLeft)}`,
    meaning: ({ expiresAt }, show) =>
      `It ends ${show.undated ? 'then' : `on ${show.date(expiresAt)}`}, unless it renews first.`,
    next: advise,
  },
  'license.ended': {
    title: ({ channel }) => (channel === 'evaluation' ? 'The evaluation has ended' : 'Activation has ended'),
    meaning: ({ status, reason }) =>
      `The activation has run out: it is ${statuses[status] ?? status}.${because(reason)}`,
    next: advise,
  },
  'license.mayHaveEnded': {
    title: () => 'Activation may have ended',
    meaning: ({ expiresAt, minutesSince }, show) =>
      `By what was last heard, the activation ended on ${show.date(expiresAt)}, ${duration(minutesSince)} ago. The machine may have renewed since without telling us.`,
    next: () => 'Gather again on the machine itself.',
  },
  'license.undetermined': {
    title: ({ why }) => undeterminedTitles[why] ?? 'Cannot tell whether it is activated',
    meaning: ({ why, candidates, asked }) => {
      if (candidates.length > 0) return `${undetermined[why]}. Found: ${candidates.join('; ')}.`;
      const names = asked.map((source) => sources[source] ?? source).join(' and ') || 'Nothing';
      const who = why === 'noAnswer' ? `${names} ` : '';
      return `${who}${undetermined[why]}.`;
    },
    next: ({ why }, show) => (show.pasted ? pastedNext : undeterminedNext)[why],
  },
  'renewal.overdue': {
    title: ({ daysSinceRenewal }) => `No renewal for ${days(daysSinceRenewal)}`,
    meaning: (facts, show) => {
      const { hostAnswer, daysSilent, advice } = facts;
      const last = lastRenewal(facts, show);
      if (daysSilent > 0) return `${last} Nothing has been heard of the machine for ${days(daysSilent)}.`;
      if (advice.id === 'domain') return `${last} It is activated by Active Directory.`;
      return hostAnswer === null ? last : last + hostAnswers[hostAnswer];
    },
    next: ({ hadItsChance, late, daysSilent, advice }, show) => {
      if (daysSilent > 0) return 'Find out whether it is in use, and gather again.';
      if (hadItsChance && advice.id === 'activateNow') {
        return "It has been on for a day with a KMS host in reach, and has not renewed. Ask the KMS administrator to look for it in the host's log.";
      }
      if (advice.id === 'activateNow') return 'Leave it on: it tries again every 2 hours.';
      if (advice.id !== 'connect') return advise({ advice }, show);
      const connect = `Connect it to the company network (VPN) for a few hours: it renews by itself, or at once with ${show.activate} as administrator.`;
      return late ? connect : `${connect} There is no hurry yet.`;
    },
  },
  'evaluation.ending': {
    title: ({ minutesLeft }) => `The evaluation ends in ${duration(minutesLeft)}`,
    meaning: ({ endsAt }, show) =>
      show.undated
        ? 'This is an evaluation edition.'
        : `This is an evaluation edition. It ends on ${show.date(endsAt)}.`,
    next: () => 'Plan the move to a licensed edition with the licence administrator: an evaluation does not renew.',
  },
  'kmsHost.belowThreshold': {
    title: () => 'KMS count too low: this host activates no client',
    meaning: ({ currentCount, requiredCount }) =>
      `As a KMS host it counts ${currentCount} machines in the last 30 days; its clients need ${requiredCount}.`,
    next: () => 'Let more machines ask this host, or send its clients to another one. Cloned machines count once.',
  },
  'sources.failed': {
    title: (_, { pasted }) => (pasted ? 'The text shows an error' : 'A source did not answer'),
    meaning: ({ source, error, stoodIn }, { pasted }) => {
      if (pasted && error?.startsWith('0x')) return pastedError(error);
      const meaning = codes[error ?? '']?.meaning ?? '';
      const said = sourceErrors[error ?? '']?.replace(/^[a-z]/, (one) => one.toUpperCase()) ?? error;
      const text = said === null ? '' : ` ${said}${meaning === '' ? '.' : `: ${meaning}`}`;
      const rest = stoodIn ? ' What is shown comes from the other source.' : '';
      return `${sources[source] ?? source} gave no answer, or only a part of it.${text}${rest}`;
    },
    next: ({ error, codeAdvises }, { pasted }) => {
      const ofCode = codes[error ?? '']?.next;
      if (pasted) return ofCode ?? 'Paste the whole output again, from a prompt that was opened as administrator.';
      return (
        (codeAdvises && ofCode) ||
        'Gather again later, as administrator. If it stays, restart the machine or have WMI checked.'
      );
    },
  },
  'sources.slmgrUnavailable': {
    title: () => 'slmgr is not available',
    meaning: ({ error }) =>
      `slmgr.vbs cannot run here${error === null ? '' : ` (${sourceErrors[error] ?? error})`}. That is normal on newer Windows; CIM is complete without it.`,
    next: () => '',
  },
  'sources.differ': {
    title: () => 'CIM and slmgr contradict each other',
    meaning: ({ differences }) =>
      differences
        .map(({ path, cim, slmgr }) => {
          const field = path.split('.').at(-1) ?? path;
          return `${fields[field] ?? field}: CIM says "${said(cim)}", slmgr says "${said(slmgr)}".`;
        })
        .join(' '),
    next: () =>
      'Gather again. If they still differ, restart the Software Protection service; a script or tool may have changed what one of them shows.',
  },
  'key.inconsistent': {
    title: () => 'A KMS client cannot be activated like this',
    meaning: ({ why, minutesLeft }) =>
      why === 'permanent'
        ? 'It has a KMS client key but is activated without an end. A KMS host never gives that.'
        : `It has a KMS client key but is activated for ${duration(minutesLeft ?? 0)}. A KMS host gives 180 days at most.`,
    next: () =>
      'Change nothing and tell the licence administrator: an activation like this may come from an unofficial tool.',
  },
};
