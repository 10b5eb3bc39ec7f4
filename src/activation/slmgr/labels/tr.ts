/**
 * Turkish texts of slmgr.vbs. Only what cscript prints first was seen, in a paste of a Turkish Windows 10 (of ospp.vbs,
 * whose own texts are English): that much can be trusted. No slmgr.ini, no pasted output of slmgr.vbs. Everything else is a
 * translation of our own, so this set names lines at best and knows no status at all.
 */
import type { LanguageSet } from './set.ts';

export const turkishLabels: LanguageSet = {
  language: 'tr',
  sources: {
    hostPaste: 'https://github.com/21Z/Microsoft-Office-2021/issues/3',
  },
  labels: [
    ['L_MsgServiceVersion', 'Yazılım lisanslama hizmeti sürümü: ', null],
    ['L_MsgProductName', 'Ad: ', null],
    ['L_MsgProductName', 'Adı: ', null],
    ['L_MsgProductDesc', 'Açıklama: ', null],
    ['L_MsgTkaInfoAdditionalInfo', 'Ek Bilgi: %MOREINFO%', null],
    ['L_MsgActID', 'Etkinleştirme Kimliği: ', null],
    ['L_MsgAppID', 'Uygulama Kimliği: ', null],
    ['L_MsgPID4', 'Genişletilmiş PID: ', null],
    ['L_MsgChannel', 'Ürün Anahtarı Kanalı: ', null],
    ['L_MsgInstallationID', 'Yükleme Kimliği: ', null],
    ['L_MsgProcessorCertUrl', "İşlemci Sertifikası URL'si: ", null],
    ['L_MsgMachineCertUrl', "Makine Sertifikası URL'si: ", null],
    ['L_MsgUseLicenseCertUrl', "Kullanım Lisansı URL'si: ", null],
    ['L_MsgPKeyCertUrl', "Ürün Anahtarı Sertifikası URL'si: ", null],
    ['L_MsgValidationUrl', "Doğrulama URL'si: ", null],
    ['L_MsgPartialPKey', 'Kısmi Ürün Anahtarı: ', null],
    ['L_MsgErrorLicenseNotInUse', 'Bu lisans kullanımda değil.', null],

    ['L_MsgLicenseStatusVL_1', 'Toplu etkinleştirme sona erme süresi: %MINUTE% dakika (%DAY% gün)', null],
    ['L_MsgLicenseStatusVL_1', 'Toplu etkinleştirme süre sonu: %MINUTE% dakika (%DAY% gün)', null],
    ['L_MsgLicenseStatusTimeRemaining', 'Kalan süre: %MINUTE% dakika (%DAY% gün)', null],
    ['L_MsgNotificationErrorReasonOther', 'Bildirim Nedeni: 0x%ERRCODE%.', null],
    ['L_MsgLicenseStatusEvalEndData', 'Değerlendirme Bitiş Tarihi: ', null],
    ['L_MsgRemainingWindowsRearmCount', 'Kalan Windows yeniden kurma sayısı: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', 'Kalan SKU yeniden kurma sayısı: %COUNT%', null],
    ['L_MsgCurrentTrustedTime', 'Güvenilen zaman: ', null],
    ['L_MsgCurrentTrustedTime', 'Güvenilir zaman: ', null],

    ['L_MsgVLActivationTypeAll', 'Yapılandırılmış Etkinleştirme Türü: Tümü', null],
    ['L_MsgVLActivationTypeAD', 'Yapılandırılmış Etkinleştirme Türü: AD', null],
    ['L_MsgVLActivationTypeKMS', 'Yapılandırılmış Etkinleştirme Türü: KMS', null],
    ['L_MsgVLActivationTypeToken', 'Yapılandırılmış Etkinleştirme Türü: Belirteç', null],
    ['L_MsgVLMostRecentActivationInfo', 'En son etkinleştirme bilgileri:', null],

    ['L_MsgKmsInfo', 'Anahtar Yönetimi Hizmeti istemci bilgileri', null],
    ['L_MsgCmid', 'İstemci Makine Kimliği (CMID): ', null],
    ['L_MsgRegisteredKmsName', 'Kayıtlı KMS makine adı: ', null],
    ['L_MsgKmsFromDns', "DNS'den KMS makine adı: ", null],
    ['L_MsgKmsFromDns', "DNS'deki KMS makine adı: ", null],
    ['L_MsgKmsIpAddress', 'KMS makinesi IP adresi: ', null],
    ['L_MsgKmsIpAddressUnavailable', 'KMS makinesi IP adresi: kullanılamıyor', null],
    ['L_MsgKmsPID4', "KMS makinesi genişletilmiş PID'si: ", null],
    ['L_MsgActivationInterval', 'Etkinleştirme aralığı: %INTERVAL% dakika', null],
    ['L_MsgRenewalInterval', 'Yenileme aralığı: %INTERVAL% dakika', null],
    ['L_MsgKmsHostCachingEnabled', 'KMS ana bilgisayarını önbelleğe alma etkin', null],
    ['L_MsgKmsHostCachingDisabled', 'KMS ana bilgisayarını önbelleğe alma devre dışı', null],
    ['L_MsgKmsCurrentCount', 'Geçerli sayı: ', null],
    ['L_MsgKmsListeningOnPort', 'Dinlenen Bağlantı Noktası: ', null],
    ['L_MsgNotAvailable', 'Kullanılamıyor', null],

    ['scriptHostBanner', 'Microsoft (R) Windows Kod Merkezi Sürüm ', 'hostPaste'],
    ['scriptHostBanner', 'Telif Hakkı (C) Microsoft Corporation. Tüm hakları saklıdır.', 'hostPaste'],
  ],
};
