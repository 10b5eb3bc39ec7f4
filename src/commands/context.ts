/** What every command needs before it can begin: the configuration in force, and from it language, zone, log, policy. */
import { dirname, join, resolve } from 'node:path';
import { defaultPolicy, type Policy, policySchema } from '../assessment/policy.ts';
import { decodeText } from '../evidence/readers/decode.ts';
import { documentOf, environmentLayer, type Layer, loadSettings, type Settings } from '../platform/config.ts';
import { checkDocument, parseJson, valueAt } from '../platform/document.ts';
import { GracewatchError } from '../platform/errors.ts';
import { readInput } from '../platform/input.ts';
import { createLog, type Log } from '../platform/log.ts';
import { type Language, type Wording, wordingOf } from '../wording/wording.ts';
import { complain } from './complain.ts';
import { type SettingsValues, settingsSchema } from './settings.ts';
import type { World } from './world.ts';

/** Flags that override settings, by the setting's path. A flag that a command does not have is never given. */
const flags = [
  { name: 'lang', flag: '--lang', path: 'language' },
  { name: 'timeZone', flag: '--time-zone', path: 'timeZone' },
  { name: 'policy', flag: '--policy', path: 'policy' },
  { name: 'logLevel', flag: '--log-level', path: 'log.level' },
  { name: 'collector', flag: '--collector', path: 'collector.url' },
  { name: 'stateFolder', flag: '--state-folder', path: 'agent.stateFolder' },
  { name: 'host', flag: '--host', path: 'serve.host' },
  { name: 'port', flag: '--port', path: 'serve.port' },
  { name: 'store', flag: '--store', path: 'serve.store' },
] as const;

export type CommonFlags = { readonly [Name in (typeof flags)[number]['name']]?: string } & { readonly config?: string };

export interface Context {
  readonly settings: Settings<SettingsValues>;
  readonly language: Language;
  readonly wording: Wording;
  readonly timeZone: string;
  readonly policy: Policy;
  readonly log: Log;
}

const configVariable = 'GRACEWATCH_CONFIG';

function defaultFile({ platform, environment }: World): string {
  return platform === 'win32'
    ? join(environment.ProgramData ?? 'C:\\ProgramData', 'gracewatch', 'config.json')
    : '/etc/gracewatch/config.json';
}

/** A file that was named must be there; the default one may be absent. */
async function fileLayer(flags: CommonFlags, world: World): Promise<Layer[]> {
  const named = flags.config ?? (world.environment[configVariable] || undefined);
  const file = named ?? defaultFile(world);
  try {
    const document = parseJson(decodeText(await readInput(file)), file);
    return [{ origin: 'file', place: file, document: withPolicyBeside(document, file) }];
  } catch (error) {
    if (named === undefined && error instanceof GracewatchError && error.code === 'fileNotFound') return [];
    throw error;
  }
}

/** A policy that the file names is looked for beside it, not where the program happens to be started. */
function withPolicyBeside(document: unknown, file: string): unknown {
  const policy = valueAt(document, ['policy']);
  if (typeof policy !== 'string' || policy === '') return document;
  return { ...(document as object), policy: resolve(dirname(file), policy) };
}

function flagLayer(given: CommonFlags): Layer {
  const texts = flags.flatMap(({ name, path }) => {
    const text = given[name];
    return text === undefined ? [] : [{ path: path.split('.'), text }];
  });
  const nameOf = (path: readonly string[]): string =>
    flags.find((one) => one.path === path.join('.'))?.flag ?? path.join('.');
  return { origin: 'flag', place: '', document: documentOf(settingsSchema, texts), nameOf };
}

/** Errors: those of the configuration, every mistake at once. */
export async function loadConfiguration(flags: CommonFlags, world: World): Promise<Settings<SettingsValues>> {
  const { layer, mistakes } = environmentLayer(settingsSchema, world.environment, [configVariable]);
  return loadSettings(settingsSchema, [...(await fileLayer(flags, world)), layer, flagLayer(flags)], mistakes);
}

/** The system's language where the setting is `auto`: Japanese on a Japanese system, else English. */
export function languageOf(setting: string | undefined, locale: string): Language {
  if (setting === 'en' || setting === 'ja') return setting;
  return locale.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

async function loadPolicy(file: string | null): Promise<Policy> {
  if (file === null) return defaultPolicy;
  return checkDocument(parseJson(decodeText(await readInput(file)), file), policySchema, file);
}

export async function openContext(flags: CommonFlags, world: World): Promise<Context> {
  const settings = await loadConfiguration(flags, world);
  const { values } = settings;
  const language = languageOf(values.language, world.locale);
  return {
    settings,
    language,
    wording: wordingOf(language),
    timeZone: values.timeZone === 'auto' ? world.timeZone : values.timeZone,
    policy: await loadPolicy(values.policy),
    log: createLog({ ...values.log, stderr: world.stderr }, (error) => {
      const reason = (error as NodeJS.ErrnoException).code ?? String(error);
      const failure = new GracewatchError('logFailed', { file: values.log.file ?? '-', reason }, { cause: error });
      world.stderr.write(complain(failure, language).text);
    }),
  };
}
