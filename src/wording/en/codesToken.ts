/** Codes of slerror.h for token-based and offline activation and for licences in the firmware. */
import type { CodeText } from '../text.ts';

/** What the firmware is asked for only where the maker's own activation is wanted. */
const noOemWindows =
  'The key is of the kind that makers preinstall (OEM), and the machine was not delivered with such a Windows.';
const volumeKey =
  'With volume licensing, ask the licence administrator for the KMS client key (GVLK) or the MAK and install it as administrator with slmgr /ipk <product key>. Otherwise ask the maker of the machine.';

export const codesToken: Record<string, CodeText> = {
  '0xC004F301': {
    meaning: 'The challenge of the token-based activation has expired.',
    cause: null,
    next: 'Start the activation again.',
  },
  '0xC004F302': {
    meaning: 'No certificate was found that could activate the product without a user.',
    cause: null,
    next: 'Activate again with a signed-in user who can confirm the certificate.',
  },
  '0xC004F303': {
    meaning: 'The certificate chain could not be built or is not valid.',
    cause: null,
    next: 'Ask the administrator of the certificates to check the chain on this machine.',
  },
  '0xC004F304': { meaning: 'The licence for the token-based activation was not found.', cause: null, next: null },
  '0xC004F305': {
    meaning: 'No certificate was found that could activate the product.',
    cause: null,
    next: 'Insert the smart card, or ask the administrator of the certificates for the right certificate.',
  },
  '0xC004F306': {
    meaning: 'This edition does not support token-based activation.',
    cause: null,
    next: 'Ask the licence administrator how this edition is to be activated.',
  },
  '0xC004F307': { meaning: 'The data of the token-based activation is not valid.', cause: null, next: null },
  '0xC004F308': { meaning: 'The data of the token-based activation was altered.', cause: null, next: null },
  '0xC004F309': {
    meaning: 'Challenge and response of the token-based activation do not match.',
    cause: null,
    next: 'Start the activation again.',
  },
  '0xC004F30A': {
    meaning: 'The certificate does not meet the conditions of the licence.',
    cause: null,
    next: 'Ask the administrator of the certificates for the right certificate.',
  },
  '0xC004F30B': { meaning: 'The inserted smart card cannot be used for the activation.', cause: null, next: null },
  '0xC004F30C': {
    meaning: 'The content of the licence for the token-based activation is not valid.',
    cause: null,
    next: null,
  },
  '0xC004F30D': {
    meaning: 'The thumbprint of the certificate is not valid.',
    cause: null,
    next: 'Check how the thumbprint is written.',
  },
  '0xC004F30E': {
    meaning: 'No certificate has this thumbprint.',
    cause: null,
    next: 'Compare the thumbprint with the certificates on the machine.',
  },
  '0xC004F30F': {
    meaning: 'The certificate does not meet the criteria of the issuance licence.',
    cause: null,
    next: 'Ask the administrator of the certificates for the right certificate.',
  },
  '0xC004F310': {
    meaning: 'The certificate does not match the trust point (TPID) of the issuance licence.',
    cause: null,
    next: 'Ask the administrator of the certificates for the right certificate.',
  },
  '0xC004F311': {
    meaning: 'A software token may not be used for the activation.',
    cause: null,
    next: 'Ask the administrator of the certificates for a token that is allowed, such as a smart card.',
  },
  '0xC004F312': {
    meaning: 'The certificate cannot be used, because its private key is exportable.',
    cause: null,
    next: 'Ask the administrator of the certificates for a certificate whose private key is not exportable.',
  },
  '0xC004F313': {
    meaning: 'The encryption library (CNG) could not be loaded.',
    cause: 'The certificate may not be available in this version of Windows.',
    next: null,
  },
  '0xC004F02D': {
    meaning: 'The version of the confirmation ID is not correct.',
    cause: null,
    next: 'Get a new confirmation ID for the installation ID that slmgr /dti shows.',
  },
  '0xC004F02E': {
    meaning: 'The version of the confirmation ID is not supported.',
    cause: null,
    next: 'Get a new confirmation ID for the installation ID that slmgr /dti shows.',
  },
  '0xC004F02F': {
    meaning: 'The confirmation ID has the wrong length.',
    cause: null,
    next: 'Enter it again in full: slmgr /atp <confirmation ID>.',
  },
  '0xC004F030': {
    meaning: 'The installation ID or the confirmation ID could not be saved.',
    cause: null,
    next: null,
  },
  '0xC004F031': {
    meaning: 'The confirmation ID does not belong to the installation ID.',
    cause: null,
    next: 'Get a new confirmation ID for the installation ID that slmgr /dti shows.',
  },
  '0xC004F04D': {
    meaning: 'The check digits of the installation ID or the confirmation ID are wrong.',
    cause: null,
    next: 'Enter the confirmation ID again: slmgr /atp <confirmation ID>.',
  },
  '0xC004F07E': {
    meaning: 'The installation ID and the confirmation ID do not belong to the product key.',
    cause: null,
    next: 'Get a new confirmation ID for the installation ID that slmgr /dti shows.',
  },
  '0xC004F07F': {
    meaning: 'The installation ID and the confirmation ID are not bound to this machine.',
    cause: null,
    next: 'Get a new confirmation ID for the installation ID that slmgr /dti shows.',
  },
  '0xC004F057': {
    meaning: 'The firmware lacks the licence table (SLIC) that is needed.',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F058': {
    meaning: 'The firmware lacks the Windows marker that is needed.',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F059': { meaning: 'The licence in the firmware is not valid.', cause: noOemWindows, next: volumeKey },
  '0xC004F07C': {
    meaning: 'The version of the Windows marker in the firmware is not valid.',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F090': { meaning: 'The licence table in the firmware is damaged.', cause: noOemWindows, next: volumeKey },
  '0xC004F091': { meaning: 'The licence data in the firmware is not valid.', cause: noOemWindows, next: volumeKey },
  '0xC004F092': {
    meaning: 'The licence data in the firmware has the wrong length.',
    cause: noOemWindows,
    next: volumeKey,
  },
  '0xC004F093': {
    meaning: 'The product key in the firmware is not valid.',
    cause: null,
    next: 'Ask the licence administrator for another key and install it as administrator with slmgr /ipk <product key>.',
  },
  '0xC004F094': {
    meaning: 'The edition of the product key could not be checked.',
    cause: 'The DISM files on the machine are incomplete or too old.',
    next: null,
  },
  '0xC004F095': {
    meaning: 'The edition of the product key in the firmware does not match.',
    cause: null,
    next: 'Install the edition of the firmware key, or ask the licence administrator for a key of the installed edition.',
  },
};
