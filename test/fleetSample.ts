/** The golden machines delivered to a collector, as their agents would. */
import { readFileSync } from 'node:fs';
import { v5, v7 } from 'uuid';
import { interpret } from '../src/activation/interpret.ts';
import {
  type Delivery,
  deliveryAnswerSchema,
  deliveryLimits,
  deliverySchema,
  deliveryVersion,
} from '../src/delivery/delivery.ts';
import { readEvidenceFile } from '../src/evidence/readers/evidenceFile.ts';
import { loadCases } from './support/cases.ts';

function deliveryOf(name: string, file: string, sentAt: string): Delivery {
  const report = interpret(readEvidenceFile(readFileSync(file, 'utf8'), file));
  const agent = { id: v5(name, v5.URL), version: '0.1.0' };
  return deliverySchema.parse({ schema: deliveryVersion, id: v7(), agent, sequence: 1, sentAt, report });
}

/** Returns how many machines were taken in. `credential`: one that may send for any machine. */
export async function deliverSample(url: string, credential: string, sentAt: string): Promise<number> {
  const deliveries = loadCases().map(({ name, evidence }) => deliveryOf(name, evidence, sentAt));
  let accepted = 0;
  for (let from = 0; from < deliveries.length; from += deliveryLimits.perRequest) {
    const answer = await fetch(new URL('/v1/deliveries', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${credential}` },
      body: JSON.stringify(deliveries.slice(from, from + deliveryLimits.perRequest)),
      signal: AbortSignal.timeout(30_000),
    });
    if (!answer.ok) throw new Error(`deliveries: HTTP status ${answer.status}: ${await answer.text()}`);
    const { results } = deliveryAnswerSchema.parse(await answer.json());
    accepted += results.filter(({ outcome }) => outcome === 'accepted').length;
  }
  return accepted;
}
