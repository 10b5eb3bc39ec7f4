/** On, back, and to the beginning of a list. The collector hands out the way on; the way back is the browser's to keep. */
import { useReader } from '../language.ts';
import { go, trail } from '../navigation.ts';
import { hashOf, type Route } from '../route.ts';

interface PagerProps {
  /** This page's own cursor, and the next one's. */
  readonly after: string | null;
  readonly next: string | null;
  readonly routeAt: (after: string | null) => Route;
}

export function Pager({ after, next, routeAt }: PagerProps) {
  const { page } = useReader().wording;
  const before = trail();
  if (after === null && next === null) return null;
  return (
    <nav class="pager" aria-label={page.fleet.pages}>
      {after !== null && <a href={hashOf(routeAt(null))}>{page.fleet.first}</a>}
      {/* An address that was opened from a bookmark has no pages before it that are known. */}
      {after !== null && before.length > 0 && (
        <button type="button" onClick={() => go(routeAt(before.at(-1) ?? null), { pages: before.slice(0, -1) })}>
          {page.fleet.back}
        </button>
      )}
      {next !== null && (
        <button type="button" onClick={() => go(routeAt(next), { pages: [...before, after] })}>
          {page.fleet.next}
        </button>
      )}
    </nav>
  );
}
