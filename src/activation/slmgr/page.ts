/** What has been read of one slmgr output so far: the page, and the product whose lines are being read. */
import type { KmsClient, KmsHost, LicenseStatus, Product, Unread } from '../report.ts';

type Requests = NonNullable<KmsHost['requests']>;

export interface Draft {
  /** Which runs of the script printed it, by their number on the page. */
  runs: ReadonlySet<number>;
  name: string | null;
  description: string | null;
  activationId: string | null;
  applicationId: string | null;
  extendedPid: string | null;
  keyChannel: string | null;
  partialProductKey: string | null;
  /** A key is there and somebody masked it. */
  keyWithheld: boolean;
  /** The script says that no key is there: "This license is not in use." */
  notInUse: boolean;
  /** From `/xpr`, which prints the status as a sentence and keyed products only. */
  fromXpr: boolean;
  status: LicenseStatus | null;
  /** What has come after the status line: only then does a missing "expiration" line mean permanent. */
  afterStatus: 'nothing' | 'blank' | 'understood' | 'notUnderstood';
  minutes: number | null;
  /** A time-limited status whose minutes the text does not give (`/xpr` prints a date in the user's locale). */
  timeLimited: boolean;
  reason: string | null;
  activationType: Product['activationType'];
  kms: Partial<KmsClient> | null;
  activeDirectory: NonNullable<Product['activeDirectory']> | null;
  token: NonNullable<Product['token']> | null;
  avma: NonNullable<Product['avma']> | null;
  rearm: { windows: number | null; application: number | null; sku: number | null };
  host: (Partial<KmsHost> & { currentCount?: number | null; counters?: Partial<Requests> }) | null;
}

const emptyDraft = (name: string | null, run: number): Draft => ({
  runs: new Set([run]),
  name,
  description: null,
  activationId: null,
  applicationId: null,
  extendedPid: null,
  keyChannel: null,
  partialProductKey: null,
  keyWithheld: false,
  notInUse: false,
  fromXpr: false,
  status: null,
  afterStatus: 'nothing',
  minutes: null,
  timeLimited: false,
  reason: null,
  activationType: null,
  kms: null,
  activeDirectory: null,
  token: null,
  avma: null,
  rearm: { windows: null, application: null, sku: null },
  host: null,
});

export class Page {
  serviceVersion: string | null = null;
  error: string | null = null;
  readonly drafts: Draft[] = [];
  readonly unread: Unread[] = [];
  /** Runs of the script so far, as far as they show: each `/dlv` prints the service version first. */
  run = 0;
  /** A product's status was said twice, and differently. */
  contradictory = false;
  /** Every service version that stood there; each run of the script prints one. */
  readonly versions = new Set<string | null>();
  /** Where the last line that was understood stands in the script's order. */
  place = -1;
  /** A line that ends in a colon and means nothing by itself: `/xpr` prints a product's name so. */
  heldName: string | null = null;

  /**
   * Called before each line is applied. What stands right after the status is either its expiration line or something
   * else; a line that is not understood could have been it (cut, retyped), so nothing can be said then.
   */
  goesOn(kind: Draft['afterStatus']): void {
    const draft = this.drafts.at(-1);
    if (!draft || draft.status === null) return;
    const begun = draft.afterStatus === 'nothing';
    if (begun || (draft.afterStatus === 'blank' && kind === 'understood')) draft.afterStatus = kind;
  }

  /** The product being read; lines before any name (a paste that begins in the middle) make one without a name. */
  get draft(): Draft {
    return this.drafts.at(-1) ?? this.begin(null);
  }

  begin(name: string | null): Draft {
    const draft = emptyDraft(name, this.run);
    this.drafts.push(draft);
    return draft;
  }

  /** Label and value of a line whose meaning is not known, or whose value is in the user's locale. */
  putAside(line: string): void {
    const text = line.trim();
    // Not the one in a time of day.
    const colon = text.search(/(?<!\d)[:：]|[:：](?!\d)/);
    const label = colon > 0 ? text.slice(0, colon).trim() : '';
    this.unread.push(label === '' ? { label: '', text } : { label, text: text.slice(colon + 1).trim() });
  }
}
