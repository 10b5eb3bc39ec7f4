/** What went wrong, for a person: one line each, naming the file and the key, and what helps. */
import { CommanderError } from 'commander';
import { printableText } from '../output/printable.ts';
import { errorCatalogue, GracewatchError, type Mistake } from '../platform/errors.ts';
import { type Language, schemaSentence, type Wording, wordingOf } from '../wording/wording.ts';

/** Values as they stand in commander's own sentence: 'error: unknown option '--foo''. */
function quoted(error: CommanderError): string {
  return /'([^']*)'/.exec(error.message)?.[1] ?? '';
}

const usage: Readonly<Record<string, (error: CommanderError, wording: Wording) => string>> = {
  'commander.unknownOption': (error, { cli }) => cli.usageErrors.unknownOption(quoted(error)),
  'commander.unknownCommand': (error, { cli }) => cli.usageErrors.unknownCommand(quoted(error)),
  'commander.optionMissingArgument': (error, { cli }) => cli.usageErrors.missingValue(quoted(error)),
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
    { detail: Error.isError(error) ? error.message : String(error) },
    { cause: error },
  );
}

/** What a schema's own check found is named in its `params`; everything else zod says in its own words. */
function mistakeSentence(issue: Mistake['issue'], nearest: string | null, language: Language): string {
  const { mistakes } = wordingOf(language);
  const params = (issue.params ?? {}) as { atMost?: string; timeZone?: true };
  if (issue.code === 'unrecognized_keys') {
    return nearest === null ? mistakes.unknownKey : `${mistakes.unknownKey}; ${mistakes.didYouMean(nearest)}`;
  }
  if (params.timeZone) return mistakes.timeZone;
  return params.atMost === undefined ? schemaSentence(issue, language) : mistakes.atMost(params.atMost);
}

function mistakeLine({ place, path, issue, nearest }: Mistake, language: Language): string {
  return [place, path, mistakeSentence(issue, nearest, language)].filter((part) => part !== '').join(': ');
}

/** Lines for standard error, and the exit code that goes with them. */
export function complain(error: GracewatchError, language: Language): { text: string; exitCode: number } {
  const text = wordingOf(language).errors[error.code];
  const lines =
    error.mistakes.length > 0
      ? error.mistakes.map((mistake) => mistakeLine(mistake, language))
      : [`${text?.message(error.facts) ?? error.code} ${text?.hint ?? ''}`.trim()];
  return {
    text: lines.map((line) => `gracewatch: ${printableText(line)}\n`).join(''),
    exitCode: errorCatalogue[error.code],
  };
}
