/**
 * Polish texts of slmgr.vbs. Nobody was seen to quote one: no slmgr.ini, no pasted output, no script that compares a line.
 * Every text is a translation of our own, so this set names lines at best and knows no status at all.
 */
import type { LanguageSet } from './set.ts';

export const polishLabels: LanguageSet = {
  language: 'pl',
  sources: {},
  labels: [
    ['L_MsgServiceVersion', 'Wersja usługi licencjonowania oprogramowania: ', null],
    ['L_MsgProductName', 'Nazwa: ', null],
    ['L_MsgProductDesc', 'Opis: ', null],
    ['L_MsgTkaInfoAdditionalInfo', 'Informacje dodatkowe: %MOREINFO%', null],
    ['L_MsgActID', 'Identyfikator aktywacji: ', null],
    ['L_MsgAppID', 'Identyfikator aplikacji: ', null],
    ['L_MsgPID4', 'Rozszerzony identyfikator PID: ', null],
    ['L_MsgPID4', 'Rozszerzony PID: ', null],
    ['L_MsgChannel', 'Kanał klucza produktu: ', null],
    ['L_MsgInstallationID', 'Identyfikator instalacji: ', null],
    ['L_MsgProcessorCertUrl', 'Adres URL certyfikatu procesora: ', null],
    ['L_MsgMachineCertUrl', 'Adres URL certyfikatu komputera: ', null],
    ['L_MsgUseLicenseCertUrl', 'Adres URL licencji użytkowania: ', null],
    ['L_MsgUseLicenseCertUrl', 'Adres URL licencji użycia: ', null],
    ['L_MsgPKeyCertUrl', 'Adres URL certyfikatu klucza produktu: ', null],
    ['L_MsgValidationUrl', 'Adres URL weryfikacji: ', null],
    ['L_MsgValidationUrl', 'Adres URL sprawdzania poprawności: ', null],
    ['L_MsgPartialPKey', 'Częściowy klucz produktu: ', null],
    ['L_MsgErrorLicenseNotInUse', 'Ta licencja nie jest używana.', null],

    ['L_MsgLicenseStatusVL_1', 'Wygaśnięcie aktywacji zbiorczej: %MINUTE% min (%DAY% dni)', null],
    ['L_MsgLicenseStatusVL_1', 'Wygaśnięcie aktywacji zbiorczej: %MINUTE% minut (%DAY% dni)', null],
    ['L_MsgLicenseStatusTimeRemaining', 'Pozostały czas: %MINUTE% min (%DAY% dni)', null],
    ['L_MsgLicenseStatusTimeRemaining', 'Pozostały czas: %MINUTE% minut (%DAY% dni)', null],
    ['L_MsgNotificationErrorReasonOther', 'Przyczyna powiadomienia: 0x%ERRCODE%.', null],
    ['L_MsgLicenseStatusEvalEndData', 'Data zakończenia okresu próbnego: ', null],
    ['L_MsgRemainingWindowsRearmCount', 'Pozostała liczba ponownych uzbrojeń systemu Windows: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', 'Pozostała liczba ponownych uzbrojeń jednostki SKU: %COUNT%', null],
    ['L_MsgCurrentTrustedTime', 'Zaufany czas: ', null],
    ['L_MsgCurrentTrustedTime', 'Czas zaufany: ', null],

    ['L_MsgVLActivationTypeAll', 'Skonfigurowany typ aktywacji: wszystkie', null],
    ['L_MsgVLActivationTypeAD', 'Skonfigurowany typ aktywacji: AD', null],
    ['L_MsgVLActivationTypeKMS', 'Skonfigurowany typ aktywacji: KMS', null],
    ['L_MsgVLActivationTypeToken', 'Skonfigurowany typ aktywacji: token', null],
    ['L_MsgVLMostRecentActivationInfo', 'Najnowsze informacje o aktywacji:', null],

    ['L_MsgKmsInfo', 'Informacje o kliencie usługi zarządzania kluczami', null],
    ['L_MsgCmid', 'Identyfikator komputera klienckiego (CMID): ', null],
    ['L_MsgRegisteredKmsName', 'Zarejestrowana nazwa komputera usługi KMS: ', null],
    ['L_MsgKmsFromDns', 'Nazwa komputera usługi KMS z systemu DNS: ', null],
    ['L_MsgKmsFromDns', 'Nazwa komputera usługi KMS z usługi DNS: ', null],
    ['L_MsgKmsIpAddress', 'Adres IP komputera usługi KMS: ', null],
    ['L_MsgKmsIpAddressUnavailable', 'Adres IP komputera usługi KMS: niedostępny', null],
    ['L_MsgKmsPID4', 'Rozszerzony identyfikator PID komputera usługi KMS: ', null],
    ['L_MsgActivationInterval', 'Interwał aktywacji: %INTERVAL% min', null],
    ['L_MsgActivationInterval', 'Interwał aktywacji: %INTERVAL% minut', null],
    ['L_MsgRenewalInterval', 'Interwał odnawiania: %INTERVAL% min', null],
    ['L_MsgRenewalInterval', 'Interwał odnawiania: %INTERVAL% minut', null],
    ['L_MsgKmsHostCachingEnabled', 'Buforowanie hosta usługi KMS jest włączone', null],
    ['L_MsgKmsHostCachingDisabled', 'Buforowanie hosta usługi KMS jest wyłączone', null],
    ['L_MsgKmsCurrentCount', 'Bieżąca liczba: ', null],
    ['L_MsgKmsListeningOnPort', 'Nasłuchiwanie na porcie: ', null],
    ['L_MsgNotAvailable', 'Niedostępne', null],

    ['scriptHostBanner', 'Host skryptów systemu Windows firmy Microsoft (R) wersja ', null],
    ['scriptHostBanner', 'Copyright (C) Microsoft Corporation. Wszelkie prawa zastrzeżone.', null],
  ],
};
