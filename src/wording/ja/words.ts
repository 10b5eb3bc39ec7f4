/** 契約の値に対応する語句。Words and short phrases in Japanese, by the values of the contract. */
import { table } from '../table.ts';

export const severities = table<string>({
  ok: '正常',
  info: '情報',
  warning: '警告',
  unknown: '不明',
  critical: '重大',
});

/** 表の「状態」に示す語句。 */
export const statuses = table<string>({
  unlicensed: '未認証',
  licensed: 'ライセンス認証済み',
  initialGrace: '最初の猶予期間中 (未認証)',
  additionalGrace: '追加の猶予期間中 (KMS の期限切れ、またはハードウェアの変更)',
  nonGenuineGrace: '正規品と確認できないため猶予期間中',
  notification: '未認証 (通知モード)',
  extendedGrace: '延長された猶予期間中',
  unknown: '不明',
});

/** 文の中で使う、同じ状態の述語。 */
export const statusSentences = table<string>({
  unlicensed: 'ライセンス認証されていません',
  licensed: 'ライセンス認証されています',
  initialGrace: '最初の猶予期間中です (未認証)',
  additionalGrace: '追加の猶予期間中です (KMS の期限切れ、またはハードウェアの変更)',
  nonGenuineGrace: '正規品と確認できないため、猶予期間中です',
  notification: 'ライセンス認証されていません (通知モード)',
  extendedGrace: '延長された猶予期間中です',
});

export const channels = table<string>({
  kmsClient: 'KMS クライアント キー',
  kmsHost: 'KMS ホスト キー',
  mak: 'MAK',
  retail: '製品版キー',
  oem: 'OEM キー',
  avma: '仮想マシンの自動ライセンス認証',
  evaluation: '評価版',
  subscription: 'サブスクリプション',
  unknown: '種類不明のキー',
});

export const methods = table<string>({
  kms: 'KMS ホスト',
  ad: 'Active Directory',
  token: 'トークン',
});

export const outcomes = table<string>({
  complete: '取得済み',
  partial: '一部のみ',
  failed: '失敗',
  unavailable: '利用不可',
  skipped: '未確認',
});

export const hostOutcomes = table<string>({
  open: '応答あり',
  closed: '接続を拒否',
  timedOut: '応答なし',
  notResolved: '名前を解決できません',
  unknown: '不明',
});

export const sources = table<string>({
  cim: 'CIM',
  slmgr: 'slmgr',
  registry: 'レジストリ',
  services: 'サービス',
  events: 'イベント ログ',
  network: 'ネットワーク',
});

export const sourceErrors = table<string>({
  severalOutputs: '複数の出力',
  productKeyNotFound: 'プロダクト キーなし',
  vbscriptUnavailable: 'VBScript が見つからないか、ブロックされています',
  scriptHostUnavailable: 'Windows Script Host が見つからないか、無効になっています',
  slmgrMissing: 'slmgr.vbs が見つかりません',
  timedOut: '時間内に応答がありませんでした',
  outputTooLarge: '出力が大きすぎます',
  powershellMissing: 'PowerShell がないか、ブロックされています',
  powershellEnded: 'PowerShell が途中で終了しました',
  cimCmdletsMissing: 'CIM コマンドレットがありません',
  connectionsNotTried: '接続は試していません',
  notFinished: '途中で終わっています',
  stopped: '停止されました',
  noAnswer: '応答がありませんでした',
  notAllAsked: '数が多いため、すべては確認していません',
});

/** 取得元の間で食い違う、有効期間の種類。 */
export const validityKinds = table<string>({
  permanent: '無期限',
  expires: '期限あり',
  ended: '期限切れ',
  unknown: '不明',
});

/** 取得元の間で比べる項目。 */
export const fields = table<string>({
  licenseStatus: '状態',
  partialProductKey: 'プロダクト キーの末尾',
  keyChannel: 'キーの種類',
  extendedPid: '拡張 PID',
  kind: '有効期間の種類',
  remainingMinutes: '残り時間 (分)',
  method: '認証方法',
  clientMachineId: 'CMID',
  configuredHost: '設定された KMS ホスト',
  discoveredHost: 'DNS で検出された KMS ホスト',
  products: '製品',
});

export const subscriptions = table<string>({
  active: '有効',
  disabled: '無効化済み',
  expired: '期限切れ',
  inactive: '有効ではありません',
});

/** 数と単位の間は改行しない (U+00A0)。 */
export function duration(minutes: number): string {
  if (minutes >= 2 * 1440) return `${Math.floor(minutes / 1440)}\u00a0日`;
  return minutes >= 120 ? `${Math.floor(minutes / 60)}\u00a0時間` : `${Math.floor(minutes)}\u00a0分`;
}

export const days = (count: number): string => `${count}\u00a0日`;

export const list = (items: readonly string[]): string => items.join('、');
