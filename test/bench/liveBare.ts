/** Node with nothing to do but to say what it has cost. */
import { writeFileSync } from 'node:fs';
import { costOf } from './liveNotes.ts';

writeFileSync(1, JSON.stringify(costOf()));
