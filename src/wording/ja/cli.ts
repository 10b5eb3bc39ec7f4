/** コマンド ラインのヘルプ。 */
import type { cli as enCli, codePage as enCodePage, configTable as enConfigTable } from '../en/cli.ts';

export const cli: typeof enCli = {
  description:
    'Windows コンピューターのライセンス認証の状態、期限、KMS ホスト、必要な対応を示します。読み取るだけで、設定は変更しません。',
  check: 'コンピューターを判定する (このコンピューター、または取得情報ファイル)',
  explain: '貼り付けたもの (slmgr の出力、取得情報ファイル、エラー コード) を説明する',
  explainInput: 'ファイル、標準入力を表す - 、または 0xC004F074 のようなエラー コード',
  config: '有効な設定と、その値がどこで決まったかを示す',
  evidence: 'このコンピューターの代わりに判定する取得情報ファイル。- で標準入力',
  format: 'text、json、nagios のいずれか (既定: text)',
  formatOfConfig: 'text、json のいずれか (既定: text)',
  lang: '表示する言語 en または ja (既定: システムの言語)',
  policy: '組織のポリシー ファイル (既定: 組み込みの基準値)',
  now: '判定する日時、ISO 8601 (既定: 情報を取得した日時)',
  labels: 'その言語の slmgr の出力を読むための、そのコンピューターの slmgr.ini',
  encoding: 'cp932 などのファイルの文字コード (既定: 自動判別)',
  configFile: '設定ファイル (JSON)',
  logLevel: 'ログに残す内容: error、warn、info、debug',
  timeZone: '表示する日時のタイム ゾーン。例: Asia/Tokyo (既定: システムの設定)',
  version: 'バージョンを表示する',
  help: 'このヘルプを表示する',
  exitCodes: '終了コード: 0 正常、1 警告、2 重大、3 不明またはエラー',
  sentenceGap: '',
  standardInput: '標準入力',
  usage: '使い方',
  options: 'オプション',
  commands: 'コマンド',
  arguments: '引数',
  pasteHint: '出力を貼り付けて、Ctrl-D (Windows では Ctrl-Z と Enter) で終えてください。',
  usageErrors: {
    unknownOption: (name) => `${name} というオプションはありません`,
    unknownCommand: (name) => `${name} というコマンドはありません`,
    missingValue: (name) => `${name} には値が必要です`,
    tooMany: '引数が多すぎます',
    missingArgument: (name) => `${name} が指定されていません`,
    missingCommand: 'コマンドを指定してください',
    notOneOf: (name, allowed) => `${name} は次のいずれかでなければなりません: ${allowed.join('、')}`,
  },
};

export const configTable: typeof enConfigTable = {
  key: 'キー',
  value: '値',
  origin: '設定元',
  origins: { flag: 'オプション', environment: '環境変数', file: 'ファイル', default: '既定値' },
  unset: '(未設定)',
};

export const codePage: typeof enCodePage = {
  name: '名前',
  meaning: '意味',
  cause: '主な原因',
  next: '対応',
  asNumber: '数値表記',
  noError: 'エラーではありません',
  noCause: 'なし (エラーではありません)。',
  unknownCause:
    'コードだけでは特定できません。アプリケーション ログ (ソース Security-SPP) に、同じ時刻のイベントがないか確認してください。',
  unlisted: 'このコードは gracewatch の一覧にありません。',
  unlistedNext: (code) => `Windows コンピューターで slui.exe 0x2a ${code} を実行すると、説明を確認できます。`,
};
