/** When activations end: a bar for each of the next 180 days, a sentence that says the peak, and the days as a table. */
import { useMemo, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import type { Expiry } from '../../api.ts';
import { useReader } from '../language.ts';
import { Chart } from './chart.tsx';
import { biggestDay, monthStarts, secondsOf } from './curve.ts';
import type { DayChart } from './dayChart.ts';

export function ExpiryCurve({ expiry }: { expiry: Expiry }) {
  const { wording, language } = useReader();
  const { page } = wording;
  const texts = page.expiry;
  const { days } = expiry;
  const [pointed, setPointed] = useState<number | null>(null);

  const data = useMemo<uPlot.AlignedData>(
    () => [days.map(({ day }) => secondsOf(day)), days.map(({ machines }) => machines)],
    [days],
  );
  const chart = useMemo<DayChart>(
    () => ({
      height: 220,
      tick: new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', timeZone: 'UTC' }),
      number: page.number,
      ticks: monthStarts,
      fills: ['--bar'],
      point: setPointed,
    }),
    [language, page],
  );

  const most = biggestDay(days);
  const summary = most === null ? texts.nothing : texts.biggest(most.day, most.machines);
  const day = pointed === null ? undefined : days[pointed];
  return (
    <section class="expiry">
      <h2>{texts.heading}</h2>
      <p>{summary}</p>
      <Chart label={`${texts.heading}. ${summary}`} chart={chart} data={data} />
      <p class="note readout">{day ? texts.on(day.day, day.machines) : texts.hover}</p>
      <p class="note">{texts.rest(expiry.ended, expiry.later, expiry.withoutEnd)}</p>
      <p class="note">{page.utcDays}</p>
      {most !== null && <ExpiryTable expiry={expiry} />}
    </section>
  );
}

function ExpiryTable({ expiry: { days } }: { expiry: Expiry }) {
  const { page } = useReader().wording;
  const texts = page.expiry;
  return (
    <details>
      <summary>{texts.asTable}</summary>
      <p class="note">{texts.onlyDays}</p>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{texts.day}</th>
            <th scope="col" class="number">
              {texts.machines}
            </th>
          </tr>
        </thead>
        <tbody>
          {days
            .filter(({ machines }) => machines > 0)
            .map(({ day, machines }) => (
              <tr key={day}>
                <td>{day}</td>
                <td class="number">{page.number(machines)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
