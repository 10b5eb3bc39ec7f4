/** コンピューターの状態を表示するテキストの見出しと文章。 */
import type { report as en } from '../en/report.ts';
import { duration } from './words.ts';

type VerdictFacts = Parameters<typeof en.verdicts.connect>[0];
const unnamed = 'このコンピューター';
const about = ({ machine, title }: VerdictFacts): string =>
  machine === null ? `${title}。` : `${machine}: ${title}。`;

export const report: typeof en = {
  verdicts: {
    fine: ({ machine, title, minutesLeft, until }) => {
      const state =
        until === null || minutesLeft === null
          ? `${machine ?? unnamed} は期限なしでライセンス認証されています。`
          : `${machine ?? unnamed} は ${until} まで有効です (残り ${duration(minutesLeft)})。`;
      return title === null ? `問題なし: ${state}対応は不要です。` : `今のところ問題なし: ${state}${title}。`;
    },
    connect: ({ machine, title }) => `${machine ?? unnamed} を社内ネットワーク (VPN) に接続してください。${title}。`,
    hostFault: (facts) => `KMS ホストの障害: KMS の管理者に連絡してください。${about(facts)}`,
    wrongKey: (facts) => `キーの誤り: ライセンス管理者に連絡してください。${about(facts)}`,
    administrator: (facts) => `管理者に連絡してください。${about(facts)}`,
  },
  machine: 'コンピューター',
  evidence: '証拠',
  product: '製品',
  status: '状態',
  key: 'キー',
  activation: '認証方法',
  kmsHostOfClient: 'KMS ホスト',
  hostAnswer: 'ホストの応答',
  directory: 'AD オブジェクト',
  token: 'トークン',
  avma: 'Hyper-V ホスト',
  subscription: 'サブスクリプション',
  kmsHost: 'KMS サービス',
  requests: '要求数',
  lastAttempt: '最後の試行',
  reason: '理由',
  sources: '取得元',
  unread: '未解釈',
  findings: '検出事項',
  products: 'その他の製品',
  next: '対応',
  codes: '見つかったコード',
  cause: '主な原因',
  none: 'なし',
  primary: '判定対象',
  notJudged: '判定対象外',
  permanent: '期限なし',
  ended: '期限切れ',
  endsOn: (date, minutes) => `${date} まで (残り ${duration(minutes)})`,
  passedOn: (date) => `${date} まで (すでに過ぎています)`,
  endNotRead: '期限付き (期限を読み取れません)',
  renewed: (date) => `最終更新 ${date}`,
  configured: '設定値',
  discovered: 'DNS で検出',
  keyTail: (tail) => `末尾 ${tail}`,
  noKey: 'キーなし',
  captured: (date) => `${date} に取得`,
  pasted: '貼り付けられたテキスト (取得日時がないため、残り日数は現在を基準にしています)',
  judgedAsOf: (date) => `${date} 時点で判定`,
  old: (minutes) => `${duration(minutes)}前`,
  fromTheFuture: (minutes) => `${duration(minutes)}後の日付です。時計を確認してください`,
  count: (count, required) => (required === null ? `カウント ${count}` : `カウント ${count} (必要数 ${required})`),
  succeeded: '成功',
  separator: '、',
  titleOf: (title, product) => `${title} (${product})`,
  listening: (port) => `ポート ${port}`,
  dnsOn: 'DNS に公開',
  dnsOff: 'DNS に公開していません',
  requestCounts: (total, failed) => `合計 ${total}、失敗 ${failed}`,
};
