/** What of the fleet is shown, and in which order. Every choice is a step in the address. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Summary } from '../../api.ts';
import { useReader } from '../language.ts';
import { Severity } from '../parts/severity.tsx';
import { printableText } from '../printable.ts';
import { type FleetQuery, fleetHash, isFiltered, needAttention, sorts } from '../route.ts';

interface FiltersProps {
  readonly query: FleetQuery;
  /** Knows the KMS hosts there are; null as long as it was not heard. */
  readonly summary: Summary | null;
  readonly change: (part: Partial<FleetQuery>) => void;
}

const severities = [...needAttention, 'info', 'ok'] as const;
type Option = readonly [value: string, text: string];

export function Filters({ query, summary, change }: FiltersProps) {
  const { page, words } = useReader().wording;
  const texts = page.fleet;
  const hosts = (summary?.byKmsHost ?? []).map(
    ({ host }): Option => [host ?? '', host === null ? page.overview.noKmsHost : printableText(host)],
  );
  const inDays = (days: number): Option => [String(days), page.overview.within(days)];
  const toggle = (severity: string): void => {
    const chosen = query.severity.includes(severity)
      ? query.severity.filter((one) => one !== severity)
      : [...query.severity, severity];
    change({ severity: chosen });
  };
  return (
    <form class="filters" aria-label={texts.filters} onSubmit={(event) => event.preventDefault()}>
      <fieldset class="severities">
        <legend>{texts.columns.severity}</legend>
        {severities.map((severity) => (
          <label key={severity}>
            <input
              type="checkbox"
              name="severity"
              value={severity}
              checked={query.severity.includes(severity)}
              onChange={() => toggle(severity)}
            />
            <Severity of={severity} />
          </label>
        ))}
      </fieldset>
      <Search value={query.search ?? ''} change={(search) => change({ search: search === '' ? null : search })} />
      <Select
        name="finding"
        label={texts.finding}
        value={query.finding}
        options={Object.entries(page.findingNames)}
        choose={(finding) => change({ finding })}
      />
      <Select
        name="ends"
        label={texts.columns.until}
        value={query.ends}
        options={[['ended', page.overview.ended], ...[7, 30, 90].map(inDays)]}
        choose={(ends) => change({ ends })}
      />
      <Select
        name="licenseStatus"
        label={texts.columns.status}
        value={query.licenseStatus}
        options={Object.entries(page.statuses)}
        choose={(licenseStatus) => change({ licenseStatus })}
      />
      <Select
        name="channel"
        label={texts.channel}
        value={query.channel}
        options={Object.entries(words.channels)}
        choose={(channel) => change({ channel })}
      />
      <Select
        name="kmsHost"
        label={texts.columns.kmsHost}
        value={query.kmsHost}
        options={hosts}
        choose={(kmsHost) => change({ kmsHost })}
      />
      <label>
        {texts.sort}
        <select
          name="sort"
          value={query.sort}
          onChange={({ currentTarget }) =>
            change({ sort: sorts.find((sort) => sort === currentTarget.value) ?? query.sort })
          }
        >
          {sorts.map((sort) => (
            <option key={sort} value={sort}>
              {texts.sorts[sort]}
            </option>
          ))}
        </select>
      </label>
      {isFiltered(query) && (
        <a class="clear" href={fleetHash({ sort: query.sort })}>
          {texts.clear}
        </a>
      )}
    </form>
  );
}

interface SelectProps {
  readonly name: string;
  readonly label: string;
  /** null: any. */
  readonly value: string | null;
  readonly options: readonly Option[];
  readonly choose: (value: string | null) => void;
}

/** "Any" is the option before the values, told from them by its place: a value may be any text, the empty one too. */
function Select({ name, label, value, options, choose }: SelectProps) {
  const { page } = useReader().wording;
  // A value of a bookmark that is not (or no longer) among them is still what is filtered by.
  const isListed = value === null || options.some(([one]) => one === value);
  const all: readonly Option[] = isListed ? options : [...options, [value, printableText(value)]];
  return (
    <label>
      {label}
      <select name={name} onChange={({ currentTarget }) => choose(all[currentTarget.selectedIndex - 1]?.[0] ?? null)}>
        <option selected={value === null}>{page.fleet.any}</option>
        {all.map(([one, text]) => (
          <option key={one} value={one} selected={one === value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

const restMs = 300;

/** Asks when the typing rests. */
function Search({ value, change }: { value: string; change: (search: string) => void }) {
  const { page } = useReader().wording;
  const [typed, setTyped] = useState(value);
  // The address also changes by what was typed here; only another change replaces what is typed meanwhile.
  const sent = useRef(value);
  useEffect(() => {
    if (value !== sent.current) setTyped(value);
    sent.current = value;
  }, [value]);
  // Only typing starts the rest anew, not an address that changed.
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => {
      sent.current = typed;
      change(typed);
    }, restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label>
      {page.fleet.search}
      <input
        type="search"
        name="search"
        maxLength={255}
        autocomplete="off"
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </label>
  );
}
