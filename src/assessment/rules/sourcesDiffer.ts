import { never, type Rule } from '../rule.ts';

/** As text. Another program's report may hold anything here, also what `String` would call methods of. */
const said = (value: unknown): string =>
  value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);

/** CIM and slmgr contradict each other: one of them is not telling the truth. */
export const sourcesDiffer: Rule = {
  judge: ({ report }) => {
    const differences = (report.differences ?? []).map(({ path, cim, slmgr }) => ({
      path,
      cim: said(cim),
      slmgr: said(slmgr),
    }));
    if (differences.length === 0) return [];
    return [{ id: 'sources.differ', severity: 'warning', product: null, facts: { differences } }];
  },
  turns: never,
};
