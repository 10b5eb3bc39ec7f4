import { never, type Rule } from '../rule.ts';

/** VBScript or Windows Script Host is removed or blocked: normal on newer machines, CIM is complete without it. */
export const sourcesSlmgrUnavailable: Rule = {
  judge: ({ report }) =>
    report.sources
      .filter(({ source, outcome }) => source === 'slmgr' && outcome === 'unavailable')
      .map(({ error }) => ({ id: 'sources.slmgrUnavailable', severity: 'info', product: null, facts: { error } })),
  turns: never,
};
