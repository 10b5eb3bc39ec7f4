/** The numbers that call for somebody, each a link to its machines. */
import type { Summary } from '../../api.ts';
import { useReader } from '../language.ts';
import { Severity } from '../parts/severity.tsx';
import { fleetHash, hashOf, needAttention } from '../route.ts';

const severities = [...needAttention, 'info', 'ok'] as const;

export function Attention({ summary }: { summary: Summary }) {
  const { page } = useReader().wording;
  const texts = page.overview;
  const inNeed = needAttention.reduce((sum, severity) => sum + (summary.bySeverity[severity] ?? 0), 0);
  const { days7, days30, days90 } = summary.expiringWithin;
  const ends = (when: string): string => fleetHash({ ends: when, sort: 'expires' });
  const times = [
    { text: texts.ended, count: summary.ended, hash: ends('ended') },
    { text: texts.within(7), count: days7, hash: ends('7') },
    { text: texts.within(30), count: days30, hash: ends('30') },
    { text: texts.within(90), count: days90, hash: ends('90') },
    { text: texts.overdue, count: summary.overdue, hash: hashOf({ view: 'overdue', after: null }) },
    { text: texts.silent(summary.silentDays), count: summary.silent, hash: hashOf({ view: 'silent', after: null }) },
  ];
  return (
    <>
      <p class="headline">{texts.needAttention(inNeed, summary.machines)}</p>
      <section aria-label={texts.bySeverity}>
        <ul class="tiles">
          {severities.map((severity) => (
            <li key={severity} class={summary.bySeverity[severity] ? severity : 'zero'}>
              <a href={fleetHash({ severity: [severity] })}>
                <span class="figure">{page.number(summary.bySeverity[severity] ?? 0)}</span>
                <Severity of={severity} />
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={texts.when}>
        <ul class="tiles small">
          {times.map(({ text, count, hash }) => (
            <li key={text} class={count === 0 ? 'zero' : undefined}>
              <a href={hash}>
                <span class="figure">{page.number(count)}</span>
                <span>{text}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
