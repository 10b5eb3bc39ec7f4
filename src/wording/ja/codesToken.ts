/** Codes of slerror.h for token-based and offline activation and for licences in the firmware. */
import type { CodeText } from '../text.ts';

/** What the firmware is asked for only where the maker's own activation is wanted. */
const noOemWindows =
  'メーカーのプレインストール用キー (OEM) が入っているのに、コンピューターがその Windows 付きで出荷されたものではないことが原因です。';
const volumeKey =
  'ボリューム ライセンスの場合は、KMS クライアント キー (GVLK) または MAK をライセンス管理者に確認し、管理者として slmgr /ipk <プロダクト キー> でインストールしてください。それ以外の場合は、コンピューターのメーカーに問い合わせてください。';

export const codesToken: Record<string, CodeText> = {
  '0xC004F301': {
    meaning: 'トークンによるライセンス認証のチャレンジの有効期限が切れました。',
    cause: null,
    next: 'ライセンス認証をやり直してください。',
  },
  '0xC004F302': {
    meaning: 'ユーザーの操作なしでライセンス認証できる証明書が見つかりませんでした。',
    cause: null,
    next: '証明書の確認に応答できるユーザーでサインインし、もう一度ライセンス認証してください。',
  },
  '0xC004F303': {
    meaning: '証明書チェーンを構築できないか、チェーンが無効です。',
    cause: null,
    next: 'このコンピューターの証明書チェーンの確認を、証明書管理者に依頼してください。',
  },
  '0xC004F304': {
    meaning: 'トークンによるライセンス認証に必要なライセンスが見つかりませんでした。',
    cause: null,
    next: null,
  },
  '0xC004F305': {
    meaning: '製品をライセンス認証できる証明書が見つかりませんでした。',
    cause: null,
    next: 'スマート カードを挿入するか、必要な証明書を証明書管理者に確認してください。',
  },
  '0xC004F306': {
    meaning: 'このエディションは、トークンによるライセンス認証に対応していません。',
    cause: null,
    next: 'このエディションのライセンス認証の方法を、ライセンス管理者に確認してください。',
  },
  '0xC004F307': { meaning: 'トークンによるライセンス認証のデータが無効です。', cause: null, next: null },
  '0xC004F308': { meaning: 'トークンによるライセンス認証のデータが改変されています。', cause: null, next: null },
  '0xC004F309': {
    meaning: 'トークンによるライセンス認証のチャレンジと応答が一致しません。',
    cause: null,
    next: 'ライセンス認証をやり直してください。',
  },
  '0xC004F30A': {
    meaning: '証明書がライセンスの条件を満たしていません。',
    cause: null,
    next: '必要な証明書を、証明書管理者に確認してください。',
  },
  '0xC004F30B': { meaning: '挿入されたスマート カードは、ライセンス認証に使えません。', cause: null, next: null },
  '0xC004F30C': {
    meaning: 'トークンによるライセンス認証のライセンスの内容が無効です。',
    cause: null,
    next: null,
  },
  '0xC004F30D': {
    meaning: '証明書の拇印が無効です。',
    cause: null,
    next: '拇印の表記を確認してください。',
  },
  '0xC004F30E': {
    meaning: '拇印に一致する証明書がありません。',
    cause: null,
    next: '拇印を、コンピューターにある証明書と照合してください。',
  },
  '0xC004F30F': {
    meaning: '証明書が、発行ライセンスの条件を満たしていません。',
    cause: null,
    next: '必要な証明書を、証明書管理者に確認してください。',
  },
  '0xC004F310': {
    meaning: '証明書が、発行ライセンスのトラスト ポイント ID (TPID) と一致しません。',
    cause: null,
    next: '必要な証明書を、証明書管理者に確認してください。',
  },
  '0xC004F311': {
    meaning: 'ソフトウェア トークンは、ライセンス認証に使えません。',
    cause: null,
    next: 'スマート カードなど、使用できるトークンを証明書管理者に確認してください。',
  },
  '0xC004F312': {
    meaning: '秘密キーがエクスポート可能なため、証明書を使えません。',
    cause: null,
    next: '秘密キーをエクスポートできない証明書を、証明書管理者に依頼してください。',
  },
  '0xC004F313': {
    meaning: '暗号化ライブラリ (CNG) を読み込めませんでした。',
    cause: 'このバージョンの Windows では、証明書を利用できない可能性があります。',
    next: null,
  },
  '0xC004F02D': {
    meaning: '確認 ID のバージョンが正しくありません。',
    cause: null,
    next: 'slmgr /dti で表示されるインストール ID を使い、新しい確認 ID を取得してください。',
  },
  '0xC004F02E': {
    meaning: '確認 ID のバージョンがサポートされていません。',
    cause: null,
    next: 'slmgr /dti で表示されるインストール ID を使い、新しい確認 ID を取得してください。',
  },
  '0xC004F02F': {
    meaning: '確認 ID の桁数が正しくありません。',
    cause: null,
    next: 'slmgr /atp <確認 ID> で、すべての桁を入力し直してください。',
  },
  '0xC004F030': {
    meaning: 'インストール ID または確認 ID を保存できませんでした。',
    cause: null,
    next: null,
  },
  '0xC004F031': {
    meaning: '確認 ID がインストール ID と一致しません。',
    cause: null,
    next: 'slmgr /dti で表示されるインストール ID を使い、新しい確認 ID を取得してください。',
  },
  '0xC004F04D': {
    meaning: 'インストール ID または確認 ID のチェック ディジットが正しくありません。',
    cause: null,
    next: 'slmgr /atp <確認 ID> で入力し直してください。',
  },
  '0xC004F07E': {
    meaning: 'インストール ID と確認 ID が、プロダクト キーと一致しません。',
    cause: null,
    next: 'slmgr /dti で表示されるインストール ID を使い、新しい確認 ID を取得してください。',
  },
  '0xC004F07F': {
    meaning: 'インストール ID と確認 ID が、このコンピューターのものではありません。',
    cause: null,
    next: 'slmgr /dti で表示されるインストール ID を使い、新しい確認 ID を取得してください。',
  },
  '0xC004F057': {
    meaning: '必要なライセンス テーブル (SLIC) がファームウェアにありません。',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F058': {
    meaning: '必要な Windows マーカーがファームウェアにありません。',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F059': { meaning: 'ファームウェアのライセンスが無効です。', cause: noOemWindows, next: volumeKey },
  '0xC004F07C': {
    meaning: 'ファームウェアの Windows マーカーのバージョンが無効です。',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F090': {
    meaning: 'ファームウェアのライセンス テーブルが破損しています。',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F091': { meaning: 'ファームウェアのライセンス データが無効です。', cause: noOemWindows, next: volumeKey },
  '0xC004F092': {
    meaning: 'ファームウェアのライセンス データの長さが正しくありません。',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F093': {
    meaning: 'ファームウェアのプロダクト キーが無効です。',
    cause: null,
    next: '別のキーをライセンス管理者に確認し、管理者として slmgr /ipk <プロダクト キー> でインストールしてください。',
  },
  '0xC004F094': {
    meaning: 'プロダクト キーのエディションを確認できませんでした。',
    cause: 'コンピューターの DISM のファイルが不足しているか、古くなっています。',
    next: null,
  },
  '0xC004F095': {
    meaning: 'ファームウェアのプロダクト キーのエディションが一致しません。',
    cause: null,
    next: 'ファームウェアのキーに合うエディションをインストールするか、現在のエディションのキーをライセンス管理者に確認してください。',
  },
};
