/** The built-in label sets. English first: a resource that a language lacks is printed in English. */
import { germanLabels } from './de.ts';
import { englishSet } from './en.ts';
import { spanishLabels } from './es.ts';
import { frenchLabels } from './fr.ts';
import { italianLabels } from './it.ts';
import { japaneseLabels } from './ja.ts';
import { koreanLabels } from './ko.ts';
import { polishLabels } from './pl.ts';
import { portugueseLabels } from './pt.ts';
import { russianLabels } from './ru.ts';
import type { LanguageSet } from './set.ts';
import { turkishLabels } from './tr.ts';
import { simplifiedChineseLabels } from './zhHans.ts';
import { traditionalChineseLabels } from './zhHant.ts';

export const languageSets: readonly [LanguageSet, ...LanguageSet[]] = [
  englishSet,
  germanLabels,
  frenchLabels,
  spanishLabels,
  italianLabels,
  portugueseLabels,
  russianLabels,
  polishLabels,
  turkishLabels,
  japaneseLabels,
  koreanLabels,
  simplifiedChineseLabels,
  traditionalChineseLabels,
];
