/** Further codes of slerror.h: licences, licensing service, add-ons. Most of them are rare. */
import type { CodeText } from '../text.ts';

/** What helps where a licence file or the cache made of it is missing or wrong. */
const damaged = 'Windows のライセンス ファイルが壊れているか、欠けているか、変更されています。';
const repair =
  '管理者として sfc /scannow でシステム ファイルを修復し、slmgr /rilc でライセンスを再インストールしてから、コンピューターを再起動してください。コードが消えない場合は、管理者に伝えてください。';

export const codesMore: Record<string, CodeText> = {
  '0xC004F001': { meaning: 'ライセンス サービスで内部エラーが発生しました。', cause: null, next: null },
  '0xC004F002': { meaning: '製品を使用する権利を取得できませんでした。', cause: null, next: null },
  '0xC004F003': { meaning: '必要な使用ライセンスが見つかりませんでした。', cause: damaged, next: repair },
  '0xC004F004': {
    meaning: 'プロダクト キーが、ライセンスの対象範囲に含まれていません。',
    cause: null,
    next: 'エディションとキーを照合し、正しいキーをライセンス管理者に確認してください。',
  },
  '0xC004F005': {
    meaning: 'プロダクト キーがライセンスと一致しません。',
    cause: null,
    next: 'エディションとキーを照合し、正しいキーをライセンス管理者に確認してください。',
  },
  '0xC004F006': { meaning: 'ライセンスの署名ファイルがありません。', cause: damaged, next: repair },
  '0xC004F007': { meaning: '権利アカウント証明書が見つかりませんでした。', cause: damaged, next: repair },
  '0xC004F008': { meaning: 'セキュリティ プロセッサの証明書が見つかりませんでした。', cause: damaged, next: repair },
  '0xC004F00A': { meaning: 'アプリケーション ID がライセンスと一致しません。', cause: null, next: null },
  '0xC004F00B': { meaning: '製品の識別データがありません。', cause: damaged, next: repair },
  '0xC004F00E': {
    meaning: 'ライセンスが、セキュリティ プロセッサのバージョンに対応していません。',
    cause: damaged,
    next: repair,
  },
  '0xC004F010': {
    meaning: 'プロダクト キーが無効です。',
    cause: null,
    next: 'キーを確認し、管理者として slmgr /ipk <プロダクト キー> で入力し直してください。',
  },
  '0xC004F011': { meaning: 'ライセンス ファイルがインストールされていません。', cause: damaged, next: repair },
  '0xC004F013': { meaning: 'ソフトウェアを実行する権利がありません。', cause: null, next: null },
  '0xC004F016': { meaning: '要求はサポートされていません。', cause: null, next: null },
  '0xC004F018': {
    meaning: 'ライセンスに、ライセンス認証サーバーの有効なアドレスがありません。',
    cause: null,
    next: null,
  },
  '0xC004F01D': { meaning: 'ライセンスの署名を検証できませんでした。', cause: damaged, next: repair },
  '0xC004F01F': { meaning: 'ライセンスが無効です。', cause: damaged, next: repair },
  '0xC004F020': { meaning: 'ライセンス パッケージが無効です。', cause: damaged, next: repair },
  '0xC004F021': {
    meaning: 'ライセンスの有効期間が終了しました。',
    cause: null,
    next: '社内ネットワーク (VPN) に接続し、管理者として slmgr /ato を実行してください。',
  },
  '0xC004F022': { meaning: 'ライセンスの承認に失敗しました。', cause: null, next: null },
  '0xC004F023': { meaning: 'ライセンスの暗号化を解除できませんでした。', cause: damaged, next: repair },
  '0xC004F024': { meaning: 'ライセンスの状態が無効です。', cause: damaged, next: repair },
  '0xC004F026': { meaning: '必要なデータが見つかりませんでした。', cause: damaged, next: repair },
  '0xC004F027': { meaning: 'ライセンスが改変されています。', cause: damaged, next: repair },
  '0xC004F028': { meaning: 'ライセンス サービスのポリシー キャッシュが無効です。', cause: damaged, next: repair },
  '0xC004F029': {
    meaning: 'Windows の現在のモードでは、ライセンス サービスを実行できません。',
    cause: 'たとえば、セーフ モードで起動しています。',
    next: 'Windows を通常どおり起動し、もう一度実行してください。',
  },
  '0xC004F02A': { meaning: 'ライセンスに署名がないか、ライセンスが無効です。', cause: damaged, next: repair },
  '0xC004F032': { meaning: 'ライセンスのバインド データが無効です。', cause: damaged, next: repair },
  '0xC004F033': {
    meaning: 'このプロダクト キーのインストールは許可されていません。',
    cause: null,
    next: 'アプリケーション ログで理由を確認してください。',
  },
  '0xC004F047': { meaning: 'プロキシ ポリシーが更新されていません。', cause: null, next: null },
  '0xC004F04F': { meaning: 'ライセンスに管理情報がありません。', cause: damaged, next: repair },
  '0xC004F052': { meaning: 'ライセンスに重複したプロパティがあります。', cause: damaged, next: repair },
  '0xC004F053': {
    meaning: 'ライセンスに、正しく構成されていない上書きポリシーがあります。',
    cause: damaged,
    next: repair,
  },
  '0xC004F054': { meaning: 'ライセンスの管理情報が重複しています。', cause: damaged, next: repair },
  '0xC004F055': {
    meaning: 'アドオンの基本製品がありません。',
    cause: null,
    next: '先に基本製品をインストールしてください。',
  },
  '0xC004F060': { meaning: 'ライセンス パッケージのバージョンが無効です。', cause: damaged, next: repair },
  '0xC004F062': { meaning: '必要な発行ライセンスが見つかりませんでした。', cause: damaged, next: repair },
  '0x4004F065': {
    meaning: 'Windows を正規品と確認できず、猶予期間に入っています。',
    cause: '正規品の検証に失敗しました。',
    next: '期限までに、正しいキーをライセンス管理者に確認し、管理者として slmgr /ipk <プロダクト キー> でインストールしてから、slmgr /ato を実行してください。',
  },
  '0xC004F066': {
    meaning: '正規品の情報を、前提となるプロパティより先に設定しようとしました。',
    cause:
      'slmgr はこのコードに別のメッセージ (製品 SKU が見つからない) を表示しますが、それは 0xC004F069 の内容です。',
    next: null,
  },
  '0xC004F067': {
    meaning: '正規品と確認できなかった Windows の猶予期間が終了しました (種類 2)。',
    cause: '正規品の検証に失敗しました。',
    next: '正しいキーをライセンス管理者に確認し、管理者として slmgr /ipk <プロダクト キー> でインストールしてから、slmgr /ato を実行してください。',
  },
  '0x4004F068': {
    meaning: 'Windows を正規品と確認できず、猶予期間に入っています (種類 2)。',
    cause: '正規品の検証に失敗しました。',
    next: '期限までに、正しいキーをライセンス管理者に確認し、管理者として slmgr /ipk <プロダクト キー> でインストールしてから、slmgr /ato を実行してください。',
  },
  '0xC004F06A': { meaning: '要求された操作は許可されていません。', cause: null, next: null },
  '0xC004F071': {
    meaning: 'ライセンス サービスのプラグインのマニフェストが正しくありません。',
    cause: damaged,
    next: repair,
  },
  '0xC004F072': { meaning: '高速クエリ用のライセンス ポリシーが見つかりませんでした。', cause: damaged, next: repair },
  '0xC004F073': { meaning: '高速クエリ用のライセンス ポリシーが読み込まれていません。', cause: damaged, next: repair },
  '0xC004F076': { meaning: 'ライセンス サービスのプラグインが見つかりませんでした。', cause: damaged, next: repair },
  '0xC004F077': { meaning: '認証データのバージョンに互換性がありません。', cause: null, next: null },
  '0xC004F078': { meaning: '認証キーが一致しません。', cause: null, next: null },
  '0xC004F079': { meaning: '認証データが設定されていません。', cause: null, next: null },
  '0xC004F07A': { meaning: '検証を実行できませんでした。', cause: null, next: null },
  '0xC004F07B': {
    meaning: 'ライセンス サービスの実行中は、この操作を行えません。',
    cause: null,
    next: null,
  },
  '0xC004F07D': {
    meaning: 'プロダクト キーは、この種類のライセンス認証には使えません。',
    cause: null,
    next: 'この種類のライセンス認証で使うキーを、ライセンス管理者に確認してください。',
  },
  '0xC004F080': { meaning: 'ライセンスが、このコンピューターのものではありません。', cause: null, next: null },
  '0x4004FC06': {
    meaning: '延長された猶予期間中です。',
    cause: null,
    next: 'まだエラーではありません。期限までに、管理者として slmgr /ato を実行してください。',
  },
  '0x8004E026': {
    meaning: 'Windows のキーが必要なところに、アドオンのキーが入力されました。',
    cause: 'たとえば、拡張セキュリティ更新プログラム (ESU) のキーです。',
    next: 'ここには Windows のキーを入力してください。どの製品のキーかは、ライセンス管理者に確認してください。',
  },
  '0xC004E027': {
    meaning: 'Software Protection サービス (sppsvc) のバージョンがポリシーと一致しません。',
    cause: damaged,
    next: repair,
  },
  '0xC004E028': {
    meaning: 'この製品のライセンス認証が、別に進行中です。',
    cause: null,
    next: '終わるまで待ってから、もう一度実行してください。',
  },
  '0xC004E029': {
    meaning: 'このライセンスには、対応する Microsoft Store のアップグレード ライセンスが必要です。',
    cause: null,
    next: 'ライセンス管理者に確認してください。購入済みのライセンスは、Store からもう一度ダウンロードできます。',
  },
  '0xC004E02A': {
    meaning: 'Microsoft Store のアップグレード ライセンスは、別のエディションのものです。',
    cause: null,
    next: 'インストールされているエディションとライセンスを照合し、ライセンス管理者に確認してください。',
  },
  '0x8004D102': {
    meaning: 'コンピューターの時計が、ライセンスの信頼された時刻と一致しません。',
    cause: null,
    next: '日付、時刻、タイム ゾーンを確認してください。ドメインでは、管理者として w32tm /resync を実行してください。',
  },
};
