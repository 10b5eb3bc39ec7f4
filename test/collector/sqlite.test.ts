/** The store over SQLite, in a file as in production. */
import { sqliteMaker } from '../support/stores.ts';
import { storeContract } from './store.contract.ts';

storeContract('SQLite', sqliteMaker, { numRuns: 25, processes: true, inOne: false });
