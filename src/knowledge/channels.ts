/**
 * How a key licenses its product, and which family of products a row belongs to.
 * Sources: Microsoft Learn "SoftwareLicensingProduct class" (ProductKeyChannel, Description, ApplicationID; read 2026-11);
 * slmgr.vbs, which decides the kind of licence from the same substrings of Description.
 */

export const channels = [
  'kmsClient',
  'kmsHost',
  'mak',
  'retail',
  'oem',
  'avma',
  'evaluation',
  'subscription',
  'unknown',
] as const;
export type Channel = (typeof channels)[number];
export const families = ['windows', 'office', 'other'] as const;
export type Family = (typeof families)[number];

/** Microsoft 365 rows and their grace licences: rented by the user's account, never activated by volume (design: not judged). */
const subscriptionName = /O365|_Subscription\d*\b|_Grace\b/i;

/** ProductKeyChannel (8.1 and later) as printed, lower case; the first entry that the text starts with decides. */
const keyChannels: readonly (readonly [start: string, Channel])[] = [
  ['volume:gvlk', 'kmsClient'],
  ['volume:csvlk', 'kmsHost'],
  ['volume:mak', 'mak'],
  ['vt:ia', 'avma'],
  ['retail:tb:eval', 'evaluation'],
  ['retail:tb:sub', 'subscription'],
  ['retail', 'retail'],
  ['oem:', 'oem'],
];

/** Markers in Description, never translated; order matters where one is part of another. */
const descriptionMarkers: readonly (readonly [marker: string, Channel])[] = [
  ['VOLUME_KMSCLIENT', 'kmsClient'],
  ['VOLUME_KMS', 'kmsHost'],
  ['VOLUME_MAK', 'mak'],
  ['VIRTUAL_MACHINE_ACTIVATION', 'avma'],
  ['TIMEBASED_EVAL', 'evaluation'],
  ['TIMEBASED_SUB', 'subscription'],
  ['OEM_', 'oem'],
  ['RETAIL', 'retail'],
];

/**
 * The channel of a product row: its name first (subscription rows), then ProductKeyChannel, then the marker in Description.
 */
export function channelOf(row: {
  name: string | null;
  keyChannel: string | null;
  description: string | null;
}): Channel {
  if (row.name !== null && subscriptionName.test(row.name)) return 'subscription';
  const keyChannel = row.keyChannel?.toLowerCase() ?? '';
  const byKey = keyChannels.find(([start]) => keyChannel.startsWith(start));
  if (byKey) return byKey[1];
  const byDescription = descriptionMarkers.find(([marker]) => row.description?.toUpperCase().includes(marker));
  return byDescription?.[1] ?? 'unknown';
}

const applications: Readonly<Record<string, Family>> = {
  '55c92734-d682-4d71-983e-d6ec3f16059f': 'windows',
  '0ff1ce15-a989-479d-af46-f275c6370663': 'office', // Office 2013 and later
  '59a52881-a989-479d-af46-f275c6370663': 'office', // Office 2010
};

/** The family by ApplicationID (any case); from `/dli` and `/xpr`, which print none, by how the name (or the description) begins. */
export function familyOf(applicationId: string | null, name: string | null): Family {
  if (applicationId !== null) return applications[applicationId.toLowerCase()] ?? 'other';
  if (name?.startsWith('Windows')) return 'windows';
  return name?.startsWith('Office') ? 'office' : 'other';
}

/** A host key whose own marker names client systems (VOLUME_KMS_W10 …); a server's (VOLUME_KMS_WS19 …) serves both. */
export function servesClients(description: string | null): boolean {
  return /VOLUME_KMS_W\d/i.test(description ?? '');
}

/** True for a name such as "Windows(R), Client-ESU-Year1 add-on for …": slmgr text does not print LicenseIsAddon. */
export function isAddOnName(name: string | null): boolean {
  return name?.toLowerCase().includes('add-on for') ?? false;
}
