/** The command line: which command, with which flags. What each does is in its own file. */
import { Argument, Command, Option } from 'commander';
import stringWidth from 'string-width';
import { wrap } from '../output/layout.ts';
import { logLevels } from '../platform/log.ts';
import { type Language, languages, type Wording } from '../wording/wording.ts';
import { type CheckFlags, check } from './check.ts';
import { config } from './config.ts';
import { type CommonFlags, type Context, openContext } from './context.ts';
import { type ExplainFlags, explain } from './explain.ts';
import { addFleet } from './fleet.ts';
import { formats } from './judge.ts';
import { addService } from './service.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** Opens the context, runs the command, and closes the log whatever happens; the exit code goes to `exit`. */
export type Run = (flags: CommonFlags, command: (context: Context) => Promise<number>) => Promise<void>;

/** What a group of commands is made with. */
export interface Commands {
  readonly wording: Wording;
  readonly world: World;
  readonly run: Run;
  /** Gives a command the flags that all have. */
  readonly common: (command: Command) => Command;
}

/** What becomes of a command: its exit code, or its error in the language that the configuration asks for. */
export interface Ending {
  readonly exit: (code: number) => void;
  readonly fail: (error: unknown, language: Language) => void;
}

function runner(world: World, { exit, fail }: Ending): Run {
  return async (flags, command) => {
    const context = await openContext(flags, world);
    try {
      exit(await command(context));
    } catch (error) {
      fail(error, context.language);
    } finally {
      await context.log.close();
    }
  };
}

/** Headings, wrapping and widths of commander's help in the reader's language. */
function localiseHelp(program: Command, { cli }: Wording): void {
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

function withCommonFlags(command: Command, { cli }: Wording): Command {
  return command
    .addOption(new Option('--lang <language>', cli.lang).choices(languages))
    .option('--time-zone <zone>', cli.timeZone)
    .option('--config <file>', cli.configFile)
    .addOption(new Option('--log-level <level>', cli.logLevel).choices(logLevels))
    .helpOption('-h, --help', cli.help);
}

/** Commander throws its own errors, as does the opening of the configuration; none ends the process. */
export function programOf(wording: Wording, world: World, ending: Ending): Command {
  const { cli } = wording;
  const run = runner(world, ending);
  const program = new Command('gracewatch')
    .description(cli.description)
    .version(version, '-V, --version', cli.version)
    .helpOption('-h, --help', cli.help)
    .helpCommand(false)
    .addHelpText('after', `\n${cli.exitCodes}`)
    .exitOverride()
    .configureOutput({ writeOut: (text) => void world.stdout.write(text), writeErr: () => {} });
  localiseHelp(program, wording);

  const format = (allowed: readonly string[], text: string) =>
    new Option('--format <format>', text).choices(allowed).default('text');

  withCommonFlags(program.command('check').description(cli.check), wording)
    .option('--evidence <file>', cli.evidence)
    .addOption(format(formats, cli.format))
    .option('--policy <file>', cli.policy)
    .option('--now <instant>', cli.now)
    .action((flags: CheckFlags & CommonFlags) => run(flags, (context) => check(flags, context, world)));

  withCommonFlags(program.command('explain').description(cli.explain), wording)
    .addArgument(new Argument('[input]', cli.explainInput).default('-'))
    .addOption(format(formats, cli.format))
    .option('--policy <file>', cli.policy)
    .option('--now <instant>', cli.now)
    .option('--labels <file>', cli.labels)
    .option('--encoding <name>', cli.encoding)
    .action((input: string, flags: ExplainFlags & CommonFlags) =>
      run(flags, (context) => explain(input, flags, context, world)),
    );

  withCommonFlags(program.command('config').description(cli.config), wording)
    .addOption(format(['text', 'json'], cli.formatOfConfig))
    .option('--policy <file>', cli.policy)
    .action((flags: CommonFlags & { format: 'text' | 'json' }) =>
      run(flags, (context) => config(flags.format, context, world)),
    );

  const commands: Commands = { wording, world, run, common: (command) => withCommonFlags(command, wording) };
  addService(program, commands);
  addFleet(program, commands);
  return program;
}
