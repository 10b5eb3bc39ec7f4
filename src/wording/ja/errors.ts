/** エラー カタログの各エラーの文章。 */
import type { mistakes as en } from '../en/errors.ts';
import type { ErrorTexts } from '../errors.ts';

export const errors: ErrorTexts = {
  badUsage: { message: ({ detail }) => `${detail}。`, hint: '使い方は gracewatch --help で確認できます。' },
  fileNotFound: {
    message: ({ file }) => `${file}: ファイルが見つかりません。`,
    hint: 'ファイル名とフォルダーを確認してください。',
  },
  fileUnreadable: {
    message: ({ file, reason }) => `${file}: 読み取れません (${reason})。`,
    hint: 'フォルダーではなくファイルであること、読み取りの権限があることを確認してください。',
  },
  fileTooLarge: {
    message: ({ file, limitMegabytes }) => `${file}: ${limitMegabytes} MB を超えているため読み取りません。`,
    hint: '取得情報ファイルはずっと小さいものです。正しいファイルか確認してください。',
  },
  fileEmpty: { message: ({ file }) => `${file}: 空のファイルです。`, hint: '情報を取得し直してください。' },
  notJson: {
    message: ({ file, line, column }) => `${file}: JSON として正しくありません (${line} 行 ${column} 桁)。`,
    hint: '途中で切れているか、編集された可能性があります。slmgr の出力の場合は gracewatch explain を使ってください。',
  },
  forbiddenKey: {
    message: ({ file }) =>
      `${file}: 正しいファイルにはないキー (__proto__ または constructor) が含まれているため、受け付けません。`,
    hint: 'このファイルの出どころを確認してください。',
  },
  nestedTooDeeply: {
    message: ({ file, limit }) => `${file}: 入れ子が ${limit} 段を超えています。正しいファイルではありません。`,
    hint: 'このファイルの出どころを確認してください。',
  },
  notEvidence: {
    message: ({ file }) => `${file}: 取得情報ファイルではありません ("schema" は "gracewatch.evidence/1" のはずです)。`,
    hint: 'slmgr の出力などを貼り付けたものには gracewatch explain を使ってください。',
  },
  evidenceTooNew: {
    message: ({ file, schema }) =>
      `${file}: 新しいバージョンの gracewatch が作成したファイルです (${schema})。このバージョンで読めるのは gracewatch.evidence/1 です。`,
    hint: 'この gracewatch を更新してください。',
  },
  wrongKeys: {
    message: ({ file }) => `${file}: このままでは使えません。`,
    hint: '示した箇所を直して、やり直してください。',
  },
  nothingRecognised: {
    message: ({ file }) => `${file}: 認識できる内容がありませんでした。`,
    hint: 'cscript //Nologo C:\\Windows\\System32\\slmgr.vbs /dlv の出力全体を貼り付けてください。すでにその出力であり、gracewatch の対応していない言語の場合は、そのコンピューターの C:\\Windows\\System32\\slmgr\\<LCID>\\slmgr.ini を --labels で指定してください (オランダ語は 0413)。',
  },
  slmgrDidNotRun: {
    message: ({ file }) =>
      `${file}: Windows Script Host または VBScript がないか無効になっているため、そのコンピューターでは slmgr を実行できませんでした。ライセンス認証の状態はわかりません。`,
    hint: '代わりに、そのコンピューターの PowerShell で次を実行した結果を貼り付けてください: Get-CimInstance SoftwareLicensingProduct|? PartialProductKey|fl *',
  },
  codeNotRecognised: {
    message: ({ input }) => `${input}: ファイルとしてもエラー コードとしても見つかりません。`,
    hint: 'コードは 0xC004F074、C004F074、-1073418124 のような形です。',
  },
  encodingUnknown: {
    message: ({ encoding }) => `--encoding ${encoding}: その文字コードはありません。`,
    hint: '例: utf8、utf16-le、cp932、cp850、windows-1252',
  },
  instantInvalid: {
    message: ({ flag, value }) => `${flag} ${value}: 日時として読み取れません。`,
    hint: '2026-11-24T05:30:00Z のように指定してください。',
  },
  outputFailed: {
    message: ({ reason }) => `結果を書き込めませんでした (${reason})。`,
    hint: 'ディスク、または読み取り側のプログラムを確認してください。',
  },
  logFailed: {
    message: ({ file, reason }) => `log.file: ${file} に書き込めません (${reason})。ログなしで続行します。`,
    hint: 'フォルダー、その権限、空き容量を確認してください。',
  },
  notWindows: {
    message: () => 'ライセンス認証の情報を取得できるのは Windows だけです。',
    hint: 'Windows コンピューターで取得情報ファイルを作成し (gracewatch capture -o FILE、または collect.ps1 単独)、check または run に --evidence FILE で指定してください。',
  },
  storeTooNew: {
    message: ({ place, theirs, ours }) =>
      `${place}: より新しい gracewatch のストアです (表の版は ${theirs}、このプログラムが扱えるのは ${ours} まで)。何も変更していません。`,
    hint: '新しいバージョンのプログラムを起動するか、更新前に作成したバックアップを復元してください。',
  },
  storeForeign: {
    message: ({ place }) => `${place}: 別のプログラムのデータベースです。何も変更していません。`,
    hint: 'serve.store に専用のファイルを指定してください。',
  },
  storeFailed: {
    message: ({ place, reason }) => `${place}: ストアを使用できません (${reason})。`,
    hint: 'serve.store の設定、アクセス権、空き容量、データベース サーバーが動作しているかを確認してください。',
  },
  collectorNotSet: {
    message: () => '収集サーバーが設定されていないため、問い合わせ先がありません。',
    hint: '--collector URL、または設定ファイルの collector.url で指定してください。',
  },
  collectorUnreachable: {
    message: ({ url, reason }) => `${url}: 収集サーバーに接続できません (${reason})。`,
    hint: 'アドレス、収集サーバーが動作していること、経路 (DNS、ファイアウォール、証明書) を確認してください。',
  },
  collectorTooSlow: {
    message: ({ url, seconds }) => `${url}: ${seconds} 秒以内に応答が完了しませんでした。`,
    hint: 'やり直してください。続く場合は、収集サーバーの状態を確認するか、collector.deadlineMs で待ち時間を延ばしてください。',
  },
  collectorFailed: {
    message: ({ url, status }) => `${url}: 収集サーバーから結果ではなく HTTP ステータス ${status} が返されました。`,
    hint: '500 以上の場合は収集サーバーのログを、それ以外の場合は収集サーバーのアドレスかどうかを確認してください。',
  },
  credentialRefused: {
    message: ({ url, status }) => `${url}: 収集サーバーの参照を許可されませんでした (HTTP ステータス ${status})。`,
    hint: '参照用の資格情報を、環境変数 GRACEWATCH_COLLECTOR_CREDENTIAL または設定ファイルの collector.credential に指定してください。',
  },
  answerNotUnderstood: {
    message: ({ url, detail }) => `${url}: この gracewatch では解釈できない応答でした (${detail})。`,
    hint: '別のプログラムが応答しているか、収集サーバーの方が新しいバージョンです。後者の場合は、この gracewatch を更新してください。',
  },
  machineNotFound: {
    message: ({ name }) => `名前に「${name}」を含むコンピューターは、収集サーバーに登録されていません。`,
    hint: '名前のつづりを確認してください。一度も報告していないコンピューターは表示できません。',
  },
  spoolFull: {
    message: ({ folder, reason }) =>
      `${folder}: 空きがないため、新しい送信データを保存できません (${reason})。未送信のデータはそのまま残っています。`,
    hint: 'ディスクの空き容量を増やすか、gracewatch を実行するアカウントのクォータを引き上げてください。',
  },
  spoolFailed: {
    message: ({ folder, reason }) => `${folder}: 送信データを保存できません (${reason})。`,
    hint: 'フォルダーであること、gracewatch を実行するアカウントに書き込みの権限があること、ディスクに異常がないことを確認してください。',
  },
  collectorRefused: {
    message: ({ url, status }) =>
      `${url}: 収集サーバーがこのエージェントからの送信を受け付けません (HTTP ステータス ${status})。データは保存されています。`,
    hint: '失効していないエージェント用の資格情報を、設定ファイルの collector.credential または環境変数 GRACEWATCH_COLLECTOR_CREDENTIAL に設定してください。',
  },
  collectorTooOld: {
    message: ({ url, status }) =>
      `${url}: 収集サーバーがこのエージェントのデータ形式に対応していません (HTTP ステータス ${status})。データは保存されています。`,
    hint: '収集サーバーを更新してください。保存されているデータは更新後に送信されます。更新は必ず収集サーバーから先に行います。',
  },
  portTaken: {
    message: ({ host, port }) =>
      `serve.port: ${host}:${port} は別のプログラム (gracewatch がすでに起動しているなど) が使用しています。`,
    hint: 'そのプログラムを終了するか、--port で別のポートを指定してください。',
  },
  listenFailed: {
    message: ({ host, port, reason }) => `serve.host: ${host}:${port} で待ち受けできません (${reason})。`,
    hint: 'serve.host と serve.port を確認してください。',
  },
  credentialsNeeded: {
    message: ({ host }) =>
      `serve.host: ${host} にはほかのコンピューターからも接続できますが、資格情報がまだありません。`,
    hint: '先に gracewatch credential add で作成するか、127.0.0.1 で待ち受けてください。',
  },
  pageNotBuilt: {
    message: ({ folder }) => `${folder}: Web ページがビルドされていません。`,
    hint: 'npm run build:web を一度実行してください。',
  },
  stateUnusable: {
    message: ({ folder, reason }) => `agent.stateFolder: ${folder} を使用できません (${reason})。`,
    hint: 'フォルダー、アクセス権、空き容量を確認してください。',
  },
  agentBusy: {
    message: ({ folder }) => `agent.stateFolder: ${folder} では別の実行が動作中です。`,
    hint: '終了を待つか、--state-folder で別のフォルダーを指定してください。',
  },
  storeInUse: {
    message: ({ place }) => `${place}: このストアでは収集サーバーが動作中です。`,
    hint: '先に終了してください。',
  },
  agentIdNeeded: {
    message: () => '--agent: 役割が agent の資格情報は、1 つのエージェント専用です。',
    hint: 'gracewatch run が表示する ID を指定してください。',
  },
  credentialUnknown: {
    message: ({ id }) => `${id}: 有効な資格情報の中に見つかりません。`,
    hint: 'gracewatch credential list ですべてを確認できます。',
  },
  fileExists: {
    message: ({ file }) => `${file}: すでに存在するため、上書きしません。`,
    hint: '別の名前を指定するか、既存のファイルを移動してください。',
  },
  fileUnwritable: {
    message: ({ file, reason }) => `${file}: 書き込めません (${reason})。`,
    hint: 'フォルダー、アクセス権、空き容量を確認してください。',
  },
  backupByDatabase: {
    message: ({ place }) => `${place}: PostgreSQL のストアは、PostgreSQL 自身の機能でバックアップと復元を行います。`,
    hint: 'pg_dump と pg_restore を使用してください。',
  },
  notABackup: {
    message: ({ file, reason }) => `${file}: ストアの完全なコピーではありません (${reason})。`,
    hint: 'gracewatch backup が作成したファイルを指定してください。ストアは変更していません。',
  },
  internal: {
    message: ({ detail }) => `gracewatch の内部で問題が起きました: ${detail}`,
    hint: '--log-level debug を付けて実行し直し、出力を gracewatch の担当者に送ってください。',
  },
};

export const mistakes: typeof en = {
  unknownKey: (nearest) =>
    nearest === null ? '不明なキーです。' : `不明なキーです。${nearest} の誤りではありませんか?`,
  missing: '指定されていません。',
  empty: '空にはできません。',
  wrongType: (expected) => `${types[expected] ?? expected}で指定してください。`,
  oneOf: (values) => `${values.join('、')} のいずれかを指定してください。`,
  atLeast: (minimum) => `${minimum} 以上で指定してください。`,
  atMost: (maximum) => `${maximum} 以下で指定してください。`,
  instant: '2026-11-24T05:30:00Z のような日時で指定してください。',
  url: 'https://gracewatch.corp.example:8787 のようなアドレス (パス、名前、パスワードなし) で指定してください。',
  timeZone: 'Asia/Tokyo のようなタイム ゾーンの名前で指定してください。',
  other: 'ここで期待される値ではありません。',
};

const types: Readonly<Record<string, string>> = {
  string: '文字列',
  number: '数値',
  int: '整数',
  boolean: 'true または false ',
  object: 'オブジェクト { … } ',
  record: 'オブジェクト { … } ',
  array: '配列 [ … ] ',
};
