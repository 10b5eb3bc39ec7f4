/** The command line's own help. */
export const cli = {
  description:
    'Tells whether a Windows machine is activated, until when, by which KMS host, and what to do if it is not. It only reads.',
  check: 'judge a machine: this one, or from its evidence file',
  explain: 'judge anything pasted: slmgr output, an evidence file, or an error code',
  explainInput: 'a file, - for standard input, or an error code such as 0xC004F074',
  config: 'show the configuration in force and where each value came from',
  evidence: 'evidence file of a machine, instead of asking this one; - for standard input',
  format: 'text, json or nagios (default: text)',
  formatOfConfig: 'text or json (default: text)',
  lang: 'language of the text: en or ja (default: that of the system)',
  policy: 'policy file of the organisation (default: built-in limits)',
  now: 'judge as of this instant, ISO 8601 (default: when the evidence was captured)',
  labels: 'slmgr.ini of the machine, for slmgr output in its language',
  encoding: 'encoding of the file, such as cp932 (default: found out)',
  configFile: 'configuration file (JSON)',
  logLevel: 'what is logged: error, warn, info or debug',
  timeZone: 'time zone of the dates shown, such as Asia/Tokyo (default: that of the system)',
  version: 'print the version',
  help: 'print this help',
  exitCodes: 'Exit codes: 0 ok, 1 warning, 2 critical, 3 unknown or error.',
  /** Between two sentences on a line. */
  sentenceGap: ' ',
  standardInput: 'standard input',
  usage: 'Usage',
  options: 'Options',
  commands: 'Commands',
  arguments: 'Arguments',
  pasteHint: 'Paste the output now; end with Ctrl-D (on Windows: Ctrl-Z and Enter).',
  usageErrors: {
    unknownOption: (name: string): string => `unknown option ${name}`,
    unknownCommand: (name: string): string => `unknown command ${name}`,
    missingValue: (name: string): string => `option ${name} needs a value`,
    tooMany: 'too many arguments',
    missingArgument: (name: string): string => `${name} is missing`,
    missingCommand: 'say which command',
    notOneOf: (name: string, allowed: readonly string[]): string => `${name} must be one of: ${allowed.join(', ')}`,
  },
};

export const configTable = {
  key: 'Key',
  value: 'Value',
  origin: 'Origin',
  origins: { flag: 'flag', environment: 'environment', file: 'file', default: 'default' } as Record<string, string>,
  unset: '(not set)',
};

/** The explanation of one error code. */
export const codePage = {
  name: 'Name',
  meaning: 'Meaning',
  cause: 'Usual cause',
  next: 'Next step',
  asNumber: 'As a number',
  noError: 'no error',
  noCause: 'None: it is no error.',
  unknownCause: 'Not told by the code alone. The Application log (source Security-SPP) of the same time may say more.',
  unlisted: 'This code is not in the list that gracewatch has.',
  unlistedNext: (code: string): string => `On a Windows machine, run slui.exe 0x2a ${code} to see its text.`,
};
