/** What the machine's newest report showed, as label and value; what is not known is left out. */
import type { ComponentChildren } from 'preact';
import type { Machine } from '../../api.ts';
import { minutesBetween } from '../dates.ts';
import { Until } from '../fleet/table.tsx';
import { useReader } from '../language.ts';
import { otherProducts, type ProductFacts, type ReportFacts } from './reading.ts';

/** Below that, a clock is as good as the network lets it be. */
const skewMs = 5 * 60_000;

interface FactsProps {
  readonly machine: Machine;
  readonly report: ReportFacts;
  readonly now: number;
}

export function Facts({ machine, report, now }: FactsProps) {
  const { wording, dates } = useReader();
  const { page, words, report: labels, codes } = wording;
  const texts = page.machine;
  const primary = report.primary === null ? undefined : report.products[report.primary];
  const age = page.fleet.ago(Math.max(0, -minutesBetween(now, machine.receivedAt)));
  const reason = machine.licenseStatus === 'licensed' ? null : machine.reason;
  const meaning = codes[reason ?? '']?.meaning;
  const others = otherProducts(report);
  return (
    <section>
      <h2>{texts.facts}</h2>
      <dl class="facts">
        <Fact label={labels.machine}>{machine.fqdn}</Fact>
        <Fact label={texts.os}>{joined([machine.osCaption, machine.osBuild], ' ')}</Fact>
        <Fact label={labels.product}>{machine.productName}</Fact>
        <Fact label={labels.status}>{words.statuses[machine.licenseStatus ?? ''] ?? machine.licenseStatus}</Fact>
        <Fact label={labels.reason}>{meaning === undefined ? reason : `${reason}: ${meaning}`}</Fact>
        <Fact label={page.fleet.channel}>{keyText(machine.channel, primary, words.channels)}</Fact>
        <Fact label={texts.keyTail}>{machine.partialProductKey && <code>{machine.partialProductKey}</code>}</Fact>
        <Fact label={texts.until}>
          {machine.expiresAt ? (
            <Until expiresAt={machine.expiresAt} now={now} />
          ) : (
            primary?.validity === 'permanent' && labels.permanent
          )}
        </Fact>
        <Fact label={texts.renewed}>{machine.renewedAt && dates.minute(machine.renewedAt)}</Fact>
        <Fact label={labels.activation}>{machine.method && (words.methods[machine.method] ?? machine.method)}</Fact>
        <Fact label={labels.kmsHostOfClient}>{machine.kmsHost}</Fact>
        <Fact label={texts.lastSeen}>
          {dates.minute(machine.receivedAt)} <span class="under">{age}</span>
          {machine.silent && <span class="mark">{page.fleet.silentMark}</span>}
        </Fact>
        <Fact label={texts.collected}>{dates.minute(machine.collectedAt)}</Fact>
        <Fact label={texts.firstSeen}>{dates.minute(machine.firstSeenAt)}</Fact>
        <Fact label={texts.clock}>{useSkew(machine.clockSkewMs)}</Fact>
        <Fact label={texts.agent}>{texts.agentVersion(machine.agentVersion, machine.id)}</Fact>
        {others.length > 0 && (
          <Fact label={labels.products}>
            <OtherProducts products={others} now={now} />
          </Fact>
        )}
      </dl>
    </section>
  );
}

const joined = (parts: readonly (string | null)[], separator: string): string =>
  parts.flatMap((part) => part?.trim() || []).join(separator);

function keyText(
  channel: string | null,
  product: ProductFacts | undefined,
  words: Readonly<Record<string, string>>,
): string | null {
  if (channel === null) return null;
  const word = words[channel] ?? channel;
  return product?.keyChannel ? `${word} (${product.keyChannel})` : word;
}

/** receivedAt − sentAt: positive where the machine's clock is behind. */
function useSkew(skew: number): string | null {
  const texts = useReader().wording.page.machine;
  if (Math.abs(skew) < skewMs) return null;
  const minutes = Math.abs(skew) / 60_000;
  return skew > 0 ? texts.clockBehind(minutes) : texts.clockAhead(minutes);
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  if (children === null || children === undefined || children === '' || children === false) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd class="text">{children}</dd>
    </>
  );
}

function OtherProducts({ products, now }: { products: readonly ProductFacts[]; now: number }) {
  const { page } = useReader().wording;
  return (
    <ul class="found">
      {products.map(({ name, activationId, licenseStatus, expiresAt }, index) => (
        <li key={activationId ?? index}>
          {name ?? page.none}: {page.statuses[licenseStatus ?? ''] ?? licenseStatus ?? page.none}{' '}
          {expiresAt !== null && <Until expiresAt={expiresAt} now={now} />}
        </li>
      ))}
    </ul>
  );
}
