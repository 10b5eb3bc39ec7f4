/** The history of a machine in words, newest first; older pages are added at the end. */
import { useContext, useState } from 'preact/hooks';
import type { History } from '../../api.ts';
import { LostContext } from '../access.ts';
import { useAnswer } from '../answer.ts';
import { ask, type Problem } from '../client.ts';
import { useReader } from '../language.ts';
import { Freshness, ProblemBox } from '../parts/problem.tsx';
import { textOfChange } from './changeText.ts';

const pageSize = 20;

export function Changes({ id }: { id: string }) {
  const texts = useReader().wording.page.history;
  const path = `v1/machines/${encodeURIComponent(id)}/history?limit=${pageSize}`;
  const newest = useAnswer<History>(path);
  const [older, setOlder] = useState<History | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const lost = useContext(LostContext);
  const next = older === null ? (newest.data?.next ?? null) : older.next;

  const more = async (): Promise<void> => {
    if (next === null) return;
    setProblem(null);
    const outcome = await ask<History>(`${path}&${new URLSearchParams({ after: next })}`);
    if (outcome.ok) {
      setOlder({ changes: [...(older?.changes ?? []), ...outcome.body.changes], next: outcome.body.next });
    } else if (outcome.problem.kind === 'signedOut') lost();
    else setProblem(outcome.problem);
  };

  const changes = [...(newest.data?.changes ?? []), ...(older?.changes ?? [])];
  return (
    <section>
      <h2>{texts.heading}</h2>
      {(newest.data === null || newest.problem !== null) && <Freshness {...newest} />}
      {newest.data !== null && changes.length === 0 && <p>{texts.empty}</p>}
      {changes.length > 0 && <ChangeTable changes={changes} />}
      {problem !== null && <ProblemBox problem={problem} at={0} retry={() => void more()} />}
      {next !== null && (
        <button type="button" onClick={() => void more()}>
          {texts.more}
        </button>
      )}
    </section>
  );
}

function ChangeTable({ changes }: Pick<History, 'changes'>) {
  const { wording, dates } = useReader();
  const texts = wording.page.history;
  return (
    <table class="plain history">
      <thead>
        <tr>
          <th scope="col">{texts.when}</th>
          <th scope="col">{texts.why}</th>
          <th scope="col">{texts.what}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ at, cause, sequence, changes: parts }) => {
          const sentences = parts.flatMap((part) => textOfChange(part, wording, dates));
          return (
            <tr key={`${at} ${sequence} ${cause}`}>
              <td data-label={texts.when}>{dates.minute(at)}</td>
              <td data-label={texts.why}>{texts.causes[cause] ?? cause}</td>
              <td class="text" data-label={texts.what}>
                <ul class="found">
                  {(sentences.length === 0 ? [texts.nothing] : sentences).map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
