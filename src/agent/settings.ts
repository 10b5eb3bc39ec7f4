/** What an agent keeps, and where. */
import * as z from 'zod';

export const agentSettings = z.strictObject({
  /** Folder of identity, sequence, spool and lock; auto: the system's place for program data. */
  stateFolder: z.string().min(1).default('auto'),
  /** Hours between two cycles of a resident agent; parts of a day, so that every day is alike. */
  everyHours: z.literal([1, 2, 3, 4, 6, 8, 12, 24]).default(24),
});

export type AgentSettings = z.output<typeof agentSettings>;
