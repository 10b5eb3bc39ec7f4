/** The store over PostgreSQL, here the one in WebAssembly; test/postgres/ has the real one. */
import { pgliteMaker } from '../support/stores.ts';
import { storeContract } from './store.contract.ts';

storeContract('PGlite', pgliteMaker, { numRuns: 6, processes: false, inOne: true });
