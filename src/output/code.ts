/** One error code explained. */
import type { CodeText } from '../wording/text.ts';
import type { Wording } from '../wording/wording.ts';
import { rows } from './layout.ts';

/** What is known of a code; `name` is its symbolic constant, `listed` false where only its family is known. */
export interface ExplainedCode {
  readonly code: string;
  readonly name: string | null;
  readonly listed: boolean;
  readonly text: CodeText;
}

export function textCode({ code, name, listed, text }: ExplainedCode, { codePage }: Wording): string {
  const unsigned = Number(code);
  const lines = [
    name === null ? code : `${code} ${name}`,
    '',
    ...rows([
      [codePage.meaning, listed ? text.meaning : `${codePage.unlisted} ${text.meaning}`],
      [codePage.cause, text.cause ?? ''],
      [codePage.next, text.next ?? ''],
      [codePage.asNumber, `${unsigned}, ${unsigned | 0}`],
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as JSON: `{"code": {…}}`. */
export function jsonCode({ code, name, listed, text }: ExplainedCode): string {
  return `${JSON.stringify({ code: { code, name, listed, ...text } }, null, 2)}\n`;
}
