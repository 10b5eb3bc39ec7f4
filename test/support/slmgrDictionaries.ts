/**
 * Dictionaries as `System32\slmgr\<LCID>\slmgr.ini` has them: true resource names, texts made up for the tests in the
 * letters of real languages (not Microsoft's files). What one lacks is printed in English, as slmgr.vbs does.
 */
import iconv from 'iconv-lite';
import { englishLabels } from '../../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../../src/activation/slmgr/labels/set.ts';

/** Each in the same order. */
const keys = [
  'L_MsgServiceVersion',
  'L_MsgProductName',
  'L_MsgProductDesc',
  'L_MsgPartialPKey',
  'L_MsgLicenseStatusLicensed_1',
  'L_MsgLicenseStatusNotification_1',
  'L_MsgLicenseStatusVL_1',
  'L_MsgRemainingSkuRearmCount',
  'L_MsgKmsFromDns',
  'L_MsgKmsInfo',
  'L_MsgErrorText_8',
];
const set = (texts: readonly string[]): LabelSet => texts.map((text, index) => [keys[index] ?? '', text]);

export const dictionaries = {
  '0407': set([
    'Fassung des Lizenzdienstes für Geräte: ',
    'Name: ',
    'Erläuterung: ',
    'Schlüsselende: ',
    'Lizenzzustand: Gültig und bestätigt',
    'Lizenzzustand: Benachrichtigung läuft',
    'Ablauf der Volumenlizenz: %MINUTE% Minute(n) (%DAY% Tag(e))',
    'Übrige SKU-Rücksetzungen: %COUNT%',
    'Schlüsselrechner gemäß DNS: ',
    'Angaben über den Schlüsselrechner',
    'Störung: ',
  ]),
  '040C': set([
    'Numéro du service des licences : ',
    'Nom : ',
    'Précision : ',
    'Fin de la clé : ',
    'État de licence : activée, vérifiée',
    'État de licence : à régler',
    'Échéance du volume : %MINUTE% minute(s) (%DAY% jour(s))',
    'Remises à zéro de la référence : %COUNT%',
    'Serveur de clés repéré par le DNS : ',
    'À propos du serveur de clés',
    'Échec : ',
  ]),
  '0411': set([
    'ライセンス管理の版: ',
    '名前: ',
    '説明書き: ',
    'キーの末尾: ',
    '認証の状況: 認証されています',
    '認証の状況: 通知しています',
    'ボリューム認証の期限: %MINUTE% 分 (%DAY% 日)',
    'SKU の再設定の残り回数: %COUNT%',
    'DNS で見つけた KMS の名前: ',
    '鍵の管理についての情報',
    '不具合: ',
  ]),
  '0419': set([
    'Номер службы лицензий: ',
    'Имя: ',
    'Пояснение: ',
    'Конец ключа: ',
    'Положение лицензии: Подтверждена',
    'Положение лицензии: Уведомление',
    'Конец срока корпоративной лицензии: %MINUTE% мин. (%DAY% дн.)',
    'Осталось сбросов SKU: %COUNT%',
    'Имя узла KMS из DNS: ',
    'Сведения узла ключей',
    'Сбой: ',
  ]),
} as const;

const japaneseLike: LabelSet = [
  ['L_MsgServiceVersion', 'ライセンス管理の版: '],
  ['L_MsgProductName', '名前: '],
  ['L_MsgProductDesc', '説明書き: '],
  ['L_MsgTkaInfoAdditionalInfo', '添え書き: %MOREINFO%'],
  ['L_MsgActID', '認証の番号: '],
  ['L_MsgAppID', '応用の番号: '],
  ['L_MsgPID4', '長い PID: '],
  ['L_MsgChannel', 'キーの経路: '],
  ['L_MsgInstallationID', '設置の番号: '],
  ['L_MsgProcessorCertUrl', '演算装置の証明書の URL: '],
  ['L_MsgMachineCertUrl', '機械の証明書の URL: '],
  ['L_MsgUseLicenseCertUrl', '使用許諾の URL: '],
  ['L_MsgPKeyCertUrl', 'キーの証明書の URL: '],
  ['L_MsgValidationUrl', '確かめの URL: '],
  ['L_MsgPartialPKey', 'キーの末尾: '],
  ['L_MsgErrorLicenseNotInUse', 'この許諾は使われていません。'],

  ['L_MsgLicenseStatusUnlicensed_1', '認証の状況: 認証されていません'],
  ['L_MsgLicenseStatusLicensed_1', '認証の状況: 認証されています'],
  ['L_MsgLicenseStatusInitialGrace_1', '認証の状況: はじめの猶予'],
  [
    'L_MsgLicenseStatusAdditionalGrace_1',
    '認証の状況: 追って与えた猶予 (KMS の認証が切れたか、機器の違いが許す範囲を超えました)',
  ],
  ['L_MsgLicenseStatusNonGenuineGrace_1', '認証の状況: 正規でないものの猶予'],
  ['L_MsgLicenseStatusNotification_1', '認証の状況: 通知しています'],
  ['L_MsgLicenseStatusExtendedGrace_1', '認証の状況: のばした猶予'],
  ['L_MsgLicenseStatusUnknown', '認証の状況: わかりません'],
  ['L_MsgLicenseStatusVL_1', 'ボリューム認証の期限: %MINUTE% 分 (%DAY% 日)'],
  ['L_MsgLicenseStatusTBL_1', '期間を限った認証の期限: %MINUTE% 分 (%DAY% 日)'],
  ['L_MsgLicenseStatusAVMA_1', '仮想機械の自動認証の期限: %MINUTE% 分 (%DAY% 日)'],
  ['L_MsgLicenseStatusTimeRemaining', '残りの時間: %MINUTE% 分 (%DAY% 日)'],
  ['L_MsgNotificationErrorReasonNonGenuine', '通知のわけ: 0x%ERRCODE% (正規でない)。'],
  ['L_MsgNotificationErrorReasonExpiration', '通知のわけ: 0x%ERRCODE% (猶予が切れた)。'],
  ['L_MsgNotificationErrorReasonOther', '通知のわけ: 0x%ERRCODE%。'],
  ['L_MsgLicenseStatusEvalEndData', '試用が終わる日: '],
  ['L_MsgRemainingWindowsRearmCount', 'Windows の再設定の残り回数: %COUNT%'],
  ['L_MsgRemainingAppRearmCount', '応用の再設定の残り回数: %COUNT%'],
  ['L_MsgRemainingSkuRearmCount', 'SKU の再設定の残り回数: %COUNT%'],
  ['L_MsgCurrentTrustedTime', '信じてよい時刻: '],

  ['L_MsgVLActivationTypeAll', '決めた認証の種類: すべて'],
  ['L_MsgVLActivationTypeAD', '決めた認証の種類: AD'],
  ['L_MsgVLActivationTypeKMS', '決めた認証の種類: KMS'],
  ['L_MsgVLActivationTypeToken', '決めた認証の種類: トークン'],
  ['L_MsgVLMostRecentActivationInfo', 'いちばん新しい認証のこと:'],
  [
    'L_MsgPleaseActivateRefreshKMSInfo',
    'slmgr.vbs /ato で認証して KMS を使う側の値を新しくすると、ここに出る値も新しくなります。',
  ],

  ['L_MsgADInfo', 'AD による認証を使う側のこと'],
  ['L_MsgADInfoAOName', '認証のもとの名前: '],
  ['L_MsgADInfoAODN', '認証のもとの DN: '],
  ['L_MsgADInfoExtendedPid', '認証のもとの長い PID: '],
  ['L_MsgADInfoActID', '認証のもとの認証の番号: '],

  ['L_MsgTkaInfo', 'トークンによる認証のこと'],
  ['L_MsgTkaInfoILID', '許諾の番号 (ILID): %ILID%'],
  ['L_MsgTkaInfoILVID', '版の番号 (ILvID): %ILVID%'],
  ['L_MsgTkaInfoGrantNo', '許可の番号: %GRANTNO%'],
  ['L_MsgTkaInfoThumbprint', '証明書の指紋: %THUMBPRINT%'],

  ['L_MsgKmsInfo', '鍵の管理を使う側のこと'],
  ['L_MsgCmid', '使う側の機械の番号 (CMID): '],
  ['L_MsgKmsLookupDomain', 'KMS の SRV を引くドメイン: '],
  ['L_MsgRegisteredKmsName', '登録した KMS の名前: '],
  ['L_MsgKmsFromDns', 'DNS で見つけた KMS の名前: '],
  ['L_MsgKmsFromDnsUnavailable', 'DNS で探した結果: KMS の名前はありません'],
  ['L_MsgKmsIpAddress', 'KMS の IP アドレス: '],
  ['L_MsgKmsIpAddressUnavailable', 'KMS の IP アドレス: ありません'],
  ['L_MsgKmsPID4', 'KMS の長い PID: '],
  ['L_MsgActivationInterval', '認証を試す間隔: %INTERVAL% 分'],
  ['L_MsgRenewalInterval', '認証を更める間隔: %INTERVAL% 分'],
  ['L_MsgKmsHostCachingEnabled', 'KMS の名前を覚えておきます'],
  ['L_MsgKmsHostCachingDisabled', 'KMS の名前を覚えておきません'],
  [
    'L_MsgKmsUseMachineNameOverrides',
    '注意: /skms の設定は /skms-domain の設定より先に使われます。認証には %KMS% を使います。',
  ],

  ['L_MsgKmsEnabled', 'この機械では鍵の管理が働いています'],
  ['L_MsgKmsCurrentCount', '今の数: '],
  ['L_MsgKmsListeningOnPort', '待ち受けるポート: '],
  ['L_MsgKmsDnsPublishingEnabled', 'DNS への公開をします'],
  ['L_MsgKmsDnsPublishingDisabled', 'DNS への公開をしません'],
  ['L_MsgKmsPriNormal', 'KMS の優先度: 普通'],
  ['L_MsgKmsPriLow', 'KMS の優先度: 低い'],
  ['L_MsgKmsCumulativeRequestsFromClients', '使う側から受けた求めの合わせた数'],
  ['L_MsgKmsTotalRequestsRecieved', '受けた求めのすべて: '],
  ['L_MsgKmsFailedRequestsReceived', 'しくじった求め: '],
  ['L_MsgKmsRequestsWithStatusUnlicensed', '認証の状況が認証されていませんの求め: '],
  ['L_MsgKmsRequestsWithStatusLicensed', '認証の状況が認証されていますの求め: '],
  ['L_MsgKmsRequestsWithStatusInitialGrace', '認証の状況がはじめの猶予の求め: '],
  ['L_MsgKmsRequestsWithStatusLicenseExpiredOrHwidOot', '認証の状況が期限切れか機器の違いの求め: '],
  ['L_MsgKmsRequestsWithStatusNonGenuineGrace', '認証の状況が正規でないものの猶予の求め: '],
  ['L_MsgKmsRequestsWithStatusNotification', '認証の状況が通知していますの求め: '],

  ['L_MsgAVMAInfo', '仮想機械の自動認証を使う側のこと'],
  ['L_MsgAVMAID', 'ゲストの IAID: '],
  ['L_MsgAVMAHostMachineName', '親の機械の名前: '],
  ['L_MsgAVMALastActTime', '認証した時刻: '],
  ['L_MsgAVMAHostPid2', '親の機械の PID2: '],
  ['L_MsgNotAvailable', 'ありません'],

  ['L_MsgLicenseStatusUnlicensed', '認証なし'],
  ['L_MsgLicenseStatusLicensed', 'この機械はいつまでも認証されています。'],
  ['L_MsgLicenseStatusVL', 'ボリューム認証は %ENDDATE% に切れます'],
  ['L_MsgLicenseStatusTBL', '期間を限った認証は %ENDDATE% に切れます'],
  ['L_MsgLicenseStatusAVMA', '仮想機械の自動認証は %ENDDATE% に切れます'],
  ['L_MsgLicenseStatusInitialGrace', 'はじめの猶予は %ENDDATE% までです'],
  ['L_MsgLicenseStatusAdditionalGrace', '追って与えた猶予は %ENDDATE% までです'],
  ['L_MsgLicenseStatusNonGenuineGrace', '正規でないものの猶予は %ENDDATE% までです'],
  ['L_MsgLicenseStatusNotification', 'Windows は通知しています'],
  ['L_MsgLicenseStatusExtendedGrace', 'のばした猶予は %ENDDATE% までです'],

  ['L_MsgErrorPKey', '不具合: プロダクト キーがありません。'],
  ['L_MsgErrorText_8', '不具合: '],
  ['L_MsgErrorLocalWMI', 'この機械の WMI につなぐときに不具合 0x%ERRCODE% が起きました。'],
  ['L_MsgErrorLocalRegistry', 'この機械のレジストリにつなぐときに不具合 0x%ERRCODE% が起きました。'],
  ['L_MsgErrorConnection', 'サーバー %COMPUTERNAME% につなぐときに不具合 0x%ERRCODE% が起きました。'],
  [
    'L_MsgErrorConnectionRegistry',
    'サーバー %COMPUTERNAME% のレジストリにつなぐときに不具合 0x%ERRCODE% が起きました。',
  ],
  ['L_MsgErrorImpersonation', '偽装の段階を決めるときに不具合 0x%ERRCODE% が起きました。'],
  ['L_MsgErrorAuthenticationLevel', '本人確認の段階を決めるときに不具合 0x%ERRCODE% が起きました。'],
  ['L_MsgErrorWMI', '探す道具を作るときに不具合 0x%ERRCODE% が起きました。'],
  [
    'L_MsgErrorText_6',
    "Microsoft Windows (コア版を除く) の機械では 'slui.exe 0x2a 0x%ERRCODE%' を動かすと不具合の文が出ます。",
  ],
];

/**
 * Templates give the value first and the days before the minutes, labels end in a hyphen, the state stands before what
 * it is the state of; and "unlicensed" ends in "licensed". Two grace states of `/xpr` are alike, as in Chinese.
 */
const valuesFirst: LabelSet = [
  ['L_MsgServiceVersion', 'Þegnunge hiw - '],
  ['L_MsgProductName', 'Nama - '],
  ['L_MsgProductDesc', 'Gewrit - '],
  ['L_MsgTkaInfoAdditionalInfo', '%MOREINFO% is eac to witanne'],
  ['L_MsgActID', 'Weorcscir - '],
  ['L_MsgAppID', 'Tolscir - '],
  ['L_MsgPID4', 'Lang PID - '],
  ['L_MsgChannel', 'Cægweg - '],
  ['L_MsgInstallationID', 'Setscir - '],
  ['L_MsgProcessorCertUrl', 'Þencendes gewitnes - '],
  ['L_MsgMachineCertUrl', 'Searwes gewitnes - '],
  ['L_MsgUseLicenseCertUrl', 'Brycleafe weg - '],
  ['L_MsgPKeyCertUrl', 'Cæge gewitnes - '],
  ['L_MsgValidationUrl', 'Soðes weg - '],
  ['L_MsgPartialPKey', 'Cægdæl - '],
  ['L_MsgErrorLicenseNotInUse', 'Nis þeos leaf on bryce.'],

  ['L_MsgLicenseStatusUnlicensed_1', 'ungelefed (leafe stede)'],
  ['L_MsgLicenseStatusLicensed_1', 'gelefed (leafe stede)'],
  ['L_MsgLicenseStatusInitialGrace_1', 'forma fyrst (leafe stede)'],
  ['L_MsgLicenseStatusAdditionalGrace_1', 'eaca fyrst, KMS leaf geendod oþþe heardwaru to feor (leafe stede)'],
  ['L_MsgLicenseStatusNonGenuineGrace_1', 'unæþele fyrst (leafe stede)'],
  ['L_MsgLicenseStatusNotification_1', 'mynegung (leafe stede)'],
  ['L_MsgLicenseStatusExtendedGrace_1', 'gelengde fyrst (leafe stede)'],
  ['L_MsgLicenseStatusUnknown', 'uncuþ (leafe stede)'],
  ['L_MsgLicenseStatusVL_1', '%DAY% dæg, nær %MINUTE% mynet, ær þære hopweorces ende'],
  ['L_MsgLicenseStatusTBL_1', '%DAY% dæg, nær %MINUTE% mynet, ær þære tidweorces ende'],
  ['L_MsgLicenseStatusAVMA_1', '%DAY% dæg, nær %MINUTE% mynet, ær þære selfweorces ende'],
  ['L_MsgLicenseStatusTimeRemaining', '%DAY% dæg, nær %MINUTE% mynet, belifen'],
  ['L_MsgNotificationErrorReasonNonGenuine', '0x%ERRCODE% (unæþele) is se intinga.'],
  ['L_MsgNotificationErrorReasonExpiration', '0x%ERRCODE% (tid geendod) is se intinga.'],
  ['L_MsgNotificationErrorReasonOther', '0x%ERRCODE% is se intinga.'],
  ['L_MsgLicenseStatusEvalEndData', 'Fandunge ende - '],
  ['L_MsgRemainingWindowsRearmCount', '%COUNT% edniwunga Windows belifen'],
  ['L_MsgRemainingAppRearmCount', '%COUNT% edniwunga App belifen'],
  ['L_MsgRemainingSkuRearmCount', '%COUNT% edniwunga SKU belifen'],
  ['L_MsgCurrentTrustedTime', 'Getreowe tid - '],

  ['L_MsgVLActivationTypeAll', 'Eall is gesett weorccynn'],
  ['L_MsgVLActivationTypeAD', 'AD is gesett weorccynn'],
  ['L_MsgVLActivationTypeKMS', 'KMS is gesett weorccynn'],
  ['L_MsgVLActivationTypeToken', 'Tacn is gesett weorccynn'],
  ['L_MsgVLMostRecentActivationInfo', 'Niwest be weorcum'],
  [
    'L_MsgPleaseActivateRefreshKMSInfo',
    'Do slmgr.vbs /ato þæt þu weorc habbe and KMS þegnes gewrit niwige, and þa tal beoð edniwod.',
  ],

  ['L_MsgADInfo', 'AD weorces þegn'],
  ['L_MsgADInfoAOName', 'Weorcþinges nama - '],
  ['L_MsgADInfoAODN', 'Weorcþinges DN - '],
  ['L_MsgADInfoExtendedPid', 'Weorcþinges lang PID - '],
  ['L_MsgADInfoActID', 'Weorcþinges weorcscir - '],

  ['L_MsgTkaInfo', 'Tacnweorces gewrit'],
  ['L_MsgTkaInfoILID', '%ILID% is leafe scir (ILID)'],
  ['L_MsgTkaInfoILVID', '%ILVID% is hiwes scir (ILvID)'],
  ['L_MsgTkaInfoGrantNo', '%GRANTNO% is giefe rim'],
  ['L_MsgTkaInfoThumbprint', '%THUMBPRINT% is gewitnesse fingermearc'],

  ['L_MsgKmsInfo', 'Cæghordes þegn'],
  ['L_MsgCmid', 'Þegnes scir (CMID) - '],
  ['L_MsgKmsLookupDomain', 'Gesett KMS SRV rice - '],
  ['L_MsgRegisteredKmsName', 'Gesett KMS nama - '],
  ['L_MsgKmsFromDns', 'KMS nama of DNS - '],
  ['L_MsgKmsFromDnsUnavailable', 'Nis KMS nama on DNS'],
  ['L_MsgKmsIpAddress', 'KMS IP - '],
  ['L_MsgKmsIpAddressUnavailable', 'Nis KMS IP to handa'],
  ['L_MsgKmsPID4', 'KMS lang PID - '],
  ['L_MsgActivationInterval', '%INTERVAL% mynet betweox weorcum'],
  ['L_MsgRenewalInterval', '%INTERVAL% mynet betweox edniwungum'],
  ['L_MsgKmsHostCachingEnabled', 'KMS nama bið gehealden'],
  ['L_MsgKmsHostCachingDisabled', 'KMS nama ne bið gehealden'],
  ['L_MsgKmsUseMachineNameOverrides', '%KMS% bið to weorce genumen, for þæm þe /skms gæþ beforan /skms-domain.'],

  ['L_MsgKmsEnabled', 'Cæghord wyrcþ on þissum searwe'],
  ['L_MsgKmsCurrentCount', 'Nu getæl - '],
  ['L_MsgKmsListeningOnPort', 'Hlystende duru - '],
  ['L_MsgKmsDnsPublishingEnabled', 'DNS bodung bið'],
  ['L_MsgKmsDnsPublishingDisabled', 'DNS bodung ne bið'],
  ['L_MsgKmsPriNormal', 'Gewunelic is KMS foregang'],
  ['L_MsgKmsPriLow', 'Niðerlic is KMS foregang'],
  ['L_MsgKmsCumulativeRequestsFromClients', 'Ealle bena þegna æt cæghorde'],
  ['L_MsgKmsTotalRequestsRecieved', 'Bena ealles - '],
  ['L_MsgKmsFailedRequestsReceived', 'Bena forworpene - '],
  ['L_MsgKmsRequestsWithStatusUnlicensed', 'Bena ungelefed (leafe stede) - '],
  ['L_MsgKmsRequestsWithStatusLicensed', 'Bena gelefed (leafe stede) - '],
  ['L_MsgKmsRequestsWithStatusInitialGrace', 'Bena forma fyrst (leafe stede) - '],
  ['L_MsgKmsRequestsWithStatusLicenseExpiredOrHwidOot', 'Bena geendod oþþe heardwaru to feor (leafe stede) - '],
  ['L_MsgKmsRequestsWithStatusNonGenuineGrace', 'Bena unæþele fyrst (leafe stede) - '],
  ['L_MsgKmsRequestsWithStatusNotification', 'Bena mynegung (leafe stede) - '],

  ['L_MsgAVMAInfo', 'Selfweorces þegn'],
  ['L_MsgAVMAID', 'Giestes IAID - '],
  ['L_MsgAVMAHostMachineName', 'Hlafordes searwes nama - '],
  ['L_MsgAVMALastActTime', 'Weorces tid - '],
  ['L_MsgAVMAHostPid2', 'Hlafordes PID2 - '],
  ['L_MsgNotAvailable', 'Nis her'],

  ['L_MsgLicenseStatusUnlicensed', 'Leaf nis'],
  ['L_MsgLicenseStatusLicensed', 'Þæt searu is a gelefed.'],
  ['L_MsgLicenseStatusVL', '%ENDDATE% bið þæt hopweorc geendod'],
  ['L_MsgLicenseStatusTBL', '%ENDDATE% bið þæt tidweorc geendod'],
  ['L_MsgLicenseStatusAVMA', '%ENDDATE% bið þæt selfweorc geendod'],
  ['L_MsgLicenseStatusInitialGrace', '%ENDDATE% bið se fyrst geendod'],
  ['L_MsgLicenseStatusAdditionalGrace', '%ENDDATE% bið se fyrst geendod'],
  ['L_MsgLicenseStatusNonGenuineGrace', '%ENDDATE% bið se unæþele fyrst geendod'],
  ['L_MsgLicenseStatusNotification', 'Windows mynegað'],
  ['L_MsgLicenseStatusExtendedGrace', '%ENDDATE% bið se gelengde fyrst geendod'],

  ['L_MsgErrorPKey', 'Wa: nis seo cæg funden.'],
  ['L_MsgErrorText_8', 'Wa: '],
  ['L_MsgErrorLocalWMI', 'Wið þone her WMI gelimp wa 0x%ERRCODE%.'],
  ['L_MsgErrorLocalRegistry', 'Wið þa her boc gelimp wa 0x%ERRCODE%.'],
  ['L_MsgErrorConnection', '%COMPUTERNAME% wæs soht, and þær gelimp wa 0x%ERRCODE%.'],
  ['L_MsgErrorConnectionRegistry', '%COMPUTERNAME% boc wæs soht, and þær gelimp wa 0x%ERRCODE%.'],
  ['L_MsgErrorImpersonation', 'On hiwunge gelimp wa 0x%ERRCODE%.'],
  ['L_MsgErrorAuthenticationLevel', 'On soðunge gelimp wa 0x%ERRCODE%.'],
  ['L_MsgErrorWMI', 'On findendes weorce gelimp wa 0x%ERRCODE%.'],
  ['L_MsgErrorText_6', "Do 'slui.exe 0x2a 0x%ERRCODE%' on Windows þæt þu þæs wa gewrit sie."],
];

const accents = new Map(
  [...'abcdefghijklmnopqrstuvwxyz'].map((letter, index) => [letter, [...'åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž'][index]]),
);

function accented(letter: string): string {
  const lower = accents.get(letter.toLowerCase()) ?? letter;
  return letter === letter.toLowerCase() ? lower : lower.toUpperCase();
}

/** As software is tested before it is translated: brackets round a text, accents on its letters; placeholders stay. */
function pseudo(text: string): string {
  const pieces = text.trimEnd().split(/(%\w+%|0x(?=%)|slui\.exe 0x2a)/);
  const letters = pieces.map((piece, index) => (index % 2 === 1 ? piece : piece.replace(/[a-z]/gi, accented)));
  return `[${letters.join('')} !!!]${text.endsWith(' ') ? ' ' : ''}`;
}

/** English has two texts for some resources: the first is the one that the script prints. */
const firstOf = (labels: LabelSet): LabelSet => [...new Map(labels.toReversed())].toReversed();

/** Dictionaries that leave nothing to English. */
export const completeDictionaries = {
  japaneseLike,
  pseudo: firstOf(englishLabels)
    .filter(([key]) => key.startsWith('L_'))
    .map(([key, text]): readonly [string, string] => [key, pseudo(text)]),
  valuesFirst,
} as const satisfies Readonly<Record<string, LabelSet>>;

/** The bytes of the file: UTF-16LE with byte order mark. */
export function iniBytes(labels: LabelSet): Buffer {
  const lines = labels.map(([key, text]) => `${key}="${text}"`);
  return iconv.encode(['; made for the tests', '[Strings]', ...lines, ''].join('\r\n'), 'utf16-le', { addBOM: true });
}
