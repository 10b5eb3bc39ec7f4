/** What every store must do, whichever database lies under it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe } from '@jest/globals';
import type { Maker, Place } from '../support/stores.ts';
import { counts } from './contract/counts.ts';
import { lists } from './contract/lists.ts';
import { migrations } from './contract/migrations.ts';
import { outcomes } from './contract/outcomes.ts';
import { passing } from './contract/passing.ts';
import { several } from './contract/several.ts';
import { textColumns } from './contract/texts.ts';

interface Options {
  /** Runs of the property of counts. */
  readonly numRuns: number;
  /** Other processes can open it. */
  readonly processes: boolean;
  /** Two stores of this process can work on it at the same time (SQLite would hold the thread that has to go on). */
  readonly inOne: boolean;
}

export function storeContract(name: string, start: () => Promise<Maker>, { numRuns, processes, inOne }: Options): void {
  describe(name, () => {
    let maker: Maker | null = null;
    let current: Place | null = null;
    const place = (): Place => {
      if (current === null) throw new Error('no place yet');
      return current;
    };
    const remove = async (): Promise<void> => {
      await current?.remove();
      current = null;
    };
    const renew = async (): Promise<void> => {
      await remove();
      current = (await maker?.make()) ?? null;
    };
    beforeAll(async () => {
      maker = await start();
    }, 60_000);
    beforeEach(renew);
    afterEach(remove);
    afterAll(() => maker?.close());

    describe('tables', () => migrations(place));
    describe('deliveries', () => outcomes(place));
    describe('counts', () => counts(place, renew, numRuns));
    describe('lists', () => lists(place));
    describe('passing time', () => passing(place));
    describe('several at once', () => several(place, { processes, inOne }));
    textColumns(place);
  });
}
