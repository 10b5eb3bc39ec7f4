/** One machine: what was found and what to do, the facts, what changed, and the report itself. */
import { useMemo } from 'preact/hooks';
import type { MachineDetail } from '../../api.ts';
import { useAnswer } from '../answer.ts';
import { useReader } from '../language.ts';
import { Heading } from '../parts/heading.tsx';
import { Freshness } from '../parts/problem.tsx';
import { Severity } from '../parts/severity.tsx';
import { printable, printableJson } from '../printable.ts';
import { fleetHash } from '../route.ts';
import { Changes } from './changes.tsx';
import { Facts } from './facts.tsx';
import { Findings } from './findings.tsx';
import { readReport } from './reading.ts';

export function Machine({ id }: { id: string }) {
  const { page } = useReader().wording;
  const answer = useAnswer<MachineDetail>(`v1/machines/${encodeURIComponent(id)}`);
  const kind = answer.problem?.kind;
  // What is no id at all is no machine either.
  const isUnknown = answer.data === null && (kind === 'notFound' || kind === 'notUnderstood');
  const detail = useMemo(() => printable(answer.data), [answer.data]);
  const name = detail && (detail.machine.name ?? detail.machine.fqdn ?? page.fleet.unnamed);
  return (
    <>
      <p class="way">
        <a href={fleetHash({})}>{page.machine.toList}</a>
      </p>
      <Heading text={name ?? page.fleet.columns.machine} />
      {isUnknown ? <p role="alert">{page.machine.notKnown}</p> : <Freshness {...answer} />}
      {detail && answer.data && <Detail detail={detail} given={answer.data} now={answer.at} />}
    </>
  );
}

/** `detail` is printable; `given` is what the collector said, of which only the raw report is shown, escaped. */
function Detail({ detail, given, now }: { detail: MachineDetail; given: MachineDetail; now: number }) {
  const { wording, dates } = useReader();
  const { page } = wording;
  const { machine, assessment } = detail;
  const report = readReport(detail.report);
  const { until } = assessment;
  return (
    <>
      <p class="verdict">
        <Severity of={assessment.severity} />{' '}
        {until !== null && <span class="note">{page.machine.changes(dates.minute(until))}</span>}
      </p>
      <Findings findings={assessment.findings} report={report} />
      <Facts machine={machine} report={report} now={now} />
      {/* Asked anew when the machine has reported again or was judged anew. */}
      <Changes key={`${machine.receivedAt} ${JSON.stringify(machine.findings)}`} id={machine.id} />
      <details class="raw">
        <summary>{page.machine.raw}</summary>
        <pre>{printableJson(given.report)}</pre>
      </details>
    </>
  );
}
