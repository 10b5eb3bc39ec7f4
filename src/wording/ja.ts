/** 人が読む日本語の文章すべて。Every Japanese sentence that a person reads. */

import { cli, codePage, configTable } from './ja/cli.ts';
import { codes, families } from './ja/codes.ts';
import { errors, mistakes } from './ja/errors.ts';
import { findings } from './ja/findings.ts';
import { fleet } from './ja/fleet.ts';
import { page } from './ja/page.ts';
import { report } from './ja/report.ts';
import { service } from './ja/service.ts';
import * as words from './ja/words.ts';
import type { Wording } from './wording.ts';

export const ja: Wording = {
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
