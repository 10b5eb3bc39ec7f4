/** How many machines needed attention on each of the last days, stacked by severity, and the same as a table. */
import { useMemo, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import type { Summary } from '../../api.ts';
import { useReader } from '../language.ts';
import { Severity } from '../parts/severity.tsx';
import { needAttention } from '../route.ts';
import { Chart } from './chart.tsx';
import { dayStarts, secondsOf, stacked } from './curve.ts';
import type { DayChart } from './dayChart.ts';

type Days = Summary['days'];
/** The gravest at the bottom, where it is compared with zero; so it is drawn last. */
const order = needAttention.toReversed();

export function SeverityDays({ days }: { days: Days }) {
  const { wording, language } = useReader();
  const { page } = wording;
  const [pointed, setPointed] = useState<number | null>(null);
  const counts = (day: Days[number]): (readonly [string, number])[] =>
    needAttention.map((severity) => [page.severities[severity] ?? severity, day.bySeverity[severity] ?? 0]);

  const data = useMemo<uPlot.AlignedData>(() => {
    const rows = stacked(order.map((severity) => days.map(({ bySeverity }) => bySeverity[severity] ?? 0)));
    return [days.map(({ day }) => secondsOf(day)), ...rows];
  }, [days]);
  const chart = useMemo<DayChart>(
    () => ({
      height: 160,
      tick: new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric', timeZone: 'UTC' }),
      number: page.number,
      ticks: dayStarts,
      fills: order.map((severity) => `--${severity}`),
      point: setPointed,
    }),
    [language, page],
  );

  const last = days.at(-1);
  if (!last || days.length < 2) return null;
  const shown = (pointed === null ? undefined : days[pointed]) ?? last;
  return (
    <section>
      <h2>{page.days.heading}</h2>
      <Chart label={`${page.days.heading}. ${page.days.on(last.day, counts(last))}`} chart={chart} data={data} />
      <p class="note readout">{page.days.on(shown.day, counts(shown))}</p>
      <p class="note">{page.utcDays}</p>
      <details>
        <summary>{page.expiry.asTable}</summary>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{page.expiry.day}</th>
              {needAttention.map((severity) => (
                <th key={severity} scope="col" class="number">
                  <Severity of={severity} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.day}>
                <td>{day.day}</td>
                {counts(day).map(([word, count]) => (
                  <td key={word} class="number">
                    {page.number(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
