/** コンピューターの状態を表示するテキストの見出しと文章。 */
import type { report as en } from '../en/report.ts';
import type { VerdictFacts } from '../verdict.ts';
import { duration } from './words.ts';

/** 「残り」の途中でも改行しない (U+2060)。 */
const left = (minutes: number): string => `残\u2060り\u00a0${duration(minutes)}`;
const about = ({ machine, title }: VerdictFacts): string =>
  machine === null ? `${title}。` : `${machine}: ${title}。`;
/** 日本語の後には空白を入れず、英数字の名前の後には半角の空白を入れる。 */
const named = ({ machine, pasted }: VerdictFacts): string =>
  machine === null ? `${pasted ? '対象の' : 'この'}コンピューター` : `${machine} `;

function state(facts: VerdictFacts): string {
  const { until, minutesLeft } = facts;
  return until === null || minutesLeft === null
    ? `${named(facts)}は期限なしでライセンス認証されています`
    : `${named(facts)}のライセンス認証は ${until} まで有効です (${left(minutesLeft)})`;
}

function oldState(facts: VerdictFacts): string {
  const { until, old } = facts;
  const was = until === null ? 'ライセンス認証されていました。' : `${until} まで有効でした。`;
  const passed = old?.hasEnded
    ? 'この期限は過ぎています。情報を取得し直してください。'
    : '念のため、情報を取得し直してください。';
  return `${named(facts)}は ${old?.capturedAt} (${duration(old?.minutes ?? 0)}前) の時点で ${was}${passed}`;
}

function fine(facts: VerdictFacts): string {
  const { machine, title, undated, minutesLeft, old } = facts;
  if (undated) {
    const then = minutesLeft === null ? '期限なしでライセンス認証済み' : left(minutesLeft);
    const about = machine === null ? '' : `${machine}: `;
    return `${about}テキストの取得時点では問題なし (${then})。${title === null ? '' : `ただし、${title}。`}`;
  }
  if (old !== null) return oldState(facts);
  return title === null
    ? `問題なし: ${state(facts)}。対応は不要です。`
    : `今のところ問題なし: ${state(facts)}。ただし、${title}。`;
}

function connect(facts: VerdictFacts): string {
  const title = `${facts.title}。`;
  if (facts.advice === 'azure')
    return `${named(facts)}から Azure の KMS ホストに接続できるようにしてください。${title}`;
  if (facts.advice === 'reachHost') return `${named(facts)}から KMS ホストに接続できることを確認してください。${title}`;
  if (facts.advice === 'domain') return `${named(facts)}からドメインに接続できることを確認してください。${title}`;
  return `${named(facts)}を社内ネットワーク (VPN) に接続してください。${title}`;
}

/** 貼り付けられたテキストだけでは判断できない場合に、まず何をするか。 */
const asks: Readonly<Partial<Record<NonNullable<VerdictFacts['undetermined']>, string>>> = {
  noAnswer: '追加の情報を入手してください (「対応」を参照)。',
  noWindows: '追加の情報を入手してください (「対応」を参照)。',
  status: '追加の情報を入手してください (「対応」を参照)。',
  validity: '追加の情報を入手してください (「対応」を参照)。',
  endDate: 'テキストにある期限の日付を今日と比べてください。',
  severalOutputs: '出力を 1 つずつ貼り付けてください。',
  noKey: 'ライセンス管理者に連絡してください。',
};

function administrator(facts: VerdictFacts): string {
  if (facts.activated) return `${state(facts)}。ただし、${facts.title}。管理者に連絡してください。`;
  const ask = facts.pasted && facts.undetermined !== null ? asks[facts.undetermined] : undefined;
  return `${ask ?? '管理者に連絡してください。'}${about(facts)}`;
}

export const report: typeof en = {
  verdicts: {
    fine,
    connect,
    hostFault: (facts) => `KMS ホストの問題: KMS 管理者に連絡してください。${about(facts)}`,
    wrongKey: (facts) => `プロダクト キーの問題: ライセンス管理者に連絡してください。${about(facts)}`,
    administrator,
  },
  atThatTime: (severity) => `当時は${severity}`,
  machine: 'コンピューター',
  evidence: '取得情報',
  product: '製品',
  status: '状態',
  key: 'キー',
  activation: '認証方法',
  kmsHostOfClient: 'KMS ホスト',
  lookupDomain: '検索ドメイン',
  hostAnswer: 'KMS 接続確認',
  directory: 'AD オブジェクト',
  token: 'トークン',
  avma: 'Hyper-V ホスト',
  subscription: 'サブスクリプション',
  kmsHost: 'KMS サービス',
  clients: 'カウント',
  requests: '要求数',
  lastAttempt: '最後の試行',
  reason: '理由',
  sources: '取得元',
  unread: '解釈できなかった内容',
  findings: '検出事項',
  products: 'その他の製品',
  productsFound: '見つかった製品',
  next: '対応',
  codes: '見つかったコード',
  cause: '主な原因',
  inText: (line) => `テキスト中の記載: 「${line}」`,
  notJudged: {
    subscription: '判定対象外 (ユーザー アカウントのライセンスによる)',
    addOn: '判定対象外 (ポリシーにないアドオン)',
    other: '判定対象外 (使用されていない)',
  },
  permanent: '期限なし',
  ended: '期限切れ',
  left,
  endsOn: (date, minutes) => `${date} まで (${left(minutes)})`,
  passedOn: (date) => `${date} まで (すでに過ぎています)`,
  endNotRead: '期限付き (期限を読み取れません)',
  renewed: (date) => `最終更新 ${date}`,
  configured: '設定値',
  discovered: 'DNS で検出',
  keyTail: (tail) => `末尾 ${tail}`,
  noKey: 'キーなし',
  captured: (date) => `${date} に取得`,
  pasted: '貼り付けられたテキスト (取得日時は不明、残り日数は取得時点)',
  judgedAsOf: (date) => `${date} 時点で判定`,
  old: (minutes) => `${duration(minutes)}前`,
  fromTheFuture: (minutes) => `${duration(minutes)}後の日付です。時計を確認してください`,
  count: (product, count, required) => {
    const needs = required === null ? '' : ` (ライセンス認証に必要な数 ${required})`;
    return `${count ?? '要求なし'}${needs}、${product}`;
  },
  listening: (port) => `ポート ${port}`,
  dnsOn: 'DNS 公開: オン',
  dnsOff: 'DNS 公開: オフ',
  requestCounts: (total, failed) => `合計 ${total}、失敗 ${failed}`,
  allAnswered: (count) => (count === 1 ? '取得済み' : `${count} 件すべて取得済み`),
  none: 'なし',
  more: (count) => `ほか ${count} 件`,
  moreLines: (count) => `ほか ${count} 行`,
  succeeded: '成功',
  separator: '、',
  titleOf: (title, product) => `${title} (${product})`,
};
