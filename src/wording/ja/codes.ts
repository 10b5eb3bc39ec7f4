/** The Japanese texts of the codes and of the kinds of code; keys and files as in en/codes.ts. */
import { table } from '../table.ts';
import type { CodeText } from '../text.ts';
import { codesKms } from './codesKms.ts';
import { codesLicence } from './codesLicence.ts';
import { codesMore } from './codesMore.ts';
import { codesSystem } from './codesSystem.ts';
import { codesToken } from './codesToken.ts';

export const codes = table<CodeText>({
  ...codesKms,
  ...codesLicence,
  ...codesSystem,
  ...codesToken,
  ...codesMore,
});

/** By family id of knowledge/errorCodes.ts. `0x<code>` stands for the code in question, `<number>` for its low word in decimal. */
export const families = table<CodeText>({
  tokenActivation: {
    meaning: 'トークン (証明書またはスマート カード) によるライセンス認証のコードです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を証明書管理者に伝えてください。',
  },
  storeActivation: {
    meaning: 'デジタル ライセンス (ストア ライセンス) によるライセンス認証のコードです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。Windows の設定にあるライセンス認証のトラブルシューティング ツールを使うか、管理者に確認してください。',
  },
  licensingService: {
    meaning: 'コンピューター自体のライセンス サービスのコードです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を管理者に伝えてください。',
  },
  subscription: {
    meaning: 'サブスクリプションまたは期限付きライセンスのコードです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。サブスクリプションが有効かどうかを、管理者に確認してください。',
  },
  avma: {
    meaning: 'Hyper-V ホストによる仮想マシンの自動ライセンス認証 (AVMA) のコードです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を Hyper-V 管理者に伝えてください。',
  },
  licenceStore: {
    meaning: 'コンピューターのライセンス ストアのコードです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を管理者に伝えてください。',
  },
  trustedStore: {
    meaning: 'Windows が期限や猶予期間のリセット (rearm) 回数を保管する、信頼されたストアのコードです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コンピューターを再起動し、コードが消えない場合は管理者に伝えてください。',
  },
  activationServer: {
    meaning: 'Microsoft のライセンス認証サーバーからの応答です。',
    cause: 'サーバーには接続できましたが、ライセンス認証が拒否されました。通常は、プロダクト キーが原因です。',
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。キーについて、ライセンス管理者に確認してください。',
  },
  wmi: {
    meaning: 'ライセンス情報の読み取りに使う WMI のエラーです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を管理者に伝えてください。',
  },
  dns: {
    meaning: 'DNS のエラーです (<number>)。名前を解決できませんでした。',
    cause: null,
    next: '社内ネットワーク (VPN) に接続し、nslookup -type=srv _vlmcs._tcp を実行してください。失敗する場合は、コードを控えて DNS 管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  winInet: {
    meaning: 'インターネット上のサーバーへの接続のエラーです (エラー <number>)。',
    cause: null,
    next: 'インターネット接続とプロキシを確認してください。解決しない場合は、コードを控えて管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  win32: {
    meaning: 'ライセンス固有ではない、Windows の一般的なエラーです (Win32 エラー <number>)。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を管理者に伝えてください。',
  },
  licensing: {
    meaning: 'Windows のライセンスに関するコードです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を管理者に伝えてください。',
  },
  com: {
    meaning: 'Windows のプログラムどうしの呼び出しに使う COM の、一般的なエラーです。',
    cause: null,
    next: 'コンピューターを再起動し、管理者としてもう一度実行してください。解決しない場合は、コードを控えて管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  rpc: {
    meaning: 'RPC のエラーです。このコンピューターまたは別のコンピューターのサービスを呼び出せませんでした。',
    cause: 'サービスまたはコンピューターが停止しているか、ファイアウォールで遮断されています。',
    next: 'KMS ホストに対して Test-NetConnection <host> -Port 1688 を実行してください。解決しない場合は、コードを控えて管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  winsock: {
    meaning: 'ネットワーク接続のエラーです (Winsock エラー <number>)。',
    cause: '相手のコンピューターが応答しないか、接続を拒否したか、その名前が見つかりませんでした。',
    next: '社内ネットワーク (VPN) に接続し、KMS ホストに対して Test-NetConnection <host> -Port 1688 を実行してください。解決しない場合は、コードを控えて管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  security: {
    meaning: '暗号化、証明書またはサインインのエラーです。ライセンス固有のエラーではありません。',
    cause: null,
    next: 'コンピューターの日付と時刻を確認してください。正しい場合は、コードを控えて管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  script: {
    meaning: 'slmgr.vbs の記述言語である VBScript のエラーです。',
    cause:
      'スクリプトが Windows のオブジェクトを使えませんでした。VBScript または WMI が、禁止されているか、壊れているか、インストールされていません。',
    next: 'コマンドを管理者としてもう一度実行してください。そのコンピューターで gracewatch check を実行すると、スクリプトを使わずに確認できます。それも失敗する場合は、WMI の点検を依頼してください。',
  },
  windowsUpdate: {
    meaning: 'Windows Update のコードです。ライセンス認証のコードではありません。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を、更新プログラムの管理者に伝えてください。',
  },
  store: {
    meaning: 'Microsoft Store のライセンス サービスのコードです。',
    cause: null,
    next: 'インターネット接続を確認し、しばらく待ってからもう一度試すか、Windows の設定にあるライセンス認証のトラブルシューティング ツールを実行してください。解決しない場合は、コードを控えて管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  ntStatus: {
    meaning: 'ライセンス固有ではない、Windows 自体の一般的なエラー (NTSTATUS) です。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を管理者に伝えてください。',
  },
  information: {
    meaning: 'エラーではありません。重大度から見て、成功または情報を示すコードです。',
    cause: null,
    next: '通常、対応は不要です。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
});
