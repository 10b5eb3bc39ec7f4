import { never, type Rule } from '../rule.ts';

/** CIM and slmgr contradict each other: one of them is not telling the truth. */
export const sourcesDiffer: Rule = {
  judge: ({ report }) => {
    const differences = (report.differences ?? []).map(({ path, cim, slmgr }) => ({
      path,
      cim: String(cim),
      slmgr: String(slmgr),
    }));
    if (differences.length === 0) return [];
    return [{ id: 'sources.differ', severity: 'warning', product: null, facts: { differences } }];
  },
  turns: never,
};
