/** 人が読む日本語の文章すべて。Every Japanese sentence that a person reads. */

import { cli, codePage, configTable } from './ja/cli.ts';
import { codes, families } from './ja/codes.ts';
import { errors, mistakes } from './ja/errors.ts';
import { findings } from './ja/findings.ts';
import { report } from './ja/report.ts';
import * as words from './ja/words.ts';
import type { Wording } from './wording.ts';

export const ja: Wording = { cli, codePage, configTable, codes, families, errors, mistakes, findings, report, words };
