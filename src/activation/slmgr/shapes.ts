/**
 * What a value looks like in every language: identifiers, codes, addresses and channel markers are never translated.
 * Source: output of slmgr.vbs, and Microsoft Learn "SoftwareLicensingProduct class" for the forms of the values.
 */
import { familyOf } from '../../knowledge/channels.ts';
import { narrow } from './fold.ts';

/** A line of a language that is not known: what stands before the first colon, and what follows it. */
export interface Parts {
  readonly label: string;
  readonly value: string;
  readonly whole: string;
}

export function partsOf(line: string): Parts {
  const whole = narrow(line).replace(/\s+/g, ' ').trim();
  const colon = whole.indexOf(':');
  return colon < 0
    ? { label: whole, value: '', whole }
    : { label: whole.slice(0, colon).trim(), value: whole.slice(colon + 1).trim(), whole };
}

const marker =
  /\b(?:VOLUME_(?:KMSCLIENT|KMS(?:_\w{1,20})?|MAK)|RETAIL|OEM_\w{1,20}|VIRTUAL_MACHINE_ACTIVATION|TIMEBASED_\w{1,20})\b/;

/** Names and descriptions begin so in every language (samples of all channels). */
const productText = /\b(?:Windows|Office)\b.*/;

/** "Windows(R), Enterprise edition", "Office 21, Office21ProPlus2021VL_KMS_Client_AE edition". */
export const isProductName = (text: string): boolean => /^(?:Windows|Office)\b.*\bedition$/.test(text);

/** A product's description, from its own words on; null where the line has no channel marker. */
export const descriptionIn = ({ whole }: Parts): string | null =>
  marker.test(whole) ? (productText.exec(whole)?.[0] ?? null) : null;

/** A product's name, from its own words on. */
export const nameIn = ({ value }: Parts): string | null => {
  const text = productText.exec(value)?.[0] ?? null;
  return text !== null && text === value ? text : null;
};

const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
export const isGuid = ({ value }: Parts): boolean => guid.test(value);
export const isApplicationId = (parts: Parts): boolean => isGuid(parts) && familyOf(parts.value, null) !== 'other';

export const isExtendedPid = ({ value }: Parts): boolean =>
  /^\d{5}-\d{5}-\d{3}-\d{6}-\d{2}-\d{1,5}-\d{1,5}\.\d{1,4}-\d{7}$/.test(value);

/** Values of ProductKeyChannel. */
export const isKeyChannel = ({ value }: Parts): boolean =>
  /^(?:Volume:(?:GVLK|MAK|CSVLK)|Retail(?::[A-Za-z]{1,10}){0,2}|OEM:[A-Z]{1,10}|VT:IA)$/i.test(value);

/** The last five characters of a product key, in the letters and digits that keys are made of. */
export const isKeyTail = ({ value }: Parts): boolean =>
  /^[BCDFGHJKMNPQRTVWXY2346789]{5}$/.test(value) && !/^X{5}$/.test(value);

export const isInstallationId = ({ value }: Parts): boolean => /^\d{40,70}$/.test(value);
export const isUrl = ({ value }: Parts): boolean => /^https?:\/\/\S+$/i.test(value);
export const isVersion = ({ value }: Parts): boolean => /^\d{1,2}\.\d{1,2}\.\d{4,5}(?:\.\d{1,6})?$/.test(value);
export const isDistinguishedName = ({ value }: Parts): boolean => /^CN=.{1,400},DC=/i.test(value);
export const isThumbprint = ({ value }: Parts): boolean => /^[0-9a-f]{40}$/i.test(value);

const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const ipv6 = /^(?=(?:[^:]*:){2})[0-9a-f:]{3,39}(?:%\w{1,20})?$/i;
export const isAddress = ({ value }: Parts): boolean => ipv4.test(value) || ipv6.test(value);

/** The host's name and port, "host:port". */
export const isHostAndPort = ({ value }: Parts): boolean => /^\S{1,255}:\d{1,5}$/.test(value);

/** The only number in the value; null where there is none, or more. */
export function onlyNumber({ value }: Parts): string | null {
  const numbers = value.match(/-?\d+/g) ?? [];
  return numbers.length === 1 && (numbers[0]?.length ?? 0) <= 11 ? (numbers[0] ?? null) : null;
}

/** A code in hex, as the reason of a notification is printed: the digits after `0x`. */
export const codeIn = ({ value }: Parts): string | null => /^0x([0-9a-f]{8})\b/i.exec(value)?.[1] ?? null;

const minutesPerDay = 1440;

/** Minutes of "N … (D …)" or "D … (N …)": the two agree in one order only. Null where they do not. */
export function minutesIn({ value }: Parts): string | null {
  const numbers = /^(\d{1,10})\D{1,60}\(\D{0,40}(\d{1,10})\D{0,40}\)/.exec(value);
  if (!numbers) return null;
  const [, first = '', second = ''] = numbers;
  const agrees = (minutes: string, days: string): boolean =>
    Number(minutes) > Number(days) && Math.abs(Number(minutes) / minutesPerDay - Number(days)) <= 1;
  return agrees(first, second) ? first : agrees(second, first) ? second : null;
}
