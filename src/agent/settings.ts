/** What an agent keeps, and where. */
import * as z from 'zod';

export const agentSettings = z.strictObject({
  /** Folder of identity, sequence, spool and lock; auto: the system's place for program data. */
  stateFolder: z.string().min(1).default('auto'),
});

export type AgentSettings = z.output<typeof agentSettings>;
