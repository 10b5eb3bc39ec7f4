/** The wording in the reader's language. */
import * as z from 'zod';
import { en } from './en.ts';
import { ja } from './ja.ts';

export type Wording = typeof en;
export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

const wordings: Readonly<Record<Language, Wording>> = { en, ja };

export function wordingOf(language: Language): Wording {
  return wordings[language];
}

/** What a schema expected where it found something else, by zod's own sentences in that language. Shows no value. */
export function schemaSentence(issue: Readonly<Record<string, unknown>>, language: Language): string {
  const { localeError } = language === 'ja' ? z.locales.ja() : z.locales.en();
  const sentence = localeError(issue as unknown as z.core.$ZodRawIssue);
  return typeof sentence === 'string' ? sentence : (sentence?.message ?? '');
}
