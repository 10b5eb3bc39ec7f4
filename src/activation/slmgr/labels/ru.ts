/**
 * Russian texts of slmgr.vbs. No slmgr.ini and no whole pasted /dlv was seen. Sources are a script that compares /dli, two
 * programs that carry the sentences of /xpr (one of them under the names of the script's resources; the two agree where
 * both have a sentence), and notes that quote one line: these deserve fair trust. "лицензировано" is one program's
 * comparison and reads like a guess; Microsoft's documentation in translation names fields only. Everything without a
 * source is a translation of our own.
 */
import type { LanguageSet } from './set.ts';

export const russianLabels: LanguageSet = {
  language: 'ru',
  sources: {
    dliScript:
      'PowerShell script Activate (public repository; parameters ServerList, KeyList, Check), compares the output of /dli',
    messages:
      'AutoIt program with the script\'s messages as $SMSGLICENSESTATUS… (public repository, "Отчет для форума")',
    wingetkey: 'INTERJL/wingetkey wingetkey/wingetkey.py',
    activator: 'Python activator that compares /dli in lower case (public repository; "Установка ключа продукта...")',
    notes: 'Markdown notes on Windows tools, "Информация о лицензии Windows" (public repository)',
    docs: 'MicrosoftDocs/windowsserverdocs.ru-ru WindowsServerDocs/get-started/activation-troubleshoot-kms-general.md',
    hostPaste:
      'C# class ALX.Workspace.Items.WorkspaceItemOfficeActivated (public repository; pasted output of cscript)',
  },
  labels: [
    ['L_MsgServiceVersion', 'Версия службы лицензирования программного обеспечения: ', null],
    ['L_MsgServiceVersion', 'Версия службы лицензий на программное обеспечение: ', null],
    ['L_MsgProductName', 'Имя: ', 'docs'],
    ['L_MsgProductDesc', 'Описание: ', 'docs'],
    ['L_MsgTkaInfoAdditionalInfo', 'Дополнительные сведения: %MOREINFO%', null],
    ['L_MsgActID', 'Код активации: ', null],
    ['L_MsgActID', 'Идентификатор активации: ', null],
    ['L_MsgAppID', 'Код приложения: ', null],
    ['L_MsgAppID', 'Идентификатор приложения: ', null],
    ['L_MsgPID4', 'Расширенный PID: ', null],
    ['L_MsgPID4', 'Расширенный код продукта: ', null],
    ['L_MsgChannel', 'Канал ключа продукта: ', null],
    ['L_MsgInstallationID', 'Код установки: ', null],
    ['L_MsgInstallationID', 'Идентификатор установки: ', null],
    ['L_MsgProcessorCertUrl', 'URL-адрес сертификата процессора: ', null],
    ['L_MsgMachineCertUrl', 'URL-адрес сертификата компьютера: ', null],
    ['L_MsgUseLicenseCertUrl', 'URL-адрес лицензии на использование: ', null],
    ['L_MsgPKeyCertUrl', 'URL-адрес сертификата ключа продукта: ', null],
    ['L_MsgValidationUrl', 'URL-адрес проверки: ', null],
    ['L_MsgPartialPKey', 'Частичный ключ продукта: ', 'notes'],
    ['L_MsgErrorLicenseNotInUse', 'Эта лицензия не используется.', null],

    ['L_MsgLicenseStatusLicensed_1', 'Состояние лицензии: имеет лицензию', 'dliScript'],
    ['L_MsgLicenseStatusLicensed_1', 'Состояние лицензии: лицензировано', 'activator'],
    // The program prints the minutes with "мин." and leaves out what may follow them.
    ['L_MsgLicenseStatusVL_1', 'Срок истечения многопользовательской активации: %MINUTE% мин%REST%', 'messages'],
    ['L_MsgLicenseStatusTBL_1', 'Срок истечения активации по времени: %MINUTE% мин%REST%', 'messages'],
    ['L_MsgLicenseStatusTimeRemaining', 'Оставшееся время: %MINUTE% мин%REST%', null],
    ['L_MsgNotificationErrorReasonOther', 'Причина уведомления: 0x%ERRCODE%.', null],
    ['L_MsgLicenseStatusEvalEndData', 'Дата окончания ознакомительного периода: ', null],
    ['L_MsgRemainingWindowsRearmCount', 'Оставшееся число перезапусков Windows: %COUNT%', null],
    ['L_MsgRemainingWindowsRearmCount', 'Оставшееся число повторных активаций Windows: %COUNT%', null],
    ['L_MsgRemainingAppRearmCount', 'Оставшееся число повторных активаций приложения: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', 'Оставшееся число перезапусков SKU: %COUNT%', null],
    ['L_MsgRemainingSkuRearmCount', 'Оставшееся число повторных активаций SKU: %COUNT%', null],
    ['L_MsgCurrentTrustedTime', 'Доверенное время: ', null],

    ['L_MsgVLActivationTypeAll', 'Настроенный тип активации: все', null],
    ['L_MsgVLActivationTypeAD', 'Настроенный тип активации: AD', null],
    ['L_MsgVLActivationTypeKMS', 'Настроенный тип активации: KMS', null],
    ['L_MsgVLActivationTypeToken', 'Настроенный тип активации: токен', null],
    ['L_MsgVLMostRecentActivationInfo', 'Последние сведения об активации:', null],

    ['L_MsgKmsInfo', 'Сведения о клиенте службы управления ключами', null],
    ['L_MsgCmid', 'Идентификатор клиентского компьютера (CMID): ', 'docs'],
    ['L_MsgCmid', 'Код клиентского компьютера (CMID): ', null],
    ['L_MsgRegisteredKmsName', 'Зарегистрированное имя компьютера KMS: ', null],
    ['L_MsgKmsFromDns', 'Имя компьютера KMS из DNS: ', null],
    ['L_MsgKmsIpAddress', 'IP-адрес компьютера KMS: ', null],
    ['L_MsgKmsIpAddressUnavailable', 'IP-адрес компьютера KMS: недоступен', null],
    ['L_MsgKmsPID4', 'Расширенный PID компьютера KMS: ', null],
    ['L_MsgActivationInterval', 'Интервал активации: %INTERVAL% мин.', null],
    ['L_MsgActivationInterval', 'Интервал активации: %INTERVAL% минут', null],
    ['L_MsgRenewalInterval', 'Интервал обновления: %INTERVAL% мин.', null],
    ['L_MsgRenewalInterval', 'Интервал продления: %INTERVAL% минут', null],
    ['L_MsgKmsHostCachingEnabled', 'Кэширование узла KMS включено', null],
    ['L_MsgKmsHostCachingDisabled', 'Кэширование узла KMS отключено', null],
    ['L_MsgKmsCurrentCount', 'Текущее количество: ', 'docs'],
    ['L_MsgKmsListeningOnPort', 'Ожидание передачи данных через порт: ', 'docs'],
    ['L_MsgKmsTotalRequestsRecieved', 'Всего получено запросов: ', null],
    ['L_MsgNotAvailable', 'Недоступно', null],

    ['L_MsgLicenseStatusUnlicensed', 'Не имеет лицензии', 'messages'],
    ['L_MsgLicenseStatusLicensed', 'Постоянная активация прошла успешно.', 'messages'],
    ['L_MsgLicenseStatusInitialGrace', 'Срок окончания начального льготного периода: %ENDDATE%', 'messages'],
    ['L_MsgLicenseStatusAdditionalGrace', 'Срок окончания дополнительного льготного периода: %ENDDATE%', 'messages'],
    [
      'L_MsgLicenseStatusNonGenuineGrace',
      'Срок окончания льготного периода для неподлинной версии: %ENDDATE%',
      'messages',
    ],
    ['L_MsgLicenseStatusNotification', 'Windows находится в режиме уведомления', 'wingetkey'],
    ['L_MsgLicenseStatusExtendedGrace', 'Срок окончания расширенного льготного периода: %ENDDATE%', 'messages'],

    ['scriptHostBanner', 'Сервер сценариев Windows (Microsoft R) версия ', 'hostPaste'],
    ['scriptHostBanner', 'Copyright (C) Корпорация Майкрософт 1996-2006, все права защищены.', 'hostPaste'],
  ],
};
