/** `gracewatch fleet …`: the questions to the collector, and their flags. */
import { Argument, type Command, Option } from 'commander';
import { paragraph } from '../output/layout.ts';
import type { CommonFlags } from './context.ts';
import { type ExpiringFlags, expiring } from './fleet/expiring.ts';
import { overdue, silent } from './fleet/late.ts';
import { type MachineFlags, machine } from './fleet/machine.ts';
import { answer, type FleetFlags, fleetFormats, type Question } from './fleet/question.ts';
import { summary } from './fleet/summary.ts';
import type { Commands } from './program.ts';

/** Adds `fleet` and its questions to the program. */
export function addFleet(program: Command, { wording, world, run, common }: Commands): void {
  const { help } = wording.fleet;
  const after = (text: string): string => ['', ...paragraph(text, 0)].join('\n');
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
    <Flags extends FleetFlags, Answer>(asked: Question<Flags, Answer>) =>
    (flags: Flags & CommonFlags) =>
      run(flags, (context) => answer(asked, flags, context, world));

  question('summary').action(asking(summary));
  question('expiring')
    .option('--days <number>', help.days, '90')
    .option('--warning-days <number>', help.warningDays)
    .option('--critical-days <number>', help.criticalDays)
    .option('--policy <file>', wording.cli.policy)
    .action(asking<ExpiringFlags, Parameters<typeof expiring.severity>[0]>(expiring));
  question('overdue').action(asking(overdue));
  question('silent').action(asking(silent));
  question('machine')
    .addArgument(new Argument('<name>', help.name))
    .action((name: string, flags: Omit<MachineFlags, 'name'> & CommonFlags) => asking(machine)({ ...flags, name }));
}
