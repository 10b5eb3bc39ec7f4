/** Error codes explained, each by itself. */
import { knownCode } from '../activation/knownCode.ts';
import type { CodeText } from '../wording/text.ts';
import type { Wording } from '../wording/wording.ts';
import { rows } from './layout.ts';

/** What is known of a code; `name` is its symbolic constant, `listed` false where only its family is known, if that. */
export interface ExplainedCode {
  readonly code: string;
  readonly name: string | null;
  readonly listed: boolean;
  /** Whether at least its family is known. */
  readonly known: boolean;
  /** Whether it is no error, but a message that something succeeded. */
  readonly informational: boolean;
  readonly text: CodeText;
}

/** A listed code by its own text; any other by what is known of its family. `code`: `0x` and eight upper-case digits. */
export function explained(code: string, { codes, families, codePage, cli }: Wording): ExplainedCode {
  const { name, listed, family, informational } = knownCode(code);
  const fill = (text: string) =>
    text.replaceAll('0x<code>', code).replaceAll('<number>', String(Number(code) & 0xffff));
  const kind = families[family ?? ''];
  const text = codes[code] ?? {
    meaning: kind ? `${codePage.unlisted}${cli.sentenceGap}${fill(kind.meaning)}` : codePage.unlisted,
    cause: kind?.cause ?? null,
    next: null,
  };
  const next = text.next ?? (kind?.next ? fill(kind.next) : codePage.unlistedNext(code));
  return { code, name, listed, known: listed || family !== null, informational, text: { ...text, next } };
}

/** `0xC004F074`, and what must be said at once of a code that is no error. */
export function codeTitle({ code, informational }: ExplainedCode, { codePage }: Wording): string {
  return informational ? `${code} (${codePage.noError})` : code;
}

export function textCode(explanation: ExplainedCode, wording: Wording): string {
  const { code, name, informational, text } = explanation;
  const { codePage } = wording;
  const unsigned = Number(code);
  const title = codeTitle(explanation, wording);
  const lines = [
    name === null ? title : title.replace(code, `${code} ${name}`),
    '',
    ...rows([
      [codePage.meaning, text.meaning],
      [codePage.cause, text.cause ?? (informational ? codePage.noCause : codePage.unknownCause)],
      [codePage.next, text.next ?? ''],
      [codePage.asNumber, `${unsigned}, ${unsigned | 0}`],
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as JSON: `{"code": {…}}`, or of several `{"codes": [{…}, …]}`. What is not known is null. */
export function jsonCodes(explanations: readonly ExplainedCode[]): string {
  const answers = explanations.map(({ code, name, listed, text }) => ({ code, name, listed, ...text }));
  const [only] = answers;
  return `${JSON.stringify(answers.length === 1 ? { code: only } : { codes: answers }, null, 2)}\n`;
}
