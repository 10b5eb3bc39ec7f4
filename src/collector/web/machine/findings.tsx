/** What was found, gravest first: title, meaning, next step, commands to copy. */
import { useReader } from '../language.ts';
import { Severity } from '../parts/severity.tsx';
import { Command } from './command.tsx';
import { type Finding, type ShownFinding, textOfFinding } from './findingText.ts';
import type { ReportFacts } from './reading.ts';

export function Findings({ findings, report }: { findings: readonly Finding[]; report: ReportFacts }) {
  const { wording, dates } = useReader();
  return (
    <section>
      <h2>{wording.page.machine.findings}</h2>
      {findings.map((finding) => (
        <FindingBlock
          key={JSON.stringify(finding)}
          severity={finding.severity}
          text={textOfFinding(finding, report, wording, dates.minute)}
        />
      ))}
    </section>
  );
}

function FindingBlock({ severity, text }: { severity: string; text: ShownFinding }) {
  const { page, report } = useReader().wording;
  return (
    <article class={`finding ${severity}`}>
      <h3>
        <Severity of={severity} /> <span class="text">{text.title}</span>
      </h3>
      {text.meaning !== '' && <p class="text">{text.meaning}</p>}
      {text.next !== '' && (
        <p class="text">
          <strong>{report.next}:</strong> {text.next}
        </p>
      )}
      {text.commands.length > 0 && (
        <>
          <p class="note">{page.machine.commands}</p>
          {text.commands.map((command) => (
            <Command key={command} text={command} />
          ))}
        </>
      )}
    </article>
  );
}
