/**
 * Japanese texts of slmgr.vbs. No message table and no whole output was found: the few texts with a source are what
 * people quoted of what they saw (scripts that look for the line, blog posts), so a blank or a full stop at the end may be
 * missing in them. They deserve fair trust for their words. The rest are ordinary translations, good for naming a line only.
 * Microsoft's translated documentation is no source: it has ライセンス済み where Windows prints ライセンスされています.
 */
import type { LanguageSet } from './set.ts';

export const japaneseLabels: LanguageSet = {
  language: 'ja',
  sources: {
    inventory:
      'PowerShell inventory script of 2015: takes the line "ライセンスの状態:" from /dli and says that it has to show ' +
      '"ライセンスされています" (public repository that the code index does not name, its file 21137339454)',
    softantenna: 'https://softantenna.com/blog/how-to-check-windows-11-activated',
    pasoKake: 'https://paso-kake.com/?p=4229',
  },
  labels: [
    ['L_MsgServiceVersion', 'ソフトウェア ライセンス サービスのバージョン: ', null],
    ['L_MsgProductName', '名前: ', null],
    ['L_MsgProductDesc', '説明: ', null],
    ['L_MsgActID', 'ライセンス認証 ID: ', null],
    ['L_MsgAppID', 'アプリケーション ID: ', null],
    ['L_MsgPID4', '拡張 PID: ', null],
    ['L_MsgChannel', 'プロダクト キー チャネル: ', null],
    ['L_MsgInstallationID', 'インストール ID: ', null],
    ['L_MsgProcessorCertUrl', 'プロセッサの証明書の URL: ', null],
    ['L_MsgMachineCertUrl', 'コンピューターの証明書の URL: ', null],
    ['L_MsgUseLicenseCertUrl', '使用ライセンスの URL: ', null],
    ['L_MsgPKeyCertUrl', 'プロダクト キーの証明書の URL: ', null],
    ['L_MsgValidationUrl', '検証 URL: ', null],
    ['L_MsgPartialPKey', 'プロダクト キーの一部: ', null],

    ['L_MsgLicenseStatusLicensed_1', 'ライセンスの状態: ライセンスされています', 'inventory'],
    ['L_MsgRemainingWindowsRearmCount', '残りのWindows猶予期限リセット可能回数:%COUNT%', 'pasoKake'],
    ['L_MsgRemainingWindowsRearmCount', '残りの Windows 猶予期限リセット可能回数: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', '残りの SKU 猶予期限リセット可能回数: %COUNT%', null],
    ['L_MsgRemainingAppRearmCount', '残りのアプリケーション猶予期限リセット可能回数: %COUNT%', null],
    ['L_MsgCurrentTrustedTime', '信頼できる日時: ', null],

    ['L_MsgKmsInfo', 'キー管理サービス クライアント情報', null],
    ['L_MsgCmid', 'クライアント コンピューター ID (CMID): ', null],
    ['L_MsgRegisteredKmsName', '登録済みの KMS コンピューター名: ', null],
    ['L_MsgKmsFromDns', 'DNS からの KMS コンピューター名: ', null],
    ['L_MsgKmsIpAddress', 'KMS コンピューターの IP アドレス: ', null],
    ['L_MsgKmsPID4', 'KMS コンピューターの拡張 PID: ', null],
    ['L_MsgActivationInterval', 'ライセンス認証の間隔: %INTERVAL% 分', null],
    ['L_MsgRenewalInterval', '更新間隔: %INTERVAL% 分', null],
    ['L_MsgKmsHostCachingEnabled', 'KMS ホストのキャッシュは有効です', null],
    ['L_MsgKmsHostCachingDisabled', 'KMS ホストのキャッシュは無効です', null],
    ['L_MsgKmsCurrentCount', '現在の数: ', null],

    // As quoted; a script for Japanese Windows (the code index's file 44093143781) looks for the first of the two as well.
    ['L_MsgLicenseStatusLicensed', 'コンピューターのライセンス認証は完了しました', 'softantenna'],
    ['L_MsgLicenseStatusNotification', 'Windowsは通知モードです', 'softantenna'],
  ],
};
