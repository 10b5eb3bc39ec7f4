/** What a person reads about one activation error code. `cause` and `next` are null where nothing certain is known. */
export interface CodeText {
  readonly meaning: string;
  readonly cause: string | null;
  readonly next: string | null;
}
