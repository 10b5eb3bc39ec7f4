/**
 * The same product printed more than once: people paste `/dlv`, `/dli` and `/xpr` of a machine one below the other. What
 * agrees is one product, each output filling in what the others do not show; what does not agree is left apart.
 */
import { familyOf, isAddOnName } from '../../knowledge/channels.ts';
import { minutesPerDay } from '../../knowledge/figures.ts';
import type { Draft } from './page.ts';

const differ = (one: unknown, other: unknown): boolean =>
  one !== null && other !== null && String(one).toLowerCase() !== String(other).toLowerCase();

/** What says that it is the same product, and then the same state of it. */
const identity = ['activationId', 'applicationId', 'partialProductKey', 'extendedPid'] as const;
const state = ['description', 'keyChannel', 'status', 'reason', 'activationType'] as const;
const blocks = ['kms', 'activeDirectory', 'token', 'avma'] as const;

/** A product without a key is printed once for each licence file, with no id in `/dli`: alike is not the same there. */
const isNameless = (draft: Draft): boolean => draft.name === null || (draft.notInUse && draft.activationId === null);

/** Whether both are one product: by its id where both print one, else by its name and whatever both print. */
export function isSameProduct(one: Draft, other: Draft): boolean {
  if (isNameless(one) || isNameless(other)) return false;
  return !differ(one.name, other.name) && !identity.some((field) => differ(one[field], other[field]));
}

function blocksDiffer(one: Draft, other: Draft): boolean {
  return blocks.some((block) => {
    const [mine, theirs] = [
      one[block] as Record<string, unknown> | null,
      other[block] as Record<string, unknown> | null,
    ];
    if (!mine || !theirs) return false;
    return Object.keys(mine).some((field) => differ(mine[field] ?? null, theirs[field] ?? null));
  });
}

const isLimited = (draft: Draft): boolean => draft.timeLimited || draft.minutes !== null;

/** Minutes run while a person types the next command; they do not jump. */
function leasesDiffer(one: Draft, other: Draft): boolean {
  if (one.minutes !== null && other.minutes !== null) return Math.abs(one.minutes - other.minutes) > minutesPerDay;
  const bothSay =
    one.status !== null && other.status !== null && one.afterStatus !== 'nothing' && other.afterStatus !== 'nothing';
  return bothSay && isLimited(one) !== isLimited(other);
}

/** Whether the two say different things of the one product: two machines, or one machine at two times. */
export const contradict = (one: Draft, other: Draft): boolean =>
  state.some((field) => differ(one[field], other[field])) || leasesDiffer(one, other) || blocksDiffer(one, other);

function fill<T extends object>(one: T, other: T): T {
  return {
    ...one,
    ...Object.fromEntries(
      Object.entries(other).filter(([key, value]) => value !== null && (one as Record<string, unknown>)[key] == null),
    ),
  };
}

/** What either says; minutes of the later one. */
export function merge(one: Draft, other: Draft): Draft {
  const block = <K extends (typeof blocks)[number] | 'host'>(name: K): Draft[K] =>
    one[name] && other[name]
      ? (fill(one[name] as object, other[name] as object) as Draft[K])
      : (one[name] ?? other[name]);
  return {
    ...fill(one, other),
    runs: one.runs.union(other.runs),
    minutes: other.minutes ?? one.minutes,
    fromXpr: one.fromXpr && other.fromXpr,
    timeLimited: one.timeLimited || other.timeLimited,
    keyWithheld: one.keyWithheld || other.keyWithheld,
    notInUse: one.notInUse || other.notInUse,
    afterStatus: one.fromXpr ? other.afterStatus : one.afterStatus,
    kms: block('kms'),
    activeDirectory: block('activeDirectory'),
    token: block('token'),
    avma: block('avma'),
    host: block('host'),
    rearm: fill(one.rearm, other.rearm),
  };
}

export interface Merged {
  readonly drafts: readonly Draft[];
  /** Something was said twice and differently. */
  readonly contradictory: boolean;
}

/** No machine has more products of one name than this; a product is looked for among so many before it. */
const mostOfOneName = 500;

/** A Windows that has a key: what a run of the script without an id prints. */
const isEdition = ({ name, description, applicationId, notInUse, status }: Draft): boolean =>
  !notInUse && status !== null && !isAddOnName(name) && familyOf(applicationId, name ?? description) === 'windows';

/** Whether two runs printed Windows and none of it was printed by both: they were made on two machines, or at two times. */
function runsDiffer(drafts: readonly Draft[]): boolean {
  const editions = drafts.filter(isEdition);
  const runs = new Set(editions.flatMap((draft) => [...draft.runs]));
  return runs.size > 1 && !editions.some((draft) => draft.runs.size === runs.size);
}

/** Each Windows has one id as a client of KMS, whatever its products. */
const idsDiffer = (drafts: readonly Draft[]): boolean =>
  new Set(drafts.flatMap(({ kms }) => kms?.clientMachineId?.toLowerCase() ?? [])).size > 1;

/** Cost: in proportion to the number of products. */
export function mergeProducts(drafts: readonly Draft[]): Merged {
  const merged: Draft[] = [];
  const byName = new Map<string, number[]>();
  let contradictory = false;
  for (const draft of drafts) {
    const places = byName.getOrInsertComputed(draft.name?.toLowerCase() ?? '', () => []);
    const recent = isNameless(draft) ? [] : places.slice(-mostOfOneName);
    const place = recent.findLast((at) => isSameProduct(merged[at] as Draft, draft));
    const earlier = place === undefined ? undefined : merged[place];
    if (place === undefined || earlier === undefined) places.push(merged.push(draft) - 1);
    else if (contradict(earlier, draft)) {
      contradictory = true;
      places.push(merged.push(draft) - 1);
    } else merged[place] = merge(earlier, draft);
  }
  return { drafts: merged, contradictory: contradictory || runsDiffer(merged) || idsDiffer(merged) };
}
