/** Node with nothing to do but to say how much memory it had. */
import { writeFileSync } from 'node:fs';
import { peakKb } from './liveNotes.ts';

writeFileSync(1, String(peakKb()));
