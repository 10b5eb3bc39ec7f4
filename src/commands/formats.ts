/** Writings of an answer. */
export const formats = ['text', 'json', 'nagios'] as const;
export type Format = (typeof formats)[number];

export const fleetFormats = ['text', 'json', 'csv', 'nagios'] as const;
export type FleetFormat = (typeof fleetFormats)[number];
