/**
 * Spanish texts of slmgr.vbs. Sources: a school exercise that is marked by comparing the output of a Spanish Windows 10
 * (the one status, "con licencia": good trust), and a script that renames the labels of `/dlv` as a machine printed them
 * (labels, no values). All other statuses, the minutes that remain and what `/xpr` prints were not seen quoted; statuses
 * among them are left out. Texts without a source are translations that name a line, no more.
 */
import type { LanguageSet } from './set.ts';

export const spanishLabels: LanguageSet = {
  language: 'es',
  sources: {
    teuton:
      'Public GitHub files, repository not known: teuton challenge "Install Windows 10 on a VBox virtual machine" and "Windows 10 configuration", expected output of slmgr.vbs /dlv',
    labels:
      'Public GitHub file, repository not known: PowerShell script with a $translationDictionary of the labels of slmgr.vbs /dlv, which it splits at ":"',
    azure:
      'https://github.com/pricardo03/azure-docs.es-es articles/virtual-machines/windows/troubleshoot-activation-problems.md (human translation)',
    cscript:
      'Public GitHub file, repository not known: output of prnmngr.vbs under cscript of a Spanish Windows, pasted in a test',
  },
  labels: [
    ['L_MsgLicenseStatusLicensed_1', 'Estado de la licencia: con licencia', 'teuton'],

    ['L_MsgServiceVersion', 'Versión del Servicio de licencias de software: ', 'labels'],
    ['L_MsgProductName', 'Nombre: ', 'labels'],
    ['L_MsgProductDesc', 'Descripción: ', 'labels'],
    ['L_MsgActID', 'Id. de activación: ', 'labels'],
    ['L_MsgAppID', 'Id. de aplicación: ', 'labels'],
    ['L_MsgPID4', 'PID extendido: ', 'labels'],
    ['L_MsgChannel', 'Canal de clave de producto: ', 'labels'],
    ['L_MsgInstallationID', 'Id. de instalación: ', 'labels'],
    ['L_MsgUseLicenseCertUrl', 'URL de la licencia de uso: ', 'labels'],
    ['L_MsgValidationUrl', 'URL de validación: ', 'labels'],
    ['L_MsgPartialPKey', 'Clave de producto parcial: ', 'labels'],
    ['L_MsgNotificationErrorReasonOther', 'Razón de la notificación: 0x%ERRCODE%', 'labels'],
    ['L_MsgRemainingWindowsRearmCount', 'Recuento de rearmado de Windows restante: %COUNT%', 'labels'],
    ['L_MsgRemainingSkuRearmCount', 'Recuento de rearmados de SKU restantes: %COUNT%', 'labels'],
    ['L_MsgCurrentTrustedTime', 'Hora de confianza: ', 'labels'],
    ['L_MsgErrorText_8', 'Error: ', 'azure'],
    ['scriptHostBanner', 'Microsoft (R) Windows Script Host versión ', 'cscript'],
    ['scriptHostBanner', 'Copyright (C) Microsoft Corporation. Reservados todos los derechos.', 'cscript'],

    // What stands in the brackets says nothing that the code does not say.
    ['L_MsgNotificationErrorReasonOther', 'Razón de la notificación: 0x%ERRCODE% (%TEXT%)', null],
    ['L_MsgLicenseStatusVL_1', 'Expiración de activación por volumen: %MINUTE% minuto(s) (%DAY% día(s))', null],
    ['L_MsgLicenseStatusVL_1', 'Expiración de la activación por volumen: %MINUTE% minutos (%DAY% días)', null],
    ['L_MsgLicenseStatusVL_1', 'Expiración de la activación por volumen: %MINUTE% minuto(s) (%DAY% día(s))', null],
    ['L_MsgLicenseStatusTimeRemaining', 'Tiempo restante: %MINUTE% minuto(s) (%DAY% día(s))', null],
    ['L_MsgProcessorCertUrl', 'URL de certificado de procesador: ', null],
    ['L_MsgMachineCertUrl', 'URL de certificado de equipo: ', null],
    ['L_MsgPKeyCertUrl', 'URL de certificado de clave de producto: ', null],
    ['L_MsgLicenseStatusEvalEndData', 'Fecha de finalización de la evaluación: ', null],
    ['L_MsgRemainingAppRearmCount', 'Recuento de rearmados de aplicación restantes: %COUNT%', null],

    ['L_MsgVLActivationTypeAll', 'Tipo de activación configurado: Todos', null],
    ['L_MsgVLActivationTypeAD', 'Tipo de activación configurado: AD', null],
    ['L_MsgVLActivationTypeKMS', 'Tipo de activación configurado: KMS', null],
    ['L_MsgVLActivationTypeToken', 'Tipo de activación configurado: Token', null],
    ['L_MsgVLMostRecentActivationInfo', 'Información de activación más reciente:', null],
    ['L_MsgKmsInfo', 'Información de cliente del Servicio de administración de claves', null],
    ['L_MsgCmid', 'Id. de equipo cliente (CMID): ', null],
    ['L_MsgRegisteredKmsName', 'Nombre de equipo KMS registrado: ', null],
    ['L_MsgKmsFromDns', 'Nombre de equipo KMS de DNS: ', null],
    ['L_MsgKmsIpAddress', 'Dirección IP del equipo KMS: ', null],
    ['L_MsgKmsPID4', 'PID extendido del equipo KMS: ', null],
    ['L_MsgActivationInterval', 'Intervalo de activación: %INTERVAL% minutos', null],
    ['L_MsgRenewalInterval', 'Intervalo de renovación: %INTERVAL% minutos', null],
    ['L_MsgKmsHostCachingEnabled', 'El almacenamiento en caché de host KMS está habilitado', null],
    ['L_MsgKmsHostCachingDisabled', 'El almacenamiento en caché de host KMS está deshabilitado', null],
    ['L_MsgNotAvailable', 'No disponible', null],
  ],
};
