/**
 * The command line: which command, with which flags. What each does is in its own file, and is loaded only when it is
 * asked for.
 */
import { Argument, Command, Option } from 'commander';
import { logLevels } from '../platform/log.ts';
import { type Language, languages, type Wording } from '../wording/wording.ts';
import type { CheckFlags } from './check.ts';
import { type CommonFlags, type Context, openContext } from './context.ts';
import type { ExplainFlags } from './explain.ts';
import { addFleet } from './fleet.ts';
import { formats } from './formats.ts';
import type { Help } from './help.ts';
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
  /** A text below the help of a command. */
  readonly after: (text: string) => string;
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

function withCommonFlags(command: Command, { cli }: Wording): Command {
  return command
    .addOption(new Option('--lang <language>', cli.lang).choices(languages))
    .option('--time-zone <zone>', cli.timeZone)
    .option('--config <file>', cli.configFile)
    .addOption(new Option('--log-level <level>', cli.logLevel).choices(logLevels))
    .helpOption('-h, --help', cli.help);
}

/**
 * Commander throws its own errors, as does the opening of the configuration; none ends the process. `help`: how help is
 * laid out, null where none is asked for.
 */
export function programOf(wording: Wording, world: World, ending: Ending, help: Help | null): Command {
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
  help?.localise(program, wording);

  const format = (allowed: readonly string[], text: string) =>
    new Option('--format <format>', text).choices(allowed).default('text');

  withCommonFlags(program.command('check').description(cli.check), wording)
    .option('--evidence <file>', cli.evidence)
    .addOption(format(formats, cli.format))
    .option('--policy <file>', cli.policy)
    .option('--now <instant>', cli.now)
    .action((flags: CheckFlags & CommonFlags) =>
      run(flags, async (context) => (await import('./check.ts')).check(flags, context, world)),
    );

  withCommonFlags(program.command('explain').description(cli.explain), wording)
    .addArgument(new Argument('[input]', cli.explainInput).default('-'))
    .addOption(format(formats, cli.format))
    .option('--policy <file>', cli.policy)
    .option('--now <instant>', cli.now)
    .option('--labels <file>', cli.labels)
    .option('--encoding <name>', cli.encoding)
    .action((input: string, flags: ExplainFlags & CommonFlags) =>
      run(flags, async (context) => (await import('./explain.ts')).explain(input, flags, context, world)),
    );

  withCommonFlags(program.command('config').description(cli.config), wording)
    .addOption(format(['text', 'json'], cli.formatOfConfig))
    .option('--policy <file>', cli.policy)
    .action((flags: CommonFlags & { format: 'text' | 'json' }) =>
      run(flags, async (context) => (await import('./config.ts')).config(flags.format, context, world)),
    );

  const commands: Commands = {
    wording,
    world,
    run,
    common: (command) => withCommonFlags(command, wording),
    after: help?.after ?? ((text) => text),
  };
  addService(program, commands);
  addFleet(program, commands);
  return program;
}
