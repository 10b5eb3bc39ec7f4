/** What a person reads about an activation error code, and about the kind of code where a code is not listed. */
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
    meaning: 'A code of token-based activation (certificate or smart card).',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to the administrator of the certificates.',
  },
  storeActivation: {
    meaning: 'A code of activation by a digital licence (store licence).',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Start the activation troubleshooter in the Windows settings, or ask the administrator.',
  },
  licensingService: {
    meaning: 'A code of the licensing service on the machine itself.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to the administrator.',
  },
  subscription: {
    meaning: 'A code of a subscription or time-based licence.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Ask the administrator whether the subscription is valid.',
  },
  avma: {
    meaning: 'A code of automatic virtual machine activation (AVMA) by the Hyper-V host.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to the administrator of the Hyper-V host.',
  },
  licenceStore: {
    meaning: 'A code of the licence store on the machine.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to the administrator.',
  },
  trustedStore: {
    meaning: 'A code of the trusted store, in which Windows keeps times and rearms.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Restart the machine; if the code stays, give it to the administrator.',
  },
  activationServer: {
    meaning: 'An answer of the activation servers of Microsoft.',
    cause: 'The server was reached and refused the activation, usually because of the product key.',
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Ask the licence administrator about the key.',
  },
  wmi: {
    meaning: 'An error of WMI, through which the licence data is read.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to the administrator.',
  },
  dns: {
    meaning: 'A DNS error (<number>): the name could not be looked up.',
    cause: null,
    next: 'Connect to the company network (VPN) and run nslookup -type=srv _vlmcs._tcp. If it fails, note the code and ask the DNS administrator; slui.exe 0x2a 0x<code> shows its text on Windows.',
  },
  winInet: {
    meaning: 'An error of the connection to a server on the internet (error <number>).',
    cause: null,
    next: 'Check internet access and proxy. If it stays, note the code and ask the administrator; slui.exe 0x2a 0x<code> shows its text on Windows.',
  },
  win32: {
    meaning: 'A general Windows error (Win32 error <number>), not one of licensing.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to the administrator.',
  },
  licensing: {
    meaning: 'A code of Windows licensing.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to the administrator.',
  },
  com: {
    meaning: 'A general error of COM, by which the programs of Windows work together.',
    cause: null,
    next: 'Restart the machine and try again as administrator. If it stays, note the code and ask the administrator; slui.exe 0x2a 0x<code> shows its text on Windows.',
  },
  rpc: {
    meaning: 'An error of RPC: a service, here or on another machine, could not be called.',
    cause: 'The service or the machine is off, or a firewall blocks the way.',
    next: 'Run Test-NetConnection <host> -Port 1688 for the KMS host. If it stays, note the code and ask the administrator; slui.exe 0x2a 0x<code> shows its text on Windows.',
  },
  winsock: {
    meaning: 'An error of the network connection (Winsock error <number>).',
    cause: 'The other machine did not answer, refused the connection, or its name was not found.',
    next: 'Connect to the company network (VPN) and run Test-NetConnection <host> -Port 1688 for the KMS host. If it stays, note the code and ask the administrator; slui.exe 0x2a 0x<code> shows its text on Windows.',
  },
  security: {
    meaning: 'An error of encryption, certificates or sign-in, not one of licensing.',
    cause: null,
    next: 'Check the date and the time of the machine. If they are right, note the code and ask the administrator; slui.exe 0x2a 0x<code> shows its text on Windows.',
  },
  script: {
    meaning: 'An error of VBScript, the language of slmgr.vbs.',
    cause: 'The script could not use an object of Windows: VBScript or WMI is blocked, damaged or not installed.',
    next: 'Run the command again as administrator. On the machine itself, gracewatch check asks without the script; if that fails too, have WMI checked.',
  },
  windowsUpdate: {
    meaning: 'A code of Windows Update, not one of activation.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to whoever looks after the updates.',
  },
  store: {
    meaning: 'A code of the licence service behind the Microsoft Store.',
    cause: null,
    next: 'Check internet access and try again later, or start the activation troubleshooter in the Windows settings. If it stays, note the code and ask the administrator; slui.exe 0x2a 0x<code> shows its text on Windows.',
  },
  ntStatus: {
    meaning: 'A general error of Windows itself (NTSTATUS), not one of licensing.',
    cause: null,
    next: 'Note the code. slui.exe 0x2a 0x<code> shows its text on Windows. Give both to the administrator.',
  },
  information: {
    meaning: 'Not an error: by its severity, the code says that something succeeded, or only informs.',
    cause: null,
    next: 'Usually nothing is to be done. slui.exe 0x2a 0x<code> shows its text on Windows.',
  },
});
