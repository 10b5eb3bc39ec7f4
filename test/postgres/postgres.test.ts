/** The store over a real PostgreSQL: `test/postgres/run.sh` starts one and names it in GRACEWATCH_TEST_POSTGRES. */
import { test } from '@jest/globals';
import { storeContract } from '../collector/store.contract.ts';
import { postgresMaker } from '../support/stores.ts';

const { GRACEWATCH_TEST_POSTGRES: server, GRACEWATCH_TEST_POSTGRES_PASSWORD: password = '' } = process.env;

if (server === undefined) {
  // Not by the console: jest shows nothing of a file in which all is skipped.
  process.stderr.write('SKIPPED: the store over a real PostgreSQL. test/postgres/run.sh runs it.\n');
  test.skip('the store over a real PostgreSQL (test/postgres/run.sh runs it)', () => {});
} else {
  storeContract('PostgreSQL', () => postgresMaker(server, password), { numRuns: 10, processes: true, inOne: true });
}
