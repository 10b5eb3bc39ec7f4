/**
 * German texts of slmgr.vbs. Sources: two scripts that compare the output of a German Windows in daily use, and a page
 * of Microsoft's that quotes an error; no whole German output was found. "Lizenziert" stands in two scripts of
 * different authors and deserves trust; "Benachrichtigung" in one of them. All other statuses, and what `/xpr` prints,
 * were not seen quoted and are left out. Texts without a source are translations that name a line, no more.
 */
import type { LanguageSet } from './set.ts';

export const germanLabels: LanguageSet = {
  language: 'de',
  sources: {
    rmm: 'https://github.com/MichaelSchoenburg/Check-WindowsLizenz Check-WindowsLizenz.ps1 (2021; compares label and value apart, label before ": ")',
    bisf: 'Public GitHub file, repository not known: "Windows KMS Check script" for BIS-F by M. Schwenke, 07.07.2020 (compares the whole line)',
    azure:
      'https://github.com/superfliege/azure-docs.de-de articles/virtual-machines/windows/troubleshoot-activation-problems.md (human translation)',
  },
  labels: [
    ['L_MsgLicenseStatusLicensed_1', 'Lizenzstatus: Lizenziert', 'bisf'],
    ['L_MsgLicenseStatusNotification_1', 'Lizenzstatus: Benachrichtigung', 'rmm'],

    ['L_MsgProductName', 'Name: ', 'rmm'],
    ['L_MsgChannel', 'Product Key-Kanal: ', 'rmm'],
    // A German Windows 10 prints both counts alike; the first line is that of Windows, the second that of the SKU.
    ['L_MsgRemainingWindowsRearmCount', 'Verbleibende Windows Rearm-Anzahl: %COUNT%', 'rmm'],
    ['L_MsgRemainingSkuRearmCount', 'Verbleibende Windows Rearm-Anzahl: %COUNT%', 'rmm'],
    ['L_MsgNotificationErrorReasonOther', 'Benachrichtigungsgrund: 0x%ERRCODE%', 'rmm'],
    ['L_MsgErrorText_8', 'Fehler: ', 'azure'],
    ['scriptHostBanner', 'Copyright (C) Microsoft Corporation. Alle Rechte vorbehalten.', 'rmm'],

    // The label before the colon was quoted for the time-based one, with days in brackets; the words between are ours.
    ['L_MsgLicenseStatusTBL_1', 'Ablauf der zeitbegrenzten Aktivierung: %MINUTE% Minute(n) (%DAY% Tag(e))', null],
    ['L_MsgLicenseStatusTBL_1', 'Ablauf der zeitbegrenzten Aktivierung: %MINUTE% Minuten (%DAY% Tage)', null],
    ['L_MsgLicenseStatusVL_1', 'Ablauf der Volumenaktivierung: %MINUTE% Minute(n) (%DAY% Tag(e))', null],
    ['L_MsgLicenseStatusVL_1', 'Ablauf der Volumenaktivierung: %MINUTE% Minuten (%DAY% Tage)', null],
    ['L_MsgLicenseStatusTimeRemaining', 'Verbleibende Zeit: %MINUTE% Minute(n) (%DAY% Tag(e))', null],
    // What stands in the brackets says nothing that the code does not say.
    ['L_MsgNotificationErrorReasonOther', 'Benachrichtigungsgrund: 0x%ERRCODE% (%TEXT%)', null],

    ['L_MsgServiceVersion', 'Softwarelizenzierungsdienst-Version: ', null],
    ['L_MsgServiceVersion', 'Version des Softwarelizenzierungsdiensts: ', null],
    ['L_MsgProductDesc', 'Beschreibung: ', null],
    ['L_MsgActID', 'Aktivierungs-ID: ', null],
    ['L_MsgAppID', 'Anwendungs-ID: ', null],
    ['L_MsgPID4', 'Erweiterte PID: ', null],
    ['L_MsgInstallationID', 'Installations-ID: ', null],
    ['L_MsgProcessorCertUrl', 'Prozessorzertifikat-URL: ', null],
    ['L_MsgMachineCertUrl', 'Computerzertifikat-URL: ', null],
    ['L_MsgUseLicenseCertUrl', 'Verwendungslizenz-URL: ', null],
    ['L_MsgPKeyCertUrl', 'Product Key-Zertifikat-URL: ', null],
    ['L_MsgValidationUrl', 'Überprüfungs-URL: ', null],
    ['L_MsgPartialPKey', 'Teil-Product Key: ', null],
    ['L_MsgLicenseStatusEvalEndData', 'Enddatum der Evaluierung: ', null],
    ['L_MsgRemainingAppRearmCount', 'Verbleibende App Rearm-Anzahl: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', 'Verbleibende SKU Rearm-Anzahl: %COUNT%', null],
    ['L_MsgCurrentTrustedTime', 'Vertrauenswürdige Zeit: ', null],

    ['L_MsgVLActivationTypeAll', 'Konfigurierter Aktivierungstyp: Alle', null],
    ['L_MsgVLActivationTypeAD', 'Konfigurierter Aktivierungstyp: AD', null],
    ['L_MsgVLActivationTypeKMS', 'Konfigurierter Aktivierungstyp: KMS', null],
    ['L_MsgVLActivationTypeToken', 'Konfigurierter Aktivierungstyp: Token', null],
    ['L_MsgVLMostRecentActivationInfo', 'Informationen zur letzten Aktivierung:', null],
    ['L_MsgKmsInfo', 'Schlüsselverwaltungsdienst-Clientinformationen', null],
    ['L_MsgCmid', 'Clientcomputer-ID (CMID): ', null],
    ['L_MsgRegisteredKmsName', 'Registrierter KMS-Computername: ', null],
    ['L_MsgKmsFromDns', 'KMS-Computername von DNS: ', null],
    ['L_MsgKmsFromDns', 'KMS-Computername aus DNS: ', null],
    ['L_MsgKmsIpAddress', 'KMS-Computer-IP-Adresse: ', null],
    ['L_MsgKmsIpAddress', 'IP-Adresse des KMS-Computers: ', null],
    ['L_MsgKmsPID4', 'Erweiterte PID des KMS-Computers: ', null],
    ['L_MsgActivationInterval', 'Aktivierungsintervall: %INTERVAL% Minuten', null],
    ['L_MsgRenewalInterval', 'Erneuerungsintervall: %INTERVAL% Minuten', null],
    ['L_MsgKmsHostCachingEnabled', 'KMS-Hostzwischenspeicherung ist aktiviert', null],
    ['L_MsgKmsHostCachingDisabled', 'KMS-Hostzwischenspeicherung ist deaktiviert', null],
    ['L_MsgNotAvailable', 'Nicht verfügbar', null],
    ['scriptHostBanner', 'Microsoft (R) Windows Script Host, Version ', null],
  ],
};
