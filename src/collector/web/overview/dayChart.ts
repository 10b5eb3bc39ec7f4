/** The one kind of drawing there is: bars by day of UTC, whole machines upwards; several rows are stacked. */
import uPlot from 'uplot';

/** A colour of the style sheet, by its name there: "--ink". */
export type Color = (name: string) => string;

export interface DayChart {
  readonly height: number;
  /** Writes a tick of the axis of days. */
  readonly tick: Intl.DateTimeFormat;
  /** Writes a tick of the axis of machines. */
  readonly number: (count: number) => string;
  /** Where days have a tick: between two instants (seconds), at most so many. */
  readonly ticks: (from: number, to: number, most: number) => number[];
  /** Names of the colours of the rows. */
  readonly fills: readonly string[];
  /** The index of the day that is pointed at. */
  readonly point: (day: number | null) => void;
}

const halfDayS = 43_200;
const font = '12px system-ui, sans-serif';
/** Pixels that a written day needs. */
const tickWidth = 72;
/** Whole machines only. */
const steps = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].flatMap((power) => [power, 2 * power, 5 * power]);

export function dayOptions(chart: DayChart, color: Color, width: number): uPlot.Options {
  const axis = { stroke: color('--quiet'), font, ticks: { stroke: color('--line'), width: 1 } };
  const bars = uPlot.paths.bars?.({ size: [0.8, 40] });
  return {
    width,
    height: chart.height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      // Half a day of room, so that the first and the last bar are whole.
      x: { range: (_, from, to) => [from - halfDayS, to + halfDayS] },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 32,
        splits: (_, __, from, to) => chart.ticks(from, to, Math.floor(width / tickWidth)),
        values: (_, instants) => instants.map((instant) => chart.tick.format(instant * 1000)),
      },
      {
        ...axis,
        grid: { stroke: color('--line'), width: 1 },
        incrs: steps,
        size: 56,
        values: (_, counts) => counts.map(chart.number),
      },
    ],
    series: [
      {},
      ...chart.fills.map((fill) => ({
        fill: color(fill),
        width: 0,
        points: { show: false },
        ...(bars === undefined ? {} : { paths: bars }),
      })),
    ],
    hooks: { setCursor: [({ cursor }) => chart.point(cursor.idx ?? null)] },
  };
}
