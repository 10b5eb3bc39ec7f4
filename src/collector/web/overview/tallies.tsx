/** Where the machines are: by KMS host, by kind of key, by status. */
import type { Summary } from '../../api.ts';
import { useReader } from '../language.ts';
import { Tally, type TallyRow } from '../parts/tally.tsx';
import { printableText } from '../printable.ts';
import { fleetHash } from '../route.ts';

/** A fleet with more hosts than that has its machines' own words in the list, not hosts. */
const most = 12;

/** Largest first. */
function rowsOf(
  tally: Readonly<Record<string, number>>,
  words: Readonly<Record<string, string>>,
  hash: (word: string) => string,
): TallyRow[] {
  return Object.entries(tally)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([word, count]) => ({ key: word, text: words[word] ?? printableText(word), count, hash: hash(word) }));
}

export function Tallies({ summary }: { summary: Summary }) {
  const { page, words } = useReader().wording;
  const hosts = summary.byKmsHost.slice(0, most).map(({ host, machines }) => ({
    key: host ?? '',
    text: host === null ? page.overview.noKmsHost : printableText(host),
    count: machines,
    hash: fleetHash({ kmsHost: host ?? '' }),
  }));
  const more = summary.byKmsHost.length - hosts.length;
  return (
    <div class="tallies">
      <Tally heading={page.overview.byKmsHost} rows={hosts}>
        {more > 0 && <p class="note">{page.overview.moreHosts(more)}</p>}
      </Tally>
      <Tally
        heading={page.overview.byChannel}
        rows={rowsOf(summary.byChannel, words.channels, (channel) => fleetHash({ channel }))}
      />
      <Tally
        heading={page.overview.byStatus}
        rows={rowsOf(summary.byLicenseStatus, page.statuses, (licenseStatus) => fleetHash({ licenseStatus }))}
      />
    </div>
  );
}
