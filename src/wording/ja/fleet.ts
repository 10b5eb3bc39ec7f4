/** gracewatch fleet の文章。コンピューターの表示やページと同じ語句はそちらのものを使う。 */
import type { fleet as en } from '../en/fleet.ts';
import { page } from './page.ts';
import { days } from './words.ts';

const { machines } = page;

const help: typeof en.help = {
  fleet: 'すべてのコンピューターについて収集サーバーに問い合わせる',
  summary: 'ライセンス認証済みの台数と、対応が必要な台数を示す',
  expiring: '期限が近い、または過ぎたコンピューターを、期限の早い順に示す',
  overdue: '更新が遅れているコンピューターを、最終更新の古い順に示す',
  silent: '報告が途絶えているコンピューターを、最終報告の古い順に示す',
  machine: '1 台について、gracewatch check と同じ内容、最終報告の日時、履歴を示す',
  name: '名前、FQDN、それらの一部 (1 台だけに当てはまる場合)、または ID',
  collector: '収集サーバーのアドレス (既定: 設定の collector.url)',
  format: 'text、json、csv、nagios のいずれか (既定: text)',
  days: 'この日数以内に期限を迎えるものを示す (既定: 90)',
  warningDays: '期限までこの日数以内なら警告とする (既定: 収集サーバーの判定)',
  criticalDays: '期限までこの日数以内なら重大とする (既定: 収集サーバーの判定)',
  credential:
    '資格情報はオプションでは指定できません (プロセスの一覧からほかの利用者に見えるため)。環境変数 GRACEWATCH_COLLECTOR_CREDENTIAL または設定ファイルの collector.credential に指定してください。',
  exit: {
    summary:
      '終了コード: 最も重大なコンピューターの判定によります。報告が途絶えたものがあれば 1 以上です。コンピューターが 1 台もない場合、または応答がない場合は 3 です。',
    expiring:
      '終了コード: 一覧にある期限についての収集サーバーの判定によります (有効期間がもともと短いものも考慮されています)。--warning-days または --critical-days を指定すると、日数だけで決まります。コンピューターが 1 台もない場合、または応答がない場合は 3 です。',
    overdue: '終了コード: 1 台でもあれば 1、なければ 0 です。応答がない場合は 3 です。',
    silent: '終了コード: 1 台でもあれば 1、なければ 0 です。応答がない場合は 3 です。',
    machine:
      '終了コード: このコンピューターの判定によります。報告が途絶えていれば 1 以上です。該当するものがない場合、複数ある場合、または応答がない場合は 3 です。',
  },
};

export const fleet: typeof en = {
  help,
  daysBetween: (flag, least, most) => `${flag} には ${least} から ${most} までの日数を指定してください`,
  notMoreThan: (smaller, larger) => `${smaller} には ${larger} 以下の日数を指定してください`,
  empty: '収集サーバーにはまだ 1 台も登録されていません。報告がまだ届いていません。',
  fine: (all) => (all === 1 ? '登録されている 1 台に問題はありません。' : `${machines(all)}すべて問題ありません。`),
  critical: (count, all) => `${machines(all)}のうち ${machines(count)}が重大な状態です。`,
  unknown: (count, all) => `${machines(all)}のうち ${machines(count)}は、問題がないかどうか判断できません。`,
  warning: (count, all) => `${machines(all)}のうち ${machines(count)}に警告があります。`,
  onlySilent: (count, all, silentDays) =>
    `${machines(all)}のうち ${machines(count)}から、${days(silentDays)}以上報告がありません。ほかは問題ありません。`,
  nothingEnds: (within, all) => `${days(within)}以内に期限を迎えるコンピューターはありません (全 ${machines(all)})。`,
  ends: (count, within, all) =>
    `${machines(all)}のうち ${machines(count)}が、更新されなければ ${days(within)}以内に期限を迎えます。`,
  ended: (count) => `すでに期限を過ぎたものが ${machines(count)}あります。`,
  overdue: (count) => `${machines(count)}で更新が遅れています。`,
  silent: (count, silentDays) => `${machines(count)}から ${days(silentDays)}以上報告がありません。`,
  which: '個々の一覧: gracewatch fleet expiring | overdue | silent',
  whatToDo: '1 台ごとの対応: gracewatch fleet machine 名前',
  now: '現在',
  weekAgo: '7 日前',
  perWeek: '期限を迎える台数 (各日から 1 週間)',
  left: '残り',
  ago: '経過',
  id: 'ID',
  several: (name, count) =>
    `「${name}」に当てはまるコンピューターが ${machines(count)}あります。完全な名前、FQDN、または ID で 1 台を指定してください。`,
  notHeardOf: (ago) =>
    `最終報告は ${ago}です。以下はその報告に基づく判定です。コンピューターとエージェントが動作しているか確認してください。`,
  older: 'これより古い履歴は、収集サーバーのページで確認できます。',
  notKnownHere: (ids) =>
    `収集サーバーはこのほかに、このバージョンでは説明できない事項を検出しています: ${ids}。この gracewatch を更新してください。`,
};
