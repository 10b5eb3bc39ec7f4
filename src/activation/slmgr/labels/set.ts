/** What a built-in label set is: texts of slmgr.vbs in one language, each with the place where it was read. */

/** Resource name and text, with its placeholders; a machine's own slmgr.ini gives such pairs. */
export type LabelSet = readonly (readonly [key: string, text: string])[];

/**
 * `source`: an id of `sources`, or null for a text that nobody was seen to quote (a translation of our own): such a text
 * may name a line, and never decides a status.
 */
export type SourcedLabel = readonly [key: string, text: string, source: string | null];

export interface LanguageSet {
  /** BCP 47. */
  readonly language: string;
  /** Where the texts were read: a page's address, or a repository and the path in it. */
  readonly sources: Readonly<Record<string, string>>;
  /** A resource may have more than one text, as wordings changed between versions of Windows. */
  readonly labels: readonly SourcedLabel[];
}
