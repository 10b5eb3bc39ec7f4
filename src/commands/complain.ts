/** What went wrong, for a person: one line each, naming the file and the key, and what helps. */
import { CommanderError } from 'commander';
import { printable, printableText } from '../output/printable.ts';
import { type ErrorFacts, errorCatalogue, GracewatchError, type Mistake } from '../platform/errors.ts';
import { type Language, type Wording, wordingOf } from '../wording/wording.ts';

/** Values as they stand in commander's own sentence: 'error: unknown option '--foo''. */
function quoted(error: CommanderError): string {
  return /'([^']*)'/.exec(error.message)?.[1] ?? '';
}

const usage: Readonly<Record<string, (error: CommanderError, wording: Wording) => string>> = {
  'commander.unknownOption': (error, { cli }) => cli.usageErrors.unknownOption(quoted(error)),
  'commander.unknownCommand': (error, { cli }) => cli.usageErrors.unknownCommand(quoted(error)),
  'commander.optionMissingArgument': (error, { cli }) => cli.usageErrors.missingValue(quoted(error)),
  'commander.missingMandatoryOptionValue': (error, { cli }) =>
    cli.usageErrors.missingArgument(quoted(error).split(' ')[0] ?? ''),
  'commander.missingArgument': (error, { cli }) => cli.usageErrors.missingArgument(quoted(error).toUpperCase()),
  'commander.help': (_, { cli }) => cli.usageErrors.missingCommand,
  'commander.excessArguments': (_, { cli }) => cli.usageErrors.tooMany,
  'commander.invalidArgument': (error, { cli }) => {
    const allowed = /Allowed choices are ([^.]*)\./.exec(error.message)?.[1] ?? '';
    return cli.usageErrors.notOneOf(quoted(error).split(' ')[0] ?? '', allowed.split(', '));
  },
};

/** Any error as one of the catalogue. */
export function asGracewatchError(error: unknown, wording: Wording): GracewatchError {
  if (error instanceof GracewatchError) return error;
  if (error instanceof CommanderError) {
    return new GracewatchError('badUsage', { detail: usage[error.code]?.(error, wording) ?? error.message });
  }
  return new GracewatchError(
    'internal',
    // Some errors are pages long; what follows the first line is for the log.
    { detail: (Error.isError(error) ? error.message : String(error)).split('\n', 1)[0] ?? '' },
    { cause: error },
  );
}

type Issue = Mistake['issue'];
type Mistakes = Wording['mistakes'];

/** zod's issue codes as our own sentences; what a schema's own check found is named in its `params`. */
const sentences: Readonly<Record<string, (issue: Issue, mistakes: Mistakes, nearest: string | null) => string>> = {
  unrecognized_keys: (_, mistakes, nearest) => mistakes.unknownKey(nearest),
  invalid_type: ({ expected }, mistakes) => mistakes.wrongType(String(expected)),
  invalid_value: ({ values }, mistakes) => mistakes.oneOf((values as readonly unknown[]).map(String)),
  too_small: ({ minimum, origin }, mistakes) =>
    origin === 'string' ? mistakes.empty : mistakes.atLeast(String(minimum)),
  too_big: ({ maximum }, mistakes) => mistakes.atMost(String(maximum)),
  invalid_format: ({ format }, mistakes) => (format === 'datetime' ? mistakes.instant : mistakes.other),
  custom: ({ params }, mistakes) => {
    const { atMost, timeZone, instant, url } = (params ?? {}) as {
      atMost?: string;
      timeZone?: true;
      instant?: true;
      url?: true;
    };
    if (instant) return mistakes.instant;
    if (url) return mistakes.url;
    if (timeZone) return mistakes.timeZone;
    return atMost === undefined ? mistakes.other : mistakes.atMost(atMost);
  },
};

function mistakeLine({ place, path, issue, nearest }: Mistake, { mistakes }: Wording): string {
  const say = sentences[issue.code];
  const what = issue.missing === true ? mistakes.missing : (say?.(issue, mistakes, nearest) ?? mistakes.other);
  return [printableText(place), printableText(path), what].filter((part) => part !== '').join(': ');
}

/** Facts made printable: a file's name, a flag's value. Standard input has a name of its own in each language. */
function shown(facts: ErrorFacts, { cli }: Wording): ErrorFacts {
  const entries = Object.entries(printable(facts)).map(([key, value]) => [
    key,
    value === '-' ? cli.standardInput : value,
  ]);
  return Object.fromEntries(entries);
}

/** Lines for standard error, and the exit code that goes with them. */
export function complain(error: GracewatchError, language: Language): { text: string; exitCode: number } {
  const wording = wordingOf(language);
  const text = wording.errors[error.code];
  const lines =
    error.mistakes.length > 0
      ? error.mistakes.map((mistake) => mistakeLine(mistake, wording))
      : [[text?.message(shown(error.facts, wording)), text?.hint].join(wording.cli.sentenceGap)];
  return {
    text: lines.map((line) => `gracewatch: ${line}\n`).join(''),
    exitCode: errorCatalogue[error.code],
  };
}
