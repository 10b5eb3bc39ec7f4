/** Words of a report, apart from its schema: whoever makes a report need not build what checks one. */

export const reportVersion = 'gracewatch.report/1';

/** SoftwareLicensingProduct.LicenseStatus 0–6 by position; any other value is `unknown`. */
export const licenseStatuses = [
  'unlicensed',
  'licensed',
  'initialGrace',
  'additionalGrace',
  'nonGenuineGrace',
  'notification',
  'extendedGrace',
] as const;
