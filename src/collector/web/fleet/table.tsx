/** Machines as a table; on a narrow screen each row is a card. */
import type { ComponentChildren } from 'preact';
import type { Machine, Sort } from '../../api.ts';
import { minutesBetween } from '../dates.ts';
import { useReader } from '../language.ts';
import { Severity } from '../parts/severity.tsx';
import { printableText } from '../printable.ts';
import { hashOf } from '../route.ts';

interface TableProps {
  readonly machines: readonly Machine[];
  /** By the collector's clock, epoch milliseconds. */
  readonly now: number;
  /** Where the order can be chosen: the present one, and the address of another. */
  readonly order?: { readonly sort: Sort; readonly hashFor: (sort: Sort) => string };
}

const columns = ['machine', 'severity', 'found', 'status', 'until', 'kmsHost', 'lastSeen'] as const;
/** Columns that are an order, and which way each goes. */
const orders: Readonly<
  Partial<Record<(typeof columns)[number], { sort: Sort; direction: 'ascending' | 'descending' }>>
> = {
  machine: { sort: 'name', direction: 'ascending' },
  severity: { sort: 'attention', direction: 'descending' },
  until: { sort: 'expires', direction: 'ascending' },
  lastSeen: { sort: 'lastSeen', direction: 'ascending' },
};

export function MachineTable({ machines, now, order }: TableProps) {
  const texts = useReader().wording.page.fleet;
  return (
    <table class="machines">
      <thead>
        <tr>
          {columns.map((column) => {
            const own = orders[column];
            if (!order || !own)
              return (
                <th key={column} scope="col" data-column={column}>
                  {texts.columns[column]}
                </th>
              );
            const isOrder = own.sort === order.sort;
            return (
              <th key={column} scope="col" data-column={column} aria-sort={isOrder ? own.direction : undefined}>
                <a href={order.hashFor(own.sort)} title={texts.sorts[own.sort]}>
                  {texts.columns[column]}
                </a>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {machines.map((machine) => (
          <MachineRow key={machine.id} machine={machine} now={now} />
        ))}
      </tbody>
    </table>
  );
}

function MachineRow({ machine, now }: { machine: Machine; now: number }) {
  const { wording, dates } = useReader();
  const { page } = wording;
  const { columns: labels } = page.fleet;
  const name = machine.name ?? machine.fqdn;
  const status = page.statuses[machine.licenseStatus ?? ''] ?? machine.licenseStatus;
  return (
    <tr>
      <th scope="row" class="text">
        <a class="name" href={hashOf({ view: 'machine', id: machine.id })}>
          {name === null ? page.fleet.unnamed : printableText(name)}
        </a>
        {machine.domain && <span class="under name">{printableText(machine.domain)}</span>}
      </th>
      <Cell label={labels.severity}>
        <Severity of={machine.severity} />
      </Cell>
      <Cell label={labels.found}>
        <Found findings={machine.findings} />
      </Cell>
      <Cell label={labels.status}>{status === null ? page.none : printableText(status)}</Cell>
      <Cell label={labels.until}>
        <Until expiresAt={machine.expiresAt} now={now} />
      </Cell>
      <Cell label={labels.kmsHost}>
        <span class="name">{machine.kmsHost === null ? page.none : printableText(machine.kmsHost)}</span>
      </Cell>
      <Cell label={labels.lastSeen}>
        <span title={dates.minute(machine.receivedAt)}>
          {page.fleet.ago(Math.max(0, -minutesBetween(now, machine.receivedAt)))}
        </span>
        {machine.silent && <span class="mark">{page.fleet.silentMark}</span>}
      </Cell>
    </tr>
  );
}

/** The label stands before the value on a narrow screen; a wide one has it in the head. */
function Cell({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <td class="text" data-label={label}>
      {children}
    </td>
  );
}

/** What the severity of the machine does not say yet: "Activated" is said by it. */
function Found({ findings }: Pick<Machine, 'findings'>) {
  const { page } = useReader().wording;
  const told = [...new Set(findings.map(({ id }) => id))].filter((id) => id !== 'license.ok');
  if (told.length === 0) return <>{page.none}</>;
  return (
    <ul class="found">
      {told.map((id) => (
        <li key={id}>{page.findingNames[id] ?? printableText(id)}</li>
      ))}
    </ul>
  );
}

export function Until({ expiresAt, now }: { expiresAt: string | null; now: number }) {
  const { wording, dates } = useReader();
  const { page, report } = wording;
  if (expiresAt === null) return <>{page.none}</>;
  const minutes = minutesBetween(now, expiresAt);
  const isPast = Date.parse(expiresAt) <= now;
  return (
    <>
      <span title={dates.minute(expiresAt)}>{dates.day(expiresAt)}</span>
      <span class="under">{isPast ? page.fleet.passed(-minutes) : report.left(minutes)}</span>
    </>
  );
}
