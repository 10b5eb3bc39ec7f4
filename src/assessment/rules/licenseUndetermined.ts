import { isKeyed, windowsCandidates } from '../../activation/primary.ts';
import type { Product, Report } from '../../activation/report.ts';
import type { FindingFacts } from '../../wording/facts.ts';
import type { Finding } from '../finding.ts';
import { judgedProducts } from '../judged.ts';
import type { Rule } from '../rule.ts';

type Facts = FindingFacts['license.undetermined'];

const answered = (report: Report): boolean =>
  report.products.length > 0 ||
  report.sources.some(({ source, outcome }) => source === 'cim' && outcome === 'complete') ||
  report.sources.some(({ error }) => error === 'productKeyNotFound');

/** Why no Windows product counts. */
function machineFacts(report: Report): Facts | null {
  if (report.primary !== null) return null;
  if (!answered(report)) return { why: 'noAnswer', candidates: [] };
  const candidates = windowsCandidates(report.products).map((index) => report.products[index]?.name ?? '');
  if (candidates.length > 0) return { why: 'several', candidates };
  const other = report.products.filter((product) => isKeyed(product)).map(({ name }) => name ?? '');
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
  judge: ({ report, policy }) => {
    const about = (product: number | null, facts: Facts): Finding => ({
      id: 'license.undetermined',
      severity: 'unknown',
      product,
      facts,
    });
    const machine = machineFacts(report);
    const products = judgedProducts(report, policy).flatMap(({ product, index }) => {
      const why = productWhy(product);
      return why === null ? [] : [about(index, { why, candidates: [] })];
    });
    return machine === null ? products : [about(null, machine), ...products];
  },
  turns: () => [],
};
