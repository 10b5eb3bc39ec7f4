/** `gracewatch fleet …`: the questions to the collector, and their flags. What each needs is loaded when it is asked for. */
import { Argument, type Command, Option } from 'commander';
import type { CommonFlags } from './context.ts';
import type { ExpiringFlags } from './fleet/expiring.ts';
import type { MachineFlags } from './fleet/machine.ts';
import type { FleetFlags, Question } from './fleet/question.ts';
import { fleetFormats } from './formats.ts';
import type { Commands } from './program.ts';

/** Adds `fleet` and its questions to the program. */
export function addFleet(program: Command, { wording, world, run, common, after }: Commands): void {
  const { help } = wording.fleet;
  const fleet = program
    .command('fleet')
    .description(help.fleet)
    .helpOption('-h, --help', wording.cli.help)
    .helpCommand(false);
  fleet.addHelpText('after', after(help.credential));

  const question = (name: keyof typeof help.exit): Command =>
    common(fleet.command(name).description(help[name]))
      .option('--collector <url>', help.collector)
      .addOption(new Option('--format <format>', help.format).choices(fleetFormats).default('text'))
      .addHelpText('after', after(help.exit[name]));
  const asking =
    <Flags extends FleetFlags, Answer>(load: () => Promise<Question<Flags, Answer>>) =>
    (flags: Flags & CommonFlags) =>
      run(flags, async (context) => {
        const [{ answer }, asked] = await Promise.all([import('./fleet/question.ts'), load()]);
        return await answer(asked, flags, context, world);
      });

  question('summary').action(asking(async () => (await import('./fleet/summary.ts')).summary));
  question('expiring')
    .option('--days <number>', help.days, '90')
    .option('--warning-days <number>', help.warningDays)
    .option('--critical-days <number>', help.criticalDays)
    .option('--policy <file>', wording.cli.policy)
    .action((flags: ExpiringFlags & CommonFlags) =>
      asking(async () => (await import('./fleet/expiring.ts')).expiring)(flags),
    );
  question('overdue').action(asking(async () => (await import('./fleet/late.ts')).overdue));
  question('silent').action(asking(async () => (await import('./fleet/late.ts')).silent));
  question('machine')
    .addArgument(new Argument('<name>', help.name))
    .action((name: string, flags: Omit<MachineFlags, 'name'> & CommonFlags) =>
      asking(async () => (await import('./fleet/machine.ts')).machine)({ ...flags, name }),
    );
}
