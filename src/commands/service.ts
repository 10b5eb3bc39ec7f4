/** The commands of agent and collector, and their flags. What each needs is loaded only when it is asked for. */
import { Argument, type Command, Option } from 'commander';
import type { CaptureFlags } from './capture.ts';
import type { CommonFlags } from './context.ts';
import type { AddFlags } from './credential.ts';
import type { DemoFlags } from './demo/demo.ts';
import type { Commands } from './program.ts';
import type { RunFlags } from './run.ts';

const roles = ['agent', 'reader', 'admin'];

function addRun(program: Command, { wording, world, run, common, after }: Commands): void {
  const { help } = wording.service;
  common(program.command('run').description(help.run))
    .option('--once', help.once)
    .option('--if-older-than <minutes>', help.ifOlderThan)
    .option('--evidence <file>', help.runEvidence)
    .option('--policy <file>', wording.cli.policy)
    .option('--state-folder <folder>', help.stateFolder)
    .option('--collector <url>', help.collector)
    .addHelpText('after', after(help.runExit))
    .action((flags: RunFlags & CommonFlags) =>
      run(flags, async (context) => (await import('./run.ts')).run(flags, context, world)),
    );
}

function addCapture(program: Command, { wording, world, run, common }: Commands): void {
  const { help } = wording.service;
  common(program.command('capture').description(help.capture))
    .requiredOption('-o, --output <file>', help.captureFile)
    .action((flags: CaptureFlags & CommonFlags) =>
      run(flags, async (context) => (await import('./capture.ts')).capture(flags, context, world)),
    );
}

function addServe(program: Command, { wording, world, run, common }: Commands): void {
  const { help } = wording.service;
  common(program.command('serve').description(help.serve))
    .option('--host <address>', help.host)
    .option('--port <number>', help.port)
    .option('--store <place>', help.store)
    .option('--policy <file>', wording.cli.policy)
    .action((flags: CommonFlags) => run(flags, async (context) => (await import('./serve.ts')).serve(context, world)));
  common(program.command('demo').description(help.demo))
    .option('--folder <folder>', help.folder, 'gracewatch-demo')
    .option('--port <number>', help.port)
    .option('--policy <file>', wording.cli.policy)
    .action((flags: DemoFlags & CommonFlags) =>
      run(flags, async (context) => (await import('./demo/demo.ts')).demo(flags, context, world)),
    );
}

function addCredentials(program: Command, { wording, world, run, common }: Commands): void {
  const { help } = wording.service;
  const credential = program
    .command('credential')
    .description(help.credential)
    .helpOption('-h, --help', wording.cli.help)
    .helpCommand(false);
  const tool = (name: string, text: string): Command =>
    common(credential.command(name).description(text)).option('--store <place>', help.store);
  tool('add', help.add)
    .addOption(new Option('--role <role>', help.role).choices(roles).makeOptionMandatory())
    .requiredOption('--name <name>', help.name)
    .option('--agent <id>', help.agent)
    .action((flags: AddFlags & CommonFlags) =>
      run(flags, async (context) => (await import('./credential.ts')).add(flags, context, world)),
    );
  tool('list', help.list).action((flags: CommonFlags) =>
    run(flags, async (context) => (await import('./credential.ts')).list(context, world)),
  );
  tool('revoke', help.revoke)
    .addArgument(new Argument('<id>', help.id))
    .action((id: string, flags: CommonFlags) =>
      run(flags, async (context) => (await import('./credential.ts')).revoke(id, context, world)),
    );
}

function addBackup(program: Command, { wording, world, run, common }: Commands): void {
  const { help } = wording.service;
  const tool = (name: 'backup' | 'restore', about: string): void => {
    common(program.command(name).description(help[name]))
      .addArgument(new Argument('<file>', about))
      .option('--store <place>', help.store)
      .action((file: string, flags: CommonFlags) =>
        run(flags, async (context) => (await import('./backup.ts'))[name](file, context, world)),
      );
  };
  tool('backup', help.backupFile);
  tool('restore', help.restoreFile);
}

export function addService(program: Command, commands: Commands): void {
  for (const add of [addCapture, addRun, addServe, addCredentials, addBackup]) add(program, commands);
}
