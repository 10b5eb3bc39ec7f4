/** Instants in the reader's own zone. The offset is said once, at the foot of the page, and not beside every date. */

export interface Dates {
  /** ISO 8601 or epoch milliseconds → "2027-05-14 14:30" */
  readonly minute: (instant: string | number) => string;
  /** → "2027-05-14" */
  readonly day: (instant: string | number) => string;
  /** IANA name of the zone. */
  readonly zone: string;
  /** Its offset at that instant: "UTC+9" */
  readonly offset: (instant: number) => string;
}

/** `timeZone`: IANA name; undefined: that of the browser. */
export function datesIn(timeZone?: string): Dates {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...(timeZone === undefined ? {} : { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  const parts = (instant: string | number): Readonly<Record<string, string>> =>
    Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const day = (instant: string | number): string => {
    const { year, month, day: date } = parts(instant);
    return `${year}-${month}-${date}`;
  };
  return {
    day,
    minute: (instant) => {
      const { hour, minute } = parts(instant);
      return `${day(instant)} ${hour}:${minute}`;
    },
    zone: format.resolvedOptions().timeZone,
    offset: (instant) => (parts(instant).timeZoneName ?? '').replace('GMT', 'UTC').replace(/\+0$/, ''),
  };
}

/** Whole minutes from one instant to another, negative where `to` is the earlier one. */
export function minutesBetween(from: number, to: string): number {
  return Math.trunc((Date.parse(to) - from) / 60_000);
}
