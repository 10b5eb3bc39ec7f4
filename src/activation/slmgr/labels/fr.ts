/**
 * French texts of slmgr.vbs. Source: a translated page of Microsoft's that quotes an error of `/ato`, good for its first
 * word alone. No output of a French Windows was found, and no script that compares one: French decides no status.
 * Texts without a source are translations that name a line, no more. The blank before a colon does not matter.
 */
import type { LanguageSet } from './set.ts';

export const frenchLabels: LanguageSet = {
  language: 'fr',
  sources: {
    azure:
      'https://github.com/stephanemora/azure-docs.fr-fr articles/virtual-machines/troubleshooting/troubleshoot-activation-problems.md (human translation)',
  },
  labels: [
    ['L_MsgErrorText_8', 'Erreur : ', 'azure'],

    ['L_MsgServiceVersion', 'Version du service de licences logicielles : ', null],
    ['L_MsgServiceVersion', 'Version du service de licence du logiciel : ', null],
    ['L_MsgProductName', 'Nom : ', null],
    ['L_MsgProductDesc', 'Description : ', null],
    ['L_MsgActID', 'ID d’activation : ', null],
    ['L_MsgAppID', 'ID de l’application : ', null],
    ['L_MsgAppID', 'ID d’application : ', null],
    ['L_MsgPID4', 'PID étendu : ', null],
    ['L_MsgChannel', 'Canal de clé de produit : ', null],
    ['L_MsgInstallationID', 'ID d’installation : ', null],
    ['L_MsgProcessorCertUrl', 'URL du certificat du processeur : ', null],
    ['L_MsgMachineCertUrl', 'URL du certificat de l’ordinateur : ', null],
    ['L_MsgUseLicenseCertUrl', 'URL de licence d’utilisation : ', null],
    ['L_MsgPKeyCertUrl', 'URL du certificat de clé de produit : ', null],
    ['L_MsgValidationUrl', 'URL de validation : ', null],
    ['L_MsgPartialPKey', 'Clé de produit partielle : ', null],

    ['L_MsgLicenseStatusVL_1', 'Expiration de l’activation en volume : %MINUTE% minute(s) (%DAY% jour(s))', null],
    [
      'L_MsgLicenseStatusTBL_1',
      'Expiration de l’activation basée sur le temps : %MINUTE% minute(s) (%DAY% jour(s))',
      null,
    ],
    ['L_MsgLicenseStatusTimeRemaining', 'Temps restant : %MINUTE% minute(s) (%DAY% jour(s))', null],
    ['L_MsgNotificationErrorReasonOther', 'Raison de la notification : 0x%ERRCODE%', null],
    // What stands in the brackets says nothing that the code does not say.
    ['L_MsgNotificationErrorReasonOther', 'Raison de la notification : 0x%ERRCODE% (%TEXT%)', null],
    ['L_MsgLicenseStatusEvalEndData', 'Date de fin de l’évaluation : ', null],
    ['L_MsgRemainingWindowsRearmCount', 'Nombre de réinitialisations de Windows restantes : %COUNT%', null],
    ['L_MsgRemainingAppRearmCount', 'Nombre de réinitialisations d’application restantes : %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', 'Nombre de réinitialisations de SKU restantes : %COUNT%', null],
    ['L_MsgCurrentTrustedTime', 'Heure approuvée : ', null],
    ['L_MsgCurrentTrustedTime', 'Heure de confiance : ', null],

    ['L_MsgVLActivationTypeAll', 'Type d’activation configuré : Tous', null],
    ['L_MsgVLActivationTypeAD', 'Type d’activation configuré : AD', null],
    ['L_MsgVLActivationTypeKMS', 'Type d’activation configuré : KMS', null],
    ['L_MsgVLActivationTypeToken', 'Type d’activation configuré : Jeton', null],
    ['L_MsgVLMostRecentActivationInfo', 'Informations d’activation les plus récentes :', null],
    ['L_MsgKmsInfo', 'Informations sur le client du service de gestion des clés', null],
    ['L_MsgCmid', 'ID de l’ordinateur client (CMID) : ', null],
    ['L_MsgRegisteredKmsName', 'Nom de l’ordinateur KMS inscrit : ', null],
    ['L_MsgKmsFromDns', 'Nom d’ordinateur KMS à partir de DNS : ', null],
    ['L_MsgKmsFromDns', 'Nom de l’ordinateur KMS depuis DNS : ', null],
    ['L_MsgKmsIpAddress', 'Adresse IP de l’ordinateur KMS : ', null],
    ['L_MsgKmsPID4', 'PID étendu de l’ordinateur KMS : ', null],
    ['L_MsgActivationInterval', 'Intervalle d’activation : %INTERVAL% minutes', null],
    ['L_MsgRenewalInterval', 'Intervalle de renouvellement : %INTERVAL% minutes', null],
    ['L_MsgKmsHostCachingEnabled', 'La mise en cache de l’hôte KMS est activée', null],
    ['L_MsgKmsHostCachingDisabled', 'La mise en cache de l’hôte KMS est désactivée', null],
    ['L_MsgNotAvailable', 'Non disponible', null],
    ['scriptHostBanner', 'Microsoft (R) Windows Script Host Version ', null],
    ['scriptHostBanner', 'Copyright (C) Microsoft Corporation. Tous droits réservés.', null],
  ],
};
