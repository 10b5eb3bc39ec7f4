/** Days as a chart wants them. Pure. */

const dayS = 86_400;

export interface DayCount {
  readonly day: string;
  readonly machines: number;
}

/** The day on which most leases end, the earliest of them; null where none ends. */
export function biggestDay(days: readonly DayCount[]): DayCount | null {
  const most = days.reduce<DayCount | null>((best, day) => (day.machines > (best?.machines ?? 0) ? day : best), null);
  return most;
}

/** Seconds since 1970 of a UTC day, as uPlot counts. */
export const secondsOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

/** First days of months between two instants (seconds), every so many months that at most `most` are left. */
export function monthStarts(from: number, to: number, most: number): number[] {
  const first = new Date(from * 1000);
  const starts: number[] = [];
  for (let month = 0; ; month += 1) {
    const start = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1) / 1000;
    if (start > to) break;
    if (start >= from) starts.push(start);
  }
  const step = Math.max(1, Math.ceil(starts.length / Math.max(1, most)));
  return starts.filter((_, index) => index % step === 0);
}

/** Midnights between two instants (seconds), every so many days that at most `most` are left. */
export function dayStarts(from: number, to: number, most: number): number[] {
  const first = Math.ceil(from / dayS);
  const count = Math.floor(to / dayS) - first + 1;
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => (first + index * step) * dayS);
}

/** Stacks counts: the first row is the sum of all, each further one leaves out those before it. Drawn in that order. */
export function stacked(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((row, index) =>
    row.map((_, day) => rows.slice(index).reduce((sum, one) => sum + (one[day] ?? 0), 0)),
  );
}
