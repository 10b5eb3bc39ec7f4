/** Codes of the licence itself: information, keys, counts, edition and hardware, what has lapsed. */
import type { CodeText } from '../text.ts';

export const codesLicence: Record<string, CodeText> = {
  '0x00000000': { meaning: 'Success: there is no error.', cause: null, next: 'Normal. Nothing is to be done.' },
  '0x4004F040': {
    meaning: 'The product is activated; Windows only reminds the owner of the product use rights.',
    cause: 'This is the usual answer with volume activation.',
    next: 'Normal. Nothing is to be done.',
  },
  '0x4004F401': {
    meaning: 'The product is activated by a digital licence (store licence).',
    cause: null,
    next: 'Normal. Nothing is to be done.',
  },
  '0x4004FC04': {
    meaning: 'The product is within the validity period of its time-based licence.',
    cause: null,
    next: 'Normal. Nothing is to be done.',
  },
  '0x4004FC05': {
    meaning: 'The product has a grace period without an end.',
    cause: null,
    next: 'Normal. Nothing is to be done.',
  },
  '0x4004F00C': {
    meaning: 'The product is in its first grace period.',
    cause: 'It was installed and has not been activated yet.',
    next: 'Normal on a new machine. A KMS client activates itself as soon as it reaches a KMS host. If the end of the period is near, connect to the company network (VPN) and run slmgr /ato as administrator.',
  },
  '0x4004F00D': {
    meaning: 'The product is in the grace period after a lapsed KMS activation or a change of hardware.',
    cause: null,
    next: 'Not an error yet. Before the period ends, connect to the company network (VPN) and run slmgr /ato as administrator.',
  },
  '0xC004C001': {
    meaning: 'The activation server does not accept the product key as valid.',
    cause: 'The key was mistyped, or it is not a known MAK.',
    next: 'Enter the key again as administrator: slmgr /ipk <product key>, then slmgr /ato. If it fails again, ask the licence administrator to check the MAK.',
  },
  '0xC004C003': {
    meaning: 'The activation server says that the product key is blocked.',
    cause: 'Microsoft has blocked this MAK or key.',
    next: 'Do not try this key again. Ask the licence administrator, who gets a new MAK from the Microsoft Licensing Activation Center.',
  },
  '0xC004C017': {
    meaning: 'The activation server says that the product key is blocked for this country or region.',
    cause: 'The key is not meant for this place.',
    next: 'Ask the licence administrator for the key that belongs to this country.',
  },
  '0xC004C4A2': {
    meaning: 'The genuine validation of Windows found that the product key is blocked.',
    cause: null,
    next: 'Ask the licence administrator for another key.',
  },
  '0xC004B100': {
    meaning: 'The activation server could not activate this machine.',
    cause: 'The MAK is not supported, or it does not belong to this product.',
    next: 'Ask the licence administrator to check the MAK with the Microsoft Licensing Activation Center.',
  },
  '0xC004F050': {
    meaning: 'The product key is not valid.',
    cause:
      'The key was mistyped, is a key of a beta version, or was pasted with long dashes instead of hyphens. It may also belong to another product.',
    next: 'Type the key by hand as administrator: slmgr /ipk <product key>. Check that it belongs to the installed version and edition.',
  },
  '0xC004F051': {
    meaning: 'The product key is blocked.',
    cause: 'Microsoft has blocked it.',
    next: 'Ask the licence administrator for a new key. Install it as administrator with slmgr /ipk <product key>, then run slmgr /ato.',
  },
  '0xC004F014': {
    meaning: 'No product key is installed for this product.',
    cause: 'The key is missing, or another edition is installed. For a product that is not used, this is normal.',
    next: 'If the product is used, ask the licence administrator for its key (GVLK or MAK) and install it as administrator with slmgr /ipk <product key>.',
  },
  '0xC004F069': {
    meaning: 'Windows does not find the product that the key belongs to.',
    cause: 'Usually the key is for another edition, or an evaluation edition is installed.',
    next: 'Use the key of the installed edition. An evaluation edition of Windows Server is converted with DISM /Online /Set-Edition:<edition> /ProductKey:<product key> /AcceptEula.',
  },
  '0xC004F061': {
    meaning: 'The product key is for an upgrade only, not for a new installation.',
    cause: 'No earlier Windows that qualifies for the upgrade was found on the machine.',
    next: 'Install by upgrading from a qualifying Windows, or ask the licence administrator for another key.',
  },
  '0xC004F214': {
    meaning: 'There is a problem with a product key of an older Windows version.',
    cause: null,
    next: 'Ask the licence administrator for a key of the installed version.',
  },
  '0xC004F215': {
    meaning: 'There is a problem with the product key in the firmware.',
    cause: null,
    next: 'Ask the licence administrator for another key and install it as administrator with slmgr /ipk <product key>.',
  },
  '0xC004E016': {
    meaning: 'The installed key configuration does not accept the product key.',
    cause:
      'The key is for another product or edition. On a KMS host it can be a host key that is newer than the installed updates.',
    next: 'Use the key of the installed edition. On a KMS host, install the Windows updates first and then the host key.',
  },
  '0x80070490': {
    meaning: 'Windows did not accept the product key (element not found).',
    cause: 'The MAK is not valid, or the key was entered on the settings page of Windows Server 2019, a known fault.',
    next: 'Install the key as administrator in a command prompt instead: slmgr /ipk <product key>.',
  },
  '0xC004C008': {
    meaning: 'The product key has been activated too often.',
    cause:
      'A KMS host key can be activated 10 times, on up to 6 machines. A retail key may already be in use on another machine.',
    next: 'Ask the licence administrator, who can request more activations from the Microsoft Licensing Activation Center.',
  },
  '0xC004C020': {
    meaning: 'All activations of the MAK are used up.',
    cause: 'A MAK has a limited number of activations.',
    next: 'Ask the licence administrator, who can request more from the Microsoft Licensing Activation Center. VAMT shows how many are left.',
  },
  '0xC004C021': {
    meaning: 'The additional activations of the MAK are used up as well.',
    cause: 'A MAK has a limited number of activations, and its extension is exhausted.',
    next: 'Ask the licence administrator, who can request more from the Microsoft Licensing Activation Center. VAMT shows how many are left.',
  },
  '0xC004F00F': {
    meaning: 'The hardware differs too much from what it was at the last activation.',
    cause: 'Hardware or drivers were changed, or a virtual machine was moved to another host.',
    next: 'With KMS, restart the machine or run slmgr /ato as administrator. With a MAK, activate again, online or offline.',
  },
  '0xC004F035': {
    meaning: 'A volume key can be used only on a machine that has a qualifying Windows.',
    cause: 'The firmware has no mark of a preinstalled Windows, and volume licences are upgrades of such a Windows.',
    next: 'Ask the licence administrator whether the machine has a qualifying licence and which key it is to use. If a MAK then fails with 0x80072EE2, activate offline with the installation ID that slmgr /dti shows.',
  },
  '0xC004F210': {
    meaning: 'The installed edition and the licence do not match.',
    cause: 'Another edition is installed than the one that the key or the digital licence is for.',
    next: 'Compare the edition with the licence. Install the licensed edition, or ask the licence administrator for a key of the installed one.',
  },
  '0xC004F211': {
    meaning: 'The hardware of the machine may have changed.',
    cause: 'Usually the main board was replaced, and the digital licence does not fit any more.',
    next: 'Start the activation troubleshooter in the Windows settings and say that the hardware was changed. With volume licensing, activate again by KMS or MAK with slmgr /ato as administrator.',
  },
  '0xC004F212': {
    meaning: 'The product key in the firmware is for another edition.',
    cause: 'The installed edition is not the one that the machine was delivered with.',
    next: 'Install the edition of the firmware key, or ask the licence administrator for a key of the installed edition.',
  },
  '0xC004F213': {
    meaning: 'No product key was found on the machine.',
    cause: 'The firmware has no key, and there is no digital licence for this machine.',
    next: 'Ask the licence administrator for a key and install it as administrator with slmgr /ipk <product key>.',
  },
  '0xC004F009': {
    meaning: 'The grace period has ended, and Windows shows activation notices.',
    cause: 'The machine was not activated in time.',
    next: 'Connect to the company network (VPN) and run slmgr /ato as administrator. If that fails, the code that it shows says why.',
  },
  '0xC004F034': {
    meaning: 'No valid licence was found for the product.',
    cause: 'It has never been activated, or edition and key do not belong together.',
    next: 'Compare edition and key, then run slmgr /ato as administrator. A machine without volume licence has the activation troubleshooter in the Windows settings.',
  },
  '0xC004FC07': {
    meaning: 'The validity period of the activation has ended.',
    cause: 'A KMS activation was not renewed within 180 days, or a time-based licence has run out.',
    next: 'Connect to the company network (VPN) and run slmgr /ato as administrator.',
  },
  '0xC004F064': {
    meaning: 'The grace period of a Windows that was found not genuine has ended.',
    cause: 'The genuine validation failed.',
    next: 'Ask the licence administrator for the right key. Install it as administrator with slmgr /ipk <product key>, then run slmgr /ato.',
  },
  '0xC004F065': {
    meaning: 'Windows was found not genuine and runs in a grace period.',
    cause: 'The genuine validation failed.',
    next: 'Before the period ends, ask the licence administrator for the right key. Install it as administrator with slmgr /ipk <product key>, then run slmgr /ato.',
  },
  '0xC004F200': {
    meaning: 'Windows was found not genuine.',
    cause: 'The genuine validation did not accept this installation or its key.',
    next: 'Ask the licence administrator for the right key. Install it as administrator with slmgr /ipk <product key>, then run slmgr /ato.',
  },
  '0x8004FE21': {
    meaning: 'This machine does not run a genuine Windows.',
    cause: 'Language packs that the edition is not licensed for, malware, or damaged system files.',
    next: 'Remove such language packs and check for malware, then repair the system files with sfc /scannow. If the code stays, Windows has to be reinstalled.',
  },
  '0x803F7001': {
    meaning: 'No valid licence was found for this machine.',
    cause: 'There is neither a digital licence nor a product key for it.',
    next: 'Ask the licence administrator for a key, or start the activation troubleshooter in the Windows settings.',
  },
  '0xC004F063': {
    meaning: 'An OEM licence that is needed is missing on the machine.',
    cause: 'The OEM certificate file is not there.',
    next: 'Restore the OEM certificate and key of the manufacturer.',
  },
  '0xC004F02C': {
    meaning: 'The data of the offline activation has the wrong form.',
    cause: 'The confirmation ID was mistyped.',
    next: 'Enter it again: slmgr /atp <confirmation ID>. If it fails again, get a new confirmation ID for the installation ID that slmgr /dti shows.',
  },
};
