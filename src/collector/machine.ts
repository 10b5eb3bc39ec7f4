/** A row of the store as the API shows it. Pure. */
import type { Policy } from '../assessment/policy.ts';
import type { Machine } from './api.ts';
import { instantText } from './decide.ts';
import { severityOf } from './facts.ts';
import type { MachineRow } from './store/schema.ts';

const dayMs = 86_400_000;

/** Last heard of before this instant (epoch milliseconds), a machine is silent at `now`. */
export const silentSince = (policy: Policy, now: number): number => now - Math.round(policy.silent.days * dayMs);

/** `now`: epoch milliseconds. */
export function machineOf(row: MachineRow, policy: Policy, now: number): Machine {
  return {
    id: row.agent_id,
    name: row.name,
    fqdn: row.fqdn,
    domain: row.domain,
    osCaption: row.os_caption,
    osBuild: row.os_build,
    severity: severityOf(row.severity),
    findings: JSON.parse(row.findings),
    productName: row.product_name,
    licenseStatus: row.license_status,
    reason: row.reason,
    channel: row.channel,
    method: row.method,
    partialProductKey: row.partial_product_key,
    kmsHost: row.kms_host,
    expiresAt: instantText(row.expires_at),
    renewedAt: instantText(row.renewed_at),
    collectedAt: new Date(row.collected_at).toISOString(),
    receivedAt: new Date(row.received_at).toISOString(),
    firstSeenAt: new Date(row.first_seen_at).toISOString(),
    silent: row.received_at < silentSince(policy, now),
    agentVersion: row.agent_version,
    clockSkewMs: row.clock_skew_ms,
  };
}
