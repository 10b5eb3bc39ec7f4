/** Whatever a machine calls itself is kept: the report as it was sent, the columns as far as a database can hold it. */
import { describe, expect, test } from '@jest/globals';
import { defaultPolicy } from '../../../src/assessment/policy.ts';
import { machineSchema, machinesQuerySchema } from '../../../src/collector/api.ts';
import { machineDetail } from '../../../src/collector/questions/detail.ts';
import { machines } from '../../../src/collector/questions/lists.ts';
import { aReport, having, kmsBlock } from '../../support/reports.ts';
import type { Place } from '../../support/stores.ts';
import { expectCountsRight } from '../counts.ts';
import { agentId, deliveryOf, senderTo, start } from '../deliveries.ts';

const texts: readonly [string, string][] = [
  ['NUL', 'a\u0000b\u0000'],
  ['only NUL', '\u0000'],
  ['a lone high surrogate', 'a\ud83d'],
  ['a lone low surrogate', '\ude00b'],
  ['5,000 characters', 'あ'.repeat(5000)],
  ['5,000 emoji, cut within one', `x${'😀'.repeat(2500)}`],
  ['emoji', '👩‍👩‍👧‍👦 PC'],
  ['quotes and signs', `'";--\\%_\u0007\u202e`],
  ['empty', ''],
  ['Japanese', '経理部-東京・端末０１'],
];

const everywhere = (text: string) =>
  having({
    name: text,
    partialProductKey: text,
    kms: { ...kmsBlock, configuredHost: text, discoveredHost: text },
    machine: { name: text, fqdn: text, domain: text, os: { ...aReport().machine.os, caption: text, build: text } },
    report: { unread: [{ label: text, text }] },
  });

export function textColumns(place: () => Place): void {
  describe('text in every column', () => {
    test.each(texts)('%s', async (_, text) => {
      const store = await place().open();
      const send = senderTo(store);
      const report = everywhere(text);
      const version = text.slice(0, 100);
      expect(await send([deliveryOf({ agent: 1, sequence: 1, report, version })])).toMatchObject([
        { outcome: 'accepted' },
      ]);
      // Once more, and once changed: what is written in full and what is only touched.
      expect(await send([deliveryOf({ agent: 1, sequence: 2, report, version })])).toMatchObject([
        { outcome: 'accepted' },
      ]);
      const again = deliveryOf({
        agent: 1,
        sequence: 3,
        report: { ...report, collectedAt: '2026-11-25T00:00:00.000Z' },
        version,
      });
      expect(await send([again])).toMatchObject([{ outcome: 'accepted' }]);
      expect(await send([again])).toMatchObject([{ outcome: 'duplicate' }]);
      const asking = { store, policy: defaultPolicy, now: start };
      const detail = await machineDetail(asking, agentId(1));
      expect(detail?.report).toEqual(again.report);
      const machine = detail?.machine;
      machineSchema.parse(machine);
      for (const column of [
        machine?.name,
        machine?.fqdn,
        machine?.domain,
        machine?.osCaption,
        machine?.osBuild,
        machine?.productName,
        machine?.partialProductKey,
        machine?.kmsHost,
        machine?.agentVersion,
      ]) {
        expect(column?.isWellFormed()).toBe(true);
        expect(column).not.toContain('\u0000');
        expect(column?.length).toBeLessThanOrEqual(255);
        if (text.length <= 100 && text.isWellFormed() && !text.includes('\u0000'))
          expect(column?.toLowerCase()).toBe(text.toLowerCase());
      }
      const found = await machines(
        asking,
        machinesQuerySchema.parse({ kmsHost: machine?.kmsHost ?? '', sort: 'name' }),
      );
      if (text !== '') expect(found.machines.map(({ id }) => id)).toEqual([agentId(1)]);
      await expectCountsRight(store);
      const history = await store.read.selectFrom('history').select('changes').execute();
      expect(history).toHaveLength(1);
      for (const { changes } of history) expect(Array.isArray(JSON.parse(changes))).toBe(true);
    });
  });
}
