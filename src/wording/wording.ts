/** The wording in the reader's language. */
import { en } from './en.ts';
import { ja } from './ja.ts';

export type Wording = typeof en;
export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

const wordings: Readonly<Record<Language, Wording>> = { en, ja };

export function wordingOf(language: Language): Wording {
  return wordings[language];
}
