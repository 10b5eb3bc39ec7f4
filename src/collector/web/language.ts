/** The reader's language: what they chose here before, else the browser's. Each wording is loaded only when it is wanted. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Wording } from '../../wording/wording.ts';
import { type Dates, datesIn } from './dates.ts';

const storageKey = 'gracewatch.language';

const loaders: Readonly<Record<Language, () => Promise<Wording>>> = {
  en: async () => (await import('../../wording/en.ts')).en,
  ja: async () => (await import('../../wording/ja.ts')).ja,
};

export const languages = Object.keys(loaders) as readonly Language[];

/** `chosen`: what was kept, `preferred`: navigator.languages. */
export function languageOf(chosen: string | null, preferred: readonly string[]): Language {
  const wanted = [chosen ?? '', ...preferred].map((tag) => tag.toLowerCase().split('-')[0]);
  return wanted.flatMap((tag) => languages.find((language) => language === tag) ?? [])[0] ?? 'en';
}

/** A browser that keeps nothing for this page (private window, policy) throws: then the choice lasts as long as the page. */
function kept(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function keep(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Told by nothing but the next visit, which asks the browser again: no reason to refuse the choice.
  }
}

export const firstLanguage = (): Language => languageOf(kept(), navigator.languages);

export interface Reader {
  readonly language: Language;
  readonly wording: Wording;
  readonly dates: Dates;
}

/** Loads a language and makes it that of the document. Rejects where its file cannot be had. */
export async function read(language: Language, choice: 'chosen' | 'found'): Promise<Reader> {
  const wording = await loaders[language]();
  document.documentElement.lang = language;
  if (choice === 'chosen') keep(language);
  return { language, wording, dates: datesIn() };
}

export const ReaderContext = createContext<Reader | null>(null);

/** The wording of the page, and dates in the reader's zone. */
export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new TypeError('used outside of the page');
  return reader;
}
