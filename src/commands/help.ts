/** How commander's help is laid out: loaded only where somebody asks for it. */
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { paragraph, wrap } from '../output/layout.ts';
import type { Wording } from '../wording/wording.ts';

export interface Help {
  readonly localise: (program: Command, wording: Wording) => void;
  /** A text below the help, with a line before it. */
  readonly after: (text: string) => string;
}

/** Headings, wrapping and widths of commander's help in the reader's language. */
function localise(program: Command, { cli }: Wording): void {
  const headings: Readonly<Record<string, string>> = {
    'Usage:': `${cli.usage}:`,
    'Options:': `${cli.options}:`,
    'Commands:': `${cli.commands}:`,
    'Arguments:': `${cli.arguments}:`,
  };
  program.configureHelp({
    styleTitle: (title) => headings[title] ?? title,
    displayWidth: (text) => stringWidth(text),
    // The sentences name choices and defaults themselves, in the reader's language.
    optionDescription: (option) => option.description,
    argumentDescription: (argument) => argument.description,
    boxWrap: (text, width) => wrap(text, width).join('\n'),
    helpWidth: 80,
  });
}

export const help: Help = { localise, after: (text) => ['', ...paragraph(text, 0)].join('\n') };
