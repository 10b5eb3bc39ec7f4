import type { Report } from '../../activation/report.ts';
import { groupOf } from '../advice.ts';
import { never, type Rule } from '../rule.ts';

type Source = Report['sources'][number];

/** These two state the licence; the others only help to explain it, so their failure is no warning. */
const decisive: ReadonlySet<string> = new Set(['cim', 'slmgr']);

/** slmgr's absence is a finding of its own. */
function hasFailed({ source, outcome }: Source): boolean {
  return outcome === 'failed' || outcome === 'partial' || (source === 'cim' && outcome === 'unavailable');
}

/** A source was asked and gave no answer, or only a part. */
export const sourcesFailed: Rule = {
  judge: ({ report }) => {
    const standing = new Set(
      report.sources.filter((one) => decisive.has(one.source) && !hasFailed(one)).map(({ source }) => source),
    );
    return report.sources.filter(hasFailed).map(({ source, error }) => ({
      id: 'sources.failed',
      severity: decisive.has(source) ? 'warning' : 'info',
      product: null,
      facts: {
        source,
        error,
        stoodIn: report.products.length > 0 && standing.size > Number(standing.has(source)),
        codeAdvises: groupOf(error) === 'system',
      },
    }));
  },
  turns: never,
};
