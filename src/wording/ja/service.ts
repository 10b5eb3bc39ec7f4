/** エージェント、収集サーバー、その道具がコマンド ラインで伝える文。 */
import type { service as en } from '../en/service.ts';
import { days, duration } from './words.ts';

const number = (count: number): string => count.toLocaleString('ja');
const deliveries = (count: number): string => `${number(count)}\u00a0件`;

/** デモの Web ページ用の資格情報を作成するコマンド。 */
const another = (store: string): string => `npx gracewatch credential add --role reader --name me --store ${store}`;

export const service: typeof en = {
  help: {
    capture: 'このコンピューターの取得情報ファイルを作成 (別の場所で確認するため)',
    captureFile: '書き込むファイル。- で標準出力',
    run: 'エージェント: 収集、判定、スプール、収集サーバーへの送信を agent.everyHours ごと、または 1 回行う',
    once: '1 回実行して終了する (タスク スケジューラ用)。指定しなければ、終了を指示されるまで常駐する',
    ifOlderThan: '--once と併用: 前回の成功からの経過がこれより短ければ何もしない',
    runEvidence: 'このコンピューターから取得する代わりに送信する取得情報ファイル',
    stateFolder: '識別情報、スプール、ロックのフォルダー (既定: agent.stateFolder)',
    collector: '収集サーバーのアドレス (既定: 設定の collector.url)',
    runExit:
      '--once の終了コード: 0 送信済み、または安全に保存済み。1 spool.warnAfterHours を超えて送信待ちのものがある。3 収集できなかった、または送信も保存もできなかった。常駐時: 指示を受けて終了すると 0。',
    serve: '収集サーバー: 報告を受け取り、保存し、問い合わせに答え、Web ページを表示する',
    host: '待ち受けるアドレス (既定: serve.host)',
    port: '待ち受けるポート (既定: serve.port)',
    store: 'ファイル、または postgres://… (既定: serve.store)',
    demo: 'サンプルのコンピューター群を備えた収集サーバーを起動する。gracewatch を手早く試せる',
    folder: 'デモのフォルダー (既定: 現在の場所の gracewatch-demo)',
    credential: 'エージェントと利用者の資格情報を作成する、一覧表示する、失効させる',
    add: '作成する。内容が表示されるのは 1 回だけ',
    list: 'すべてを一覧表示する (内容は表示しない)',
    revoke: '失効させる。数秒以内に拒否されるようになる',
    role: 'agent (自分の報告を送信)、reader (閲覧)、admin (両方、全コンピューター)',
    name: '用途または利用者の名前',
    agent: 'role が agent の場合のエージェント ID (gracewatch run が表示する)',
    id: 'gracewatch credential list が表示する ID',
    backup: '収集サーバーを動かしたまま、ストアの整合したコピーを作成する (SQLite)',
    backupFile: '書き込み先のファイル (まだ存在しないこと)',
    restore: 'バックアップをストアの場所に戻す。現在のストアは隣に残す',
    restoreFile: 'gracewatch backup が作成したファイル',
  },
  captured: (file: string): string =>
    `${file} に書き込みました。このコンピューターの名前が含まれます。gracewatch check --evidence でどこでも確認できます。`,
  run: {
    agent: (id) => `エージェント ${id}`,
    delivered: (count, url) => `${url} に ${deliveries(count)}を送信しました。`,
    known: (count) => `${deliveries(count)}は、収集サーバーに同じもの、またはより新しいものがすでにありました。`,
    setAside: (count, folder) => `${deliveries(count)}は受け付けられなかったため、${folder} に取り分けました。`,
    waiting: (count, minutes) =>
      `${deliveries(count)}をここに安全に保存しています。次回の実行時に再送信します。${minutes < 1 ? '' : `最も古いものは ${duration(minutes)}前のものです。`}`,
    noCollector: (count) =>
      `収集サーバーが設定されていません (collector.url)。${deliveries(count)}をここに保存しています。`,
    minutesOnce: '--if-older-than には分を整数で指定し、--once と併用してください',
    fresh: '前回の成功から --if-older-than の時間が経っていないため、何もしません。',
    stdinOnce: '--evidence - は --once の場合にだけ指定できます。標準入力は一度しか読み取れません',
    resident: {
      started: (hours, next, minutes) =>
        `${number(hours)} 時間ごとに実行します。次回は ${next} から ${number(minutes)} 分以内です。実行時刻を逃していた場合は、すぐに実行します。Ctrl-C で終了します。`,
      at: (date) => `${date}:`,
      next: (date) => `次回は ${date} です。`,
      stopping: '終了します。収集済みの内容は、先に保存または送信します。',
      stopped: '終了しました。',
    },
  },
  serve: {
    listening: (url, store) => `収集サーバー: ${url} (ストア: ${store})。Ctrl-C で終了します。`,
    open: '資格情報がまだないため、このコンピューターからは誰でも閲覧と送信ができます。ほかからはできません。',
    stopping: '終了します。処理中の要求には先に応答します。',
    stopped: '終了しました。',
  },
  demo: {
    collector: (url, folder) => `収集サーバー: ${url}、データ: ${folder}`,
    fleet: (machines) => `サンプルのコンピューター ${number(machines)} 台が、それぞれのエージェントから報告します:`,
    past: (machines, daysAgo) => `${number(machines)} 台は、${days(daysAgo)}前を最後に報告がありません。`,
    failed: '送信できず、スプールに保存しました',
    page: (url) => `Web ページ: ${url}/`,
    signIn: (credential) => `サインイン用の資格情報: ${credential}`,
    once: (store) => `表示されるのは今回だけです。新しく作る場合: ${another(store)}`,
    again: (store) => `最初の起動時に表示された資格情報でサインインしてください。新しく作る場合: ${another(store)}`,
    alive: 'コンピューターは報告を続けます。Ctrl-C で終了します。次に起動すると、同じデータで続きから始まります。',
  },
  credential: {
    made: (role, name) => `${name} の資格情報 (${role}):`,
    keep: '表示されるのは今回だけです。必要な人だけが読める場所に保管してください。',
    none: '資格情報はありません。',
    agentOnly: '--agent は --role agent の場合にだけ指定できます',
    revoked: (id) => `${id} を失効させました。`,
    columns: { id: 'ID', role: '役割', name: '名前', made: '作成日', revoked: '失効日' },
  },
  backup: {
    done: (file, machines) => `${file}: 作成し、検査しました。コンピューター ${number(machines)} 台。`,
    restored: (store, machines) => `${store}: 復元しました。コンピューター ${number(machines)} 台。`,
    kept: (file) => `以前の内容は ${file} に残してあります。`,
  },
};
