/** The address bar: reading it, and going on. The only module that touches the browser's history. */
import { useEffect, useState } from 'preact/hooks';
import { hashOf, type Route, routeOf } from './route.ts';

const moved = new EventTarget();

/** Cursors of the pages before this one, first page first: a list hands out only the way on. Kept with the entry of history. */
type Trail = readonly (string | null)[];

function trailOf(state: unknown): Trail {
  const trail = (state as { trail?: unknown } | null)?.trail;
  return Array.isArray(trail) ? trail : [];
}

export const trail = (): Trail => trailOf(history.state);

/** Shows something else. `replace`: without a step for Back. */
export function go(route: Route, { replace = false, pages = [] }: { replace?: boolean; pages?: Trail } = {}): void {
  const state = { trail: pages };
  if (replace) history.replaceState(state, '', hashOf(route));
  else history.pushState(state, '', hashOf(route));
  moved.dispatchEvent(new Event('moved'));
}

/** What the address says, as it changes. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = (): void => setHash(location.hash);
    addEventListener('popstate', read);
    addEventListener('hashchange', read);
    moved.addEventListener('moved', read);
    return () => {
      removeEventListener('popstate', read);
      removeEventListener('hashchange', read);
      moved.removeEventListener('moved', read);
    };
  }, []);
  return routeOf(hash);
}
