/** 契約の値に対応する語句。Words and short phrases in Japanese, by the values of the contract. */

export const severities: Readonly<Record<string, string>> = {
  ok: '正常',
  info: '情報',
  warning: '警告',
  unknown: '不明',
  critical: '重大',
};

export const statuses: Readonly<Record<string, string>> = {
  unlicensed: 'ライセンス認証されていない状態',
  licensed: 'ライセンス認証済み',
  initialGrace: '最初の猶予期間中 (まだライセンス認証されていません)',
  additionalGrace: '追加の猶予期間中 (KMS の有効期限切れ、またはハードウェアの変更)',
  nonGenuineGrace: '正規品でないと判定された後の猶予期間中',
  notification: 'ライセンス認証されていない状態 (通知モード)',
  extendedGrace: '延長された猶予期間中',
  unknown: '不明',
};

export const channels: Readonly<Record<string, string>> = {
  kmsClient: 'KMS クライアント キー',
  kmsHost: 'KMS ホスト キー',
  mak: 'MAK',
  retail: 'リテール キー',
  oem: 'OEM キー',
  avma: '仮想マシンの自動ライセンス認証',
  evaluation: '評価版',
  subscription: 'サブスクリプション',
  unknown: '種類不明のキー',
};

export const methods: Readonly<Record<string, string>> = {
  kms: 'KMS ホストによる',
  ad: 'Active Directory による',
  token: 'トークンによる',
};

export const outcomes: Readonly<Record<string, string>> = {
  complete: '取得済み',
  partial: '一部のみ',
  failed: '失敗',
  unavailable: '利用不可',
  skipped: '未確認',
};

export const hostOutcomes: Readonly<Record<string, string>> = {
  open: '応答あり',
  closed: '接続を拒否',
  timedOut: '応答なし',
  notResolved: '名前を解決できません',
  unknown: '不明',
};

export const sources: Readonly<Record<string, string>> = {
  cim: 'CIM',
  slmgr: 'slmgr',
  registry: 'レジストリ',
  services: 'サービス',
  events: 'イベント ログ',
  network: 'ネットワーク',
};

export const sourceErrors: Readonly<Record<string, string>> = {
  productKeyNotFound: 'プロダクト キーがインストールされていません',
  vbscriptUnavailable: 'VBScript がインストールされていません',
  scriptHostDisabled: 'Windows Script Host が無効になっています',
};

export const subscriptions: Readonly<Record<string, string>> = {
  active: '有効',
  disabled: '無効化済み',
  expired: '期限切れ',
  inactive: '有効ではありません',
};

export function duration(minutes: number): string {
  if (minutes >= 2 * 1440) return `${Math.floor(minutes / 1440)} 日`;
  return minutes >= 120 ? `${Math.floor(minutes / 60)} 時間` : `${Math.floor(minutes)} 分`;
}

export const days = (count: number): string => `${count} 日`;

export const list = (items: readonly string[]): string => items.join('、');
