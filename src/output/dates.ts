/** Instants for a reader: local time with its offset from UTC, the same form in both languages. */

/** `timeZone`: IANA name. Returns ISO 8601 UTC → "2027-05-14 14:30 UTC+9". */
export function dateFormat(timeZone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
    const offset = (parts.timeZoneName ?? '').replace('GMT', 'UTC').replace(/\+0$/, '');
    return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute} ${offset}`;
  };
}
