import { isKeyed, windowsCandidates } from '../../activation/primary.ts';
import { severalOutputs } from '../../activation/reading.ts';
import type { Product, Report } from '../../activation/report.ts';
import type { FindingFacts } from '../../wording/facts.ts';
import type { Finding } from '../finding.ts';
import { type Context, never, type Rule } from '../rule.ts';

type Facts = FindingFacts['license.undetermined'];

/** slmgr's sentence, and the code by which it says the same (SL_E_PKEY_NOT_INSTALLED). */
const noKeyErrors: ReadonlySet<string> = new Set(['productKeyNotFound', '0xC004F014']);

const answered = (report: Report): boolean =>
  report.products.length > 0 ||
  report.sources.some(({ source, outcome }) => source === 'cim' && outcome === 'complete') ||
  report.sources.some(({ error }) => error !== null && noKeyErrors.has(error));

/** What a person knows a product by. */
const called = (product: Product | undefined): string => product?.name ?? product?.description ?? '-';

/** Why no Windows product counts. One that is named and cannot be judged (another program's report) counts no more. */
function machineFacts({ report, judged }: Context): Pick<Facts, 'why' | 'candidates'> | null {
  if (judged.some(({ index }) => index === report.primary)) return null;
  if (!answered(report)) return { why: 'noAnswer', candidates: [] };
  if (report.sources.some(({ error }) => error === severalOutputs)) return { why: 'severalOutputs', candidates: [] };
  const candidates = windowsCandidates(report.products).map((index) => called(report.products[index]));
  if (candidates.length > 0) return { why: 'several', candidates };
  const other = report.products.filter((product) => isKeyed(product)).map(called);
  return other.length > 0 ? { why: 'noWindows', candidates: other } : { why: 'noKey', candidates: [] };
}

/** Why nothing can be said about a product that counts. */
function productWhy(product: Product): Facts['why'] | null {
  if (product.licenseStatus === 'unknown') return 'status';
  const { kind, expiresAt } = product.validity;
  if (product.licenseStatus !== 'licensed') return null; // the other states are findings of their own
  if (kind === 'unknown') return 'validity';
  return kind === 'expires' && expiresAt === null ? 'endDate' : null;
}

/** Honest ignorance: better than a wrong "ok". */
export const licenseUndetermined: Rule = {
  judge: (context) => {
    const { report, judged } = context;
    const asked = report.sources.map(({ source }) => source).filter((source) => source === 'cim' || source === 'slmgr');
    const about = (product: number | null, facts: Pick<Facts, 'why' | 'candidates'>): Finding => ({
      id: 'license.undetermined',
      severity: 'unknown',
      product,
      facts: { ...facts, asked },
    });
    const machine = machineFacts(context);
    const products = judged.flatMap(({ product, index }) => {
      const why = productWhy(product);
      return why === null ? [] : [about(index, { why, candidates: [] })];
    });
    return machine === null ? products : [about(null, machine), ...products];
  },
  turns: never,
};
