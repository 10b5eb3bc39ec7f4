/** Lists of machines: the fleet as filtered and sorted, those that did not renew, those that went silent. */
import type { MachinesPage, MachinesQuery, Overdue, Silent } from '../api.ts';
import { columnText, dayOf, rankOf } from '../facts.ts';
import { machineOf, silentSince } from '../machine.ts';
import { Refusal } from '../receive.ts';
import { type Filters, listMachines, type OrderName, readCursor } from '../store/list.ts';
import { readFacets } from '../store/tallies.ts';
import type { Asking, Paging } from './question.ts';
import { countSilent } from './silence.ts';

/** Errors: Refusal 400 for an `after` that is not the `next` of a page of this order. */
async function page(
  asking: Asking,
  filters: Filters,
  order: OrderName,
  { limit, after }: Paging,
): Promise<MachinesPage> {
  const { store, policy, now } = asking;
  const key = after === null ? null : readCursor(after, order);
  if (after !== null && key === null) {
    const faults = [{ path: 'after', problem: 'Not the "next" of a page in this order' }];
    throw new Refusal(400, { error: 'wrongQuery', message: 'The query is not what the collector answers.', faults });
  }
  const { rows, next } = await listMachines(store, filters, order, { limit, after: key });
  return { machines: rows.map((row) => machineOf(row, policy, now)), next };
}

const dayMs = 86_400_000;

/** A word as the store has it; PostgreSQL refuses one with NUL. */
const stored = (word: string): string => columnText(word) ?? '';
/** None chosen is no filter. */
const anyOf = (words: readonly string[] = []): string[] | undefined =>
  words.length === 0 ? undefined : words.map(stored);

export async function machines(asking: Asking, query: MachinesQuery): Promise<MachinesPage> {
  const { severity, licenseStatus, channel, kmsHost, finding, ends, search, sort, limit, after = null } = query;
  const filters: Filters = {
    severities: severity?.length ? severity.map(rankOf) : undefined,
    licenseStatuses: anyOf(licenseStatus),
    channels: anyOf(channel),
    kmsHost: kmsHost ? stored(kmsHost.toLowerCase()) : kmsHost === undefined ? undefined : null,
    findings: anyOf(finding),
    ended: ends === 'ended' ? true : undefined,
    endsBetween: typeof ends === 'number' ? [asking.now, asking.now + ends * dayMs] : undefined,
    search: search ? stored(search) : undefined,
  };
  return await page(asking, filters, sort, { limit, after });
}

export async function overdue(asking: Asking, paging: Paging): Promise<Overdue> {
  const facets = await readFacets(asking.store);
  return {
    ...(await page(asking, { overdue: true }, 'renewed', paging)),
    asOf: new Date(asking.now).toISOString(),
    total: facets.reduce((sum, facet) => (facet.overdue ? sum + facet.machines : sum), 0),
  };
}

export async function silent(asking: Asking, paging: Paging): Promise<Silent> {
  const { policy, now } = asking;
  const since = silentSince(policy, now);
  return {
    ...(await page(asking, { seenBefore: { ms: since, day: dayOf(since) } }, 'lastSeen', paging)),
    asOf: new Date(now).toISOString(),
    total: await countSilent(asking),
    silentDays: Math.ceil(policy.silent.days),
  };
}
