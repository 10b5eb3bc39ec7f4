/** What the organisation expects. Every figure has a default, so an empty policy is a policy. */
import * as z from 'zod';

const days = (standard: number) => z.number().min(0).max(3650).default(standard);

/** A limit that is reached later must not be larger: a critical limit under a warning limit would never be seen. */
function atMost<T extends Record<string, number>>(smaller: keyof T & string, larger: keyof T & string) {
  return ({ value, issues }: z.core.ParsePayload<T>): void => {
    if ((value[smaller] ?? 0) <= (value[larger] ?? 0)) return;
    issues.push({ code: 'custom', input: value, path: [smaller], params: { atMost: larger } });
  };
}

const expiring = z
  .strictObject({ warningDays: days(30), criticalDays: days(7) })
  .check(atMost('criticalDays', 'warningDays'));

export const policySchema = z.strictObject({
  schema: z.literal('gracewatch.policy/1').default('gracewatch.policy/1'),
  /** license.expiring: days left; scaled down for a lease that is shorter than twice the warning limit. */
  expiring: expiring.prefault({}),
  /** evaluation.ending: days left. */
  evaluation: expiring.prefault({}),
  /** license.inGrace is critical from this many days before the end. */
  grace: z.strictObject({ criticalDays: days(3) }).prefault({}),
  /** license.notActivated is only a warning in the first days after installation. */
  installation: z.strictObject({ settlingDays: days(3) }).prefault({}),
  renewal: z
    .strictObject({
      /** Days beyond the client's own renewal interval before anything is said. */
      slackDays: days(7),
      /** Hours awake, with a KMS host answering, within which a client must have renewed (it retries every 2 hours). */
      awakeHours: z.number().min(0).max(8760).default(24),
      warningDays: days(45),
      criticalDays: days(120),
    })
    .check(atMost('warningDays', 'criticalDays'))
    .prefault({}),
  /** A machine that nothing was heard of for so many days is silent. */
  silent: z.strictObject({ days: z.number().min(1).max(3650).default(21) }).prefault({}),
  /** Add-ons that must be licensed: activation ids, or parts of their names such as "ESU". */
  expectedAddOns: z.array(z.string().min(1)).default([]),
});

export type Policy = z.output<typeof policySchema>;

/** What holds where the organisation has said nothing. */
export const defaultPolicy: Policy = policySchema.parse({});
