/** The two lists that the collector keeps in an order of their own: overdue, and silent. */
import type { Overdue as OverdueAnswer, Silent as SilentAnswer } from '../../api.ts';
import { type Answer, useAnswer } from '../answer.ts';
import { useReader } from '../language.ts';
import { Heading } from '../parts/heading.tsx';
import { Freshness } from '../parts/problem.tsx';
import { afterParams } from '../route.ts';
import { Pager } from './pager.tsx';
import { MachineTable } from './table.tsx';

interface ListProps {
  readonly view: 'overdue' | 'silent';
  readonly answer: Answer<OverdueAnswer>;
  readonly after: string | null;
  readonly explain: string;
  readonly none: string;
}

function List({ view, answer, after, explain, none }: ListProps) {
  const { page } = useReader().wording;
  const { data } = answer;
  return (
    <>
      <Heading text={page.fleet[view]} />
      <Freshness {...answer} />
      {data && (
        <div aria-busy={answer.isBusy}>
          {data.total > 0 && (
            <p>
              <strong>{page.fleet.total(data.total)}</strong> <span class="note">{explain}</span>
            </p>
          )}
          {data.machines.length === 0 ? (
            <p class="empty">{none}</p>
          ) : (
            <MachineTable machines={data.machines} now={answer.at} />
          )}
          <Pager after={after} next={data.next} routeAt={(to) => ({ view, after: to })} />
        </div>
      )}
    </>
  );
}

export function Overdue({ after }: { after: string | null }) {
  const { page } = useReader().wording;
  const answer = useAnswer<OverdueAnswer>(`v1/questions/overdue?${afterParams(after)}`);
  const { overdueExplain, noOverdue } = page.fleet;
  return <List view="overdue" answer={answer} after={after} explain={overdueExplain} none={noOverdue} />;
}

export function Silent({ after }: { after: string | null }) {
  const { page } = useReader().wording;
  const answer = useAnswer<SilentAnswer>(`v1/questions/silent?${afterParams(after)}`);
  const explain = page.fleet.silentExplain(answer.data?.silentDays ?? 0);
  return <List view="silent" answer={answer} after={after} explain={explain} none={page.fleet.noSilent} />;
}
