/**
 * Portuguese texts of slmgr.vbs, Brazilian and European wordings together. No slmgr.ini and no whole pasted /dlv was seen.
 * Sources are scripts and guides whose authors compare or describe single lines on machines of theirs, and Microsoft's
 * documentation in (machine) translation for names of fields; several agree on "Licenciado", the rest deserves little
 * trust. European lines rest on two scripts only. Everything without a source is a translation of our own.
 */
import type { LanguageSet } from './set.ts';

export const portugueseLabels: LanguageSet = {
  language: 'pt',
  sources: {
    zabbix:
      'Zabbix user parameter WinVerAct that compares /xpr (public repository, text file that begins "To work properly, you need to set the User Parameter inside")',
    installer:
      'Python script that compares the output after activation (public repository, function validar_saida_ativacao)',
    guide: 'Guide "Conversão de Chaves Físicas Windows 7 Pro (COA)" (public repository, Markdown; Brazil)',
    kitLugia: 'luigiarrud4/KitLugia KitLugia.Core/ActivationManager.cs (parses /dli)',
    byLocale:
      'PowerShell script that compares /xpr by locale 1046 and 2070 (public repository, function Get-ActivationStatus)',
    normalized: 'Java program that compares /dli without accents (public repository; "estado da licenca: licenciado")',
    docs: 'gugaangelis/windowsserverdocs.pt-br WindowsServerDocs/get-started/activation-troubleshoot-kms-general.md',
    options: 'gugaangelis/windowsserverdocs.pt-br WindowsServerDocs/get-started/activation-slmgr-vbs-options.md',
  },
  labels: [
    ['L_MsgServiceVersion', 'Versão do serviço de licenciamento de software: ', null],
    ['L_MsgProductName', 'Nome: ', 'kitLugia'],
    ['L_MsgProductDesc', 'Descrição: ', 'docs'],
    ['L_MsgTkaInfoAdditionalInfo', 'Informações adicionais: %MOREINFO%', null],
    ['L_MsgActID', 'ID de ativação: ', null],
    ['L_MsgActID', 'ID de activação: ', null],
    ['L_MsgAppID', 'ID do aplicativo: ', null],
    ['L_MsgAppID', 'ID da aplicação: ', null],
    ['L_MsgPID4', 'PID estendido: ', null],
    ['L_MsgPID4', 'PID expandido: ', null],
    ['L_MsgChannel', 'Canal da chave do produto: ', 'guide'],
    ['L_MsgChannel', 'Canal da chave do produto (Product Key): ', null],
    ['L_MsgInstallationID', 'ID de instalação: ', null],
    ['L_MsgInstallationID', 'ID da instalação: ', null],
    ['L_MsgProcessorCertUrl', 'URL do certificado do processador: ', null],
    ['L_MsgMachineCertUrl', 'URL do certificado do computador: ', null],
    ['L_MsgUseLicenseCertUrl', 'URL da licença de uso: ', null],
    ['L_MsgUseLicenseCertUrl', 'URL da licença de utilização: ', null],
    ['L_MsgPKeyCertUrl', 'URL do certificado da chave do produto: ', null],
    ['L_MsgPKeyCertUrl', 'URL do certificado da chave do produto (Product Key): ', null],
    ['L_MsgValidationUrl', 'URL de validação: ', null],
    ['L_MsgPartialPKey', 'Chave do produto (Product Key) parcial: ', 'docs'],
    ['L_MsgPartialPKey', 'Chave de produto parcial: ', 'kitLugia'],
    ['L_MsgPartialPKey', 'Chave do produto parcial: ', null],
    ['L_MsgPartialPKey', 'Chave parcial do produto: ', null],
    ['L_MsgErrorLicenseNotInUse', 'Esta licença não está em uso.', null],
    ['L_MsgErrorLicenseNotInUse', 'Esta licença não está a ser utilizada.', null],

    ['L_MsgLicenseStatusLicensed_1', 'Status da Licença: Licenciado', 'installer'],
    ['L_MsgLicenseStatusLicensed_1', 'Estado da Licença: Licenciado', 'normalized'],
    ['L_MsgLicenseStatusVL_1', 'Expiração da ativação de volume: %MINUTE% minuto(s) (%DAY% dia(s))', null],
    ['L_MsgLicenseStatusVL_1', 'Expiração da ativação por volume: %MINUTE% minuto(s) (%DAY% dia(s))', null],
    ['L_MsgLicenseStatusVL_1', 'Expiração da activação de volume: %MINUTE% minuto(s) (%DAY% dia(s))', null],
    ['L_MsgLicenseStatusTimeRemaining', 'Tempo restante: %MINUTE% minuto(s) (%DAY% dia(s))', null],
    ['L_MsgNotificationErrorReasonOther', 'Motivo da notificação: 0x%ERRCODE%.', null],
    ['L_MsgLicenseStatusEvalEndData', 'Data de término da avaliação: ', null],
    ['L_MsgLicenseStatusEvalEndData', 'Data de fim da avaliação: ', null],
    ['L_MsgRemainingWindowsRearmCount', 'Contagem restante de rearmes do Windows: %COUNT%', null],
    ['L_MsgRemainingWindowsRearmCount', 'Contagem de rearme do Windows restante: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', 'Contagem restante de rearmes do SKU: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', 'Contagem de rearme do SKU restante: %COUNT%', null],
    ['L_MsgCurrentTrustedTime', 'Hora confiável: ', null],
    ['L_MsgCurrentTrustedTime', 'Hora fidedigna: ', null],

    ['L_MsgVLActivationTypeAll', 'Tipo de ativação configurado: Todos', null],
    ['L_MsgVLActivationTypeAD', 'Tipo de ativação configurado: AD', null],
    ['L_MsgVLActivationTypeKMS', 'Tipo de ativação configurado: KMS', null],
    ['L_MsgVLActivationTypeToken', 'Tipo de ativação configurado: Token', null],
    ['L_MsgVLMostRecentActivationInfo', 'Informações de ativação mais recentes:', null],

    ['L_MsgKmsInfo', 'Informações do cliente do Serviço de Gerenciamento de Chaves', null],
    ['L_MsgKmsInfo', 'Informações do cliente do Serviço de Gestão de Chaves', null],
    ['L_MsgCmid', 'ID do computador cliente (CMID): ', null],
    ['L_MsgRegisteredKmsName', 'Nome do computador KMS registrado: ', null],
    ['L_MsgRegisteredKmsName', 'Nome do computador KMS registado: ', null],
    ['L_MsgKmsFromDns', 'Nome do computador KMS do DNS: ', 'docs'],
    ['L_MsgKmsFromDns', 'Nome do computador KMS a partir do DNS: ', null],
    ['L_MsgKmsIpAddress', 'Endereço IP do computador KMS: ', null],
    ['L_MsgKmsIpAddressUnavailable', 'Endereço IP do computador KMS: não disponível', null],
    ['L_MsgKmsPID4', 'PID estendido do computador KMS: ', null],
    ['L_MsgKmsPID4', 'PID expandido do computador KMS: ', null],
    ['L_MsgActivationInterval', 'Intervalo de ativação: %INTERVAL% minutos', null],
    ['L_MsgRenewalInterval', 'Intervalo de renovação: %INTERVAL% minutos', null],
    ['L_MsgKmsHostCachingEnabled', 'O cache do host KMS está habilitado', null],
    ['L_MsgKmsHostCachingDisabled', 'O cache do host KMS está desabilitado', null],
    ['L_MsgKmsCurrentCount', 'Contagem atual: ', 'docs'],
    ['L_MsgKmsListeningOnPort', 'Ouvindo na porta: ', 'docs'],
    ['L_MsgKmsTotalRequestsRecieved', 'Total de solicitações recebidas: ', null],
    ['L_MsgNotAvailable', 'Não disponível', null],

    ['L_MsgLicenseStatusLicensed', 'A máquina está ativada permanentemente.', 'zabbix'],
    ['L_MsgLicenseStatusLicensed', 'O computador está ativado permanentemente', 'byLocale'],
    ['L_MsgLicenseStatusLicensed', 'O computador está permanentemente ativado', 'byLocale'],

    ['scriptHostBanner', 'Microsoft (R) Windows Script Host versão ', 'options'],
    ['scriptHostBanner', 'Copyright (C) Microsoft Corporation. Todos os direitos reservados.', 'options'],
  ],
};
