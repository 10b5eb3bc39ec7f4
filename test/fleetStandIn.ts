/** A collector that stands in: a real HTTP server with a small fleet, whose answers are those of the API's schemas. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Report } from '../src/activation/report.ts';
import { assess } from '../src/assessment/assess.ts';
import { defaultPolicy } from '../src/assessment/policy.ts';
import {
  type Expiry,
  type History,
  historySchema,
  type Machine,
  machineDetailSchema,
  machineSchema,
  machinesPageSchema,
  overdueSchema,
  type Summary,
  silentSchema,
  summarySchema,
} from '../src/collector/api.ts';
import { aProduct, aReport, collectedAt, day, leaseLeft, notification, onlyKind } from './support/reports.ts';

export const asOf = '2026-11-24T12:00:00.000Z';
const at = (days: number): string => new Date(Date.parse(asOf) + days * day).toISOString();
const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

function aMachine(index: number, overrides: Partial<Machine>): Machine {
  const name = overrides.name === undefined ? `PC-${String(index).padStart(4, '0')}` : overrides.name;
  return machineSchema.parse({
    id: idOf(index),
    name,
    fqdn: name === null ? null : `${name.toLowerCase()}.corp.example`,
    domain: 'corp.example',
    osCaption: 'Microsoft Windows 11 Enterprise',
    osBuild: '26100.4351',
    severity: 'ok',
    findings: [{ id: 'license.ok', severity: 'ok' }],
    productName: 'Windows(R), Enterprise edition',
    licenseStatus: 'licensed',
    reason: null,
    channel: 'kmsClient',
    method: 'kms',
    partialProductKey: '2YT43',
    kmsHost: 'kms01.corp.example',
    expiresAt: at(178),
    renewedAt: at(-2),
    collectedAt,
    receivedAt: at(-0.1),
    firstSeenAt: at(-100),
    silent: false,
    agentVersion: '0.1.0',
    clockSkewMs: 800,
    ...overrides,
  });
}

const found = (severity: Machine['severity'], ...ids: string[]): Partial<Machine> => ({
  severity,
  findings: ids.map((id) => ({ id, severity })),
});

/** What the machine of index 3 calls itself, and tries by it. */
export const hostileName = '=cmd|\u001b[31m\u202e"x",\n[OK] Fine';

export const fleet: readonly Machine[] = [
  aMachine(1, { ...found('critical', 'license.mayHaveEnded'), expiresAt: at(-3.5), renewedAt: at(-183), silent: true, receivedAt: at(-40) }),
  aMachine(2, { ...found('critical', 'license.expiring', 'renewal.overdue'), expiresAt: at(0.2), renewedAt: at(-179) }),
  aMachine(3, { ...found('warning', 'license.expiring', 'renewal.overdue'), name: hostileName, expiresAt: at(12.5), renewedAt: at(-167), kmsHost: null }),
  aMachine(4, { ...found('info', 'renewal.overdue'), name: '経理部-端末-12', expiresAt: at(45), renewedAt: at(-135), kmsHost: '10.20.30.40' }),
  aMachine(5, { ...found('ok', 'license.ok'), name: 'AVMA-GUEST-LONGNAME-IN-THE-LAB-0001', channel: 'avma', method: null, kmsHost: null, expiresAt: at(5), renewedAt: null }),
  aMachine(6, { expiresAt: at(120), silent: true, receivedAt: at(-25), ...found('ok', 'license.ok') }),
  aMachine(7, {}),
  aMachine(8, { name: 'PC-00071', kmsHost: 'a-very-long-kms-host-name-of-a-branch-office.emea.corp.example', expiresAt: at(80) }),
  aMachine(9, { channel: 'mak', method: null, kmsHost: null, expiresAt: null, renewedAt: null }),
  aMachine(10, { name: 'TWIN', fqdn: 'twin.corp.example', expiresAt: null }),
  aMachine(11, { name: 'TWIN', fqdn: 'twin.lab.example', expiresAt: null, ...found('critical', 'license.notActivated'), licenseStatus: 'notification', reason: '0xC004F009' }),
]; // biome-ignore format: a table

const count = (test: (machine: Machine) => boolean): number => fleet.filter(test).length;
const endsWithin = (days: number) => (one: Machine) =>
  one.expiresAt !== null && one.expiresAt > asOf && one.expiresAt <= at(days);
const isOverdue = ({ findings }: Machine): boolean => findings.some(({ id }) => id === 'renewal.overdue');
const tally = (key: 'severity' | 'licenseStatus' | 'channel' | 'kmsHost'): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(fleet, (one) => one[key] ?? '')].map(([word, machines]) => [word, machines.length]),
  );

export const summaryOfFleet: Summary = summarySchema.parse({
  asOf,
  machines: fleet.length,
  bySeverity: tally('severity'),
  byLicenseStatus: tally('licenseStatus'),
  byChannel: tally('channel'),
  byKmsHost: Object.entries(tally('kmsHost')).map(([host, machines]) => ({
    host: host === '' ? null : host,
    machines,
  })),
  expiringWithin: { days7: count(endsWithin(7)), days30: count(endsWithin(30)), days90: count(endsWithin(90)) },
  ended: count(({ expiresAt }) => expiresAt !== null && expiresAt <= asOf),
  overdue: count(isOverdue),
  silent: count(({ silent }) => silent),
  silentDays: 21,
  days: [
    { day: at(-7).slice(0, 10), bySeverity: { ok: 9, warning: 1, critical: 1 } },
    { day: asOf.slice(0, 10), bySeverity: tally('severity') },
  ],
});

const midnight = asOf.slice(0, 10);
const dayOf = (index: number): string => new Date(Date.parse(midnight) + index * day).toISOString().slice(0, 10);
export const expiryOfFleet: Expiry = {
  asOf,
  days: Array.from({ length: 180 }, (_, index) => ({
    day: dayOf(index),
    machines: count(({ expiresAt }) => expiresAt?.slice(0, 10) === dayOf(index)),
  })),
  ended: count(({ expiresAt }) => expiresAt !== null && expiresAt.slice(0, 10) < midnight),
  later: count(({ expiresAt }) => expiresAt !== null && expiresAt.slice(0, 10) > dayOf(179)),
  withoutEnd: count(({ expiresAt }) => expiresAt === null),
};

/** Small pages, whatever is asked for, so that every list has several. */
const perPage = 2;

function pageOf(machines: readonly Machine[], query: URLSearchParams): { machines: Machine[]; next: string | null } {
  const from = Number(query.get('after') ?? 0);
  const next = from + perPage < machines.length ? String(from + perPage) : null;
  return { machines: machines.slice(from, from + perPage), next };
}

const last = '\uffff';
const orders: Readonly<Record<string, (machine: Machine) => string>> = {
  expires: ({ expiresAt }) => expiresAt ?? last,
  name: ({ name }) => name ?? last,
};

function listed(query: URLSearchParams): Machine[] {
  const key = orders[query.get('sort') ?? ''] ?? (({ id }) => id);
  const search = (query.get('search') ?? '').toLowerCase();
  const isEnded = ({ findings }: Machine) => findings.some(({ id }) => /^license\.(ended|mayHaveEnded)$/.test(id));
  return fleet
    .filter((one) => query.get('ends') !== 'ended' || isEnded(one))
    .filter(({ name, fqdn }) => `${name} ${fqdn}`.toLowerCase().includes(search))
    .toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** What the machine reported; that of index 11 is in notification mode. */
function reportOf(machine: Machine): Report {
  const report = aReport({ collectedAt: machine.collectedAt });
  const product =
    machine.licenseStatus === 'notification'
      ? aProduct({ ...notification, reason: machine.reason })
      : aProduct({ validity: machine.expiresAt === null ? onlyKind('permanent') : leaseLeft(178 * day) });
  return { ...report, products: [product], machine: { ...report.machine, name: machine.name, fqdn: machine.fqdn } };
}

export const historyOfMachine: History = historySchema.parse({
  changes: [
    {
      at: at(-4),
      cause: 'report',
      sequence: 812,
      changes: [
        { field: 'findings', from: ['license.ok:ok', 'sources.differ:info'], to: ['license.notActivated:critical', 'sources.differ:warning'] },
        { field: 'licenseStatus', from: 'licensed', to: 'notification' },
        { field: 'reason', from: null, to: '0xC004F009' },
        { field: 'method', from: 'kms', to: null },
        { field: 'renewedAt', from: at(-190), to: at(-180) },
      ],
    },
    { at: at(-30), cause: 'time', sequence: 700, changes: [{ field: 'findings', from: [], to: ['a.newer:warning'] }] },
    { at: at(-100), cause: 'first', sequence: 1, changes: [{ field: 'channel', from: null, to: 'kmsClient' }] },
  ],
  next: '97',
}); // biome-ignore format: data

type Answer = unknown;
type Route = (query: URLSearchParams, id: string) => Answer;

const routes: readonly (readonly [path: RegExp, route: Route])[] = [
  [/^\/v1\/questions\/summary$/, () => summaryOfFleet],
  [/^\/v1\/questions\/expiry$/, () => expiryOfFleet],
  [
    /^\/v1\/questions\/overdue$/,
    (query) => {
      const machines = fleet.filter(isOverdue).toSorted((a, b) => ((a.renewedAt ?? '') < (b.renewedAt ?? '') ? -1 : 1));
      return overdueSchema.parse({ ...pageOf(machines, query), asOf, total: machines.length });
    },
  ],
  [
    /^\/v1\/questions\/silent$/,
    (query) => {
      const machines = fleet.filter(({ silent }) => silent);
      return silentSchema.parse({ ...pageOf(machines, query), asOf, total: machines.length, silentDays: 21 });
    },
  ],
  [/^\/v1\/machines$/, (query) => machinesPageSchema.parse(pageOf(listed(query), query))],
  [/^\/v1\/machines\/([^/]+)\/history$/, () => historyOfMachine],
  [
    /^\/v1\/machines\/([^/]+)$/,
    (_, id) => {
      const machine = fleet.find((one) => one.id === id);
      if (!machine) return undefined;
      const report = reportOf(machine);
      return machineDetailSchema.parse({ machine, report, assessment: assess(report, defaultPolicy, asOf) });
    },
  ],
];

/** Answers of its own for some paths: a body as it is, or whatever is done with the response. */
export type Instead = Readonly<Record<string, unknown | ((response: ServerResponse) => void)>>;

export interface StandIn {
  readonly url: string;
  /** What was asked, in order. */
  readonly asked: { readonly path: string; readonly query: URLSearchParams; readonly headers: IncomingHttpHeaders }[];
  readonly close: () => Promise<void>;
}

interface Options {
  readonly instead?: Instead;
  /** Who comes without it gets 401. */
  readonly credential?: string | null;
}

export async function startStandIn({ instead = {}, credential = null }: Options = {}): Promise<StandIn> {
  const asked: StandIn['asked'] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
    asked.push({ path: pathname, query: searchParams, headers: request.headers });
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (credential !== null && request.headers.authorization !== `Bearer ${credential}`)
      return send(401, { error: 'x' });
    const own = instead[pathname] ?? instead['*'];
    if (typeof own === 'function') return own(response);
    if (own !== undefined) return send(200, own);
    const [route, match] =
      routes.map(([path, one]) => [one, path.exec(pathname)] as const).find(([, hit]) => hit) ?? [];
    const answer = route?.(searchParams, match?.[1] ?? '');
    return answer === undefined ? send(404, { error: 'notFound', message: '' }) : send(200, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
