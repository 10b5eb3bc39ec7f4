/**
 * Italian texts of slmgr.vbs. Sources: an article of a computer magazine that quotes what `/xpr` says of a permanent
 * activation (fair trust: one editor, word for word), and a translated page of Microsoft's that quotes an error. No
 * output of `/dlv` of an Italian Windows was found, so no "license status" line is known. Texts without a source are
 * translations that name a line, no more.
 */
import type { LanguageSet } from './set.ts';

export const italianLabels: LanguageSet = {
  language: 'it',
  sources: {
    ilsoftware: 'https://ilsoftware.it/focus/come-controllare-se-la-licenza-di-windows-e-valida_19177',
    azure:
      'https://github.com/nsrau/azure-docs.it-it articles/virtual-machines/windows/troubleshoot-activation-problems.md (human translation)',
  },
  labels: [
    ['L_MsgLicenseStatusLicensed', 'Il computer è attivato definitivamente.', 'ilsoftware'],
    ['L_MsgErrorText_8', 'Errore: ', 'azure'],

    ['L_MsgServiceVersion', 'Versione servizio Gestione licenze software: ', null],
    ['L_MsgServiceVersion', 'Versione del servizio gestione licenze software: ', null],
    ['L_MsgProductName', 'Nome: ', null],
    ['L_MsgProductDesc', 'Descrizione: ', null],
    ['L_MsgActID', 'ID attivazione: ', null],
    ['L_MsgAppID', 'ID applicazione: ', null],
    ['L_MsgPID4', 'PID esteso: ', null],
    ['L_MsgChannel', 'Canale codice Product Key: ', null],
    ['L_MsgInstallationID', 'ID installazione: ', null],
    ['L_MsgProcessorCertUrl', 'URL certificato processore: ', null],
    ['L_MsgMachineCertUrl', 'URL certificato computer: ', null],
    ['L_MsgUseLicenseCertUrl', 'URL licenza d’uso: ', null],
    ['L_MsgPKeyCertUrl', 'URL certificato codice Product Key: ', null],
    ['L_MsgValidationUrl', 'URL di convalida: ', null],
    ['L_MsgPartialPKey', 'Codice Product Key parziale: ', null],

    ['L_MsgLicenseStatusVL_1', 'Scadenza attivazione contratti multilicenza: %MINUTE% minuti (%DAY% giorni)', null],
    ['L_MsgLicenseStatusVL_1', 'Scadenza attivazione contratti multilicenza: %MINUTE% minuto/i (%DAY% giorno/i)', null],
    ['L_MsgLicenseStatusTimeRemaining', 'Tempo rimanente: %MINUTE% minuti (%DAY% giorni)', null],
    ['L_MsgNotificationErrorReasonOther', 'Motivo della notifica: 0x%ERRCODE%', null],
    // What stands in the brackets says nothing that the code does not say.
    ['L_MsgNotificationErrorReasonOther', 'Motivo della notifica: 0x%ERRCODE% (%TEXT%)', null],
    ['L_MsgLicenseStatusEvalEndData', 'Data di fine valutazione: ', null],
    ['L_MsgCurrentTrustedTime', 'Data/ora attendibile: ', null],

    ['L_MsgVLActivationTypeAll', 'Tipo di attivazione configurato: Tutti', null],
    ['L_MsgVLActivationTypeAD', 'Tipo di attivazione configurato: AD', null],
    ['L_MsgVLActivationTypeToken', 'Tipo di attivazione configurato: Token', null],
    ['L_MsgVLMostRecentActivationInfo', 'Informazioni sull’attivazione più recente:', null],
    ['L_MsgKmsInfo', 'Informazioni client Servizio di gestione delle chiavi', null],
    ['L_MsgCmid', 'ID computer client (CMID): ', null],
    ['L_MsgKmsIpAddress', 'Indirizzo IP computer Servizio di gestione delle chiavi: ', null],
    ['L_MsgKmsPID4', 'PID esteso computer Servizio di gestione delle chiavi: ', null],
    ['L_MsgActivationInterval', 'Intervallo di attivazione: %INTERVAL% minuti', null],
    ['L_MsgRenewalInterval', 'Intervallo di rinnovo: %INTERVAL% minuti', null],
    ['L_MsgNotAvailable', 'Non disponibile', null],
    ['scriptHostBanner', 'Microsoft (R) Windows Script Host Versione ', null],
    ['scriptHostBanner', 'Copyright (C) Microsoft Corporation. Tutti i diritti riservati.', null],
  ],
};
