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

/** By family id of knowledge/errorCodes.ts. `0x<code>` stands for the code in question. */
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
    meaning: 'DNS のエラーです。名前を解決できませんでした。',
    cause: null,
    next: '社内ネットワーク (VPN) に接続し、nslookup -type=srv _vlmcs._tcp を実行してください。失敗する場合は、コードを控えて DNS 管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  winInet: {
    meaning: 'インターネット上のサーバーへの接続のエラーです。',
    cause: null,
    next: 'インターネット接続とプロキシを確認してください。解決しない場合は、コードを控えて管理者に連絡してください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。',
  },
  win32: {
    meaning: 'ライセンス固有ではない、Windows の一般的なエラーです。',
    cause: null,
    next: 'コードを控えてください。Windows で slui.exe 0x2a 0x<code> を実行すると、コードの説明が表示されます。コードと説明を管理者に伝えてください。',
  },
});
