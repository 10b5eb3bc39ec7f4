/** What a person reads about an error. The codes are those of platform's catalogue; a test holds the two together. */
export interface ErrorText {
  /** One line that names the file, flag or key. */
  readonly message: (facts: Readonly<Record<string, string | number>>) => string;
  /** What helps. */
  readonly hint: string;
}

export type ErrorTexts = Readonly<Record<string, ErrorText>>;
