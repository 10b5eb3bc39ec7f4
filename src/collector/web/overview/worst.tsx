/** The first machines to look at. */
import type { Machine } from '../../api.ts';
import { MachineTable } from '../fleet/table.tsx';
import { useReader } from '../language.ts';
import { fleetHash, needAttention } from '../route.ts';

export function Worst({ machines, now }: { machines: readonly Machine[]; now: number }) {
  const { page } = useReader().wording;
  return (
    <section>
      <h2>{page.overview.worst}</h2>
      {machines.length === 0 ? (
        <p>{page.overview.noWorst}</p>
      ) : (
        <>
          <MachineTable machines={machines} now={now} />
          <p>
            <a href={fleetHash({ severity: needAttention })}>{page.overview.all}</a>
          </p>
        </>
      )}
    </section>
  );
}
