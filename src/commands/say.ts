/** Sentences of commands that go on working: lines of at most 80 columns. */
import { columns, wrap } from '../output/layout.ts';

/** Letters are held together by it while lines are broken; wrap takes it out again. */
const wordJoiner = '\u2060';

/** Addresses, paths, flags and credentials stay in one piece, so that they can be copied; only longer than a line not. */
export function sentenceLines(text: string): string[] {
  return wrap(
    text.replace(/[\x21-\x7e]+/g, (word) => [...word].join(wordJoiner)),
    columns,
  );
}
