/**
 * Traditional Chinese texts of slmgr.vbs: ordinary translations in Microsoft's terms, good for naming a line only. No output
 * of a Windows in this language was found. The one table found (cjhdevact/slmgr-cs slmgr/Resources/Strings.zh-TW.resx) is
 * its author's conversion of the Simplified Chinese one, down to its slips (the same wrong word in one grace period, the
 * same missing blanks), and Microsoft's translated documentation describes an English picture. So there is no source here,
 * and no status.
 */
import type { LanguageSet } from './set.ts';

export const traditionalChineseLabels: LanguageSet = {
  language: 'zh-Hant',
  sources: {},
  labels: [
    ['L_MsgServiceVersion', '軟體授權服務版本: ', null],
    ['L_MsgProductName', '名稱: ', null],
    ['L_MsgProductDesc', '描述: ', null],
    ['L_MsgProductDesc', '說明: ', null],
    ['L_MsgActID', '啟用識別碼: ', null],
    ['L_MsgAppID', '應用程式識別碼: ', null],
    ['L_MsgPID4', '延伸 PID: ', null],
    ['L_MsgPID4', '擴充 PID: ', null],
    ['L_MsgChannel', '產品金鑰通道: ', null],
    ['L_MsgInstallationID', '安裝識別碼: ', null],
    ['L_MsgProcessorCertUrl', '處理器憑證 URL: ', null],
    ['L_MsgMachineCertUrl', '電腦憑證 URL: ', null],
    ['L_MsgUseLicenseCertUrl', '使用授權 URL: ', null],
    ['L_MsgPKeyCertUrl', '產品金鑰憑證 URL: ', null],
    ['L_MsgValidationUrl', '驗證 URL: ', null],
    ['L_MsgPartialPKey', '部分產品金鑰: ', null],

    ['L_MsgRemainingWindowsRearmCount', '剩餘 Windows 重設計數: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', '剩餘 SKU 重設計數: %COUNT%', null],
    ['L_MsgRemainingAppRearmCount', '剩餘應用程式重設計數: %COUNT%', null],
    ['L_MsgCurrentTrustedTime', '信任的時間: ', null],

    ['L_MsgKmsInfo', '金鑰管理服務用戶端資訊', null],
    ['L_MsgCmid', '用戶端電腦識別碼 (CMID): ', null],
    ['L_MsgRegisteredKmsName', '已登錄的 KMS 電腦名稱: ', null],
    ['L_MsgRegisteredKmsName', '已註冊的 KMS 電腦名稱: ', null],
    ['L_MsgKmsFromDns', '來自 DNS 的 KMS 電腦名稱: ', null],
    ['L_MsgKmsFromDns', '來自 DNS 的 KMS 機器名稱: ', null],
    ['L_MsgKmsIpAddress', 'KMS 電腦 IP 位址: ', null],
    ['L_MsgKmsPID4', 'KMS 電腦延伸 PID: ', null],
    ['L_MsgActivationInterval', '啟用間隔: %INTERVAL% 分鐘', null],
    ['L_MsgActivationInterval', '啟用時間間隔: %INTERVAL% 分鐘', null],
    ['L_MsgRenewalInterval', '更新間隔: %INTERVAL% 分鐘', null],
    ['L_MsgRenewalInterval', '續約間隔: %INTERVAL% 分鐘', null],
    ['L_MsgKmsHostCachingEnabled', '已啟用 KMS 主機快取', null],
    ['L_MsgKmsHostCachingDisabled', '已停用 KMS 主機快取', null],
    ['L_MsgKmsCurrentCount', '目前計數: ', null],
  ],
};
