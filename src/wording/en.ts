/** Every English sentence that a person reads. */
import { cli, codePage, configTable } from './en/cli.ts';
import { codes, families } from './en/codes.ts';
import { errors, mistakes } from './en/errors.ts';
import { findings } from './en/findings.ts';
import { fleet } from './en/fleet.ts';
import { page } from './en/page.ts';
import { report } from './en/report.ts';
import { service } from './en/service.ts';
import * as words from './en/words.ts';

export const en = {
  cli,
  codePage,
  configTable,
  codes,
  families,
  errors,
  mistakes,
  findings,
  fleet,
  page,
  report,
  service,
  words,
};
