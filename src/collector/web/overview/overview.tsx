/** The fleet at a glance: what needs somebody first, then when activations end, then where the machines are. */
import type { Expiry, MachinesPage, Summary } from '../../api.ts';
import { together, useAnswer } from '../answer.ts';
import { useReader } from '../language.ts';
import { Heading } from '../parts/heading.tsx';
import { Freshness } from '../parts/problem.tsx';
import { needAttention, paramsOf, wholeFleet } from '../route.ts';
import { Attention } from './attention.tsx';
import { ExpiryCurve } from './expiry.tsx';
import { SeverityDays } from './severityDays.tsx';
import { Tallies } from './tallies.tsx';
import { Worst } from './worst.tsx';

const worstQuery = paramsOf({ ...wholeFleet, severity: needAttention });
worstQuery.set('limit', '10');

export function Overview() {
  const { page } = useReader().wording;
  const summary = useAnswer<Summary>('v1/questions/summary');
  const expiry = useAnswer<Expiry>('v1/questions/expiry');
  const worst = useAnswer<MachinesPage>(`v1/machines?${worstQuery}`);
  const isEmpty = summary.data?.machines === 0;
  return (
    <>
      <Heading text={page.overview.heading} />
      <Freshness {...together([summary, expiry, worst])} />
      {isEmpty && <p class="empty">{page.overview.empty}</p>}
      {summary.data && !isEmpty && <Attention summary={summary.data} />}
      {!isEmpty && (
        <>
          {expiry.data && <ExpiryCurve expiry={expiry.data} />}
          {worst.data && <Worst machines={worst.data.machines} now={worst.at} />}
          {summary.data && <Tallies summary={summary.data} />}
          {summary.data && <SeverityDays days={summary.data.days} />}
        </>
      )}
    </>
  );
}
