/** Codes of the system below: rights, service, WMI, licence store; and of the way to the servers of Microsoft. */
import type { CodeText } from '../text.ts';

export const codesSystem: Record<string, CodeText> = {
  '0x80070005': {
    meaning: 'Access denied.',
    cause:
      'The command was not run as administrator. In event 8229, the account SELF lacks the DCOM access permission.',
    next: 'Open the command prompt with "Run as administrator" and try again. For event 8229, restore the default DCOM access permission.',
  },
  '0xC004F025': {
    meaning: 'The action needs administrator rights.',
    cause: 'The command was not run as administrator.',
    next: 'Open the command prompt with "Run as administrator" and try again.',
  },
  '0x80041003': {
    meaning: 'WMI denied access.',
    cause: 'The account has no rights on the WMI namespace, or not from another machine.',
    next: 'Run the query as an administrator or as LocalSystem.',
  },
  '0x80041010': {
    meaning: 'The WMI class does not exist.',
    cause:
      'This Windows does not have the class, as with OfficeSoftwareProtectionProduct where no old Office is installed. Otherwise WMI is damaged.',
    next: 'For the Office class this is normal. If a licensing class of Windows is missing, compile it again as administrator: mofcomp %windir%\\System32\\wbem\\sppwmi.mof',
  },
  '0x80041002': {
    meaning: 'WMI did not find the object.',
    cause: 'The ID that was asked for does not exist any more.',
    next: 'List the products again with slmgr /dlv all and use an ID from there.',
  },
  '0x80041017': {
    meaning: 'The WMI query is not valid.',
    cause: 'It asks for a property that the class does not have in this version of Windows.',
    next: 'Whoever wrote the query takes the property out of the SELECT list.',
  },
  '0x80070422': {
    meaning: 'The service cannot be started, because it is disabled.',
    cause:
      'A policy or a tuning tool has disabled the Software Protection service (sppsvc) or a service that it needs.',
    next: 'Look at the start type with sc.exe qc sppsvc. Set it back to its default and start the service. Then find out what disabled it.',
  },
  '0x8007000D': {
    meaning: 'The data is not valid.',
    cause:
      'The account SYSTEM may not list the registry key HKLM\\SYSTEM\\CurrentControlSet\\Enum\\Root (KB2230957), or the KMS host is too old for the product.',
    next: 'Give SYSTEM back its permissions on that key. If they are right, have the KMS host updated.',
  },
  '0x80070057': {
    meaning: 'A parameter is not correct.',
    cause: 'The command has a wrong option or ID.',
    next: 'Check how the command and the ID are written.',
  },
  '0xC004F075': {
    meaning: 'The operation was not finished, because the licensing service is stopping.',
    cause: 'The Software Protection service (sppsvc) was just shutting down.',
    next: 'Wait a moment and try again.',
  },
  '0xC004E015': {
    meaning: 'The licence could not be consumed.',
    cause: 'The licence store %windir%\\System32\\spp\\store\\2.0\\tokens.dat is damaged.',
    next: 'As administrator, stop the service with net stop sppsvc and rename tokens.dat. Then run slmgr /rilc, install the key again with slmgr /ipk <product key>, and run slmgr /ato.',
  },
  '0xC004E002': {
    meaning: 'The licence store contains data that does not fit together.',
    cause: 'Usually the file tokens.dat is damaged.',
    next: 'As administrator, stop the service with net stop sppsvc and rename %windir%\\System32\\spp\\store\\2.0\\tokens.dat. Then run slmgr /rilc, install the key again with slmgr /ipk <product key>, and run slmgr /ato.',
  },
  '0xC004E003': {
    meaning: 'The licence could not be evaluated.',
    cause: 'Usually licences are damaged or system files were altered.',
    next: 'As administrator, repair the system files with sfc /scannow and reinstall the licences with slmgr /rilc.',
  },
  '0xC004F012': {
    meaning: 'A value of the licensing data was not found.',
    cause: 'Usually the licence store or its policy cache is damaged.',
    next: 'As administrator, reinstall the licences with slmgr /rilc and restart the Software Protection service (sppsvc).',
  },
  '0xC004F017': {
    meaning: 'The licence is not installed.',
    cause: 'Usually licence files are missing. On a KMS host the host key may be of the wrong kind (see 0xC004F015).',
    next: 'As administrator, reinstall the licences with slmgr /rilc.',
  },
  '0xC004FE00': {
    meaning: 'The trusted store was altered, and Windows asks for a new activation.',
    cause: 'The store is damaged or was changed.',
    next: 'Activate again with slmgr /ato as administrator. If the code comes back, Windows has to be repaired.',
  },
  '0xC004D302': {
    meaning: 'The licence data was rearmed, and a restart is needed.',
    cause: null,
    next: 'Restart the machine.',
  },
  '0xC004D307': {
    meaning: 'The grace period cannot be reset any more: all rearms are used up.',
    cause: 'The machine or its image was rearmed too often.',
    next: 'Windows has to be reinstalled, or set up from a new image. slmgr /dlv shows how many rearms are left.',
  },
  '0x80072EE2': {
    meaning: 'The request over the internet timed out.',
    cause: 'A proxy or a firewall stands between the machine and the activation servers of Microsoft.',
    next: 'Check the proxy and the firewall, then run slmgr /ato as administrator. Where no internet access is wanted, activate offline with the installation ID that slmgr /dti shows.',
  },
  '0x80072EE7': {
    meaning: 'The name of a server on the internet was not found.',
    cause:
      'The machine has no internet access or no working DNS. In event 8208 it only says that a genuine ticket could not be fetched, which is harmless on a closed network.',
    next: 'On a closed network nothing is to be done; the policy "Turn off KMS Client Online AVS Validation" ends these attempts. Otherwise check DNS and proxy.',
  },
  '0xC004FC03': {
    meaning: 'There was a network problem during the activation with Microsoft.',
    cause: 'A proxy or a firewall blocks the way to the servers of Microsoft.',
    next: 'Check the internet access of the machine, then run slmgr /ato as administrator.',
  },
  '0x87E10BC6': {
    meaning: 'The licensing service of Microsoft gave no licence.',
    cause:
      'The service could not be reached, or it does not know the licence. Reported causes are a blocked connection and a key of another edition; it is also seen on evaluation machines.',
    next: 'Try again later with slmgr /ato as administrator. If it stays, check edition and key, and start the activation troubleshooter in the Windows settings.',
  },
  '0x8004FE33': {
    meaning: 'Activation or validation over the internet failed at a proxy.',
    cause: 'The proxy asks for a sign-in.',
    next: 'Activate offline, let the servers of Microsoft through the proxy without sign-in, or use proxy activation of VAMT.',
  },
};
