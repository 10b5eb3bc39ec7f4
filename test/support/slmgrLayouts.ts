/**
 * What happens to slmgr's text between the machine and the reader: quoted, wrapped, retyped, pasted through a mail program,
 * a ticket system or a chat, masked, in some encoding. Each takes the printed text and makes the one that arrives.
 */
import iconv from 'iconv-lite';
import stringWidth from 'string-width';
import { englishLabels } from '../../src/activation/slmgr/labels/en.ts';
import type { LabelSet } from '../../src/activation/slmgr/labels/set.ts';
import type { Expected, ExpectedProduct } from './slmgrMachines.ts';

export interface Layout {
  readonly name: string;
  /** `labels`: what the text was printed with, for what happens to labels and not to values. */
  apply(text: string, labels: LabelSet): string;
  /** What can still be read, where the fault hides something. */
  readonly hides?: (expected: Expected) => Expected;
  /** Nothing shows any more that the text goes on after its last line. */
  readonly cutsBlankEnd?: true;
}

const eachLine = (text: string, change: (line: string) => string): string => text.split('\n').map(change).join('\n');
const eachFilled = (text: string, change: (line: string) => string): string =>
  eachLine(text, (line) => (line.trim() === '' ? line : change(line)));
const layout = (name: string, apply: Layout['apply']): Layout => ({ name, apply });
const lines = (name: string, change: (line: string) => string): Layout =>
  layout(name, (text) => eachLine(text, change));
const filled = (name: string, change: (line: string) => string): Layout =>
  layout(name, (text) => eachFilled(text, change));

// Labels and values.

interface Shape {
  readonly start: string;
  readonly pattern: RegExp;
}
const shapesOf = new WeakMap<LabelSet, readonly Shape[]>();

/** The literal pieces of each text as odd groups, its values as even ones; the longest text first. */
function shapes(labels: LabelSet): readonly Shape[] {
  const made = shapesOf.get(labels);
  if (made) return made;
  const texts = [...labels, ...englishLabels].map(([, text]) => text).toSorted((a, b) => b.length - a.length);
  const compiled = texts.map((text) => {
    const [start = '', ...rest] = text.split(/(%[A-Z]+%)/);
    const pieces = rest.map((piece, index) => (index % 2 === 0 ? '(.+?)' : `(${RegExp.escape(piece)})`));
    return { start, pattern: new RegExp(`^(${RegExp.escape(start)})${pieces.join('')}(.*)$`) };
  });
  shapesOf.set(labels, compiled);
  return compiled;
}

/** A line's words and values: words are changed, values stay. A name with a colon (`/xpr`) is a value and a colon. */
function changeWords(line: string, labels: LabelSet, change: (words: string) => string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const text = line.slice(indent.length);
  for (const { start, pattern } of shapes(labels)) {
    const groups = text.startsWith(start) ? pattern.exec(text)?.slice(1) : undefined;
    if (groups)
      return (
        indent +
        groups.map((group, index) => (index % 2 === 0 && index < groups.length - 1 ? change(group) : group)).join('')
      );
  }
  return text.endsWith(':') ? `${indent}${text.slice(0, -1)}${change(':')}` : line;
}
const words = (name: string, change: (words: string) => string): Layout =>
  layout(name, (text, labels) => eachFilled(text, (line) => changeWords(line, labels, change)));

/** A number after `0x` is a value, and so is its sign. */
const cased = (name: string, change: (words: string) => string): Layout =>
  words(name, (text) => change(text).replace(/0X(?=$)/, '0x'));

// Wrapping.

/** Broken after `columns` columns, in the middle of a word; what is wide counts two. */
function breakAnywhere(line: string, columns: number): string {
  const parts = [''];
  let width = 0;
  for (const letter of line) {
    const own = letter <= '\x7e' ? 1 : stringWidth(letter);
    if (width + own > columns) {
      parts.push('');
      width = 0;
    }
    parts.push(parts.pop() + letter);
    width += own;
  }
  return parts.join('\n');
}

/** Broken at the last blank that fits, as mail programs do; what has no blank stays long. */
function breakAtBlanks(line: string, columns: number): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const parts: string[] = [];
  let current = indent;
  for (const [index, word] of line.slice(indent.length).split(' ').entries()) {
    const longer = index === 0 ? current + word : `${current} ${word}`;
    if (stringWidth(longer) <= columns || index === 0) current = longer;
    else {
      parts.push(current);
      current = word;
    }
  }
  return [...parts, current].join('\n');
}

const wrapped = {
  middle: filled('wrapped at 80 in the middle of a word', (line) => breakAnywhere(line, 80)),
  blanks: filled('wrapped at 80 at blanks', (line) => breakAtBlanks(line, 80)),
  mail: filled('wrapped at 72 at blanks', (line) => breakAtBlanks(line, 72)),
};

// Masks.

const eachProduct = (change: (product: ExpectedProduct) => ExpectedProduct) => (expected: Expected) => ({
  ...expected,
  products: expected.products.map(change),
});
const labelled = (labels: LabelSet, key: string): string =>
  [...labels, ...englishLabels].find(([name]) => name === key)?.[1] ?? '';
const keyMask = (mask: string): Layout => ({
  name: `key masked as ${mask}`,
  apply: (text, labels) => {
    const label = labelled(labels, 'L_MsgPartialPKey');
    return eachLine(text, (line) => (line.startsWith(label) ? label + mask : line));
  },
  hides: (expected) => ({
    ...eachProduct((product) => ({ ...product, partialProductKey: null }))(expected),
    withheldKeys: expected.products.flatMap(({ partialProductKey }, at) => (partialProductKey === null ? [] : [at])),
  }),
});

const extendedPid = /\d{5}-\d{5}-\d{3}-\d{6}-\d\d-\d{4}-\d{4,5}\.\d{4}-\d{7}/g;
const pidMask = (mask: string): Layout => ({
  name: `extended PIDs masked as ${mask}`,
  apply: (text) => text.replace(extendedPid, () => mask),
  hides: eachProduct((product) => ({
    ...product,
    extendedPid: null,
    kms: product.kms && { ...product.kms, hostExtendedPid: null },
    activeDirectory: product.activeDirectory && { ...product.activeDirectory, extendedPid: null },
    avma: product.avma && { ...product.avma, hostPid2: null },
  })),
});

/** All but the application id, which names Windows and nobody's machine. */
const id = /\b(?!55c92734|0ff1ce15)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const idMask = (mask: string): Layout => ({
  name: `ids masked as ${mask}`,
  apply: (text) => text.replace(id, () => mask),
  hides: eachProduct((product) => ({
    ...product,
    activationId: null,
    kms: product.kms && { ...product.kms, clientMachineId: null },
    activeDirectory: product.activeDirectory && { ...product.activeDirectory, activationId: null },
    token: product.token && { ...product.token, ilid: null },
    avma: product.avma && { ...product.avma, iaid: null },
  })),
});

/** The host's name; its port stays, as nobody minds it. */
const hostMask = (mask: string): Layout => ({
  name: `hosts masked as ${mask}`,
  apply: (text, labels) => {
    const named = ['L_MsgRegisteredKmsName', 'L_MsgKmsFromDns'].map((key) => `    ${labelled(labels, key)}`);
    const alone = ['L_MsgKmsIpAddress', 'L_MsgAVMAHostMachineName'].map((key) => `    ${labelled(labels, key)}`);
    const nowhere = labelled(labels, 'L_MsgNotAvailable');
    return eachLine(text, (line) => {
      const label = [...named, ...alone].find((start) => line.startsWith(start));
      if (label === undefined || line === label + nowhere) return line;
      // "not available" is a text of its own, and may begin as the label does.
      if (line === `    ${labelled(labels, 'L_MsgKmsIpAddressUnavailable')}`) return line;
      return `${label}${mask}${named.includes(label) ? (/:\d+$/.exec(line)?.[0] ?? '') : ''}`;
    });
  },
  hides: eachProduct((product) => ({
    ...product,
    kms: product.kms && { ...product.kms, configuredHost: null, discoveredHost: null, hostAddress: null },
    avma: product.avma && { ...product.avma, hostName: null },
  })),
});

const fullWidthDigits = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0));
const minuteKeys = /^L_MsgLicenseStatus(VL_1|TBL_1|AVMA_1|TimeRemaining)$/;

const markUp = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const banner =
  'Microsoft (R) Windows Script Host Version 5.812\nCopyright (C) Microsoft Corporation. All rights reserved.\n\n';

const noBlankLines: Layout = {
  name: 'all blank lines gone',
  apply: (text) => text.replace(/\n{2,}/g, '\n').replace(/^\n|\n$/g, ''),
  cutsBlankEnd: true,
};
const crlf = layout('CRLF', (text) => text.replaceAll('\n', '\r\n'));
const doubled = layout('doubled blank lines', (text) => text.replaceAll('\n', '\n\n'));
const quoted = lines('quoted with > ', (line) => `> ${line}`);
const bulleted = filled('bulleted with - ', (line) => `- ${line}`);
const notIndented = lines('not indented', (line) => line.trimStart());
const indented = filled('indented by 2', (line) => `  ${line}`);
const breaks = layout('<br/> for line ends', (text) => text.replaceAll('\n', '<br/>'));
const noBreak = layout('no-break spaces', (text) => text.replaceAll(' ', '\u00a0'));
const ideographic = layout('ideographic spaces', (text) => text.replaceAll(' ', '\u3000'));
const wideColons = words('full-width colons', (text) => text.replace(/(?: :|:) ?/g, '：'));
const wideBrackets = words('full-width brackets', (text) => text.replaceAll('(', '（').replaceAll(')', '）'));
const greeted = layout(
  'in a mail',
  (text) =>
    `Hi,\n\nis this PC licensed? I am not sure what the status means. This is what it says:\n\n${text}\n\nKind regards,\nJane Miller\n-- \nService desk, room 4.11, phone 030 1234\n`,
);
const greetedJa = layout(
  'in a Japanese mail',
  (text) =>
    `お疲れさまです。情報システム部の山田です。\n下記の端末はライセンス認証されているでしょうか。\n\n${text}\n\n以上、よろしくお願いいたします。\n山田 太郎\n内線: 1234\n`,
);
const fenced = layout('fenced', (text) => `\`\`\`\n${text}\n\`\`\`\n`);
const noEnds = lines('no trailing blanks', (line) => line.trimEnd());
const prompt = layout(
  'at a prompt',
  (text) => `C:\\Windows\\System32>cscript //nologo slmgr.vbs /dlv\n${text}\nC:\\Windows\\System32>\n`,
);

const single: readonly Layout[] = [
  quoted,
  lines('quoted with >> ', (line) => `>> ${line}`),
  lines('quoted with > > ', (line) => `> > ${line}`),
  lines('quoted with | ', (line) => `| ${line}`),
  bulleted,
  filled('bulleted with * ', (line) => `* ${line}`),
  filled('bulleted with • ', (line) => `• ${line}`),
  filled('bulleted with ・', (line) => `・${line}`),
  layout('numbered', (text) => {
    let number = 0;
    return eachFilled(text, (line) => {
      number += 1;
      return `${number}. ${line}`;
    });
  }),
  wrapped.middle,
  wrapped.blanks,
  wrapped.mail,
  notIndented,
  indented,
  filled('indented by 8', (line) => `        ${line}`),
  filled('indented by a tab', (line) => `\t${line}`),
  lines('tabs for indents', (line) => line.replace(/^ {4}/, '\t')),
  wideColons,
  wideBrackets,
  layout('full-width digits in minutes', (text, labels) => {
    const templates = [...labels, ...englishLabels].filter(([key]) => minuteKeys.test(key));
    const pieces = templates.map(([, label]) => label.split(/%MINUTE%|%DAY%/));
    return eachLine(text, (line) =>
      pieces.some((parts) => parts.every((part) => line.includes(part))) ? fullWidthDigits(line) : line,
    );
  }),
  noBreak,
  ideographic,
  doubled,
  noBlankLines,
  breaks,
  layout('<br> before line ends', (text) => text.replaceAll('\n', '<br>\n')),
  layout('as text of a page', (text) =>
    markUp(text)
      .replaceAll('\n', '<br />\n')
      .replace(/^ +/gm, (blanks) => '&nbsp;'.repeat(blanks.length)),
  ),
  fenced,
  layout('fenced as text', (text) => `\`\`\`text\n${text}\`\`\``),
  layout('labels in bold', (text, labels) =>
    eachFilled(text, (line) =>
      changeWords(line, labels, (piece) => piece.replace(/^(.*?)([:-](?: !!!\])?) $/, '**$1$2** ')),
    ),
  ),
  words('a tab after labels', (text) => text.replace(/ $/, '\t')),
  words('a blank before colons', (text) => text.replace(/(?<! ):/, ' :')),
  layout('after the script host', (text) => banner + text),
  prompt,
  layout('at a prompt of PowerShell', (text) => `PS C:\\Users\\admin> slmgr /dlv\n\n${text}PS C:\\Users\\admin> `),
  greeted,
  greetedJa,
  noEnds,
  lines('blanks at line ends', (line) => `${line}   `),
  { ...layout('no blank end', (text) => text.trimEnd()), cutsBlankEnd: true },
  crlf,
  layout('CR', (text) => text.replaceAll('\n', '\r')),
  layout('byte order mark', (text) => `\uFEFF${text}`),
  cased('labels in lower case', (text) => text.toLowerCase()),
  cased('labels in upper case', (text) => text.toUpperCase()),
  keyMask('XXXXX'),
  keyMask('*****'),
  keyMask('<REDACTED>'),
  pidMask('XXXXX-XXXXX-XXX-XXXXXX-XX-XXXX-XXXXX.XXXX-XXXXXXX'),
  pidMask('<REDACTED>'),
  idMask('********-****-****-****-************'),
  idMask('xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'),
  idMask('<REDACTED>'),
  hostMask('<REDACTED>'),
  hostMask('********'),
  hostMask('[redacted]'),
];

/** One after the other. */
function together(...all: readonly Layout[]): Layout {
  return {
    name: all.map(({ name }) => name).join(', '),
    apply: (text, labels) => all.reduce((now, one) => one.apply(now, labels), text),
    hides: (expected) => all.reduce((now, { hides }) => hides?.(now) ?? now, expected),
    ...(all.some(({ cutsBlankEnd }) => cutsBlankEnd) ? { cutsBlankEnd: true } : {}),
  };
}

/** What goes together: what is done to labels first, as it needs the printed lines. */
const combined: readonly Layout[] = [
  together(wrapped.mail, quoted),
  together(quoted, wrapped.mail),
  together(wrapped.middle, quoted),
  together(wrapped.mail, quoted, quoted, crlf),
  together(noBreak, breaks),
  together(crlf, doubled, indented),
  together(doubled, notIndented, crlf),
  together(wrapped.middle, crlf),
  together(wideColons, wideBrackets, ideographic),
  together(wideColons, notIndented, noBlankLines),
  together(noBlankLines, quoted),
  together(bulleted, noBlankLines),
  together(prompt, fenced),
  together(wrapped.mail, greeted, quoted),
  together(wideColons, greetedJa, crlf),
  together(keyMask('XXXXX'), hostMask('<REDACTED>'), idMask('<REDACTED>'), pidMask('<REDACTED>'), fenced),
  together(hostMask('<REDACTED>'), idMask('<REDACTED>'), layout('as markup', markUp), breaks),
  together(noEnds, quoted),
  together(prompt, wrapped.middle, crlf),
];

export const layouts: readonly Layout[] = [...single, ...combined];

// Bytes.

export interface Encoding {
  readonly name: string;
  /** Languages whose letters it has; all where left out. */
  readonly languages?: readonly string[];
  bytes(text: string): Buffer;
}
const encoding = (name: string, addBOM: boolean, languages?: readonly string[]): Encoding => ({
  name: addBOM ? `${name} with a byte order mark` : name,
  ...(languages ? { languages } : {}),
  bytes: (text) => iconv.encode(text, name, { addBOM }),
});

export const encodings: readonly Encoding[] = [
  ...['utf8', 'utf16-le', 'utf16-be'].flatMap((name) => [encoding(name, false), encoding(name, true)]),
  encoding('cp932', false, ['japaneseLike', '0411']),
  encoding('cp850', false, ['0407', '040C']),
  encoding('windows-1252', false, ['0407', '040C']),
  encoding('cp866', false, ['0419']),
  encoding('windows-1251', false, ['0419']),
];
