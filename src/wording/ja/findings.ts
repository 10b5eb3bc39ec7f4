/** 検出事項の文章。コマンドは表示するだけで、gracewatch が実行することはない。 */
import type { FindingTexts } from '../facts.ts';
import { codes } from './codes.ts';
import { days, duration, list, sourceErrors, sources, statuses } from './words.ts';

const none = (): readonly string[] => [];
const activate = (): readonly string[] => ['slmgr /ato'];

function because(reason: string | null): string {
  if (reason === null) return '';
  const text = codes[reason]?.meaning;
  return text === undefined ? `理由コードは ${reason} です。` : `理由 ${reason}: ${text}`;
}

/** 期限付きの認証を続ける方法は、認証元によって異なる。 */
const renewNext: Readonly<Record<string, string>> = {
  kmsClient: '社内ネットワークまたは VPN に接続し、ライセンス認証を行ってください。',
  avma: 'Hyper-V ホストの管理者に連絡してください。このゲストを認証するのはホストです。ホストがライセンス認証済みの Datacenter エディションで、データ交換サービスが有効である必要があります。',
  evaluation:
    '評価期間が終わったか、まもなく終わります。正式なエディションについてライセンス管理者に相談してください。',
};
const renew = (channel: string): string =>
  renewNext[channel] ?? 'ライセンス認証をやり直すよう管理者に依頼してください。';

const undetermined = {
  noAnswer: 'CIM からも slmgr からも回答がなかったため、このコンピューターの状態は判断できません。',
  noKey: 'このコンピューターには、プロダクト キーのある Windows 製品がありません。',
  several: 'プロダクト キーのある Windows 製品が複数あり、どれが使われているのか判断できません。',
  noWindows: '製品は見つかりましたが、Windows がありません。',
  status: 'ライセンスの状態を読み取れませんでした。',
  validity:
    'ライセンス認証済みとありますが、いつまで有効なのか読み取れません。テキストが途中で切れているか、値が正しくありません。',
  endDate: '期限付きでライセンス認証されていますが、期限が利用者の地域の書式の日付でしか示されていません。',
};

const undeterminedNext = {
  noAnswer:
    '管理者として情報を取得し直してください。それでも失敗する場合は、Software Protection サービスと WMI を確認してください。',
  noKey: 'このコンピューターで使うべきキーを、ライセンス管理者に確認してください。',
  several: 'どの製品を使うべきかを管理者に確認し、もう一方のキーの削除を依頼してください。',
  noWindows: 'slmgr /dlv の出力全体を使って、もう一度確認してください。',
  status: '情報を取得し直してください。変わらない場合は、証拠ファイルを管理者に送ってください。',
  validity: 'slmgr /dlv の出力全体を使って、もう一度確認してください。',
  endDate: '表示された日付を今日の日付と比べるか、分単位で表示される slmgr /dlv の出力で確認し直してください。',
};

export const findings: FindingTexts = {
  'license.ok': {
    title: 'ライセンス認証済み',
    meaning: ({ minutesLeft, expiresAt }, show) =>
      minutesLeft === null || expiresAt === null
        ? 'ライセンス認証されており、期限はありません。'
        : `${show.date(expiresAt)} まで有効です (残り ${duration(minutesLeft)})。更新は自動で行われます。`,
    next: () => '',
    commands: none,
  },
  'license.notActivated': {
    title: 'ライセンス認証されていません',
    meaning: ({ status, reason, daysSinceInstallation }) => {
      const installed = daysSinceInstallation === null ? '' : `インストールから ${days(daysSinceInstallation)}経過し、`;
      return `${installed}${statuses[status] ?? status}です。${because(reason)}`;
    },
    next: ({ reason }) =>
      codes[reason ?? '']?.next ??
      '正しいプロダクト キーがインストールされているか、KMS ホストに接続できるかを確認してください。',
    commands: () => ['slmgr /dlv', 'slmgr /ato'],
  },
  'license.inGrace': {
    title: '猶予期間中です',
    meaning: ({ status, reason, minutesLeft, endsAt }, show) => {
      const end =
        minutesLeft === null || endsAt === null
          ? ''
          : `期限は ${show.date(endsAt)} です (残り ${duration(minutesLeft)})。`;
      return `${statuses[status] ?? status}です。${end}${because(reason)}`;
    },
    next: ({ channel, reason }) => codes[reason ?? '']?.next ?? renew(channel),
    commands: activate,
  },
  'license.expiring': {
    title: 'ライセンス認証の期限が近づいています',
    meaning: ({ minutesLeft, expiresAt }, show) =>
      `ライセンス認証は ${show.date(expiresAt)} に切れます (残り ${duration(minutesLeft)})。`,
    next: ({ channel }) => renew(channel),
    commands: activate,
  },
  'license.ended': {
    title: 'ライセンス認証の期限が切れました',
    meaning: ({ status, reason }) =>
      `ライセンス認証の期限が切れ、現在は${statuses[status] ?? status}です。${because(reason)}`,
    next: ({ channel }) => renew(channel),
    commands: activate,
  },
  'license.mayHaveEnded': {
    title: 'ライセンス認証の期限が切れている可能性があります',
    meaning: ({ expiresAt, minutesSince }, show) =>
      `最後に確認した内容では、期限は ${show.date(expiresAt)} (${duration(minutesSince)}前) でした。その後、確認できないところで更新された可能性もあります。`,
    next: () => 'そのコンピューターで情報を取得し直してください。',
    commands: none,
  },
  'license.undetermined': {
    title: '判断できません',
    meaning: ({ why, candidates }) =>
      candidates.length === 0 ? undetermined[why] : `${undetermined[why]}見つかった製品: ${list(candidates)}`,
    next: ({ why }) => undeterminedNext[why],
    commands: ({ why }) => (why === 'noAnswer' ? ['sc query sppsvc', 'slmgr /dlv'] : ['slmgr /dlv all']),
  },
  'renewal.overdue': {
    title: 'ライセンス認証の更新が遅れています',
    meaning: ({ daysSinceRenewal, renewedAt, renewalIntervalDays, hostReachable, byActiveDirectory }, show) => {
      const last = `最後の更新は ${days(daysSinceRenewal)}前 (${show.date(renewedAt)}) です。通常は ${days(renewalIntervalDays)}ごとに更新されます。`;
      if (byActiveDirectory) return `${last}Active Directory でライセンス認証されています。`;
      if (hostReachable === null) return last;
      return hostReachable ? `${last}KMS ホストは現在応答しています。` : `${last}KMS ホストに接続できませんでした。`;
    },
    next: ({ hostReachable, daysSinceRenewal }) => {
      if (hostReachable === true) {
        return '1 日以上起動していても更新されない場合は、KMS ホストのログでこのコンピューターを確認するよう KMS の管理者に依頼してください。';
      }
      const connect = '社内ネットワークまたは VPN に数時間接続してください。自動で更新されます。';
      return daysSinceRenewal < 45
        ? `${connect}まだ急ぐ必要はありません。`
        : `${connect}最後の更新から 180 日で期限が切れます。`;
    },
    commands: ({ byActiveDirectory }) =>
      byActiveDirectory ? ['slmgr /ato'] : ['nslookup -type=srv _vlmcs._tcp', 'slmgr /ato'],
  },
  'evaluation.ending': {
    title: '評価期間の終わりが近づいています',
    meaning: ({ minutesLeft, endsAt }, show) =>
      `評価版です。${show.date(endsAt)} に評価期間が終わります (残り ${duration(minutesLeft)})。`,
    next: () => '評価期間は更新できません。正式なエディションへの移行をライセンス管理者と計画してください。',
    commands: () => ['DISM /Online /Get-TargetEditions'],
  },
  'sources.failed': {
    title: '情報を取得できない取得元があります',
    meaning: ({ source, error, stoodIn }) => {
      const meaning = codes[error ?? '']?.meaning ?? '';
      const text = error === null ? '' : `${sourceErrors[error] ?? error}${meaning === '' ? '。' : `: ${meaning}`}`;
      const rest = stoodIn ? '表示している内容は、もう一方の取得元によるものです。' : '';
      return `${sources[source] ?? source} から回答がないか、一部しか得られませんでした。${text}${rest}`;
    },
    next: ({ error }) =>
      codes[error ?? '']?.next ??
      '管理者として情報を取得し直してください。変わらない場合は、管理者に連絡してください。',
    commands: none,
  },
  'sources.slmgrUnavailable': {
    title: 'slmgr を利用できません',
    meaning: ({ error }) =>
      `slmgr.vbs を実行できません${error === null ? '' : ` (${sourceErrors[error] ?? error})`}。新しい Windows では通常の状態です。CIM だけで必要な情報はそろっています。`,
    next: () => '',
    commands: none,
  },
  'sources.differ': {
    title: '取得元の内容が一致しません',
    meaning: ({ differences }) => `CIM と slmgr の内容が一致しません (CIM / slmgr): ${list(differences)}`,
    next: () =>
      '情報を取得し直してください。それでも一致しない場合は、Software Protection サービスを再起動してください。スクリプトやツールが表示を変えている可能性があります。',
    commands: none,
  },
  'key.inconsistent': {
    title: 'ライセンス認証の状態がキーと合いません',
    meaning: ({ why, minutesLeft }) =>
      why === 'permanent'
        ? 'KMS クライアント キーなのに、期限なしでライセンス認証されています。KMS ホストがそのような認証をすることはありません。'
        : `KMS クライアント キーなのに、${duration(minutesLeft ?? 0)}間有効になっています。KMS ホストによる認証は最長でも 180 日です。`,
    next: () =>
      'ご自身で直そうとせず、ライセンス管理者に連絡してください。非公式のツールによるライセンス認証の可能性があります。',
    commands: () => ['slmgr /dlv'],
  },
};
