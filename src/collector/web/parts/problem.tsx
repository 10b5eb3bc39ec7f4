/** How fresh what is shown is, and what stands in the way of anything newer. */
import type { Answer } from '../answer.ts';
import type { Problem } from '../client.ts';
import { useReader } from '../language.ts';
import { fleetHash } from '../route.ts';

function useProblemText(problem: Problem): string {
  const { problems } = useReader().wording.page.state;
  return problem.kind === 'faulty' ? problems.faulty(problem.status) : problems[problem.kind];
}

/** `at`: of what is shown nevertheless, epoch milliseconds; 0 where nothing is. */
export function ProblemBox({ problem, at, retry }: { problem: Problem; at: number; retry: () => void }) {
  const { wording, dates } = useReader();
  const { state } = wording.page;
  return (
    <div class="problem" role="alert">
      <p>
        {useProblemText(problem)}
        {at > 0 && wording.cli.sentenceGap + state.oldAsOf(dates.minute(at))}
      </p>
      {problem.kind === 'notUnderstood' ? (
        <a class="button" href={fleetHash({})}>
          {state.reset}
        </a>
      ) : (
        <button type="button" onClick={retry}>
          {state.retry}
        </button>
      )}
    </div>
  );
}

/** Under the heading of a view: "as of", or loading, or what went wrong with the old data kept. */
export function Freshness({ at, problem, retry }: Omit<Answer<unknown>, 'data' | 'isBusy'>) {
  const { wording, dates } = useReader();
  const { state } = wording.page;
  if (problem !== null) return <ProblemBox problem={problem} at={at} retry={retry} />;
  return <p class="freshness">{at > 0 ? state.asOf(dates.minute(at)) : state.loading}</p>;
}
