/** 検出事項の文章。 */
import type { Advice, AdviceId, FindingFacts, FindingTexts, Show } from '../facts.ts';
import { codes } from './codes.ts';
import {
  days,
  duration,
  fields,
  list,
  sourceErrors,
  sources,
  statuses,
  statusSentences,
  validityKinds,
} from './words.ts';

function because(reason: string | null): string {
  if (reason === null || reason.startsWith('0x4')) return '';
  const text = codes[reason]?.meaning;
  return text === undefined ? `理由コードは ${reason} です。` : `理由 ${reason}: ${text}`;
}

const advices: Readonly<Record<AdviceId, (advice: Advice, show: Show) => string>> = {
  code: ({ code }) => codes[code ?? '']?.next ?? `コード ${code} を管理者に伝えてください。`,
  connect: (_, { activate }) =>
    `社内ネットワーク (VPN) に接続してください。自動でライセンス認証されます (管理者として ${activate} を実行しても構いません)。`,
  reachHost: () =>
    'KMS ホストに接続できるよう、DNS、ファイアウォール、TCP 1688 を確認してください。接続できれば自動でライセンス認証されます。',
  azure: () =>
    'azkms.core.windows.net の TCP 1688 に接続できるよう、ファイアウォール、ルート、DNS を確認してください。接続できれば自動でライセンス認証されます。',
  domain: (_, { activate }) =>
    `ドメイン コントローラーに接続できることを確認し、管理者として ${activate} を実行してください。`,
  activateNow: (_, { activate }) =>
    `KMS ホストは応答しています。管理者として ${activate} を実行し、失敗した場合は、表示されたコードを KMS 管理者に伝えてください。`,
  hostRefuses: ({ host }) => `KMS 管理者に、${host} が接続を拒否していることを連絡してください。`,
  // ホストがわからない場合のコードは、すでに説明した理由そのもの。
  hostFault: ({ host, code }) =>
    host === null
      ? `KMS 管理者に、KMS ホストが要求に応じなかったこと (${code}) を連絡してください。`
      : `KMS 管理者に、${host} が要求に応じなかったことを連絡してください。${code}: ${codes[code ?? '']?.meaning ?? ''}`,
  kmsHostKey: () =>
    'KMS 管理者に連絡してください。この KMS ホスト自体を Microsoft でライセンス認証する必要があります。',
  hyperV: () =>
    'Hyper-V 管理者に連絡してください。このゲストをライセンス認証するのはホストです。ホストがライセンス認証済みの Datacenter エディションで、データ交換サービスが有効である必要があります。',
  evaluation: () => '評価期間は自動では更新されません。正式なエディションについてライセンス管理者に相談してください。',
  mak: () =>
    '管理者として、オンラインまたはオフラインでライセンス認証をやり直してください。失敗する場合は、MAK の残り回数をライセンス管理者に確認してください。',
  troubleshooter: () =>
    'Windows の設定で、ライセンス認証のトラブルシューティング ツールを実行してください。解決しない場合は、使用するキーをライセンス管理者に確認してください。',
  other: () => 'slmgr /dlv でキーの種類を確認し、ライセンス認証を行うよう管理者に依頼してください。',
};
const said = (value: string): string => statuses[value] ?? validityKinds[value] ?? value;
const advise = ({ advice }: { advice: Advice }, show: Show): string => advices[advice.id](advice, show);

const undetermined = {
  noAnswer: 'の情報を取得できなかったため、ライセンス認証の状態を判断できません',
  noKey: 'プロダクト キーのある Windows 製品が見つかりません。キーがなければ、Windows はライセンス認証されません',
  severalOutputs: '複数のコンピューターまたは複数回分の出力が含まれているため、どれを判定すべきか決められません',
  several: 'プロダクト キーのある Windows 製品が複数あり、どれが使われているのか判断できません',
  noWindows: '製品は見つかりましたが、Windows がありません',
  status: 'ライセンスの状態を読み取れませんでした',
  validity: 'ライセンス認証済みですが、有効期間を読み取れません。テキストが途中で切れているか、値が正しくありません',
  endDate:
    '期限付きでライセンス認証されていますが、期限を示すのは、利用者の地域設定に従った書式の日付だけです (「解釈できなかった内容」を参照)',
};

const undeterminedTitles: Readonly<Record<string, string>> = {
  noKey: 'プロダクト キーが見つからず、ライセンス認証されていない可能性があります',
  severalOutputs: '複数の出力が貼り付けられています',
  several: 'Windows のキーが複数あり、どれが有効か判断できません',
  validity: 'ライセンス認証済みですが、期限を判断できません',
  endDate: 'ライセンス認証済みですが、期限を判断できません',
};

const undeterminedNext = {
  noAnswer:
    '管理者として情報を取得し直してください。それでも失敗する場合は、Software Protection サービスと WMI を確認してください。',
  noKey: 'このコンピューターで使うべきキーを、ライセンス管理者に確認してください。',
  severalOutputs: '1 台分の最新の出力だけを貼り付けてください。',
  several: 'どの製品を使うべきかを管理者に確認し、もう一方のキーの削除を依頼してください。',
  noWindows: 'slmgr /dlv の出力全体を使って、もう一度確認してください。',
  status: '情報を取得し直してください。変わらない場合は、取得情報ファイルを管理者に送ってください。',
  validity: '情報を取得し直してください。貼り付ける場合は、slmgr /dlv の出力全体を使ってください。',
  endDate: 'その日付を今日と比べるか、分単位で表示される slmgr /dlv の出力を貼り付けてください。',
};

/** 貼り付けられたテキストの場合。ここから情報を取得し直すことはできない。 */
const pastedNext: typeof undeterminedNext = {
  ...undeterminedNext,
  noAnswer: 'slmgr /dlv の出力全体を貼り付けてください。',
  severalOutputs: 'コンピューターごとに、最新の出力を 1 つずつ貼り付けてください。',
  noWindows: 'Windows の情報が含まれていません。slmgr /dlv の出力全体を貼り付けてください。',
  status:
    '「解釈できなかった内容」から状態がわかれば、それで判断できます。わからない場合は、そのコンピューターの PowerShell で次のコマンドを実行した結果 (どの言語でも同じ形式です) を貼り付けるか、そのコンピューターの C:\\Windows\\System32\\slmgr\\<LCID>\\slmgr.ini を --labels で指定してください (オランダ語は 0413)。',
  validity: 'slmgr /dlv の出力全体を貼り付けてください。',
};

const hostAnswers = {
  answers: 'KMS ホストは応答しました。',
  refuses: 'KMS ホストに到達しましたが、接続を拒否されました。',
  silent: 'KMS ホストに接続できませんでした。',
};

/** 見出しの「ライセンス認証されていません」を繰り返さない。 */
const unsaid: Readonly<Record<string, string>> = {
  unlicensed: 'ライセンスのない状態です',
  notification: '通知モードになっています',
};

function lastRenewal(facts: FindingFacts['renewal.overdue'], { date, undated }: Show): string {
  const interval = days(facts.renewalIntervalDays);
  if (undated) return `通常は ${interval}ごとに更新されますが、残り日数から、更新されていないことがわかります。`;
  const known = facts.daysSilent > 0 ? '確認できている最後の更新' : '最後の更新';
  return `${known}は ${date(facts.renewedAt)} です。通常は ${interval}ごとに更新されます。`;
}

/** 貼り付けられたテキスト中のエラー。ここから取得し直せるものではない。 */
const pastedError = (error: string): string => `${error}: ${codes[error]?.meaning ?? '一覧にないコードです。'}`;

export const findings: FindingTexts = {
  'license.ok': {
    title: () => 'ライセンス認証済み',
    meaning: ({ channel, minutesLeft, expiresAt }, show) => {
      if (minutesLeft === null || expiresAt === null) return 'ライセンス認証されており、期限はありません。';
      if (show.undated) {
        const left = `残\u2060り\u00a0${duration(minutesLeft)}`;
        return channel === 'evaluation'
          ? `評価版です。評価期間は${left}で、自動では更新されません。`
          : `ライセンス認証は${left}です。更新は自動で行われます。`;
      }
      const until = `${show.date(expiresAt)} まで (残\u2060り\u00a0${duration(minutesLeft)})`;
      return channel === 'evaluation'
        ? `評価版です。評価期間は ${until} で、自動では更新されません。`
        : `ライセンス認証は ${until} 有効です。更新は自動で行われます。`;
    },
    next: () => '',
  },
  'license.notActivated': {
    title: ({ expected }) =>
      expected === null ? 'ライセンス認証されていません' : `必要なアドオンがありません: ${expected}`,
    meaning: ({ expected, status, reason, daysSinceInstallation }) => {
      if (expected !== null) return `ポリシーではアドオン「${expected}」が必要ですが、キーのあるものがありません。`;
      const age =
        daysSinceInstallation === 0 ? '1 日未満ですが' : `${days(daysSinceInstallation ?? 0)}経過していますが`;
      if (daysSinceInstallation === null)
        return `${unsaid[status] ?? statusSentences[status] ?? status}。${because(reason)}`;
      return `インストールから ${age}、${statusSentences[status] ?? status}。${because(reason)}`;
    },
    next: (facts, show) =>
      facts.expected === null
        ? advise(facts, show)
        : 'キーについてライセンス管理者に相談するか、ポリシーの修正を依頼してください。',
  },
  'license.inGrace': {
    title: ({ minutesLeft }) =>
      minutesLeft === null ? '猶予期間中です' : `猶予期間は残\u2060り\u00a0${duration(minutesLeft)}です`,
    meaning: ({ status, reason, endsAt }, show) => {
      const end = endsAt === null || show.undated ? '' : `期限は ${show.date(endsAt)} です。`;
      return `${statusSentences[status] ?? status}。${end}${because(reason)}`;
    },
    next: advise,
  },
  'license.expiring': {
    title: ({ minutesLeft }) => `あと\u00a0${duration(minutesLeft)}でライセンス認証の期限が切れます`,
    meaning: ({ expiresAt }, show) =>
      show.undated
        ? 'それまでに更新されないと、未認証の状態になります。'
        : `${show.date(expiresAt)} までに更新されないと、未認証の状態になります。`,
    next: advise,
  },
  'license.ended': {
    title: ({ channel }) => (channel === 'evaluation' ? '評価期間が終了しました' : 'ライセンス認証の期限が切れました'),
    meaning: ({ status, reason }) => `現在は、${statusSentences[status] ?? status}。${because(reason)}`,
    next: advise,
  },
  'license.mayHaveEnded': {
    title: () => 'ライセンス認証の期限が切れている可能性があります',
    meaning: ({ expiresAt, minutesSince }, show) =>
      `最後に確認した内容では、期限は ${show.date(expiresAt)} (${duration(minutesSince)}前) でした。その後、確認できないところで更新された可能性もあります。`,
    next: () => 'そのコンピューターで情報を取得し直してください。',
  },
  'license.undetermined': {
    title: ({ why }) => undeterminedTitles[why] ?? 'ライセンス認証の状態を判断できません',
    meaning: ({ why, candidates, asked }) => {
      if (candidates.length > 0) return `${undetermined[why]}。見つかった製品: ${candidates.join('; ')}`;
      const who = why === 'noAnswer' ? `${list(asked.map((source) => sources[source] ?? source))} ` : '';
      return `${who}${undetermined[why]}。`;
    },
    next: ({ why }, show) => (show.pasted ? pastedNext : undeterminedNext)[why],
  },
  'renewal.overdue': {
    title: ({ daysSinceRenewal }) => `${days(daysSinceRenewal)}\u2060間更新されていません`,
    meaning: (facts, show) => {
      const { hostAnswer, daysSilent, advice } = facts;
      const last = lastRenewal(facts, show);
      if (daysSilent > 0) return `${last}このコンピューターの情報は ${days(daysSilent)}間届いていません。`;
      if (advice.id === 'domain') return `${last}Active Directory でライセンス認証されています。`;
      return hostAnswer === null ? last : last + hostAnswers[hostAnswer];
    },
    next: ({ hadItsChance, late, daysSilent, advice }, show) => {
      if (daysSilent > 0) return '使用中かどうかを確認し、情報を取得し直してください。';
      if (hadItsChance && advice.id === 'activateNow') {
        return 'KMS ホストに接続できる状態で 1 日以上起動したままですが、更新されていません。KMS ホストのログでこのコンピューターを確認するよう、KMS 管理者に依頼してください。';
      }
      if (advice.id === 'activateNow') return 'そのまま起動しておいてください。2 時間ごとに自動で再試行されます。';
      if (advice.id !== 'connect') return advise({ advice }, show);
      const connect = `社内ネットワーク (VPN) に数時間接続してください。自動で更新されます (管理者として ${show.activate} を実行すると、すぐに更新されます)。`;
      return late ? connect : `${connect}まだ急ぐ必要はありません。`;
    },
  },
  'evaluation.ending': {
    title: ({ minutesLeft }) => `あと\u00a0${duration(minutesLeft)}で評価期間が終わります`,
    meaning: ({ endsAt }, show) =>
      show.undated ? '評価版です。' : `評価版です。評価期間は ${show.date(endsAt)} に終わります。`,
    next: () => '評価期間は自動では更新されません。正式なエディションへの移行をライセンス管理者と計画してください。',
  },
  'kmsHost.belowThreshold': {
    title: () => 'KMS のカウントが不足し、クライアントをライセンス認証できません',
    meaning: ({ currentCount, requiredCount }) =>
      `KMS ホストとしての過去 30 日間のカウントは ${currentCount} で、クライアントのライセンス認証に必要な ${requiredCount} に達していません。`,
    next: () =>
      'より多くのコンピューターがこのホストを使うようにするか、クライアントを別のホストに向けてください。複製されたコンピューターは 1 台と数えられます。',
  },
  'sources.failed': {
    title: (_, { pasted }) => (pasted ? 'テキストにエラーが含まれています' : '一部の情報を取得できませんでした'),
    meaning: ({ source, error, stoodIn }, { pasted }) => {
      if (pasted && error?.startsWith('0x')) return pastedError(error);
      const meaning = codes[error ?? '']?.meaning ?? '';
      const text = error === null ? '' : `${sourceErrors[error] ?? error}${meaning === '' ? '。' : `: ${meaning}`}`;
      const rest = stoodIn ? '表示している内容は、もう一方の取得元から得たものです。' : '';
      return `${sources[source] ?? source} の情報を取得できなかったか、一部しか取得できませんでした。${text}${rest}`;
    },
    next: ({ error, codeAdvises }, { pasted }) => {
      const ofCode = codes[error ?? '']?.next;
      if (pasted) return ofCode ?? '管理者として開いたプロンプトで実行し直し、出力全体を貼り付けてください。';
      return (
        (codeAdvises && ofCode) ||
        '時間をおいて、管理者として情報を取得し直してください。改善しない場合は、コンピューターを再起動するか、WMI の確認を管理者に依頼してください。'
      );
    },
  },
  'sources.slmgrUnavailable': {
    title: () => 'slmgr を利用できません',
    meaning: ({ error }) =>
      `slmgr.vbs を実行できません${error === null ? '' : ` (${sourceErrors[error] ?? error})`}。新しい Windows では通常の状態です。CIM だけで必要な情報はそろっています。`,
    next: () => '',
  },
  'sources.differ': {
    title: () => 'CIM と slmgr の内容が一致しません',
    meaning: ({ differences }) =>
      differences
        .map(({ path, cim, slmgr }) => {
          const field = path.split('.').at(-1) ?? path;
          return `${fields[field] ?? field}: CIM では「${said(cim)}」、slmgr では「${said(slmgr)}」です。`;
        })
        .join(''),
    next: () =>
      '情報を取得し直してください。それでも一致しない場合は、Software Protection サービスを再起動してください。スクリプトやツールが表示を変えている可能性があります。',
  },
  'key.inconsistent': {
    title: () => 'KMS クライアントではありえない認証状態です',
    meaning: ({ why, minutesLeft }) =>
      why === 'permanent'
        ? 'KMS クライアント キーなのに、期限なしでライセンス認証されています。KMS ホストがそのような認証をすることはありません。'
        : `KMS クライアント キーなのに、${duration(minutesLeft ?? 0)}間有効になっています。KMS ホストによる認証は最長でも 180 日です。`,
    next: () =>
      '何も変更せず、ライセンス管理者に連絡してください。非公式のツールによるライセンス認証の可能性があります。',
  },
};
