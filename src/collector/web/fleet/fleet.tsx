/** The whole fleet: filtered, sorted and paged by the collector, as the address says. */
import type { MachinesPage, Summary } from '../../api.ts';
import { together, useAnswer } from '../answer.ts';
import { useReader } from '../language.ts';
import { go } from '../navigation.ts';
import { Heading } from '../parts/heading.tsx';
import { Freshness } from '../parts/problem.tsx';
import { type FleetQuery, hashOf, isFiltered, paramsOf } from '../route.ts';
import { Filters } from './filters.tsx';
import { Pager } from './pager.tsx';
import { MachineTable } from './table.tsx';

export function Fleet({ query }: { query: FleetQuery }) {
  const { page } = useReader().wording;
  const list = useAnswer<MachinesPage>(`v1/machines?${paramsOf(query)}`);
  const summary = useAnswer<Summary>('v1/questions/summary');

  const change = (part: Partial<FleetQuery>): void => {
    // A search is one step for Back, not one for each rest while it is typed.
    const isTyping = 'search' in part && part.search !== null && query.search !== null;
    go({ view: 'machines', query: { ...query, ...part, after: null } }, { replace: isTyping });
  };
  const routeAt = (after: string | null) => ({ view: 'machines', query: { ...query, after } }) as const;
  const hashFor = (sort: FleetQuery['sort']): string =>
    hashOf({ view: 'machines', query: { ...query, sort, after: null } });

  return (
    <>
      <Heading text={page.fleet.heading} />
      <Freshness {...together([list, summary])} />
      <Filters query={query} summary={summary.data} change={change} />
      {list.data && (
        <div aria-busy={list.isBusy}>
          {list.data.machines.length === 0 ? (
            <p class="empty">{isFiltered(query) ? page.fleet.noMatch : page.overview.empty}</p>
          ) : (
            <MachineTable machines={list.data.machines} now={list.at} order={{ sort: query.sort, hashFor }} />
          )}
          <Pager after={query.after} next={list.data.next} routeAt={routeAt} />
        </div>
      )}
    </>
  );
}
