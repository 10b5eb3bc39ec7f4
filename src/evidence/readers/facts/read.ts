/**
 * Facts → evidence: what collect.ps1 has printed, alone into a file or through a session. A source that did not come to
 * its end is partial, or failed where it said nothing.
 */
import { parseDmtf } from '../../../knowledge/dmtf.ts';
import { type CimRow, type Evidence, emptyEvidence, evidenceSchema, instantSchema, outcomes } from '../../evidence.ts';
import { machineOf } from './machine.ts';
import { type FactRow, factsVersion, parseFacts, tablesOf } from './parse.ts';

/** Classes that tell of the machine, not of its licences: they become `machine`. */
const machineClasses = /^Win32_/;
/** What the script says of itself and of its other sources. */
const ownClasses = new Set(['gracewatch', 'source', 'class', 'service', 'registry', 'event', 'awake', 'srv', 'answer']);
const ruleClass = 'firewallRule';

type Tables = ReturnType<typeof tablesOf>;
type Row = Readonly<Record<string, unknown>>;

const rowsOf = (tables: Tables, name: string): FactRow[] => [...(tables.get(name)?.values() ?? [])];
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const boolean = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);
/** A count, a port, a length of time: whole and not below nothing. */
const natural = (value: unknown): number | null =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;

/** Dates of Get-WmiObject as ISO 8601, as Get-CimInstance's are. */
function withDates(row: FactRow): CimRow {
  const dated = (value: unknown): unknown => {
    const time = typeof value === 'string' ? parseDmtf(value) : null;
    return time === null || Number.isNaN(time) ? value : new Date(time).toISOString();
  };
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, dated(value)]));
}

/**
 * A class that was asked and has no row is an empty list; one that is not there is not named. Of one that did not come to
 * its end the last row was cut, and half a product would be read as one without a key.
 */
function classesOf(tables: Tables): Record<string, CimRow[]> {
  const ends = tables.get('class') ?? new Map<string, FactRow>();
  const names = [...ends.keys(), ...tables.keys()].filter(
    (name) => !ownClasses.has(name) && name !== ruleClass && !machineClasses.test(name),
  );
  const classes = [...new Set(names)].map((name): [string, CimRow[]] => {
    const rows = rowsOf(tables, name).map(withDates);
    return [name, ends.has(name) ? rows : rows.slice(0, -1)];
  });
  return Object.fromEntries(classes.filter(([name, rows]) => rows.length > 0 || ends.get(name)?.rows === 0));
}

function keysOf(tables: Tables): Record<string, Row> {
  return Object.fromEntries(
    rowsOf(tables, 'registry').flatMap(({ '(key)': key, ...values }) =>
      typeof key === 'string' ? [[key, values]] : [],
    ),
  );
}

/** An event without id or instant was cut short and is none. */
function eventsOf(tables: Tables): Row[] {
  return rowsOf(tables, 'event')
    .filter(({ id, at }) => natural(id) !== null && instantSchema.safeParse(at).success)
    .map(({ log, provider, id, recordId, at, data }) => ({
      log: text(log),
      provider: text(provider),
      id,
      recordId: natural(recordId),
      at,
      data: Array.isArray(data) ? data.map((one) => String(one ?? '')) : [],
    }));
}

const record = ({ domain, target, port, priority, weight }: FactRow): Row => ({
  domain: text(domain),
  target,
  port: natural(port),
  priority: natural(priority),
  weight: natural(weight),
});

/** What Windows' own resolver said of each domain; a domain that it was not asked for is said too, without an answer. */
function networkOf(tables: Tables): Row {
  const records = rowsOf(tables, 'srv').filter(({ target }) => typeof target === 'string');
  const answers = rowsOf(tables, 'answer').filter(({ domain }) => typeof domain === 'string');
  const [rule] = tables.get(ruleClass) ?? [];
  return {
    srv: records.map(record),
    answers: answers.map(({ domain, outcome, error }) => ({
      domain,
      by: 'resolveDnsName',
      outcome: text(outcome) ?? 'failed',
      error: text(error),
      records: records.filter((one) => one.domain === domain).map(record),
    })),
    firewallRule: rule ? { name: rule[0], enabled: boolean(rule[1].enabled) } : null,
  };
}

/** The frame of a source. `unfinished`: the error of one that did not come to its end. */
function frameOf(tables: Tables, source: string, spoke: boolean, unfinished: string): Row {
  const { outcome, durationMs, error } = tables.get('source')?.get(source) ?? {};
  if (outcomes.some((known) => known === outcome))
    return { outcome, durationMs: natural(durationMs), error: text(error) };
  return { outcome: spoke ? 'partial' : 'failed', durationMs: null, error: unfinished };
}

/** Why the network is skipped in facts alone: their script asks DNS, but connects to no host. */
export const notConnected = 'connectionsNotTried';

const withoutConnections = (frame: Row): Row =>
  frame.outcome === 'complete' ? { ...frame, outcome: 'skipped', error: notConnected } : frame;

/** More than any banner before the first fact. */
const headLength = 20_000;

/**
 * By the first fact alone, which says what it is: further on, an event or a name could hold the same words. A document in
 * JSON is asked for before this.
 */
export function recognisesFacts(given: string): boolean {
  const [first] = parseFacts(given.slice(0, headLength));
  return first?.property === 'schema' && String(first.value).startsWith(`${factsVersion.split('/')[0]}/`);
}

export interface FactsContext {
  /** ISO 8601: when facts that were cut before they said so are taken to be from. */
  readonly takenAt: string;
  /** Error of a source that did not come to its end: an id that the wording knows. */
  readonly unfinished: string;
}

/** Never throws: what makes no sense is left out. Gives null where nothing of it is a fact. */
export function readFacts(given: string, { takenAt, unfinished }: FactsContext): Evidence | null {
  const tables = tablesOf(parseFacts(given));
  if (tables.size === 0) return null;
  const own = tables.get('gracewatch')?.get('facts') ?? {};
  const [classes, keys, events] = [classesOf(tables), keysOf(tables), eventsOf(tables)];
  const services = rowsOf(tables, 'service');
  const network = networkOf(tables);
  const spoke = (rows: object): boolean => Object.keys(rows).length > 0;
  const frame = (source: string, rows: object): Row => frameOf(tables, source, spoke(rows), unfinished);
  const captured = instantSchema.safeParse(own.capturedAt);
  const machine = machineOf(
    {
      row: (name) => rowsOf(tables, name)[0] ?? {},
      rows: (name) => rowsOf(tables, name),
      registry: keys,
    },
    text(own.uiCulture) || null,
  );
  return evidenceSchema.parse({
    ...emptyEvidence(captured.success ? captured.data : takenAt),
    agent: {
      version: null,
      account: text(own.account),
      elevated: boolean(own.elevated),
    },
    machine,
    sources: {
      cim: { ...frame('cim', classes), classes },
      registry: { ...frame('registry', keys), keys },
      services: { ...frame('services', services), services },
      events: { ...frame('events', events), events },
      network: { ...withoutConnections(frame('srv', rowsOf(tables, 'answer'))), ...network },
    },
  });
}
