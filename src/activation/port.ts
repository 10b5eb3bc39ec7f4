/** Ports as the licensing classes and slmgr give them. */
import { kmsPort } from '../knowledge/figures.ts';

/** 0 means 1688, as slmgr.vbs itself prints it; what is no TCP port reads as null. */
export function portOf(port: number | null): number | null {
  if (port === 0) return kmsPort;
  return port !== null && port > 0 && port <= 65_535 ? port : null;
}
