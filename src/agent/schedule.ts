/**
 * When a resident agent works: every so many hours, at minutes of its own, so that a fleet does not report as one. In
 * UTC, where no day has 23 or 25 hours.
 */
import { createHash } from 'node:crypto';

/** The number of one agent, always the same: minutes after midnight UTC, less than a period. `id`: the agent's. */
export function offsetMinutes(id: string, everyHours: number): number {
  return createHash('sha256').update(id).digest().readUIntBE(0, 6) % (everyHours * 60);
}

/** For node-cron, in UTC. `everyHours`: a divisor of 24. */
export function cronExpression(id: string, everyHours: number): string {
  const offset = offsetMinutes(id, everyHours);
  const hours: number[] = [];
  for (let hour = Math.floor(offset / 60); hour < 24; hour += everyHours) hours.push(hour);
  return `${offset % 60} ${hours.join(',')} * * *`;
}

/** The first time of the schedule after `now`, both epoch milliseconds. */
export function nextAfter(now: number, id: string, everyHours: number): number {
  const everyMs = everyHours * 3_600_000;
  const offsetMs = offsetMinutes(id, everyHours) * 60_000;
  return Math.floor((now - offsetMs) / everyMs) * everyMs + everyMs + offsetMs;
}
