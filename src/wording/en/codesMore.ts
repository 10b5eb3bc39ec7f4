/** Further codes of slerror.h: licences, licensing service, add-ons. Most of them are rare. */
import type { CodeText } from '../text.ts';

/** What helps where a licence file or the cache made of it is missing or wrong. */
const damaged = 'Licence files of Windows are damaged, missing or altered.';
const repair =
  'As administrator, repair the system files with sfc /scannow and reinstall the licences with slmgr /rilc, then restart the machine. If the code stays, give it to the administrator.';

export const codesMore: Record<string, CodeText> = {
  '0xC004F001': { meaning: 'The licensing service reported an internal error.', cause: null, next: null },
  '0xC004F002': { meaning: 'The right to use the product could not be consumed.', cause: null, next: null },
  '0xC004F003': { meaning: 'A use licence that is needed was not found.', cause: damaged, next: repair },
  '0xC004F004': {
    meaning: 'The product key is outside the range that the licence covers.',
    cause: null,
    next: 'Compare edition and key, and ask the licence administrator for the right key.',
  },
  '0xC004F005': {
    meaning: 'The product key does not belong to the licence.',
    cause: null,
    next: 'Compare edition and key, and ask the licence administrator for the right key.',
  },
  '0xC004F006': { meaning: 'The signature file of a licence is missing.', cause: damaged, next: repair },
  '0xC004F007': { meaning: 'The rights account certificate was not found.', cause: damaged, next: repair },
  '0xC004F008': { meaning: 'The certificate of the security processor was not found.', cause: damaged, next: repair },
  '0xC004F00A': { meaning: 'The application ID does not belong to the licence.', cause: null, next: null },
  '0xC004F00B': { meaning: 'The product identification data is missing.', cause: damaged, next: repair },
  '0xC004F00E': {
    meaning: 'The licence does not fit the version of the security processor.',
    cause: damaged,
    next: repair,
  },
  '0xC004F010': {
    meaning: 'The product key is not valid.',
    cause: null,
    next: 'Check the key and enter it again as administrator: slmgr /ipk <product key>.',
  },
  '0xC004F011': { meaning: 'A licence file is not installed.', cause: damaged, next: repair },
  '0xC004F013': { meaning: 'There is no right to run the software.', cause: null, next: null },
  '0xC004F016': { meaning: 'The request is not supported.', cause: null, next: null },
  '0xC004F018': { meaning: 'The licence has no valid address of an activation server.', cause: null, next: null },
  '0xC004F01D': { meaning: 'The signature of a licence could not be verified.', cause: damaged, next: repair },
  '0xC004F01F': { meaning: 'The licence is not valid.', cause: damaged, next: repair },
  '0xC004F020': { meaning: 'The licence package is not valid.', cause: damaged, next: repair },
  '0xC004F021': {
    meaning: 'The validity period of the licence has ended.',
    cause: null,
    next: 'Connect to the company network (VPN) and run slmgr /ato as administrator.',
  },
  '0xC004F022': { meaning: 'The licence could not be authorised.', cause: null, next: null },
  '0xC004F023': { meaning: 'A licence could not be decrypted.', cause: damaged, next: repair },
  '0xC004F024': { meaning: 'The state of the licence is not valid.', cause: damaged, next: repair },
  '0xC004F026': { meaning: 'Data that is needed was not found.', cause: damaged, next: repair },
  '0xC004F027': { meaning: 'A licence was altered.', cause: damaged, next: repair },
  '0xC004F028': { meaning: 'The policy cache of the licensing service is not valid.', cause: damaged, next: repair },
  '0xC004F029': {
    meaning: 'The licensing service cannot run in the present mode of Windows.',
    cause: 'An example is safe mode.',
    next: 'Start Windows in the normal way and try again.',
  },
  '0xC004F02A': { meaning: 'The licence is not signed or not valid.', cause: damaged, next: repair },
  '0xC004F032': { meaning: 'The binding data of the licence is not valid.', cause: damaged, next: repair },
  '0xC004F033': {
    meaning: 'This product key may not be installed.',
    cause: null,
    next: 'The reason is in the Application log.',
  },
  '0xC004F047': { meaning: 'The proxy policy has not been updated.', cause: null, next: null },
  '0xC004F04F': { meaning: 'The licences lack their management data.', cause: damaged, next: repair },
  '0xC004F052': { meaning: 'The licences contain the same property more than once.', cause: damaged, next: repair },
  '0xC004F053': {
    meaning: 'The licence has an override policy that is not set up properly.',
    cause: damaged,
    next: repair,
  },
  '0xC004F054': {
    meaning: 'The management data of the licences is there more than once.',
    cause: damaged,
    next: repair,
  },
  '0xC004F055': {
    meaning: 'The base product of an add-on is missing.',
    cause: null,
    next: 'Install the base product first.',
  },
  '0xC004F060': { meaning: 'The version of the licence package is not valid.', cause: damaged, next: repair },
  '0xC004F062': { meaning: 'An issuance licence that is needed was not found.', cause: damaged, next: repair },
  '0x4004F065': {
    meaning: 'Windows was found not genuine and runs in a grace period.',
    cause: 'The genuine validation failed.',
    next: 'Before the period ends, ask the licence administrator for the right key. Install it as administrator with slmgr /ipk <product key>, then run slmgr /ato.',
  },
  '0xC004F066': {
    meaning: 'A property of the genuine state was set before another one that it needs.',
    cause: 'slmgr prints another text for this code (product SKU not found); that one belongs to 0xC004F069.',
    next: null,
  },
  '0xC004F067': {
    meaning: 'The grace period of a Windows that was found not genuine has ended (type 2).',
    cause: 'The genuine validation failed.',
    next: 'Ask the licence administrator for the right key. Install it as administrator with slmgr /ipk <product key>, then run slmgr /ato.',
  },
  '0x4004F068': {
    meaning: 'Windows was found not genuine and runs in a grace period (type 2).',
    cause: 'The genuine validation failed.',
    next: 'Before the period ends, ask the licence administrator for the right key. Install it as administrator with slmgr /ipk <product key>, then run slmgr /ato.',
  },
  '0xC004F06A': { meaning: 'The requested operation is not allowed.', cause: null, next: null },
  '0xC004F071': {
    meaning: 'The manifest of a plug-in of the licensing service is wrong.',
    cause: damaged,
    next: repair,
  },
  '0xC004F072': { meaning: 'The licence policies for fast queries were not found.', cause: damaged, next: repair },
  '0xC004F073': {
    meaning: 'The licence policies for fast queries have not been loaded.',
    cause: damaged,
    next: repair,
  },
  '0xC004F076': { meaning: 'A plug-in of the licensing service was not found.', cause: damaged, next: repair },
  '0xC004F077': { meaning: 'The authentication data has a version that does not fit.', cause: null, next: null },
  '0xC004F078': { meaning: 'The authentication key does not match.', cause: null, next: null },
  '0xC004F079': { meaning: 'The authentication data is not set.', cause: null, next: null },
  '0xC004F07A': { meaning: 'The verification could not be done.', cause: null, next: null },
  '0xC004F07B': {
    meaning: 'The operation is not possible while the licensing service is running.',
    cause: null,
    next: null,
  },
  '0xC004F07D': {
    meaning: 'The product key cannot be used for this kind of activation.',
    cause: null,
    next: 'Ask the licence administrator which key belongs to this kind of activation.',
  },
  '0xC004F080': { meaning: 'The licence is not bound to this machine.', cause: null, next: null },
  '0x4004FC06': {
    meaning: 'The product is in an extended grace period.',
    cause: null,
    next: 'Not an error yet. Activate it with slmgr /ato as administrator before the period ends.',
  },
  '0x8004E026': {
    meaning: 'The key of an add-on was entered where a Windows key is expected.',
    cause: 'An example is a key for Extended Security Updates (ESU).',
    next: 'Enter a Windows key here. The licence administrator knows which product the key belongs to.',
  },
  '0xC004E027': {
    meaning: 'The version of the Software Protection service (sppsvc) does not match the policy.',
    cause: damaged,
    next: repair,
  },
  '0xC004E028': {
    meaning: 'Another activation of this product is still running.',
    cause: null,
    next: 'Wait until it has finished, then try again.',
  },
  '0xC004E029': {
    meaning: 'The licence works only together with an upgrade licence of the Microsoft Store.',
    cause: null,
    next: 'Ask the licence administrator. A licence that was bought can be downloaded again from the Store.',
  },
  '0xC004E02A': {
    meaning: 'The upgrade licence of the Microsoft Store is for another edition.',
    cause: null,
    next: 'Compare the installed edition with the licence and ask the licence administrator.',
  },
  '0x8004D102': {
    meaning: 'The clock of the machine does not agree with the trusted time of licensing.',
    cause: null,
    next: 'Check date, time and time zone. In a domain run w32tm /resync as administrator.',
  },
};
