/**
 * Dictionaries as `System32\slmgr\<LCID>\slmgr.ini` has them: true resource names, texts made up for the tests in the
 * letters of real languages (not Microsoft's files). What one lacks is printed in English, as slmgr.vbs does.
 */
import iconv from 'iconv-lite';
import type { LabelSet } from '../../src/activation/slmgr/labels.en.ts';

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

/** The bytes of the file: UTF-16LE with byte order mark. */
export function iniBytes(labels: LabelSet): Buffer {
  const lines = labels.map(([key, text]) => `${key}="${text}"`);
  return iconv.encode(['; made for the tests', '[Strings]', ...lines, ''].join('\r\n'), 'utf16-le', { addBOM: true });
}
