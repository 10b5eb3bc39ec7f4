/** What is shown, as it stands in the address: it can be bookmarked, and Back works. Pure. */
import type { Sort } from '../api.ts';

export interface FleetQuery {
  readonly severity: readonly string[];
  readonly licenseStatus: string | null;
  readonly channel: string | null;
  /** An empty text: no KMS host. */
  readonly kmsHost: string | null;
  readonly finding: string | null;
  /** "ended", or days from now. */
  readonly ends: string | null;
  readonly search: string | null;
  readonly sort: Sort;
  readonly after: string | null;
}

export type Route =
  | { readonly view: 'overview' }
  | { readonly view: 'machines'; readonly query: FleetQuery }
  | { readonly view: 'overdue' | 'silent'; readonly after: string | null }
  | { readonly view: 'machine'; readonly id: string }
  | { readonly view: 'nowhere' };

export const sorts: readonly Sort[] = ['attention', 'name', 'expires', 'lastSeen'];
/** Filters of one value each, named as in the API. */
const singles = ['licenseStatus', 'channel', 'kmsHost', 'finding', 'ends', 'search'] as const;

export const wholeFleet: FleetQuery = {
  severity: [],
  licenseStatus: null,
  channel: null,
  kmsHost: null,
  finding: null,
  ends: null,
  search: null,
  sort: 'attention',
  after: null,
};

/** Severities that call for somebody, gravest first. */
export const needAttention = ['critical', 'unknown', 'warning'] as const;

export const isFiltered = (query: FleetQuery): boolean =>
  query.severity.length > 0 || singles.some((name) => query[name] !== null);

function fleetQueryOf(params: URLSearchParams): FleetQuery {
  return {
    ...wholeFleet,
    ...Object.fromEntries(singles.map((name) => [name, params.get(name)])),
    severity: (params.get('severity') ?? '').split(',').filter((word) => word !== ''),
    sort: sorts.find((sort) => sort === params.get('sort')) ?? wholeFleet.sort,
    after: params.get('after'),
  };
}

/** The query of `GET /v1/machines`, and the page's own; what says nothing is left out. */
export function paramsOf(query: FleetQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.severity.length > 0) params.set('severity', query.severity.join(','));
  for (const name of [...singles, 'after'] as const) {
    const value = query[name];
    if (value !== null) params.set(name, value);
  }
  if (query.sort !== wholeFleet.sort) params.set('sort', query.sort);
  return params;
}

const withParams = (path: string, params: URLSearchParams): string => (params.size === 0 ? path : `${path}?${params}`);

export const afterParams = (after: string | null): URLSearchParams =>
  new URLSearchParams(after === null ? {} : { after });

/** "#/machines?severity=critical" → what to show. Unknown parameters are ignored. */
export function routeOf(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split(/\?(.*)/s);
  const params = new URLSearchParams(search);
  const [view = '', id, ...rest] = path.split('/');
  if (rest.length > 0) return { view: 'nowhere' };
  if (view === 'machines' && id !== undefined) return { view: 'machine', id: decoded(id) };
  if (id !== undefined) return { view: 'nowhere' };
  if (view === '') return { view: 'overview' };
  if (view === 'machines') return { view, query: fleetQueryOf(params) };
  if (view === 'overdue' || view === 'silent') return { view, after: params.get('after') };
  return { view: 'nowhere' };
}

/** An address that was cut may end inside an escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function hashOf(route: Route): string {
  if (route.view === 'machines') return withParams('#/machines', paramsOf(route.query));
  if (route.view === 'machine') return `#/machines/${encodeURIComponent(route.id)}`;
  if (route.view === 'overdue' || route.view === 'silent')
    return withParams(`#/${route.view}`, afterParams(route.after));
  return '#/';
}

/** A link to a part of the fleet. */
export const fleetHash = (query: Partial<FleetQuery>): string =>
  hashOf({ view: 'machines', query: { ...wholeFleet, ...query } });
