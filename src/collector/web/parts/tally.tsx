/** Machines by a word, as a table with a bar beside each number; each row is a link to its machines. */
import type { ComponentChildren } from 'preact';
import { useReader } from '../language.ts';

export interface TallyRow {
  readonly key: string;
  /** Printable already. */
  readonly text: string;
  readonly count: number;
  readonly hash: string;
}

interface TallyProps {
  readonly heading: string;
  readonly rows: readonly TallyRow[];
  readonly children?: ComponentChildren;
}

export function Tally({ heading, rows, children }: TallyProps) {
  const { page } = useReader().wording;
  const largest = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <section class="tally">
      <h2>{heading}</h2>
      <ul>
        {rows.map(({ key, text, count, hash }) => (
          <li key={key}>
            <a href={hash}>{text}</a>
            <span class="count">{page.number(count)}</span>
            <span class="bar" aria-hidden="true" style={{ inlineSize: `${(count / largest) * 100}%` }} />
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
