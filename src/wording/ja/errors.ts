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
    hint: '証拠ファイルはずっと小さいものです。正しいファイルか確認してください。',
  },
  fileEmpty: { message: ({ file }) => `${file}: 空のファイルです。`, hint: '証拠を取得し直してください。' },
  notJson: {
    message: ({ file, line, column }) => `${file}: JSON として正しくありません (${line} 行 ${column} 桁)。`,
    hint: '途中で切れているか、編集された可能性があります。取得またはコピーし直してください。',
  },
  forbiddenKey: {
    message: ({ file }) =>
      `${file}: 正しいファイルにはないキー (__proto__ または constructor) が含まれているため、受け付けません。`,
    hint: 'このファイルの出どころを確認してください。',
  },
  notEvidence: {
    message: ({ file }) => `${file}: 証拠ファイルではありません ("schema" は "gracewatch.evidence/1" のはずです)。`,
    hint: 'slmgr の出力などを貼り付けたものには gracewatch explain を使ってください。',
  },
  evidenceTooNew: {
    message: ({ file, schema }) =>
      `${file}: 新しい版の gracewatch が作成したファイルです (${schema})。この版で読めるのは gracewatch.evidence/1 です。`,
    hint: 'この gracewatch を更新してください。',
  },
  wrongKeys: {
    message: ({ file }) => `${file}: このままでは使えません。`,
    hint: '示した箇所を直して、やり直してください。',
  },
  nothingRecognised: {
    message: ({ file }) => `${file}: 理解できる内容がありませんでした。`,
    hint: 'cscript //Nologo slmgr.vbs /dlv の出力全体を貼り付けてください。英語以外の出力には、そのコンピューターの slmgr.ini を --labels で指定してください。',
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
  liveNotYet: {
    message: () => 'この版ではまだコンピューターから直接取得できません。--evidence FILE が必要です。',
    hint: '代わりに slmgr /dlv の出力を gracewatch explain に貼り付けてください。',
  },
  internal: {
    message: ({ detail }) => `gracewatch の内部で問題が起きました: ${detail}`,
    hint: '--log-level debug を付けて実行し直し、出力を gracewatch の担当者に送ってください。',
  },
};

export const mistakes: typeof en = {
  unknownKey: '知らないキーです',
  didYouMean: (key) => `${key} の誤りではありませんか?`,
  timeZone: 'タイム ゾーンの名前ではありません。Asia/Tokyo のように指定してください',
  atMost: (other) => `${other} 以下でなければなりません`,
};
