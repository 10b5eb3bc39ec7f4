/**
 * A pasted text as lines: out of HTML, without the marks of a quotation. What mail programs, chats and tickets put before
 * a line is no part of what slmgr printed.
 */

/** Marks that are not seen: byte order mark, zero-width blanks, soft hyphens, marks of direction. */
const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const lineTags = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6]|\/pre)\s{0,4}\/?>/gi;
const otherTags =
  /<\/?(?:p|div|span|li|ul|ol|tr|td|th|table|tbody|pre|code|b|i|strong|em|font|html|body|blockquote)(?:\s[^<>]{0,300})?>/gi;
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&#160;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** What a page holds and does not show, from its beginning to its end. */
const hidden: readonly (readonly [from: RegExp, to: RegExp])[] = [
  [/<!--/g, /-->/g],
  [/<script[\s>]/gi, /<\/script\s{0,4}>/gi],
  [/<style[\s>]/gi, /<\/style\s{0,4}>/gi],
];

/** What has no end stays. Not one regular expression: that would search to the end again for every beginning. */
function withoutHidden(text: string, [from, to]: readonly [from: RegExp, to: RegExp]): string {
  const kept: string[] = [];
  let at = 0;
  for (const { index } of text.matchAll(from)) {
    if (index < at) continue;
    to.lastIndex = index;
    if (to.exec(text) === null) break;
    kept.push(text.slice(at, index));
    at = to.lastIndex;
  }
  return kept.join('') + text.slice(at);
}

function outOfHtml(text: string): string {
  // Each of the two by itself shows that the text was HTML; only then is "&lt;" taken for a sign.
  if (!/&nbsp;|<!--|<(?:br|\/p|\/div|\/td|\/span|\/li|\/pre|\/style|\/script)\s{0,4}\/?>/i.test(text)) return text;
  return hidden
    .reduce(withoutHidden, text)
    .replace(lineTags, '\n')
    .replace(otherTags, '')
    .replace(/&(?:nbsp|lt|gt|quot|amp|#160|#39);/g, (entity) => entities[entity] ?? entity);
}

/** `> `, `>> `, `| `: what stands before each line of a quotation. */
const quotation = /^[\s>|＞│┃]*[>|＞│┃][ \t\u00a0]?/;

/** A console's prompt; or the command by itself, as people write what they ran above what it printed. */
const prompt = /^\s{0,8}(?:PS )?[A-Za-z]:\\[^<>|]{0,200}>/;
const command =
  /^\s{0,8}(?:cscript(?:\.exe)?\s{1,4})?(?:\/\/\w{1,10}\s{1,4}){0,3}\S{0,80}\bslmgr(?:\.vbs)?\s{1,4}[/-](?:dlv|dli|xpr|ato)(?:\s{1,4}[\w-]{1,40})?\s*$/i;

/** What was typed is no output, and what follows it is the output of another run. */
export const isCommand = (line: string): boolean => prompt.test(line) || command.test(line);

/** Cost: in proportion to the length of `text`. A blank line is an empty one. */
export function linesOf(text: string): readonly string[] {
  return outOfHtml(text.replace(unseen, '').normalize('NFC'))
    .split(/\r\n|[\r\n\v\f\u2028\u2029]/)
    .map((line) => (line.trim() === '' ? '' : line.replace(quotation, '')))
    .map((line) => (line.trim() === '' || /^\s*```/.test(line) ? '' : line));
}

const bullet = /^\s{0,40}(?:[-*–—+]\s|[•·・‣▪●]|\(?\d{1,3}[.)]\s)\s{0,40}/;

/** What the line may be: without a bullet or number before it; as it stands; without the marks of bold and code. */
export function variantsOf(line: string): readonly string[] {
  const plain = line.replace(bullet, '');
  const variants = plain === line ? [line] : [plain, line];
  return /\*\*|__|`/.test(plain) ? [...variants, plain.replace(/\*\*|__|`/g, '')] : variants;
}
