/** What a person reads about each error of the catalogue: what is wrong, naming the file and the key, and what helps. */
import type { ErrorTexts } from '../errors.ts';

export const errors: ErrorTexts = {
  badUsage: { message: ({ detail }) => `${detail}.`, hint: 'gracewatch --help shows what can be asked.' },
  fileNotFound: { message: ({ file }) => `${file}: there is no such file.`, hint: 'Check the name and the folder.' },
  fileUnreadable: {
    message: ({ file, reason }) => `${file}: cannot be read (${reason}).`,
    hint: 'Check that it is a file and that you may read it.',
  },
  fileTooLarge: {
    message: ({ file, limitMegabytes }) => `${file}: larger than ${limitMegabytes} MB, so it is not read.`,
    hint: 'An evidence file is far smaller; check that it is the right file.',
  },
  fileEmpty: { message: ({ file }) => `${file}: is empty.`, hint: 'Capture the evidence again.' },
  notJson: {
    message: ({ file, line, column }) => `${file}: is not valid JSON (line ${line}, column ${column}).`,
    hint: 'It may have been cut off or edited. For slmgr output, use gracewatch explain.',
  },
  forbiddenKey: {
    message: ({ file }) =>
      `${file}: contains a key that no honest file has (__proto__ or constructor), so it is refused.`,
    hint: 'Ask where this file comes from.',
  },
  nestedTooDeeply: {
    message: ({ file, limit }) => `${file}: is nested deeper than ${limit} levels, as no honest file is.`,
    hint: 'Ask where this file comes from.',
  },
  notEvidence: {
    message: ({ file }) => `${file}: is not an evidence file ("schema" should be "gracewatch.evidence/1").`,
    hint: 'For slmgr output or anything else that was pasted, use gracewatch explain.',
  },
  evidenceTooNew: {
    message: ({ file, schema }) =>
      `${file}: was written by a newer gracewatch (${schema}); this one reads gracewatch.evidence/1.`,
    hint: 'Update gracewatch here.',
  },
  wrongKeys: { message: ({ file }) => `${file}: cannot be used as it is.`, hint: 'Mend what is named and try again.' },
  nothingRecognised: {
    message: ({ file }) => `${file}: nothing in it was recognised.`,
    hint: 'Paste the whole output of: cscript //Nologo C:\\Windows\\System32\\slmgr.vbs /dlv. If it is that already, in a language that gracewatch does not know, add --labels with C:\\Windows\\System32\\slmgr\\<LCID>\\slmgr.ini of that machine (Dutch: 0413).',
  },
  slmgrDidNotRun: {
    message: ({ file }) =>
      `${file}: slmgr did not run on that machine, as Windows Script Host or VBScript is missing or switched off there. That says nothing about its activation.`,
    hint: 'Paste what this prints in PowerShell on that machine instead: Get-CimInstance SoftwareLicensingProduct|? PartialProductKey|fl *',
  },
  codeNotRecognised: {
    message: ({ input }) => `${input}: is neither a file here nor an error code.`,
    hint: 'A code looks like 0xC004F074, C004F074 or -1073418124.',
  },
  encodingUnknown: {
    message: ({ encoding }) => `--encoding ${encoding}: no such encoding.`,
    hint: 'Known are, for example: utf8, utf16-le, cp932, cp850, windows-1252.',
  },
  instantInvalid: {
    message: ({ flag, value }) => `${flag} ${value}: is not a point in time.`,
    hint: 'Write it as 2026-11-24T05:30:00Z.',
  },
  outputFailed: {
    message: ({ reason }) => `The answer could not be written (${reason}).`,
    hint: 'Check the disk or the program that reads it.',
  },
  logFailed: {
    message: ({ file, reason }) => `log.file: ${file} cannot be written (${reason}); going on without a log.`,
    hint: 'Check its folder, the rights on it and the free space.',
  },
  notWindows: {
    message: () => 'Only Windows can be asked about its activation.',
    hint: 'Make an evidence file on the Windows machine (gracewatch capture -o FILE, or collect.ps1 alone) and give it to check or run: --evidence FILE.',
  },
  storeTooNew: {
    message: ({ place, theirs, ours }) =>
      `${place}: belongs to a newer gracewatch (its tables are at step ${theirs}, this program knows step ${ours}). Nothing was changed.`,
    hint: 'Start the newer program, or restore a backup that was made before the upgrade.',
  },
  storeForeign: {
    message: ({ place }) => `${place}: is a database of another program. Nothing was changed.`,
    hint: 'Give serve.store a file of its own.',
  },
  storeFailed: {
    message: ({ place, reason }) => `${place}: the store cannot be used (${reason}).`,
    hint: 'Check serve.store, the rights on it, the free space, and that a database server is running there.',
  },
  collectorNotSet: {
    message: () => 'No collector is set, so there is nobody to ask.',
    hint: 'Name it with --collector URL, or as collector.url in the configuration file.',
  },
  collectorUnreachable: {
    message: ({ url, reason }) => `${url}: the collector cannot be reached (${reason}).`,
    hint: 'Check the address, that the collector runs, and the way to it: DNS, firewall, certificate.',
  },
  collectorTooSlow: {
    message: ({ url, seconds }) => `${url}: no whole answer within ${seconds} s.`,
    hint: 'Try again; if it stays so, look at the collector, or allow more time with collector.deadlineMs.',
  },
  collectorFailed: {
    message: ({ url, status }) =>
      `${url}: the collector answered with HTTP status ${status} instead of what was asked.`,
    hint: "From 500 on, the collector's log says why; below that, check that the address is the collector's own.",
  },
  credentialRefused: {
    message: ({ url, status }) => `${url}: the collector does not let you read (HTTP status ${status}).`,
    hint: 'It needs a reader credential, in the variable GRACEWATCH_COLLECTOR_CREDENTIAL or as collector.credential in the configuration file.',
  },
  answerNotUnderstood: {
    message: ({ url, detail }) => `${url}: the answer is not one that this gracewatch understands (${detail}).`,
    hint: 'Either another program answers there, or the collector is newer: then update gracewatch here.',
  },
  machineNotFound: {
    message: ({ name }) => `The collector knows no machine whose name contains "${name}".`,
    hint: 'Check the spelling; a machine that has never reported is not known.',
  },
  spoolFull: {
    message: ({ folder, reason }) =>
      `${folder}: there is no room for another delivery (${reason}); those that wait there are untouched.`,
    hint: 'Free some space on that disk, or raise the quota of the account that runs gracewatch.',
  },
  spoolFailed: {
    message: ({ folder, reason }) => `${folder}: deliveries cannot be kept there (${reason}).`,
    hint: 'Check that it is a folder, that the account that runs gracewatch may write to it, and that the disk is sound.',
  },
  collectorRefused: {
    message: ({ url, status }) =>
      `${url}: the collector does not take deliveries from this agent (HTTP status ${status}); they are kept.`,
    hint: 'It needs an agent credential that has not been revoked, as collector.credential in the configuration file or in GRACEWATCH_COLLECTOR_CREDENTIAL.',
  },
  collectorTooOld: {
    message: ({ url, status }) =>
      `${url}: the collector does not know the format that this agent sends (HTTP status ${status}); the deliveries are kept.`,
    hint: 'Upgrade the collector; what is kept is delivered after that. It is always upgraded before the agents.',
  },
  portTaken: {
    message: ({ host, port }) =>
      `serve.port: ${host}:${port} is taken by another program (perhaps another gracewatch).`,
    hint: 'End that program, or choose another port with --port.',
  },
  listenFailed: {
    message: ({ host, port, reason }) => `serve.host: cannot listen on ${host}:${port} (${reason}).`,
    hint: 'Check serve.host and serve.port.',
  },
  credentialsNeeded: {
    message: ({ host }) => `serve.host: ${host} can be reached by others, and there is no credential yet.`,
    hint: 'Make one first with gracewatch credential add, or listen on 127.0.0.1.',
  },
  pageNotBuilt: {
    message: ({ folder }) => `${folder}: the page is not built.`,
    hint: 'Run npm run build:web once.',
  },
  stateUnusable: {
    message: ({ folder, reason }) => `agent.stateFolder: ${folder} cannot be used (${reason}).`,
    hint: 'Check the folder, the rights on it and the free space.',
  },
  agentBusy: {
    message: ({ folder }) => `agent.stateFolder: another run is at work in ${folder}.`,
    hint: 'Wait until it has ended, or give this one a folder of its own with --state-folder.',
  },
  storeInUse: {
    message: ({ place }) => `${place}: a collector is running over this store.`,
    hint: 'End it first.',
  },
  agentIdNeeded: {
    message: () => '--agent: a credential of role agent is for one agent.',
    hint: 'Give its id, as gracewatch run shows it.',
  },
  credentialUnknown: {
    message: ({ id }) => `${id}: there is no such credential that is not revoked already.`,
    hint: 'gracewatch credential list shows all.',
  },
  fileExists: {
    message: ({ file }) => `${file}: is there already, and is not written over.`,
    hint: 'Choose another name, or move it away.',
  },
  fileUnwritable: {
    message: ({ file, reason }) => `${file}: cannot be written (${reason}).`,
    hint: 'Check its folder, the rights on it and the free space.',
  },
  backupByDatabase: {
    message: ({ place }) => `${place}: a PostgreSQL store is backed up and restored by PostgreSQL itself.`,
    hint: 'Use pg_dump and pg_restore.',
  },
  notABackup: {
    message: ({ file, reason }) => `${file}: is no intact copy of a store (${reason}).`,
    hint: 'Use a file that gracewatch backup wrote. The store was not touched.',
  },
  internal: {
    message: ({ detail }) => `Something went wrong inside gracewatch: ${detail}`,
    hint: 'Run it again with --log-level debug and send the output to whoever looks after gracewatch.',
  },
};

/** What is wrong with one key; the file and its path stand before it. The value is never shown: it may be a secret. */
export const mistakes = {
  unknownKey: (nearest: string | null): string =>
    nearest === null ? 'unknown key' : `unknown key; did you mean ${nearest}?`,
  missing: 'is missing',
  empty: 'must not be empty',
  wrongType: (expected: string): string => `must be ${types[expected] ?? expected}`,
  oneOf: (values: readonly string[]): string => `must be one of: ${values.join(', ')}`,
  atLeast: (minimum: string): string => `must be ${minimum} or more`,
  atMost: (maximum: string): string => `must be ${maximum} or less`,
  instant: 'must be a point in time, as in 2026-11-24T05:30:00Z',
  url: 'must be an address such as https://gracewatch.corp.example:8787, without a path, name or password',
  timeZone: 'must be the name of a time zone, such as Asia/Tokyo',
  other: 'is not what is expected here',
};

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object { … }',
  record: 'an object { … }',
  array: 'a list [ … ]',
};
